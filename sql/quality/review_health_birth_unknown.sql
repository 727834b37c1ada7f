array_contains(flags, 'birth_unknown')

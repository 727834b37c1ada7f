array_contains(flags, 'starts_before_birth')

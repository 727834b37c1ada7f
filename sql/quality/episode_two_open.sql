array_contains(flags, 'two_open')

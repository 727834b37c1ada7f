array_contains(flags, 'end_unreadable')

array_contains(flags, 'overlapped')

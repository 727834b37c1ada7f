array_contains(flags, 'records_two_open')

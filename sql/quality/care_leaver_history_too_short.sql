array_contains(flags, 'history_too_short')

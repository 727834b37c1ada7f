array_contains(flags, 'starts_after_18')

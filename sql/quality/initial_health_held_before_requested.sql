array_contains(flags, 'held_before_requested')

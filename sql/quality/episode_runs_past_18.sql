array_contains(flags, 'runs_past_18')

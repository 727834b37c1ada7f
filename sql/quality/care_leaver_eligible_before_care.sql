array_contains(flags, 'eligible_before_care')

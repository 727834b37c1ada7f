array_contains(flags, 'activity_code_expired')

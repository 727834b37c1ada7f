array_contains(flags, 'legal_status_unknown')

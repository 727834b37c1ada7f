array_contains(flags, 'kind_unknown')

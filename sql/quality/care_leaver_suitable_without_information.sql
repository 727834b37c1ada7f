array_contains(flags, 'suitable_without_information')

array_contains(flags, 'after_business_date')

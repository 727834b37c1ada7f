eligibility_method = 'computed'

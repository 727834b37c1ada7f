newest_population_on is null or newest_population_on < add_months(business_date, -27)

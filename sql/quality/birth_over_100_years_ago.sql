birth_on < add_months(:business_date, -1200)

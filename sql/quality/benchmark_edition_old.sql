last_period_end < add_months(:business_date, -21)

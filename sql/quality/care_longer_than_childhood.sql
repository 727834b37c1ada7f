add_months(started_on, 216) <= business_date

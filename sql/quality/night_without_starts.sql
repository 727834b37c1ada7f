latest_start_on is null or latest_start_on < date_sub(business_date, 183)

latest_end_on is null or latest_end_on < date_sub(business_date, 183)

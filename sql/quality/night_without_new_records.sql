newest_record_on is null or newest_record_on < date_sub(business_date, 35)

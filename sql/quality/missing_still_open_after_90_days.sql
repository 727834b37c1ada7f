started_on < date_sub(:business_date, 90)

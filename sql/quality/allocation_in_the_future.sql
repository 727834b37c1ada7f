started_on > :business_date

birth_on > :business_date

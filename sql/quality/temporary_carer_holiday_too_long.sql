datediff(coalesce(ended_on, :business_date), started_on) > 21

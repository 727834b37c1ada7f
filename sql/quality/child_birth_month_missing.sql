birth_month is null

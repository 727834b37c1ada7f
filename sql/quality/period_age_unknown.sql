age_at_start is null

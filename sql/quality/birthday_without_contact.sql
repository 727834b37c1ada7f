contact_on is null

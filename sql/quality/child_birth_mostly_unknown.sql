age is null

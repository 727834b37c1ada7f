is_suitable is null

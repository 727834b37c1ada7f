method = 'inferred'

size(same_as) > 0

held_on < date_add(since_on, 28)

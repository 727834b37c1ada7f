started_on < date'1991-10-14'

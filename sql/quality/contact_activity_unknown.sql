activity in ('unknown', '0')

accommodation in ('unknown', '0')

accommodation not in ('unknown', '0') or activity not in ('unknown', '0')

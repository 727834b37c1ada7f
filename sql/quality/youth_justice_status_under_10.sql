legal_status in ('J1', 'J2', 'J3')

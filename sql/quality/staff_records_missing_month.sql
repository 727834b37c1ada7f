months_of_staff_records < 3

hours_missing > 720

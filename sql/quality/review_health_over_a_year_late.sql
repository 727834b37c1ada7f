not is_held

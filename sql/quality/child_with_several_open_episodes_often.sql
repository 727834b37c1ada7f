open_episodes > 1

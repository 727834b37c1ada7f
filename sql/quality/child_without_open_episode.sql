open_episodes = 0

not in_post

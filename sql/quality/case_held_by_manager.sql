worker_role in ('team_manager', 'student_social_worker')

interview_offered is null

array_contains(flags, 'interview_before_return')

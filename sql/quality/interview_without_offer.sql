array_contains(flags, 'interview_without_offer')

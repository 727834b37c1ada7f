datediff(ended_on, started_on) < 7

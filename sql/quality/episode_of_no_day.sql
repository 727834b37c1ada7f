ended_on = started_on

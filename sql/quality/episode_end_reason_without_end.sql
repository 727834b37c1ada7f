ended_on is null and end_reason is not null and end_reason <> 'unknown' and not array_contains(flags, 'end_unreadable')

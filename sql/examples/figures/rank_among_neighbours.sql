-- Where do we rank among our statistical neighbours in the figures that have a target?
-- One row per figure, rank 1 is the best. The figures ranked are the published ones of the period that ends on period_end, not
-- today's. A status other than published says why there is no rank: too_few of the neighbours' figures are held.
select
    figure.short_title,
    place.rank,
    place.areas_with_value,
    place.quartile,
    round(place.value, 1) as published_value,
    place.period_end,
    place.status
from kpi_rank as place
inner join kpi_current as figure
    on figure.authority_code = place.authority_code
    and figure.kpi = place.kpi
    and figure.as_at = place.as_at
where place.reading = 'latest'
    and place.among = 'neighbours'
    and figure.is_compared
    and figure.target is not null
order by figure.short_title

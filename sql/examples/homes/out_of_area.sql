-- How many children live outside the authority's area, and how far from home, by kind of home?
-- One row per kind of home at the latest quarter end. A place without a known postcode is counted in area_not_known.
select
    kind_of_home,
    count(*) as children,
    count_if(not in_area) as out_of_area,
    count_if(in_area is null) as area_not_known,
    count_if(distance_miles > 20) as over_20_miles,
    cast(median(distance_miles) as decimal(9, 1)) as median_miles
from children_looked_after
where as_at = (select max(as_at) from kpi_quarterly)
group by kind_of_home
order by children desc, kind_of_home

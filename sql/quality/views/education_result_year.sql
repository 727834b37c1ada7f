-- How many children have a result of a measure in each school year, beside the year before of which there are any.
with years as (
    select
        authority_code,
        measure,
        year_ends_on,
        count(*) as children
    from fact_education_result
    group by authority_code, measure, year_ends_on
)

select
    authority_code,
    measure,
    year_ends_on,
    children,
    lag(year_ends_on) over (partition by authority_code, measure order by year_ends_on) as previous_year_ends_on,
    lag(children) over (partition by authority_code, measure order by year_ends_on) as children_before,
    year_ends_on = max(year_ends_on) over (partition by authority_code, measure) as is_latest
from years

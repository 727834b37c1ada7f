-- Results come months after the school year, suspensions later than the rest: each measure has the latest year known of it.
with years as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_education_result.measure,
        max(fact_education_result.year_ends_on) as year_ends_on
    from period
    inner join fact_education_result
        on fact_education_result.authority_code = period.authority_code
        and fact_education_result.year_ends_on <= period.as_at
        and fact_education_result.year_ends_on > add_months(period.as_at, -24)
        -- A school year that ends on another day is a typing error: it would be the latest year of its measure.
        and date_format(fact_education_result.year_ends_on, 'MM-dd') = '08-31'
    group by
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_education_result.measure
)

select
    years.authority_code,
    years.period_type,
    years.as_at,
    years.has_full_history,
    'child' as member_kind,
    fact_education_result.child_key as member_key,
    fact_education_result.child_key,
    fact_education_result.measure,
    fact_education_result.result,
    fact_education_result.out_of,
    make_date(year(years.year_ends_on), 3, 31) as banded_on,
    make_date(year(years.year_ends_on), 3, 31) as in_care_on
from years
inner join fact_education_result
    on fact_education_result.authority_code = years.authority_code
    and fact_education_result.measure = years.measure
    and fact_education_result.year_ends_on = years.year_ends_on

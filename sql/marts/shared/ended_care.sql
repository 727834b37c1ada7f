-- How care last ended by the day; a child may be in care again.
select
    period.authority_code,
    period.as_at,
    fact_care_period.child_key,
    max_by(dim_end_reason.outcome, fact_care_period.care_period_no) as outcome
from period
inner join fact_care_period
    on fact_care_period.authority_code = period.authority_code
    and fact_care_period.ended_on <= period.as_at
left join dim_end_reason
    on dim_end_reason.end_reason = fact_care_period.end_reason
group by period.authority_code, period.as_at, fact_care_period.child_key

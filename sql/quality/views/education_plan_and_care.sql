-- Each day on which an education plan was made or reviewed, with whether the child was in care. The last day counts.
with histories as (
    select
        authority_code,
        max(history_from) as history_from
    from source_night
    group by authority_code
)

select
    fact_education_plan.authority_code,
    fact_education_plan.child_key,
    fact_education_plan.reviewed_on,
    fact_education_plan.reviewed_on >= histories.history_from as is_care_held,
    count(fact_care_period.child_key) > 0 as is_in_care
from fact_education_plan
inner join histories
    on histories.authority_code = fact_education_plan.authority_code
left join fact_care_period
    on fact_care_period.authority_code = fact_education_plan.authority_code
    and fact_care_period.child_key = fact_education_plan.child_key
    and fact_care_period.started_on <= fact_education_plan.reviewed_on
    and (fact_care_period.ended_on is null or fact_care_period.ended_on >= fact_education_plan.reviewed_on)
group by
    fact_education_plan.authority_code,
    fact_education_plan.child_key,
    fact_education_plan.reviewed_on,
    histories.history_from

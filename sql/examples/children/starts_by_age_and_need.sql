-- How old were the children who came into care in the last twelve months, and why did they come?
-- One row per main reason (category of need), one column per age band. Each child counts once, with its first start.
with starters as (
    select
        child_key,
        min_by(care_period_no, started_on) as care_period_no,
        min_by(age_at_start, started_on) as age_at_start
    from fact_care_period
    where counts_as_start
        and started_on > add_months((select max(as_at) from kpi_quarterly), -12)
        and started_on <= (select max(as_at) from kpi_quarterly)
        and (ended_on is null or ended_on > started_on)
    group by child_key
),

needs as (
    select
        child_key,
        care_period_no,
        min_by(category_of_need, episode_no) as category_of_need
    from fact_care_episode
    where care_period_no is not null
    group by child_key, care_period_no
)

select
    needs.category_of_need,
    count(*) as children,
    count_if(starters.age_at_start < 1) as under_1,
    count_if(starters.age_at_start between 1 and 9) as aged_1_to_9,
    count_if(starters.age_at_start between 10 and 15) as aged_10_to_15,
    count_if(starters.age_at_start >= 16) as aged_16_and_over,
    add_months((select max(as_at) from kpi_quarterly), -12) >= (select max(history_from) from source_night) as has_full_history
from starters
left join needs
    on needs.child_key = starters.child_key
    and needs.care_period_no = starters.care_period_no
group by needs.category_of_need
order by children desc, needs.category_of_need

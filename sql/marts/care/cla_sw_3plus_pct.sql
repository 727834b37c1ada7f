-- Different workers: back to a former one does not add. Time before care counts too, and so does a worker beside the
-- one who had the case.
with workers_in_window as (
    select
        population.member,
        count(distinct fact_worker_allocation.worker_key) as workers
    from population
    inner join fact_worker_allocation
        on fact_worker_allocation.authority_code = population.authority_code
        and fact_worker_allocation.child_key = population.child_key
        and fact_worker_allocation.started_on <= population.as_at
        and (fact_worker_allocation.ended_on is null or fact_worker_allocation.ended_on > population.window_start)
    group by population.member
),

-- Where the first days of care are not held, earlier workers may not be either (R17).
cut_short as (
    select distinct population.member
    from population
    inner join fact_care_period
        on fact_care_period.authority_code = population.authority_code
        and fact_care_period.child_key = population.child_key
        and fact_care_period.started_on <= population.as_at
        and fact_care_period.history_from > population.window_start
)

select
    population.member,
    workers_in_window.workers >= 3 as numerator,
    population.history_from <= population.window_start and cut_short.member is null as has_full_history
from population
left join workers_in_window
    on workers_in_window.member = population.member
left join cut_short
    on cut_short.member = population.member

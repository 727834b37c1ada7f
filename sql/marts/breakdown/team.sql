-- A child's team is that of its main worker on the day, of a leaver on the day before; a worker's the one of the month.
with allocations as (
    select
        banded.member,
        max_by(
            fact_case_allocation.team_key, struct(fact_case_allocation.started_on, fact_case_allocation.worker_key)
        ) as team_key
    from banded
    inner join fact_case_allocation
        on fact_case_allocation.authority_code = banded.authority_code
        and fact_case_allocation.child_key = banded.child_key
        and fact_case_allocation.started_on <= coalesce(banded.in_care_on, banded.banded_on)
        and (
            fact_case_allocation.ended_on is null
            or fact_case_allocation.ended_on > coalesce(banded.in_care_on, banded.banded_on)
        )
    where fact_case_allocation.is_main_worker
    group by banded.member
)

select
    banded.member,
    dim_team.team_name as breakdown_value
from banded
left join allocations
    on allocations.member = banded.member
left join fact_caseload
    on fact_caseload.authority_code = banded.authority_code
    and fact_caseload.worker_key = banded.worker_key
    and fact_caseload.month_end = banded.banded_on
left join fact_workforce
    on fact_workforce.authority_code = banded.authority_code
    and fact_workforce.worker_key = banded.worker_key
    and fact_workforce.month_end = banded.banded_on
left join dim_team
    on dim_team.authority_code = banded.authority_code
    and dim_team.team_key = coalesce(allocations.team_key, fact_caseload.team_key, fact_workforce.team_key)

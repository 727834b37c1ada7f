select
    period.authority_code,
    period.as_at,
    coalesce(cast(fact_caseload.team_key as string), 'unknown') as team,
    coalesce(min(dim_team.team_name), 'unknown') as team_name,
    count(*) as workers,
    count_if(
        is_within_limit(
            fact_caseload.cases,
            value_on(:caseload_limit, fact_caseload.month_end),
            value_on(:caseload_operator, fact_caseload.month_end)
        )
    ) as workers_within_limit,
    sum(fact_caseload.cases) as cases,
    sum(fact_caseload.cases_looked_after) as cases_looked_after,
    cast(sum(fact_caseload.full_time_equivalent) as decimal(18, 2)) as full_time_equivalent,
    -- Beside the average, since these cases are in neither of its sums.
    coalesce(sum(fact_caseload.cases) filter (where fact_caseload.full_time_equivalent is null), 0)
        as cases_without_full_time_equivalent,
    cast(
        round(
            sum(fact_caseload.cases) filter (where fact_caseload.full_time_equivalent is not null)
            / nullif(sum(fact_caseload.full_time_equivalent), 0),
            1
        ) as decimal(18, 1)
    ) as cases_per_full_time_equivalent,
    max(fact_caseload.cases) as largest_caseload,
    bool_and(period.has_full_history) as has_full_history
from period
inner join fact_caseload
    on fact_caseload.authority_code = period.authority_code
    and fact_caseload.month_end = period.as_at
left join dim_team
    on dim_team.authority_code = fact_caseload.authority_code
    and dim_team.team_key = fact_caseload.team_key
where
    fact_caseload.cases > 0
    and fact_caseload.is_case_holding_role
    and (value_on(:caseload_includes_agency, fact_caseload.month_end) or not coalesce(fact_caseload.is_agency, false))
group by period.authority_code, period.as_at, fact_caseload.team_key

-- How many cases each worker had at each month end, with the name of the team and whether the KPIs of caseload count it.
select
    fact_caseload.authority_code,
    fact_caseload.worker_key,
    fact_caseload.month_end,
    fact_caseload.team_key,
    coalesce(dim_team.team_name, 'unknown') as team_name,
    fact_caseload.role,
    fact_caseload.is_agency,
    fact_caseload.full_time_equivalent,
    fact_caseload.cases,
    fact_caseload.cases_looked_after,
    case
        when fact_caseload.cases = 0 then 'none'
        when fact_caseload.cases < 10 then '1 to 9'
        when fact_caseload.cases < 15 then '10 to 14'
        when fact_caseload.cases < 20 then '15 to 19'
        when fact_caseload.cases < 25 then '20 to 24'
        when fact_caseload.cases < 30 then '25 to 29'
        else '30 and over'
    end as caseload_band,
    cast(
        round(fact_caseload.cases / nullif(fact_caseload.full_time_equivalent, 0), 1) as decimal(18, 1)
    ) as cases_per_full_time_equivalent,
    fact_caseload.cases > 0 and fact_caseload.is_case_holding_role as is_counted
from fact_caseload
left join dim_team
    on dim_team.authority_code = fact_caseload.authority_code
    and dim_team.team_key = fact_caseload.team_key

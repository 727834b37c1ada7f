-- Where the file lacks the month, the households of other months weigh nothing and say that it does not reach: otherwise
-- there would be no places.
with households as (
    select distinct authority_code, household_key
    from fact_foster_household
),

held as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        months.month_end is not null as has_month,
        period.has_full_history and months.month_end is not null as has_full_history
    from period
    left join (select distinct authority_code, month_end from fact_foster_household) as months
        on months.authority_code = period.authority_code
        and months.month_end = period.as_at
)

select
    held.authority_code,
    held.period_type,
    held.as_at,
    held.has_full_history,
    'household' as member_kind,
    households.household_key as member_key,
    households.household_key,
    fact_foster_household.approved_places,
    fact_foster_household.filled_places
from held
inner join households
    on households.authority_code = held.authority_code
left join fact_foster_household
    on fact_foster_household.authority_code = households.authority_code
    and fact_foster_household.household_key = households.household_key
    and fact_foster_household.month_end = held.as_at
where not held.has_month or fact_foster_household.is_counted

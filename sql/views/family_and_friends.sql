-- Friends and family in three lines that are never added (R16): two of the children looked after on the day, and one of the
-- children who left care in the twelve months.
with on_the_day as (
    select
        authority_code,
        as_at,
        if(kpi = 'cla_kinship_foster_pct', 1, 2) as line,
        if(kpi = 'cla_kinship_foster_pct', 'Fostered by relatives or friends', 'Placed with parents') as title,
        period_type,
        numerator as children,
        denominator as out_of,
        value as percent,
        status,
        null as child_arrangements,
        null as special_guardianship,
        simulated
    from kpi_quarterly
    where kpi in ('cla_kinship_foster_pct', 'cla_with_parents_pct')
        and breakdown is null
),

-- Both shares are of the same children, each with its last end of care only, so that their numerators can be added.
orders as (
    select
        guardianship.authority_code,
        guardianship.as_at,
        3 as line,
        'Left care for special guardianship or a child arrangements order' as title,
        guardianship.period_type,
        guardianship.numerator + arrangements.numerator as children,
        guardianship.denominator as out_of,
        round(100 * (guardianship.numerator + arrangements.numerator) / nullif(guardianship.denominator, 0), 1) as percent,
        if(arrangements.status = 'ok', guardianship.status, arrangements.status) as status,
        arrangements.numerator as child_arrangements,
        guardianship.numerator as special_guardianship,
        guardianship.simulated
    from kpi_quarterly as guardianship
    inner join kpi_quarterly as arrangements
        on arrangements.authority_code = guardianship.authority_code
        and arrangements.as_at = guardianship.as_at
        and arrangements.period_type = guardianship.period_type
    where guardianship.kpi = 'sgo_pct'
        and arrangements.kpi = 'cao_pct'
        and guardianship.breakdown is null
        and arrangements.breakdown is null
),

known_carers as (
    select
        authority_code,
        as_at,
        period_type,
        numerator
    from detail_placements
    where measure = 'family_and_friends'
        and category like 'left to special guardianship of relatives or friends%'
),

lines as (
    select *
    from on_the_day
    union all
    select *
    from orders
)

select
    lines.authority_code,
    lines.as_at,
    lines.line,
    lines.title,
    lines.period_type,
    cast(lines.children as bigint) as children,
    cast(lines.out_of as bigint) as out_of,
    cast(lines.percent as decimal(18, 1)) as percent,
    lines.status,
    cast(lines.special_guardianship as bigint) as special_guardianship,
    if(lines.line = 3, known_carers.numerator, null) as special_guardianship_of_relatives_or_friends,
    cast(lines.child_arrangements as bigint) as child_arrangements,
    lines.simulated
from lines
left join known_carers
    on known_carers.authority_code = lines.authority_code
    and known_carers.as_at = lines.as_at
    and known_carers.period_type = lines.period_type

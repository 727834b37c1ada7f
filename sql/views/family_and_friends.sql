-- Friends and family in three lines that are never added (R16): two of the children looked after on the day, and one of the
-- children who left care in the twelve months.
with lines as (
    select
        authority_code,
        as_at,
        case kpi
            when 'cla_kinship_foster_pct' then 1
            when 'cla_with_parents_pct' then 2
            else 3
        end as line,
        case kpi
            when 'cla_kinship_foster_pct' then 'Fostered by relatives or friends'
            when 'cla_with_parents_pct' then 'Placed with parents'
            else 'Left care to relatives or friends as special guardians'
        end as title,
        period_type,
        numerator as children,
        denominator as out_of,
        value as percent,
        status,
        simulated
    from kpi_quarterly
    where kpi in ('cla_kinship_foster_pct', 'cla_with_parents_pct', 'sgo_kinship_pct')
        and breakdown is null
),

-- What stands beside the third line: the same children who left care, to anybody as guardian and by the other order.
orders as (
    select
        authority_code,
        as_at,
        period_type,
        max(numerator) filter (where kpi = 'sgo_pct') as special_guardianship,
        max(numerator) filter (where kpi = 'cao_pct') as child_arrangements
    from kpi_quarterly
    where kpi in ('sgo_pct', 'cao_pct')
        and breakdown is null
    group by authority_code, as_at, period_type
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
    cast(orders.special_guardianship as bigint) as special_guardianship,
    cast(if(lines.line = 3, lines.children, null) as bigint) as special_guardianship_of_relatives_or_friends,
    cast(orders.child_arrangements as bigint) as child_arrangements,
    lines.simulated
from lines
left join orders
    on lines.line = 3
    and orders.authority_code = lines.authority_code
    and orders.as_at = lines.as_at
    and orders.period_type = lines.period_type

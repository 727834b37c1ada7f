-- Who has a pathway plan by law, as the contacts say: nobody's eligibility is computed. The extract holds each contact with
-- the latest plan known then.
with contacts as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        period.has_full_history,
        fact_care_leaver_contact.child_key,
        fact_care_leaver_contact.contact_on <= period.as_at as is_by_as_at,
        -- Of one day, the contact that says most has number 1.
        struct(fact_care_leaver_contact.contact_on, -fact_care_leaver_contact.contact_no) as place_in_time,
        fact_care_leaver_contact.is_eligible,
        fact_care_leaver_contact.is_in_touch,
        fact_care_leaver_contact.left_because,
        fact_care_leaver_contact.pathway_plan_on
    from period
    inner join fact_care_leaver_contact
        on fact_care_leaver_contact.authority_code = period.authority_code
    where not array_contains(fact_care_leaver_contact.flags, 'after_business_date')
),

young_people as (
    select
        authority_code,
        period_type,
        as_at,
        has_full_history,
        child_key,
        max_by(is_eligible, place_in_time) filter (where is_by_as_at and is_eligible is not null) as is_eligible,
        max_by(left_because, place_in_time) filter (where is_by_as_at and is_in_touch is not null) as left_because,
        -- The latest plan that was there by then, on any contact: a later one is not known yet.
        max(pathway_plan_on) filter (where pathway_plan_on <= as_at) as pathway_plan_on
    from contacts
    group by authority_code, period_type, as_at, has_full_history, child_key
)

select
    young_people.authority_code,
    young_people.period_type,
    young_people.as_at,
    young_people.has_full_history,
    'young_person' as member_kind,
    young_people.child_key as member_key,
    young_people.child_key,
    age_on(child_birth.birth_on, young_people.as_at) as age,
    young_people.as_at as banded_on,
    young_people.pathway_plan_on
from young_people
inner join child_birth
    on child_birth.authority_code = young_people.authority_code
    and child_birth.child_key = young_people.child_key
left join ended_care
    on ended_care.authority_code = young_people.authority_code
    and ended_care.as_at = young_people.as_at
    and ended_care.child_key = young_people.child_key
left join only_short_breaks
    on only_short_breaks.authority_code = young_people.authority_code
    and only_short_breaks.child_key = young_people.child_key
left join dim_child
    on dim_child.authority_code = young_people.authority_code
    and dim_child.child_key = young_people.child_key
    and dim_child.valid_from <= young_people.as_at
    and (dim_child.valid_to is null or dim_child.valid_to > young_people.as_at)
where
    young_people.is_eligible
    and age_on(child_birth.birth_on, young_people.as_at) between 16 and 21
    -- Who was never in care but for a series of short breaks counts nowhere (R3).
    and only_short_breaks.child_key is null
    -- Back with parents is in: the plan goes on.
    and not coalesce(young_people.left_because = 'died', false)
    and not coalesce(ended_care.outcome = 'died', false)
    and not coalesce(dim_child.has_died, false)

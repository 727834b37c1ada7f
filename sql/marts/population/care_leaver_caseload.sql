-- Who is a care leaver on the day, as the contacts say: nobody's eligibility is computed.
with young_people as (
    select
        period.authority_code,
        period.period_type,
        period.as_at,
        -- The latest contact may be long ago: without a year of contacts too few are known to be care leavers.
        add_months(period.as_at, -12) >= period.history_from as has_full_history,
        contact.child_key,
        -- Of one day, the contact that says most has number 1.
        max_by(contact.is_eligible, struct(contact.contact_on, -contact.contact_no))
            filter (where contact.is_eligible is not null) as is_eligible,
        -- Who died or went home stays out until a later contact says otherwise.
        max_by(contact.left_because, struct(contact.contact_on, -contact.contact_no))
            filter (where contact.is_in_touch is not null) as left_because,
        max_by(
            struct(
                contact.is_known_suitable,
                contact.counts_for_accommodation,
                contact.is_in_education_employment_or_training,
                contact.is_in_higher_education,
                contact.is_in_touch
            ),
            struct(contact.contact_on, -contact.contact_no)
        ) as latest
    from period
    inner join fact_care_leaver_contact as contact
        on contact.authority_code = period.authority_code
        and contact.contact_on <= period.as_at
    group by period.authority_code, period.period_type, period.as_at, period.history_from, contact.child_key
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
    young_people.latest.is_known_suitable as is_suitable,
    young_people.latest.counts_for_accommodation,
    young_people.latest.is_in_education_employment_or_training,
    young_people.latest.is_in_higher_education,
    young_people.latest.is_in_touch
from young_people
inner join child_birth
    on child_birth.authority_code = young_people.authority_code
    and child_birth.child_key = young_people.child_key
left join looked_after
    on looked_after.authority_code = young_people.authority_code
    and looked_after.as_at = young_people.as_at
    and looked_after.child_key = young_people.child_key
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
    and age_on(child_birth.birth_on, young_people.as_at) between 17 and 21
    and looked_after.child_key is null
    -- Who was never in care but for a series of short breaks counts nowhere (R3).
    and only_short_breaks.child_key is null
    and young_people.left_because is null
    and not coalesce(ended_care.outcome in ('died', 'transfer'), false)
    and not coalesce(dim_child.has_died, false)

-- Young people of the cohort whose care ended on the 18th birthday while they were in foster care.
with endings_at_18 as (
    select
        fact_care_period.authority_code,
        fact_care_period.child_key,
        -- Where the child was on the day before: of two placements, in the one that began later (R6), in a temporary move
        -- in the one it was away from (R5).
        max_by(
            dim_placement_type.placement_group,
            struct(fact_care_episode.started_on, fact_care_episode.episode_no)
        ) as placement_group
    from fact_care_period
    inner join child_birth
        on child_birth.authority_code = fact_care_period.authority_code
        and child_birth.child_key = fact_care_period.child_key
        and birthday(child_birth.birth_on, 18) = fact_care_period.ended_on
    left join fact_care_episode
        on fact_care_episode.authority_code = fact_care_period.authority_code
        and fact_care_episode.child_key = fact_care_period.child_key
        and fact_care_episode.care_period_no = fact_care_period.care_period_no
        and fact_care_episode.started_on < fact_care_period.ended_on
        and (fact_care_episode.counts_until is null or fact_care_episode.counts_until >= fact_care_period.ended_on)
    left join dim_placement_type
        on dim_placement_type.placement_type = fact_care_episode.counted_placement_type
    group by fact_care_period.authority_code, fact_care_period.child_key
),

-- At 18 a contact before the birthday was one in care: only those from the birthday on say who stayed.
contacts_at_18 as (
    select
        fact_care_leaver.authority_code,
        fact_care_leaver.child_key,
        min_by(fact_care_leaver_contact.is_with_former_foster_carer, fact_care_leaver_contact.contact_on)
            as is_with_former_foster_carer
    from fact_care_leaver
    inner join fact_care_leaver_contact
        on fact_care_leaver_contact.authority_code = fact_care_leaver.authority_code
        and fact_care_leaver_contact.child_key = fact_care_leaver.child_key
        and fact_care_leaver_contact.contact_on between fact_care_leaver.birthday_on
        and add_months(fact_care_leaver.birthday_on, :care_leaver_contact_months_after)
    where
        fact_care_leaver.birthday_age = 18
        and fact_care_leaver_contact.contact_no = 1
        and not array_contains(fact_care_leaver_contact.flags, 'after_business_date')
    group by fact_care_leaver.authority_code, fact_care_leaver.child_key
)

select
    period.authority_code,
    period.period_type,
    period.as_at,
    period.has_full_history
    and fact_care_leaver.in_cohort
    and endings_at_18.child_key is not null as has_full_history,
    'young_person' as member_kind,
    fact_care_leaver.child_key as member_key,
    fact_care_leaver.child_key,
    fact_care_leaver.birthday_on,
    fact_care_leaver.birthday_on as banded_on,
    fact_care_leaver.birthday_age,
    fact_care_leaver.in_cohort and endings_at_18.child_key is not null as in_cohort,
    if(
        fact_care_leaver.birthday_age = 18,
        contacts_at_18.is_with_former_foster_carer,
        fact_care_leaver.is_with_former_foster_carer
    ) as is_with_former_foster_carer
from period
inner join fact_care_leaver
    on fact_care_leaver.authority_code = period.authority_code
    and fact_care_leaver.birthday_on between period.window_start and period.as_at
left join child_birth
    on child_birth.authority_code = fact_care_leaver.authority_code
    and child_birth.child_key = fact_care_leaver.child_key
left join endings_at_18
    on endings_at_18.authority_code = fact_care_leaver.authority_code
    and endings_at_18.child_key = fact_care_leaver.child_key
left join contacts_at_18
    on contacts_at_18.authority_code = fact_care_leaver.authority_code
    and contacts_at_18.child_key = fact_care_leaver.child_key
where
    fact_care_leaver.birthday_age in (18, 19, 20)
    and (fact_care_leaver.in_cohort or fact_care_leaver.excluded_because = 'eligibility_unknown')
    and (
        endings_at_18.placement_group = 'foster'
        -- Who turned 18 before the leavers held may have been in foster care: they weigh nothing, but say that the
        -- history held is short (R17).
        or (endings_at_18.child_key is null and birthday(child_birth.birth_on, 18) < period.history_from)
    )

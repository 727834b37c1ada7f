-- Each young person and birthday from 17 to 21, with how they lived then, by the rules of the KPIs of care leavers (section 8).
with accommodations as (
    select *
    from
        values
        ('B', 'With parents or relatives'),
        ('C', 'Community home or NHS care'),
        ('D', 'Semi-independent with support'),
        ('E', 'Supported lodgings'),
        ('G', 'Gone abroad'),
        ('H', 'Deported'),
        ('K', 'Ordinary lodgings'),
        ('R', 'Residence not known'),
        ('S', 'No fixed abode or homeless'),
        ('T', 'Foyer'),
        ('U', 'Independent living'),
        ('V', 'Emergency accommodation'),
        ('W', 'Bed and breakfast'),
        ('X', 'In custody'),
        ('Y', 'Other'),
        ('Z', 'With former foster carer'),
        ('0', 'No information')
        as accommodation (code, label)
),

activities as (
    select *
    from
        values
        ('F1', 'Full time higher education'),
        ('P1', 'Part time higher education'),
        ('F2', 'Full time other education'),
        ('P2', 'Part time other education'),
        ('F3', 'Full time training or employment'),
        ('P3', 'Part time training or employment'),
        ('F4', 'Full time apprenticeship'),
        ('P4', 'Part time apprenticeship'),
        ('F5', 'Full time training or employment, not an apprenticeship'),
        ('P5', 'Part time training or employment, not an apprenticeship'),
        ('G4', 'Not in education, employment or training: illness or disability'),
        ('G5', 'Not in education, employment or training: other'),
        ('G6', 'Not in education, employment or training: pregnancy or parenting'),
        ('0', 'Not known or not required')
        as activity (code, label)
)

select
    leaver.authority_code,
    leaver.child_key,
    leaver.birthday_age,
    leaver.birthday_on,
    if(leaver.birthday_age <= 18, '17 and 18', '19 to 21') as cohort,
    last_day(add_months(trunc(leaver.birthday_on, 'quarter'), 2)) as quarter_end,
    leaver.in_cohort,
    leaver.excluded_because,
    leaver.is_in_touch,
    leaver.accommodation,
    coalesce(accommodations.label, 'Not known') as accommodation_label,
    leaver.counts_for_accommodation,
    case
        when leaver.is_suitable then 'suitable'
        when not leaver.is_suitable then 'not suitable'
        else 'no information'
    end as suitability,
    leaver.is_with_former_foster_carer,
    leaver.activity,
    coalesce(activities.label, 'Not known') as activity_label,
    case
        when leaver.is_in_education_employment_or_training then 'in education, employment or training'
        when not leaver.is_in_education_employment_or_training then 'not in education, employment or training'
        else 'not known'
    end as activity_group,
    leaver.is_in_higher_education,
    leaver.has_current_pathway_plan
from fact_care_leaver as leaver
left join accommodations
    on accommodations.code = leaver.accommodation
left join activities
    on activities.code = leaver.activity

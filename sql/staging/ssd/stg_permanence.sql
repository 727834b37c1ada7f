-- Some systems name the child by the number of the system before, others by the person's own. A number that means two
-- people names nobody.
select
    ssd_permanence.authority_code,
    person_key(coalesce(earlier.pers_person_id, own.pers_person_id)) as child_key,
    ssd_permanence.perm_adm_decision_date as decided_on,
    ssd_permanence.perm_placement_order_date as placement_order_on,
    ssd_permanence.perm_matched_date as matched_on,
    ssd_permanence.perm_placed_for_adoption_date as placed_for_adoption_on,
    ssd_permanence.perm_adopted_by_carer_flag as is_adopted_by_carer,
    ssd_permanence.perm_placed_foster_carer_date as placed_with_carer_on,
    ssd_permanence.perm_decision_reversed_date as reversed_on,
    ssd_permanence.row_hash,
    ssd_permanence.source_row
from ssd_permanence
left join (
    select
        pers_legacy_id,
        min(pers_person_id) as pers_person_id
    from ssd_person
    group by pers_legacy_id
    having count(distinct pers_person_id) = 1
) as earlier
    on earlier.pers_legacy_id = ssd_permanence.perm_person_id
left join (
    select distinct pers_person_id
    from ssd_person
) as own
    on own.pers_person_id = ssd_permanence.perm_person_id
where coalesce(earlier.pers_person_id = own.pers_person_id, earlier.pers_person_id is not null or own.pers_person_id is not null)

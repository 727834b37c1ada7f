-- If the birth date is not certain, the source holds it as the expected one.
select
    authority_code,
    person_key(pers_person_id) as child_key,
    coalesce(pers_dob, pers_expected_dob) as birth_on,
    pers_dob is null and pers_expected_dob is not null as birth_estimated,
    pers_sex as sex,
    pers_ethnicity as ethnicity,
    pers_death_date as died_on,
    source_row
from ssd_person

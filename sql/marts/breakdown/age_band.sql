-- Completed years on the day (R7). A day before the birth is an error of the source: the age is not known.
select
    banded.member,
    case
        when banded.banded_on < child_birth.birth_on then null
        when age_on(child_birth.birth_on, banded.banded_on) < 1 then 'under_1'
        when age_on(child_birth.birth_on, banded.banded_on) < 5 then '1_to_4'
        when age_on(child_birth.birth_on, banded.banded_on) < 10 then '5_to_9'
        when age_on(child_birth.birth_on, banded.banded_on) < 16 then '10_to_15'
        when age_on(child_birth.birth_on, banded.banded_on) >= 16 then '16_and_over'
    end as breakdown_value
from banded
left join child_birth
    on child_birth.authority_code = banded.authority_code
    and child_birth.child_key = banded.child_key

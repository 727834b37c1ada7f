-- The status ends with a decision or at 18, also where its record is left open.
select
    banded.member,
    case
        when dim_child.is_unaccompanied_asylum_seeking then 'yes'
        when not dim_child.is_unaccompanied_asylum_seeking then 'no'
    end as breakdown_value
from banded
left join dim_child
    on dim_child.authority_code = banded.authority_code
    and dim_child.child_key = banded.child_key
    and dim_child.valid_from <= banded.banded_on
    and (dim_child.valid_to is null or dim_child.valid_to > banded.banded_on)

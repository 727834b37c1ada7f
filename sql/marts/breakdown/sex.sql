select
    banded.member,
    case when dim_child.sex in ('female', 'male') then dim_child.sex end as breakdown_value
from banded
left join dim_child
    on dim_child.authority_code = banded.authority_code
    and dim_child.child_key = banded.child_key
    and dim_child.valid_from <= banded.banded_on
    and (dim_child.valid_to is null or dim_child.valid_to > banded.banded_on)

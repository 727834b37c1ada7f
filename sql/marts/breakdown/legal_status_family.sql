select
    banded.member,
    dim_legal_status.family as breakdown_value
from banded
left join dim_legal_status
    on dim_legal_status.legal_status = banded.legal_status

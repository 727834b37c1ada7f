select
    struct(authority_code, banded_on, child_key, in_care_on, worker_key) as member,
    *
from banded_member

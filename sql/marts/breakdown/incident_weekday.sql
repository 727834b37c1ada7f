select
    banded.member,
    lower(date_format(banded.began_at, 'EEEE')) as breakdown_value
from banded

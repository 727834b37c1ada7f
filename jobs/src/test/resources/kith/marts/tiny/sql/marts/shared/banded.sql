select *
from banded_member

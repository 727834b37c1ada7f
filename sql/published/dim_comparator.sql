-- With whom the authority is compared.
select
    comparator,
    title,
    meaning,
    int(sort_order) as sort_order
from report_comparators

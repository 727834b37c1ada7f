-- Words for what stands in place of a figure, for colours and for changes.
select
    column_name,
    status,
    title,
    meaning
from report_statuses

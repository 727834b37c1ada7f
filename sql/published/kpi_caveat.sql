-- Data quality beside the figures: titles of rules, no counts of records, which may be small numbers.
select
    authority_code,
    kpi,
    rule,
    title,
    status
from kpi_quality
where status in ('fail', 'error')

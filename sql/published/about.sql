-- What this publication is.
select
    publication_id,
    business_date,
    simulated,
    model_version,
    'Contains public sector information licensed under the Open Government Licence v3.0 (DfE, ONS)' as licence
from report_publication

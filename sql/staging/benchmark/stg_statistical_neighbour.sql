-- The authority is the one whose neighbours these are, not the one whose warehouse this is.
select
    model_year,
    la_dfe_code as authority_code,
    la_gss_code as gss_code,
    rank as neighbour_rank,
    neighbour_dfe_code as neighbour_authority_code,
    neighbour_gss_code,
    neighbour_name,
    closeness,
    source_row
from benchmark_statistical_neighbours

-- Each series in the newest edition held of a publication, and when that publication came out.
select distinct
    fact_benchmark.kpi,
    dim_benchmark_publication.publication,
    dim_benchmark_publication.published_on,
    dim_benchmark_publication.next_published_on
from fact_benchmark
inner join dim_benchmark_publication
    on dim_benchmark_publication.edition = fact_benchmark.edition

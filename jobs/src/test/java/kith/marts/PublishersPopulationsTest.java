package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.apache.spark.sql.functions.expr;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the publisher divided by, beside what a rate is divided by here, for every authority and
 * year that both are held of.
 */
class PublishersPopulationsTest {

  @TempDir private Path folder;

  /**
   * The edition of 2025 and ours are of one vintage. Editions before it have the mid-2022 and
   * mid-2023 estimates as they then were, of which no file is held.
   */
  @Test
  void aRateIsDividedByThePopulationThatThePublisherDividedBy() throws IOException {
    Map<TableName, Dataset<Row>> given = new HashMap<>(LoadedBenchmarks.load(folder));
    Dataset<Row> authorities = given.get(Tables.DIM_AUTHORITY);
    given.put(
        Tables.SOURCE_NIGHT,
        rows(
            Tables.SOURCE_NIGHT,
            "authority_code | source_system | business_date | history_from | simulated\n"
                + authorities.select("authority_code").distinct().collectAsList().stream()
                    .map(row -> row.getInt(0) + " | ssd | 2026-06-30 | 2019-01-01 | true")
                    .collect(Collectors.joining("\n"))));
    Dataset<Row> ours =
        TinyMarts.quarterly(TinyMarts.run(), "2026-06-30", given)
            .where("kpi = 'rate' and month(as_at) = 3")
            .join(
                authorities.select("authority_code", "gss_code").distinct(),
                new String[] {"authority_code"})
            .selectExpr(
                "gss_code as area_code",
                "as_at as period_end",
                "denominator as ours",
                "population_year = year(as_at) - 1 as is_of_vintage");
    Dataset<Row> publishers =
        given
            .get(Tables.FACT_BENCHMARK)
            .where("kpi = 'cla_rate_10k' and denominator is not null")
            .selectExpr("area_code", "period_end", "edition", "denominator as theirs");

    assertRows(
        publishers
            .join(ours, new String[] {"area_code", "period_end"})
            .groupBy("edition", "period_end")
            .agg(
                expr("count_if(theirs = ours)").as("same"),
                expr("count_if(theirs <> ours or ours is null)").as("different"),
                expr("count_if(not is_of_vintage)").as("other_vintage")),
        """
        edition  | period_end | same | different | other_vintage
        cla-2023 | 2019-03-31 | 149  | 0         | 0
        cla-2023 | 2020-03-31 | 151  | 0         | 0
        cla-2023 | 2021-03-31 | 151  | 0         | 0
        cla-2023 | 2022-03-31 | 152  | 0         | 0
        cla-2023 | 2023-03-31 | 0    | 152       | 0
        cla-2024 | 2020-03-31 | 151  | 0         | 0
        cla-2024 | 2021-03-31 | 151  | 0         | 0
        cla-2024 | 2022-03-31 | 152  | 0         | 0
        cla-2024 | 2023-03-31 | 0    | 152       | 0
        cla-2024 | 2024-03-31 | 0    | 153       | 0
        cla-2025 | 2021-03-31 | 151  | 0         | 0
        cla-2025 | 2022-03-31 | 152  | 0         | 0
        cla-2025 | 2023-03-31 | 152  | 0         | 0
        cla-2025 | 2024-03-31 | 153  | 0         | 0
        cla-2025 | 2025-03-31 | 153  | 0         | 0
        """);
  }
}

package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.build;
import static kith.testing.TestTables.rows;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Parameters;
import kith.project.Project;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The authorities that were made or abolished since 2019, quarter by quarter, as now known: Dorset
 * (835, then 838), Poole (836), Bournemouth (837), Bournemouth, Christchurch and Poole (839),
 * Cumbria (909), Northamptonshire (928), North and West Northamptonshire (940, 941), Cumberland
 * (942), Westmorland and Furness (943). What is expected was counted in the publishers' files.
 */
class ReorganisedAuthoritiesTest {

  private static final String BUSINESS_DATE = "2026-06-30";

  @TempDir private static Path folder;
  private static Dataset<Row> comparison;
  private static Dataset<Row> ranks;

  @BeforeAll
  static void compareThem() throws IOException {
    Map<TableName, Dataset<Row>> given = new HashMap<>(LoadedBenchmarks.load(folder));
    given.put(
        Tables.SOURCE_NIGHT,
        rows(
            Tables.SOURCE_NIGHT,
            "authority_code | source_system | business_date | history_from | simulated\n"
                + Stream.of(835, 836, 837, 838, 839, 909, 928, 940, 941, 942, 943)
                    .map(code -> code + " | ssd | 2026-06-30 | 2018-10-01 | true")
                    .collect(Collectors.joining("\n"))));
    MartRun run =
        new MartRun(
            "tonight",
            KpiDefinitions.of(Project.home()),
            TinyMarts.carried(),
            Parameters.of(Project.home()),
            List.of(),
            Optional.empty());
    String kpis = "kpi in ('placement_3plus_pct', 'sw_agency_rate')";
    comparison =
        build(new KpiComparison(run), BUSINESS_DATE, given)
            .where(kpis + " and status <> 'not_comparable'")
            .cache();
    ranks =
        build(new KpiRank(run), BUSINESS_DATE, given)
            .where(kpis + " and reading = 'latest'")
            .cache();
  }

  @AfterAll
  static void free() {
    if (comparison != null) {
      comparison.unpersist();
      ranks.unpersist();
    }
  }

  /** From the first period published, the year to March 2019, on. */
  @Test
  void anAuthorityIsComparedInTheQuartersInWhichItExisted() {
    assertRows(
        comparison
            .where("kpi = 'placement_3plus_pct' and as_at >= '2019-03-31'")
            .groupBy("authority_code", "latest_status")
            .agg(
                expr("min(as_at)").as("first"),
                expr("max(as_at)").as("last"),
                expr("count(distinct comparator)").as("comparators")),
        """
        authority_code | latest_status  | first      | last       | comparators
        835            | published      | 2019-03-31 | 2019-03-31 | 3
        835            | not_applicable | 2019-06-30 | 2026-06-30 | 3
        836            | published      | 2019-03-31 | 2019-03-31 | 3
        836            | not_applicable | 2019-06-30 | 2026-06-30 | 3
        837            | published      | 2019-03-31 | 2019-03-31 | 3
        837            | not_applicable | 2019-06-30 | 2026-06-30 | 3
        838            | not_applicable | 2019-03-31 | 2019-03-31 | 3
        838            | published      | 2019-06-30 | 2026-06-30 | 3
        839            | not_applicable | 2019-03-31 | 2019-03-31 | 3
        839            | published      | 2019-06-30 | 2026-06-30 | 3
        909            | published      | 2019-03-31 | 2023-03-31 | 3
        909            | not_applicable | 2023-06-30 | 2026-06-30 | 3
        928            | published      | 2019-03-31 | 2021-03-31 | 3
        928            | not_applicable | 2021-06-30 | 2026-06-30 | 3
        940            | not_applicable | 2019-03-31 | 2021-03-31 | 3
        940            | published      | 2021-06-30 | 2026-06-30 | 3
        941            | not_applicable | 2019-03-31 | 2021-03-31 | 3
        941            | published      | 2021-06-30 | 2026-06-30 | 3
        942            | not_applicable | 2019-03-31 | 2023-03-31 | 3
        942            | published      | 2023-06-30 | 2026-06-30 | 3
        943            | not_applicable | 2019-03-31 | 2023-03-31 | 3
        943            | published      | 2023-06-30 | 2026-06-30 | 3
        """);
  }

  /** North Northamptonshire is a neighbour of Cumbria and has figures from March 2022 on. */
  @Test
  void eachIsBesideTheFiguresOfTheYearsInWhichItExisted() {
    assertRows(
        comparison
            .where("kpi = 'placement_3plus_pct' and month(as_at) = 3 and as_at < '2026-01-01'")
            .where("latest_value is not null")
            .groupBy("authority_code", "as_at")
            .agg(
                expr("max(latest_value) filter (where comparator = 'england')").as("england"),
                expr("max(latest_value) filter (where comparator = 'region')").as("region"),
                expr("max(latest_value) filter (where comparator = 'neighbours')").as("neighbours"),
                expr("max(latest_neighbour_model)").as("model"),
                expr("max(latest_neighbours_with_value)").as("with_value")),
        """
        authority_code | as_at      | england | region | neighbours | model | with_value
        835            | 2019-03-31 | 11      | 11     | 11.2       | 2021  | 10
        836            | 2019-03-31 | 11      | 11     | 10.5       | 2021  | 10
        837            | 2019-03-31 | 11      | 11     | 10.6       | 2021  | 10
        838            | 2020-03-31 | 11      | 12     | 11.6       | 2025  | 10
        838            | 2021-03-31 | 9       | 11     | 10.2       | 2025  | 10
        838            | 2022-03-31 | 10      | 11     | 10.9       | 2025  | 10
        838            | 2023-03-31 | 11      | 12     | 12.3       | 2025  | 10
        838            | 2024-03-31 | 11      | 12     | 11.1       | 2025  | 10
        838            | 2025-03-31 | 10      | 12     | 11.9       | 2025  | 10
        839            | 2020-03-31 | 11      | 12     | 12.4       | 2025  | 10
        839            | 2021-03-31 | 9       | 11     | 11.8       | 2025  | 10
        839            | 2022-03-31 | 10      | 11     | 11.6       | 2025  | 10
        839            | 2023-03-31 | 11      | 12     | 13         | 2025  | 10
        839            | 2024-03-31 | 11      | 12     | 12.6       | 2025  | 10
        839            | 2025-03-31 | 10      | 12     | 12         | 2025  | 10
        909            | 2019-03-31 | 11      | 11     | 8.89       | 2021  | 9
        909            | 2020-03-31 | 11      | 10     | 10.44      | 2021  | 9
        909            | 2021-03-31 | 9       | 8      | 8.89       | 2021  | 9
        909            | 2022-03-31 | 10      | 9      | 9.5        | 2021  | 10
        909            | 2023-03-31 | 11      | 9      | 10.4       | 2021  | 10
        928            | 2019-03-31 | 11      | 9      | 9.7        | 2021  | 10
        928            | 2020-03-31 | 11      | 10     | 10.5       | 2021  | 10
        928            | 2021-03-31 | 9       | 8      | 10.1       | 2021  | 10
        940            | 2022-03-31 | 10      | 9      | 10.1       | 2025  | 10
        940            | 2023-03-31 | 11      | 10     | 11.2       | 2025  | 10
        940            | 2024-03-31 | 11      | 9      | 11         | 2025  | 10
        940            | 2025-03-31 | 10      | 9      | 10.7       | 2025  | 10
        941            | 2022-03-31 | 10      | 9      | 11.2       | 2025  | 10
        941            | 2023-03-31 | 11      | 10     | 12.3       | 2025  | 10
        941            | 2024-03-31 | 11      | 9      | 12         | 2025  | 10
        941            | 2025-03-31 | 10      | 9      | 12.3       | 2025  | 10
        942            | 2024-03-31 | 11      | 9      | 10.3       | 2025  | 10
        942            | 2025-03-31 | 10      | 9      | 10.2       | 2025  | 10
        943            | 2024-03-31 | 11      | 9      | 10.2       | 2025  | 10
        943            | 2025-03-31 | 10      | 9      | 11.6       | 2025  | 10
        """);
  }

  /** An authority that is gone is compared with nothing, and has no place. */
  @Test
  void whereAnAuthorityDoesNotExistNoFigureStandsBesideItsStatus() {
    Dataset<Row> gone = ranks.where("authority_code = 909 and as_at > '2023-12-31'");

    assertThat(gone.isEmpty()).isFalse();
    assertThat(gone.where("status <> 'not_applicable'").isEmpty()).isTrue();
    assertThat(
            gone.where("concat_ws('', value, period_end, edition, published_on, areas, rank) <> ''")
                .count())
        .isZero();
  }

  /** Rank, of how many with a figure, of how many that existed at the end of the year. */
  @Test
  void eachHasItsPlaceAmongTheAuthoritiesOfThoseYears() {
    assertRows(
        ranks
            .where("kpi = 'placement_3plus_pct' and month(as_at) = 3 and rank is not null")
            .where("as_at < '2026-01-01'")
            .selectExpr(
                "authority_code",
                "as_at",
                "value",
                "among",
                """
                concat(rank, ' of ', areas_with_value, ' of ', areas, ' ', quartile,
                    ', ties ', ties) as place
                """)
            .groupBy("authority_code", "as_at", "value")
            .agg(
                expr("max(place) filter (where among = 'england')").as("england"),
                expr("max(place) filter (where among = 'region')").as("region"),
                expr("max(place) filter (where among = 'neighbours')").as("neighbours")),
        """
        authority_code | as_at      | value | england                      | region                   | neighbours
        835            | 2019-03-31 | 14    | 133 of 149 of 152 D, ties 7  | 13 of 15 of 16 D, ties 1 | 9 of 11 of 11 D, ties 1
        836            | 2019-03-31 | 7     | 7 of 149 of 152 A, ties 8    | 3 of 15 of 16 A, ties 1  | 2 of 11 of 11 A, ties 1
        837            | 2019-03-31 | 3     | 1 of 149 of 152 A, ties 0    | 1 of 15 of 16 A, ties 0  | 1 of 11 of 11 A, ties 0
        838            | 2020-03-31 | 11    | 71 of 150 of 151 B, ties 21  | 6 of 15 of 15 B, ties 1  | 3 of 11 of 11 B, ties 3
        838            | 2021-03-31 | 10    | 91 of 147 of 151 C, ties 12  | 5 of 14 of 15 B, ties 1  | 6 of 11 of 11 C, ties 0
        838            | 2022-03-31 | 10    | 65 of 150 of 152 B, ties 20  | 5 of 14 of 15 B, ties 1  | 4 of 11 of 11 B, ties 0
        838            | 2023-03-31 | 11    | 73 of 148 of 152 B, ties 23  | 7 of 14 of 15 B, ties 1  | 4 of 11 of 11 B, ties 0
        838            | 2024-03-31 | 11    | 67 of 149 of 153 B, ties 25  | 6 of 14 of 15 B, ties 1  | 4 of 11 of 11 B, ties 3
        838            | 2025-03-31 | 11    | 78 of 151 of 153 C, ties 25  | 6 of 14 of 15 B, ties 1  | 4 of 11 of 11 B, ties 1
        839            | 2020-03-31 | 3     | 2 of 150 of 151 A, ties 0    | 2 of 15 of 15 A, ties 0  | 1 of 11 of 11 A, ties 0
        839            | 2021-03-31 | 10    | 91 of 147 of 151 C, ties 12  | 5 of 14 of 15 B, ties 1  | 3 of 11 of 11 B, ties 0
        839            | 2022-03-31 | 7     | 17 of 150 of 152 A, ties 6   | 2 of 14 of 15 A, ties 1  | 1 of 11 of 11 A, ties 0
        839            | 2023-03-31 | 3     | 1 of 148 of 152 A, ties 0    | 1 of 14 of 15 A, ties 0  | 1 of 11 of 11 A, ties 0
        839            | 2024-03-31 | 11    | 67 of 149 of 153 B, ties 25  | 6 of 14 of 15 B, ties 1  | 3 of 11 of 11 B, ties 3
        839            | 2025-03-31 | 9     | 40 of 151 of 153 B, ties 17  | 4 of 14 of 15 B, ties 1  | 2 of 11 of 11 A, ties 0
        909            | 2019-03-31 | 7     | 7 of 149 of 152 A, ties 8    | 1 of 23 of 23 A, ties 0  | 3 of 10 of 10 B, ties 0
        909            | 2020-03-31 | 8     | 14 of 150 of 151 A, ties 12  | 4 of 23 of 23 A, ties 4  | 2 of 10 of 10 A, ties 1
        909            | 2021-03-31 | 7     | 21 of 147 of 151 A, ties 18  | 6 of 23 of 23 B, ties 4  | 2 of 10 of 10 A, ties 1
        909            | 2022-03-31 | 8     | 24 of 150 of 152 A, ties 19  | 6 of 23 of 23 B, ties 4  | 2 of 11 of 11 A, ties 3
        909            | 2023-03-31 | 6     | 6 of 148 of 152 A, ties 6    | 1 of 23 of 23 A, ties 1  | 1 of 11 of 11 A, ties 1
        928            | 2019-03-31 | 12    | 92 of 149 of 152 C, ties 22  | 8 of 8 of 9 D, ties 0    | 9 of 11 of 11 D, ties 0
        928            | 2020-03-31 | 13    | 113 of 150 of 151 D, ties 7  | 7 of 9 of 9 D, ties 1    | 9 of 11 of 11 D, ties 0
        928            | 2021-03-31 | 9     | 56 of 147 of 151 B, ties 34  | 4 of 8 of 9 B, ties 1    | 4 of 11 of 11 B, ties 2
        940            | 2022-03-31 | 13    | 120 of 150 of 152 D, ties 13 | 8 of 9 of 10 D, ties 1   | 8 of 11 of 11 C, ties 2
        940            | 2023-03-31 | 12    | 97 of 148 of 152 C, ties 11  | 6 of 9 of 10 C, ties 1   | 7 of 11 of 11 C, ties 0
        940            | 2024-03-31 | 14    | 125 of 149 of 153 D, ties 9  | 9 of 9 of 10 D, ties 0   | 10 of 11 of 11 D, ties 1
        940            | 2025-03-31 | 13    | 123 of 151 of 153 D, ties 9  | 9 of 9 of 10 D, ties 0   | 9 of 11 of 11 D, ties 0
        941            | 2022-03-31 | 13    | 120 of 150 of 152 D, ties 13 | 8 of 9 of 10 D, ties 1   | 6 of 11 of 11 C, ties 3
        941            | 2023-03-31 | 11    | 73 of 148 of 152 B, ties 23  | 4 of 9 of 10 B, ties 1   | 3 of 11 of 11 B, ties 1
        941            | 2024-03-31 | 12    | 93 of 149 of 153 C, ties 23  | 8 of 9 of 10 D, ties 0   | 5 of 11 of 11 B, ties 1
        941            | 2025-03-31 | 12    | 104 of 151 of 153 C, ties 18 | 7 of 9 of 10 D, ties 1   | 6 of 11 of 11 C, ties 1
        942            | 2024-03-31 | 7     | 8 of 149 of 153 A, ties 8    | 5 of 24 of 24 A, ties 2  | 1 of 11 of 11 A, ties 1
        942            | 2025-03-31 | 11    | 78 of 151 of 153 C, ties 25  | 17 of 24 of 24 C, ties 4 | 7 of 11 of 11 C, ties 2
        943            | 2024-03-31 | 10    | 47 of 149 of 153 B, ties 19  | 15 of 24 of 24 C, ties 1 | 5 of 11 of 11 B, ties 1
        943            | 2025-03-31 | 6     | 5 of 151 of 153 A, ties 6    | 1 of 24 of 24 A, ties 3  | 1 of 11 of 11 A, ties 1
        """);
  }

  /** The workforce of North and West Northamptonshire is published of both together. */
  @Test
  void theFigureOfAJointServiceIsThatOfNeither() {
    assertRows(
        ranks.where(
            """
            kpi = 'sw_agency_rate' and among = 'england' and as_at = '2025-09-30'
                and authority_code in (838, 940, 941)
            """),
        """
        authority_code | status    | value | areas_with_value | areas
        838            | published | 12.1  | 147              | 153
        940            | no_series | -     | -                | -
        941            | no_series | -     | -                | -
        """);
  }
}

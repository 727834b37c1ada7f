package kith.marts;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.Tables;
import kith.testing.Folders;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KpiFlowTest {

  private static final String FIGURES =
      """
      kpi       | period_type | as_at      | numerator | status | publication_id | simulated
      cla_count | POINT       | 2024-03-31 | 3         | ok     | tonight        | true
      cla_count | POINT       | 2024-12-31 | 3         | ok     | tonight        | true
      cla_count | POINT       | 2025-03-31 | 3         | ok     | tonight        | true
      """;

  /** A source that carries all tables that are not optional. */
  private static Dataset<Row> flow(String figures, String members) {
    return flow(
        Carried.of(
            Project.home(),
            SourceSystem.of(Project.home(), "ssd"),
            Availability.read(Project.home().conf().resolve("sources/ssd/availability.yaml")),
            Set.of()),
        figures,
        members);
  }

  private static Dataset<Row> flow(Carried carried, String figures, String members) {
    MartRun run =
        new MartRun(
            "tonight",
            KpiDefinitions.of(Project.home()),
            carried,
            Parameters.of(Project.home()),
            List.of(),
            Optional.empty());
    return TestTables.build(
        new KpiFlow(run),
        "2025-06-10",
        Map.of(
            Tables.KPI_QUARTERLY,
            rows(Tables.KPI_QUARTERLY, figures),
            Tables.KPI_MEMBER,
            rows(Tables.KPI_MEMBER, members)));
  }

  @Test
  void placesAreFollowedNotTheHouseholdsThatHaveThem() {
    Carried withHouseholds =
        Carried.of(
            Project.home(),
            SourceSystem.of(Project.home(), "ssd"),
            Availability.read(Project.home().conf().resolve("sources/ssd/availability.yaml")),
            Set.of("foster_household_month"));

    assertRows(
        flow(
                withHouseholds,
                """
                kpi                        | period_type | as_at      | numerator | status | publication_id | simulated
                foster_places_filled_count | POINT       | 2024-12-31 | 6         | ok     | tonight        | true
                foster_places_filled_count | POINT       | 2025-03-31 | 5         | ok     | tonight        | true
                """,
                """
                kpi                        | period_type | as_at      | member_key | numerator
                foster_places_filled_count | POINT       | 2024-12-31 | ash        | 3
                foster_places_filled_count | POINT       | 2024-12-31 | elm        | 1
                foster_places_filled_count | POINT       | 2024-12-31 | oak        | 2
                foster_places_filled_count | POINT       | 2025-03-31 | ash        | 1
                foster_places_filled_count | POINT       | 2025-03-31 | elm        | 2
                foster_places_filled_count | POINT       | 2025-03-31 | fir        | 2
                foster_places_filled_count | POINT       | 2025-03-31 | oak        | 0
                """)
            .where("kpi = 'foster_places_filled_count'"),
        """
        as_at      | comparison       | count_before | came | stayed | went | count_now | starts
        2025-03-31 | previous_quarter | 6            | 3    | 2      | 4    | 5         | -
        """);
  }

  @Test
  void aCountIsFollowedToTheQuarterBeforeAndToTheSameQuarterOfTheYearBefore() {
    assertRows(
        flow(
            FIGURES,
            """
            kpi       | period_type | as_at      | member_key | numerator
            cla_count | POINT       | 2024-03-31 | amy        | 1
            cla_count | POINT       | 2024-03-31 | ben        | 1
            cla_count | POINT       | 2024-03-31 | cal        | 1
            cla_count | POINT       | 2024-12-31 | amy        | 1
            cla_count | POINT       | 2024-12-31 | cal        | 1
            cla_count | POINT       | 2024-12-31 | dee        | 1
            cla_count | POINT       | 2025-03-31 | amy        | 1
            cla_count | POINT       | 2025-03-31 | ben        | 1
            cla_count | POINT       | 2025-03-31 | eve        | 1
            """),
        """
        kpi       | as_at      | comparison             | before_as_at | count_before | came | stayed | went | count_now | publication_id | simulated
        cla_count | 2025-03-31 | previous_quarter       | 2024-12-31   | 3            | 2    | 1      | 2    | 3         | tonight        | true
        cla_count | 2025-03-31 | same_quarter_last_year | 2024-03-31   | 3            | 1    | 2      | 1    | 3         | tonight        | true
        """);
  }

  /** Of the twelve months to March, those to December had nine; ben started in the other three. */
  @Test
  void aCountOfAWindowIsFollowedToTheWindowAQuarterBefore() {
    assertRows(
        flow(
                """
                kpi             | period_type | as_at      | numerator | status | publication_id | simulated
                cla_start_count | QTR         | 2024-12-31 | 1         | ok     | tonight        | true
                cla_start_count | QTR         | 2025-03-31 | 1         | ok     | tonight        | true
                cla_start_count | R12         | 2024-12-31 | 2         | ok     | tonight        | true
                cla_start_count | R12         | 2025-03-31 | 2         | ok     | tonight        | true
                """,
                """
                kpi             | period_type | as_at      | member_key | numerator
                cla_start_count | QTR         | 2024-12-31 | amy        | 1
                cla_start_count | QTR         | 2025-03-31 | ben        | 1
                cla_start_count | R12         | 2024-12-31 | amy        | 1
                cla_start_count | R12         | 2024-12-31 | cal        | 1
                cla_start_count | R12         | 2025-03-31 | amy        | 1
                cla_start_count | R12         | 2025-03-31 | ben        | 1
                """)
            .where("kpi = 'cla_start_count'"),
        """
        period_type | as_at      | comparison       | count_before | came | stayed | went | count_now | starts
        QTR         | 2025-03-31 | previous_quarter | 1            | 1    | 0      | 1    | 1         | -
        R12         | 2025-03-31 | previous_quarter | 2            | 1    | 1      | 1    | 2         | -
        """);
  }

  @Test
  void startsLessCeasesAreTheChangeOfTheQuarter() {
    // Ben left and came back, Fay came and left again: neither changes the count.
    assertRows(
        bridge(
            """
            cla_count       | POINT | 2024-12-31 | amy | 1
            cla_count       | POINT | 2024-12-31 | ben | 1
            cla_count       | POINT | 2025-03-31 | ben | 1
            cla_count       | POINT | 2025-03-31 | eve | 1
            cla_start_count | QTR   | 2025-03-31 | eve | 1
            cla_start_count | QTR   | 2025-03-31 | ben | 1
            cla_start_count | QTR   | 2025-03-31 | fay | 1
            cla_cease_count | QTR   | 2025-03-31 | amy | 1
            cla_cease_count | QTR   | 2025-03-31 | ben | 1
            cla_cease_count | QTR   | 2025-03-31 | fay | 1
            cla_start_count | R12   | 2025-03-31 | gus | 1
            cla_start_count | QTR   | 2024-12-31 | gus | 1
            """),
        """
        count_before | came | stayed | went | count_now | starts | ceases | other | other_repeated | other_start_not_held | other_unexplained
        2            | 1    | 1      | 1    | 2         | 3      | 3      | 0     | 0              | 0                    | 0
        """);
  }

  @Test
  void aChildWhoStartsTwiceOrCeasesTwiceCountsOnceAndIsAmongTheOthers() {
    // Amy started, left and started again. Ben and Cal left, came back and left again.
    assertRows(
        bridge(
            """
            cla_count       | POINT | 2024-12-31 | ben | 1
            cla_count       | POINT | 2024-12-31 | cal | 1
            cla_count       | POINT | 2025-03-31 | amy | 1
            cla_start_count | QTR   | 2025-03-31 | amy | 1
            cla_start_count | QTR   | 2025-03-31 | ben | 1
            cla_start_count | QTR   | 2025-03-31 | cal | 1
            cla_cease_count | QTR   | 2025-03-31 | amy | 1
            cla_cease_count | QTR   | 2025-03-31 | ben | 1
            cla_cease_count | QTR   | 2025-03-31 | cal | 1
            """),
        """
        count_before | count_now | starts | ceases | other | other_repeated | other_start_not_held | other_unexplained
        2            | 1         | 3      | 3      | -1    | -1             | 0                    | 0
        """);
  }

  @Test
  void aChildWhoseStartIsNotHeldIsAmongTheOthers() {
    // Amy is new on the day; Ben came and left. The start of neither is held.
    assertRows(
        bridge(
            """
            cla_count       | POINT | 2025-03-31 | amy | 1
            cla_start_count | QTR   | 2025-03-31 | amy | 0
            cla_start_count | QTR   | 2025-03-31 | ben | 0
            cla_cease_count | QTR   | 2025-03-31 | ben | 1
            """),
        """
        count_before | came | count_now | starts | ceases | other | other_repeated | other_start_not_held | other_unexplained
        0            | 1    | 1         | 0      | 1      | 2     | 0              | 2                    | 0
        """);
  }

  @Test
  void aChangeThatNoStartOrCeaseStandsForIsUnexplained() {
    assertRows(
        bridge(
            """
            cla_count       | POINT | 2024-12-31 | amy | 1
            cla_count       | POINT | 2024-12-31 | ben | 1
            cla_cease_count | QTR   | 2025-03-31 | amy | 1
            """),
        """
        count_before | went | count_now | starts | ceases | other | other_repeated | other_start_not_held | other_unexplained
        2            | 2    | 0         | 0      | 1      | -1    | 0              | 0                    | -1
        """);
  }

  private static Dataset<Row> bridge(String members) {
    return flow(FIGURES, "kpi | period_type | as_at | member_key | numerator\n" + members)
        .where("comparison = 'previous_quarter'");
  }

  @Test
  void aMemberWhoAddsNothingIsNotCountedAndACountWithoutABridgeHasNone() {
    assertRows(
        flow(
            """
            kpi                  | period_type | as_at      | breakdown | breakdown_value | numerator | status
            review_overdue_count | POINT       | 2024-12-31 | -         | -               | 1         | ok
            review_overdue_count | POINT       | 2025-03-31 | -         | -               | 0         | ok
            review_overdue_count | POINT       | 2025-03-31 | sex       | F               | 0         | ok
            rha_ontime_pct       | POINT       | 2024-12-31 | -         | -               | 1         | ok
            rha_ontime_pct       | POINT       | 2025-03-31 | -         | -               | 1         | ok
            """,
            """
            kpi                  | period_type | as_at      | member_key | numerator
            review_overdue_count | POINT       | 2024-12-31 | amy        | 1
            review_overdue_count | POINT       | 2024-12-31 | ben        | 0
            review_overdue_count | POINT       | 2025-03-31 | amy        | 0
            review_overdue_count | POINT       | 2025-03-31 | ben        | 0
            rha_ontime_pct       | POINT       | 2024-12-31 | amy        | 1
            rha_ontime_pct       | POINT       | 2025-03-31 | amy        | 1
            """),
        """
        kpi                  | as_at      | comparison       | count_before | came | stayed | went | count_now | starts | ceases | other | other_unexplained
        review_overdue_count | 2025-03-31 | previous_quarter | 1            | 0    | 0      | 1    | 0         | -      | -      | -     | -
        """);
  }

  @Test
  void aDayWithoutAFigureIsComparedWithNothing() {
    assertRows(
        flow(
            """
            kpi       | period_type | as_at      | numerator | status
            cla_count | POINT       | 2024-12-31 | -         | not_available
            cla_count | POINT       | 2025-03-31 | 0         | ok
            cla_count | POINT       | 2025-06-30 | 0         | ok
            """,
            """
            kpi       | period_type | as_at      | member_key | numerator
            """),
        """
        as_at      | comparison       | count_before | came | stayed | went | count_now | starts | other
        2025-06-30 | previous_quarter | 0            | 0    | 0      | 0    | 0         | 0      | 0
        """);
  }

  @Test
  void withoutTheRecordsOfStartsThereIsNoBridge() {
    // Statuses are not carried: what is left of the count was kept from an earlier night.
    assertRows(
        flow(
                TinyMarts.carried(),
                FIGURES,
                """
            kpi       | period_type | as_at      | member_key | numerator
            cla_count | POINT       | 2024-12-31 | amy        | 1
            cla_count | POINT       | 2025-03-31 | amy        | 1
            """)
            .where("comparison = 'previous_quarter'"),
        """
        count_before | stayed | count_now | starts | ceases | other | other_unexplained
        1            | 1      | 1         | -      | -      | -     | -
        """);
  }

  @Test
  void aBridgeMayNameOnlyCountsOfBothWindows(@TempDir Path copy) throws IOException {
    Folders.copy(TinyMarts.folder().resolve("sql/marts"), copy);
    Path count = copy.resolve("care/count.yaml");
    String text = Files.readString(count);

    Files.writeString(count, text + "bridge: {starts: start_count, ceases: start_count}\n");
    assertThat(KpiDefinitions.read(copy, SparkTest.specs()).byName().get("count").bridge())
        .isEqualTo(new KpiDefinition.Bridge("start_count", "start_count"));

    Files.writeString(count, text + "bridge: {starts: start_count, ceases: interview_count}\n");
    assertThatThrownBy(() -> KpiDefinitions.read(copy, SparkTest.specs()))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("count.yaml")
        .hasMessageContaining("interview_count, which is not a count with");

    Files.writeString(count, text);
    Path rate = copy.resolve("care/rate.yaml");
    Files.writeString(
        rate, Files.readString(rate) + "bridge: {starts: start_count, ceases: start_count}\n");
    assertThatThrownBy(() -> KpiDefinitions.read(copy, SparkTest.specs()))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("rate.yaml");
  }
}

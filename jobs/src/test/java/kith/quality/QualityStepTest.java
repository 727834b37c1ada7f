package kith.quality;

import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.Counts;
import kith.table.Inputs;
import kith.table.Night;
import kith.table.SourceMark;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Versions;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night stores and reports about its rules, in a real lake. */
class QualityStepTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  private static final String PLACEMENTS =
      """
      child_key | placement_no | placed_on  | distance_miles | placement_type
      amy       | 1            | 2025-01-01 | 1      | U6
      ben       | 1            | 2025-01-01 | 31     | U6
      """;

  @TempDir private Path folder;
  private LakeRoot root;
  private DeltaLake lake;

  @BeforeEach
  void aLakeAndARuleOfEachOutcome() throws IOException {
    root = new LakeRoot(folder.resolve("lake"));
    root.prepare();
    lake = new DeltaLake(SparkTest.spark(), root.path().toString());
    rule("one_mile", "distance_miles = 1", "warn", "kpis: [cla_count, placement_3plus_pct]");
    rule("no_mile", "distance_miles = 0", "hold", "kpis: [cla_count]");
    rule("broken", "nothing = 0", "warn", "kpis: [cla_count]");
    rule("away", "distance_miles = 1", "hold", "kpis: [cla_count]\nneeds: [return_interview]");
  }

  @Test
  void everyRuleIsKeptByNightAndTheOtherNightsStay() {
    run(NIGHT.minusDays(1));
    run(NIGHT);
    run(NIGHT);

    assertRows(
        results(),
        """
        business_date | rule      | table_name     | severity | status         | checked | failed | threshold_percent | owner       | error
        2025-03-30    | away      | fact_placement | hold     | not_applicable | 0       | 0      | 5                 | the testers | -
        2025-03-30    | broken    | fact_placement | warn     | error          | 0       | 0      | 5                 | the testers | UNRESOLVED_COLUMN.WITH_SUGGESTION
        2025-03-30    | no_mile  | fact_placement | hold     | pass           | 2       | 0      | 5                 | the testers | -
        2025-03-30    | one_mile | fact_placement | warn     | fail           | 2       | 1      | 5                 | the testers | -
        2025-03-31    | away      | fact_placement | hold     | not_applicable | 0       | 0      | 5                 | the testers | -
        2025-03-31    | broken    | fact_placement | warn     | error          | 0       | 0      | 5                 | the testers | UNRESOLVED_COLUMN.WITH_SUGGESTION
        2025-03-31    | no_mile  | fact_placement | hold     | pass           | 2       | 0      | 5                 | the testers | -
        2025-03-31    | one_mile | fact_placement | warn     | fail           | 2       | 1      | 5                 | the testers | -
        """);
  }

  @Test
  void theCountsStandBesideEachKpiThatTheRuleHarms() {
    run(NIGHT);

    assertRows(
        lake.read(Tables.KPI_QUALITY, lake.version(Tables.KPI_QUALITY)),
        """
        authority_code | kpi                 | rule      | title  | severity | status         | failed | checked | business_date | publication_id | simulated
        840            | cla_count           | away      | A test | hold     | not_applicable | 0      | 0       | 2025-03-31    | tonight        | true
        840            | cla_count           | broken    | A test | warn     | error          | 0      | 0       | 2025-03-31    | tonight        | true
        840            | cla_count           | no_mile  | A test | hold     | pass           | 0      | 2       | 2025-03-31    | tonight        | true
        840            | cla_count           | one_mile | A test | warn     | fail           | 1      | 2       | 2025-03-31    | tonight        | true
        840            | placement_3plus_pct | one_mile | A test | warn     | fail           | 1      | 2       | 2025-03-31    | tonight        | true
        """);
  }

  @Test
  void aWarningIsToldWithTheRulesThatCouldNotBeAsked() {
    StageStep.Result result = run(NIGHT);

    assertThat(result.counts().byMeasure())
        .containsAllEntriesOf(Map.of("pass", 1L, "fail", 1L, "error", 1L, "not_applicable", 1L));
    assertThat(QualityStep.note(result.counts()))
        .contains("Data quality rules that fail: 1; that could not run: broken. See kith quality.");
    assertThat(QualityStep.note(Counts.from(Map.of("pass", 3L, "fail", 0L, "error", 0L))))
        .isEmpty();
  }

  @Test
  void aRuleThatHoldsAndFailsHoldsTheNightBackAfterItsResultsAreKept() throws IOException {
    rule("one_mile", "distance_miles = 1", "hold", "kpis: [cla_count]");

    KithException held = catchThrowableOfType(KithException.class, () -> run(NIGHT));

    assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK);
    assertThat(held.getMessage())
        .contains("held back by 1 rule of data quality")
        .contains("one_mile: 1 of 2 rows, 50.0% where 5% are allowed (owner: the testers)")
        .contains("Nothing was published");
    assertThat(results().where("rule = 'one_mile' and status = 'fail'").count()).isOne();
    assertThat(file().findValuesAsText("rule")).contains("one_mile");
    assertThat(lake.version(Tables.KPI_QUALITY)).isNegative();
  }

  @Test
  void aRuleThatHoldsAndCannotRunHoldsTheNightBackToo() throws IOException {
    rule("broken", "nothing = 0", "hold", "kpis: [cla_count]");

    KithException held = catchThrowableOfType(KithException.class, () -> run(NIGHT));

    assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK);
    assertThat(held.getMessage())
        .contains("broken could not run: UNRESOLVED_COLUMN.WITH_SUGGESTION");
  }

  private StageStep.Result run(LocalDate night) {
    Inputs inputs =
        new Inputs() {
          @Override
          public Dataset<Row> table(TableName table) {
            return rows(table, PLACEMENTS);
          }

          @Override
          public SparkSession spark() {
            return SparkTest.spark();
          }
        };
    return new QualityStep(
            Rules.read(folder.resolve("rules"), Map.of(), SparkTest.specs()),
            new Night(
                Project.home(),
                SparkTest.specs(),
                840,
                night,
                List.of(new SourceMark("ssd", "fingerprint", "code", null, true, true)),
                "tonight",
                lake,
                root.files(),
                Optional.empty(),
                new Versions(),
                new StepCounts()),
            Carried.of(
                Project.home(),
                SourceSystem.of(Project.home(), "ssd"),
                Availability.of(Project.home(), "ssd"),
                Set.of()),
            inputs)
        .run();
  }

  private Dataset<Row> results() {
    return lake.read(Tables.QUALITY_RESULT, lake.version(Tables.QUALITY_RESULT));
  }

  private JsonNode file() {
    return root.files().read(QualityStep.path(NIGHT)).orElseThrow();
  }

  private void rule(String name, String breaks, String severity, String more) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules/placement"));
    Files.writeString(
        rules.resolve(name + ".yaml"),
        """
        title: A test
        table: fact_placement
        breaks: |
          %s
        severity: %s
        threshold_percent: 5
        owner: the testers
        why: For a test.
        %s
        """
            .formatted(breaks, severity, more));
  }
}

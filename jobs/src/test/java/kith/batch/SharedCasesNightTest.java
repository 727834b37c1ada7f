package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.cases.SharedCases;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The small inputs of {@code shared/cases} that add records, all in one invented night that is
 * loaded, conformed and published whole. Each test reads the facts of the persons of its case.
 */
@Tag("long")
@Tag("part-2")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedCasesNightTest {

  private static final LocalDate NIGHT = SharedCases.NIGHT;

  @TempDir private static Path folder;
  private Lakes lakes;
  private RunResult night;

  @BeforeAll
  void theNightIsPublished() {
    lakes = new Lakes(folder);
    SharedCases.night(
        lakes.source(),
        "01-ends-day-before",
        "02b-far-end-date-many",
        "03-clock-change",
        "05-leap-day",
        "06-unaccompanied",
        "07-care-leaver-twice",
        "08-one-child-two-numbers",
        "09-number-spelled-otherwise",
        "10-words-for-nothing",
        "11-shared-placement-number",
        "12-words-after-codes",
        "14-workers",
        "15-merged-away",
        "16-same-day");
    night = lakes.nightly("lake", NIGHT);
    assertThat(night.exitCode().code()).as(night.message()).isZero();
  }

  /** Rows of a table of the warehouse that belong to a person of a case, as text. */
  private List<String> facts(String person, String table, String columns, String order) {
    Dataset<Row> identities =
        lakes
            .table("lake", new TableName(Zone.RESTRICTED, "child_identity"))
            .where("person_id = '" + person + "'")
            .select("child_key");
    return lakes
        .table("lake", new TableName(Zone.WAREHOUSE, table))
        .join(identities, "child_key")
        .orderBy(order)
        .selectExpr(columns.split("; "))
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private List<String> periods(String person) {
    return facts(person, "fact_care_period", "started_on; ended_on; counts_as_start", "started_on");
  }

  private List<String> placements(String person) {
    return facts(person, "fact_placement", "placed_on; left_on; placement_type", "placed_on");
  }

  @Test
  void endsOfTheDayBeforeAreOnePeriodOfCareWithTwoPlacements() {
    for (String person : List.of("90101", "90102")) {
      assertThat(periods(person)).as(person).containsExactly("2024-05-01 null true");
      assertThat(placements(person))
          .as(person)
          .containsExactly("2024-05-01 2024-10-01 U6", "2024-10-01 null U4");
    }
  }

  @Test
  void aFarDayMeansStillOpen() {
    for (String person : List.of("90202", "90203", "90204")) {
      assertThat(periods(person)).as(person).containsExactly("2025-02-01 null true");
      assertThat(placements(person)).as(person).hasSize(1).allMatch(one -> one.contains(" null "));
    }
  }

  @Test
  void incidentsOfTheNightsInWhichTheClocksChangeLastAsLongAsTheyDid() {
    assertThat(
            facts(
                "90301",
                "fact_missing_episode",
                "started_on; hours_missing; looked_after_at_start",
                "started_at"))
        .containsExactly("2025-10-26 0.33 true", "2026-03-29 0.67 true");
  }

  @Test
  void childrenBornOn29FebruaryLeaveCareAt18WithoutAnOverrun() {
    assertThat(periods("90501")).containsExactly("2024-02-01 2026-03-01 true");
    assertThat(periods("90502")).containsExactly("2024-02-01 2026-02-28 true");
    for (String person : List.of("90501", "90502")) {
      assertThat(facts(person, "fact_care_episode", "array_join(flags, ',')", "episode_no"))
          .as(person)
          .containsExactly("");
    }
  }

  @Test
  void anUnaccompaniedChildIsKnownAsOneAndAgedByTheEstimatedBirthDate() {
    assertThat(facts("90601", "fact_care_period", "age_at_start", "started_on"))
        .containsExactly("16");
    assertThat(facts("90601", "dim_child", "is_unaccompanied_asylum_seeking", "valid_from"))
        .contains("true");
  }

  @Test
  void aCareLeaverRecordedTwiceIsOneMemberAndToldAsContradicting() {
    assertThat(facts("90701", "fact_care_leaver", "birthday_age; in_cohort", "birthday_age"))
        .containsOnlyOnce("19 true");
    assertThat(facts("90701", "fact_care_leaver_contact", "array_join(flags, ',')", "contact_on"))
        .anyMatch(flags -> flags.contains("contradicts"));
  }

  @Test
  void oneChildUnderTwoNumbersIsCountedByARule() {
    assertThat(
            lakes
                .table("lake", new TableName(Zone.OPS, "quality_result"))
                .where("business_date = date'" + NIGHT + "'")
                .where("rule like '%two_numbers%' and status = 'fail' and failed >= 1")
                .count())
        .isEqualTo(1);
  }

  @Test
  void aNumberWithANoBreakSpaceIsTheSameNumber() {
    assertThat(periods("90901")).containsExactly("2025-05-01 null true");
  }

  @Test
  void aNumberThatLostItsLeadingZerosHoldsTheNight(@TempDir Path other) {
    Lakes held = new Lakes(other);
    SharedCases.night(held.source(), "09b-leading-zeros-lost");

    RunResult result = held.run("lake").run("extract", List.of(Stage.EXTRACT), NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(4);
    assertThat(result.message()).contains("differs by leading zeros only");
  }

  @Test
  void wordsForNothingAreBlanks() {
    for (String person : List.of("91001", "91002", "91003", "91004")) {
      assertThat(periods(person)).as(person).containsExactly("2025-05-01 null true");
    }
  }

  @Test
  void aSharedPlacementNumberNeitherJoinsTwinsNorAReturn() {
    assertThat(placements("91101")).containsExactly("2025-03-01 null U1");
    assertThat(placements("91102")).containsExactly("2025-03-01 null U1");
    assertThat(placements("91103"))
        .containsExactly(
            "2025-03-01 2025-06-01 U6", "2025-06-01 2025-09-01 U4", "2025-09-01 null U6");
  }

  @Test
  void wordsAfterCodesAreRead() {
    assertThat(
            facts(
                "91201",
                "fact_care_episode",
                "start_reason; end_reason; legal_status",
                "started_on"))
        .containsExactly("S X1 C1", "L null C2");
    assertThat(periods("91201")).containsExactly("2024-05-01 null true");
    assertThat(placements("91201")).containsExactly("2024-05-01 null U6");
  }

  @Test
  void hoursAndPercentagesAreNotAddedUpAsPosts() {
    List<Row> workers =
        lakes
            .table("lake", new TableName(Zone.WAREHOUSE, "fact_caseload"))
            .where("month_end = date'" + NIGHT + "' and full_time_equivalent > 2")
            .collectAsList();
    assertThat(workers).isEmpty();
    assertThat(
            lakes
                .table("lake", Tables.KPI_QUARTERLY)
                .where(
                    "kpi = 'sw_avg_caseload' and breakdown is null and as_at = date'" + NIGHT + "'")
                .select("value")
                .first()
                .getDecimal(0))
        .isEqualByComparingTo("12.5");
    assertThat(facts("91405", "fact_case_allocation", "started_on", "started_on")).hasSize(1);
  }

  @Test
  void recordsOfAnUnknownPersonAreQuarantinedAndTold() {
    assertThat(
            lakes
                .table("lake", new TableName(Zone.QUARANTINE, "ssd_cla_episodes"))
                .where("array_contains(reasons, 'unknown_person:clae_person_id')")
                .count())
        .isEqualTo(1);
  }

  @Test
  void theRunSaysHowManyChildrenWithAnOpenEpisodeAreInNoFigure() {
    assertThat(night.message())
        .containsPattern("[0-9]+ children with an open episode, 1 of them in no figure\\.");
  }

  /** Care without a readable start is quarantined: five such children pass, a sixth holds. */
  @ParameterizedTest
  @CsvSource({"5, 0", "6, 4"})
  void aNightWithTooManyChildrenInNoFigureIsHeldBack(int spoiled, int code, @TempDir Path other)
      throws IOException {
    Lakes held = new Lakes(other);
    SharedCases.night(held.source());
    Path file = held.source().resolve(NIGHT + "/ssd_cla_episodes.csv");
    List<String> lines = Lakes.lines(file);
    int left = spoiled;
    for (int line = 1; line < lines.size() && left > 0; line++) {
      if (Lakes.cell(lines, line, "clae_cla_episode_ceased_date").isEmpty()) {
        Lakes.set(lines, line, "clae_cla_episode_start_date", "unknown");
        left--;
      }
    }
    Lakes.write(file, lines);

    RunResult result =
        Lakes.run(held.tolerant(), held.environment("lake"))
            .run("conform", List.of(Stage.EXTRACT, Stage.CONFORM), NIGHT);

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(code);
    assertThat(result.message())
        .contains(spoiled + (code == 0 ? " of them" : " children with an open"));
  }

  @Test
  void endingAndStartingOnOneDayAreTwoPeriods() {
    assertThat(periods("91601")).containsExactly("2025-05-01 2026-03-31 true");
    assertThat(periods("91602"))
        .containsExactly("2025-05-01 2025-10-01 true", "2025-10-01 null true");
  }
}

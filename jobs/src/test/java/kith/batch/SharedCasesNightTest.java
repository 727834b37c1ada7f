package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.cases.SharedCases;
import kith.contract.TableName;
import kith.contract.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The small inputs of {@code shared/cases} that add records, all in one invented night that is
 * loaded, conformed and published whole. Each test reads the facts of the persons of its case.
 */
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
    return facts(person, "fact_care_period", "started_on; ended_on", "started_on");
  }

  @Test
  void endsOfTheDayBeforeAreOnePeriodOfCareWithTwoPlacements() {
    for (String person : List.of("90101", "90102")) {
      assertThat(periods(person)).as(person).containsExactly("2024-05-01 null");
      assertThat(facts(person, "fact_placement", "placed_on; left_on", "placed_on"))
          .as(person)
          .containsExactly("2024-05-01 2024-10-01", "2024-10-01 null");
    }
  }

  @Test
  void aFarDayMeansStillOpen() {
    for (String person : List.of("90202", "90203", "90204")) {
      assertThat(periods(person)).as(person).containsExactly("2025-02-01 null");
      assertThat(facts(person, "fact_placement", "placed_on; left_on", "placed_on"))
          .as(person)
          .containsExactly("2025-02-01 null");
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
    assertThat(periods("90501")).containsExactly("2024-02-01 2026-03-01");
    assertThat(periods("90502")).containsExactly("2024-02-01 2026-02-28");
    for (String person : List.of("90501", "90502")) {
      assertThat(facts(person, "fact_care_episode", "array_join(flags, ',')", "episode_no"))
          .as(person)
          .noneMatch(flags -> flags.contains("past_18"));
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
        .contains("19 true");
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
    assertThat(periods("90901")).containsExactly("2025-05-01 null");
  }

  @Test
  void wordsForNothingAreBlanks() {
    for (String person : List.of("91001", "91002", "91003", "91004")) {
      assertThat(periods(person)).as(person).containsExactly("2025-05-01 null");
    }
  }

  @Test
  void aSharedPlacementNumberNeitherJoinsTwinsNorAReturn() {
    assertThat(facts("91101", "fact_placement", "placed_on", "placed_on")).hasSize(1);
    assertThat(facts("91102", "fact_placement", "placed_on", "placed_on")).hasSize(1);
    assertThat(facts("91103", "fact_placement", "placed_on", "placed_on"))
        .containsExactly("2025-03-01", "2025-06-01", "2025-09-01");
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
    assertThat(periods("91201")).containsExactly("2024-05-01 null");
  }

  @Test
  void hoursAndPercentagesAreNotAddedUpAsPosts() {
    List<Row> workers =
        lakes
            .table("lake", new TableName(Zone.WAREHOUSE, "fact_caseload"))
            .where("month_end = date'" + NIGHT + "' and full_time_equivalent > 2")
            .collectAsList();
    assertThat(workers).isEmpty();
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
    assertThat(night.message()).contains("quarantined");
  }

  @Test
  void endingAndStartingOnOneDayAreTwoPeriods() {
    assertThat(periods("91601")).containsExactly("2025-05-01 2026-03-31");
    assertThat(periods("91602")).containsExactly("2025-05-01 2025-10-01", "2025-10-01 null");
  }
}

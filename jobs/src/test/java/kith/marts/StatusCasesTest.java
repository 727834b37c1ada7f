package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.CodeTables;
import kith.testing.Folders;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a figure of 31 March 2025 says of itself (R17, R17c, R19), worked out by hand. Every case is
 * an authority of its own, so that all are one build: the KPIs as the project defines them, and one
 * of them over 24 months. Windows begin: QTR on 1 January 2025, YTD and R12 on 1 April 2024, R24 on
 * 1 April 2023; 24 and 30 months before are 31 March 2023 and 30 September 2022.
 */
class StatusCasesTest {

  private static final Map<TableName, List<Map<String, Object>>> FACTS = new HashMap<>();
  private static Map<String, String> statuses;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    // 1: history begins with the year; 2: a day later.
    authority(1, "2024-04-01", "covered");
    child(1, "amy", "2024-05-01", null);
    authority(2, "2024-04-02", "covered");
    child(2, "ben", "2024-05-01", null);
    // Nobody. 3: history begins in the year; 4: long before.
    authority(3, "2024-10-01", "covered");
    authority(4, "2020-01-01", "covered");
    // One child of 100, and of 99, whose history begins within the year.
    authority(5, "2020-01-01", "covered");
    authority(6, "2020-01-01", "covered");
    for (int i = 1; i < 100; i++) {
      child(5, "five" + i, "2023-04-01", null);
      if (i < 99) {
        child(6, "six" + i, "2023-04-01", null);
      }
    }
    child(5, "fay", "2024-06-01", "2024-06-01");
    child(6, "fin", "2024-06-01", "2024-06-01");
    // 7: 30 months to the day. 8: perhaps, since what is held begins a day later.
    authority(7, "2020-01-01", "covered");
    child(7, "gus", "2022-09-30", null);
    authority(8, "2020-01-01", "covered");
    child(8, "hal", "2022-10-01", "2022-10-01");
    // Long in care by the source's own date. 9: held for 24 months; 10: a day less.
    authority(9, "2020-01-01", "covered");
    child(9, "ida", "2015-01-10", "2023-03-31");
    authority(10, "2020-01-01", "covered");
    child(10, "jo", "2015-01-10", "2023-04-01");
    // 11: only an earlier population is out; 12: none is held; 13: out after the business date.
    authority(11, "2020-01-01", "early");
    child(11, "kim", "2023-01-10", null);
    authority(12, "2020-01-01", "none");
    child(12, "lea", "2023-01-10", null);
    authority(13, "2020-01-01", "late");
    child(13, "mia", "2023-01-10", null);
    // 14: the history held begins in the quarter; a start on its first day.
    authority(14, "2025-01-01", "covered");
    child(14, "ned", "2025-01-01", null);
    // 15: a day later; 16: nobody, and 30 months are held to the day; 17: a day less.
    authority(15, "2025-01-02", "covered");
    child(15, "ola", "2025-01-02", null);
    authority(16, "2022-09-30", "covered");
    authority(17, "2022-10-01", "covered");
    // 21: history begins with the year; 22: a day later. 23: nobody, and history begins in the
    // year.
    authority(21, "2024-04-01", "covered");
    oneOfEach(21);
    authority(22, "2024-04-02", "covered");
    oneOfEach(22);
    authority(23, "2024-10-01", "covered");
    // 25: whether the person is eligible is unknown.
    authority(25, "2020-01-01", "covered");
    careLeaver(25, false, "eligibility_unknown");
    population("covered", "2024-06-30", "2025-05-01");
    population("early", "2023-06-30", "2024-05-01");
    population("late", "2023-06-30", "2024-05-01");
    population("late", "2024-06-30", "2025-06-11");
    statuses = statuses(run(folder));
  }

  private static void authority(int code, String historyFrom, String area) {
    fact(
        Tables.SOURCE_NIGHT,
        "authority_code",
        code,
        "source_system",
        "ssd",
        "business_date",
        "2025-06-10",
        "history_from",
        historyFrom);
    fact(Tables.DIM_AUTHORITY, "authority_code", code, "gss_code", area);
  }

  private static void population(String area, String midYear, String publishedOn) {
    fact(
        Tables.FACT_POPULATION,
        "area_code",
        area,
        "age_band",
        "0-17",
        "mid_year_on",
        midYear,
        "population",
        10_000,
        "edition",
        publishedOn,
        "published_on",
        publishedOn,
        "first_published_on",
        publishedOn);
  }

  /** A child in one placement since what is held of it begins; null where all of it is held. */
  private static void child(int authority, String child, String startedOn, String historyFrom) {
    String placedOn = historyFrom == null ? startedOn : historyFrom;
    fact(
        Tables.FACT_CARE_PERIOD,
        "authority_code",
        authority,
        "child_key",
        child,
        "care_period_no",
        1,
        "started_on",
        startedOn,
        "start_observed",
        historyFrom == null,
        "counts_as_start",
        historyFrom == null,
        "history_from",
        historyFrom,
        "age_at_start",
        9);
    fact(
        Tables.FACT_CARE_EPISODE,
        "authority_code",
        authority,
        "child_key",
        child,
        "episode_no",
        1,
        "care_period_no",
        1,
        "placement_no",
        1,
        "started_on",
        placedOn,
        "counted_placement_type",
        "U4");
    fact(
        Tables.FACT_PLACEMENT,
        "authority_code",
        authority,
        "child_key",
        child,
        "placement_no",
        1,
        "care_period_no",
        1,
        "placement_type",
        "U4",
        "placed_on",
        placedOn);
    fact(
        Tables.CHILD_BIRTH,
        "authority_code",
        authority,
        "child_key",
        child,
        "birth_on",
        "2013-01-10");
  }

  /** An incident, an initial health assessment, a care leaver's birthday and a worker. */
  private static void oneOfEach(int authority) {
    fact(
        Tables.FACT_MISSING_EPISODE,
        "authority_code",
        authority,
        "child_key",
        "amy",
        "incident_key",
        1,
        "kind",
        "missing",
        "looked_after_at_start",
        true,
        "started_on",
        "2024-06-01",
        "ended_on",
        "2024-06-02",
        "interview_held",
        true);
    fact(
        Tables.FACT_ASSESSMENT,
        "authority_code",
        authority,
        "child_key",
        "amy",
        "assessment_type",
        "initial_health",
        "care_period_no",
        1,
        "since_on",
        "2024-05-03",
        "due_on",
        "2024-06-03",
        "held_on",
        "2024-06-03");
    careLeaver(authority, true, null);
    worker(authority);
  }

  private static void careLeaver(int authority, boolean inCohort, String excludedBecause) {
    fact(
        Tables.FACT_CARE_LEAVER,
        "authority_code",
        authority,
        "child_key",
        "ben",
        "birthday_age",
        19,
        "birthday_on",
        "2024-06-01",
        "in_cohort",
        inCohort,
        "excluded_because",
        excludedBecause,
        "is_in_education_employment_or_training",
        true);
  }

  private static void worker(int authority) {
    fact(
        Tables.FACT_CASELOAD,
        "authority_code",
        authority,
        "worker_key",
        "wendy",
        "month_end",
        "2025-03-31",
        "cases",
        10,
        "full_time_equivalent",
        "1.00",
        "is_case_holding_role",
        true);
  }

  private static void fact(TableName table, Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    FACTS.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
  }

  private static MartRun run(Path folder) throws IOException {
    Path marts = Project.home().sql().resolve("marts");
    Folders.copy(marts, folder);
    for (String ending : List.of(".sql", ".yaml")) {
      String text = Files.readString(marts.resolve("placement/placement_3plus_pct" + ending));
      Files.writeString(
          folder.resolve("placement/two_years_pct" + ending),
          text.replace("kpi: placement_3plus_pct", "kpi: two_years_pct").replace("R12", "R24"));
    }
    return new MartRun(
        "tonight",
        KpiDefinitions.read(folder, SparkTest.specs()),
        Carried.of(
            Project.home(),
            SourceSystem.of(Project.home(), "ssd"),
            Availability.of(Project.home(), "ssd"),
            Set.of("return_interview", "initial_health_assessment", "hr_worker_month")),
        Parameters.of(Project.home()),
        List.of(),
        Optional.empty());
  }

  private static Map<String, String> statuses(MartRun run) {
    Map<TableName, Dataset<Row>> given = new HashMap<>();
    given.put(Tables.DIM_PLACEMENT_TYPE, CodeTables.placementTypes());
    FACTS.forEach(
        (table, rows) ->
            given.put(table, TestTables.rows(SparkTest.specs().get(table.name()), rows)));
    Map<String, String> statuses = new TreeMap<>();
    TinyMarts.quarterly(run, "2025-06-10", given)
        .where("as_at = '2025-03-31'")
        .selectExpr(
            "concat_ws(' ', authority_code, kpi, period_type)",
            """
            concat_ws(' ', status, cast(numerator as int),
                if(denominator is null or denominator = 10000, null, cast(denominator as int)))
            """)
        .collectAsList()
        .forEach(row -> statuses.put(row.getString(0), row.getString(1)));
    return statuses;
  }

  private static void assertStatuses(String text) {
    Map<String, String> expected = new TreeMap<>();
    for (String line : text.strip().lines().toList()) {
      String[] parts = line.split("\\|");
      expected.put(parts[0].strip().replaceAll("\\s+", " "), parts[1].strip());
    }
    Map<String, String> found = new TreeMap<>(statuses);
    found.keySet().retainAll(expected.keySet());
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void aWindowIsCoveredFromItsFirstDayOrNot() {
    assertStatuses(
        """
        1  cla_count            POINT | ok 1
        1  cla_start_count      QTR   | ok 0
        1  cla_start_count      YTD   | ok 1
        1  cla_start_count      R12   | ok 1
        1  placement_3plus_pct  R12   | ok 0 1
        1  two_years_pct        R24   | insufficient_history 0 1
        2  cla_count            POINT | ok 1
        2  cla_start_count      QTR   | ok 0
        2  cla_start_count      YTD   | insufficient_history 1
        2  cla_start_count      R12   | insufficient_history 1
        2  cla_start_10_15_pct  R12   | insufficient_history 0 1
        2  placement_3plus_pct  R12   | insufficient_history 0 1
        14 cla_start_count      QTR   | ok 1
        14 cla_start_10_15_pct  QTR   | ok 0 1
        15 cla_start_count      QTR   | insufficient_history 1
        15 cla_start_10_15_pct  QTR   | insufficient_history 0 1
        """);
  }

  @Test
  void nobodyIsNoCohortOnlyWhereTheHistoryHeldWouldShowSomebody() {
    assertStatuses(
        """
        3  cla_count              POINT | ok 0
        3  cla_start_count        QTR   | ok 0
        3  cla_start_count        R12   | insufficient_history 0
        4  cla_start_count        R12   | ok 0
        3  cla_kinship_foster_pct POINT | no_cohort 0 0
        3  cla_start_under1_pct   QTR   | no_cohort 0 0
        3  cla_start_under1_pct   R12   | insufficient_history 0 0
        3  placement_3plus_pct    R12   | insufficient_history 0 0
        3  two_years_pct          R24   | insufficient_history 0 0
        3  placement_longterm_pct POINT | insufficient_history 0 0
        4  cla_start_under1_pct   QTR   | no_cohort 0 0
        4  cla_start_under1_pct   R12   | no_cohort 0 0
        4  placement_3plus_pct    R12   | no_cohort 0 0
        4  two_years_pct          R24   | no_cohort 0 0
        4  placement_longterm_pct POINT | no_cohort 0 0
        16 placement_longterm_pct POINT | no_cohort 0 0
        17 placement_longterm_pct POINT | insufficient_history 0 0
        """);
  }

  @Test
  void oneOfAHundredMembersMayBeCutShortAndOneOf99IsTooMany() {
    assertStatuses(
        """
        5 placement_3plus_pct R12   | ok 0 100
        5 two_years_pct       R24   | ok 0 100
        5 cla_count           POINT | ok 100
        6 placement_3plus_pct R12   | insufficient_history 0 99
        6 two_years_pct       R24   | insufficient_history 0 99
        6 cla_count           POINT | ok 99
        """);
  }

  @Test
  void longTermStabilityNeedsThirtyMonthsOfCareAndTwoYearsOfPlacements() {
    assertStatuses(
        """
        7  placement_longterm_pct POINT | ok 1 1
        8  placement_longterm_pct POINT | insufficient_history 0 0
        9  placement_longterm_pct POINT | ok 1 1
        10 placement_longterm_pct POINT | insufficient_history 0 1
        """);
  }

  @Test
  void incidentsAssessmentsCareLeaversAndWorkersSayOfTheirWindowsWhatCareDoes() {
    assertStatuses(
        """
        21 missing_incident_count R12   | ok 1
        21 missing_incident_count QTR   | ok 0
        21 rhi_completed_pct      QTR   | no_cohort 0 0
        21 iha_ontime_pct         R12   | ok 1 1
        21 iha_ontime_pct         QTR   | no_cohort 0 0
        21 cl_eet_1921_pct        R12   | ok 1 1
        21 sw_avg_caseload        POINT | ok 10 1
        22 missing_incident_count R12   | insufficient_history 1
        22 missing_incident_count QTR   | ok 0
        22 rhi_completed_pct      QTR   | no_cohort 0 0
        22 iha_ontime_pct         R12   | insufficient_history 1 1
        22 cl_eet_1921_pct        R12   | insufficient_history 1 1
        22 sw_avg_caseload        POINT | ok 10 1
        23 missing_incident_count R12   | insufficient_history 0
        23 missing_incident_count QTR   | ok 0
        23 iha_ontime_pct         R12   | insufficient_history 0 0
        23 cl_eet_1921_pct        R12   | insufficient_history 0 0
        23 sw_avg_caseload        POINT | no_cohort 0 0
        25 cl_eet_1921_pct        R12   | insufficient_history 0 0
        """);
  }

  @Test
  void aRateIsProvisionalUntilThePopulationOfItsYearIsOut() {
    assertStatuses(
        """
        1  cla_rate_10k POINT | ok 1
        11 cla_rate_10k POINT | provisional 1
        12 cla_rate_10k POINT | not_available
        13 cla_rate_10k POINT | provisional 1
        """);
  }
}

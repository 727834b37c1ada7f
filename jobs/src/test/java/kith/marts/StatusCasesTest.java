package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The status of a figure of 31 March 2025 (R17, R17c, R19), worked out by hand. Every case is an
 * authority of its own, so that one build covers all: the KPIs as the project defines them, and one
 * of them over 24 months. Windows begin: QTR on 1 January 2025, YTD and R12 on 1 April 2024, R24 on
 * 1 April 2023. Before the day, 12, 24 and 30 months are 31 March 2024, 31 March 2023 and 30
 * September 2022; 24 months before the quarter and the year are 1 January 2023 and 1 April 2022.
 */
class StatusCasesTest {

  private static final InventedFacts FACTS = new InventedFacts();
  private static Map<String, String> statuses;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    // 1: history begins with the year; 2: a day later.
    FACTS.authority(1, "2024-04-01", "covered");
    FACTS.child(1, "amy", "2024-05-01", null);
    FACTS.authority(2, "2024-04-02", "covered");
    FACTS.child(2, "ben", "2024-05-01", null);
    // Nobody. 3: history begins in the year; 4: long before.
    FACTS.authority(3, "2024-10-01", "covered");
    FACTS.authority(4, "2020-01-01", "covered");
    // One child of 100, and of 99, whose history begins within the year.
    FACTS.authority(5, "2020-01-01", "covered");
    FACTS.authority(6, "2020-01-01", "covered");
    for (int i = 1; i < 100; i++) {
      FACTS.child(5, "five" + i, "2023-04-01", null);
      if (i < 99) {
        FACTS.child(6, "six" + i, "2023-04-01", null);
      }
    }
    FACTS.child(5, "fay", "2024-06-01", "2024-06-01");
    FACTS.child(6, "fin", "2024-06-01", "2024-06-01");
    // 7: 30 months to the day. 8: perhaps, since what is held begins a day later.
    FACTS.authority(7, "2020-01-01", "covered");
    FACTS.child(7, "gus", "2022-09-30", null);
    FACTS.authority(8, "2020-01-01", "covered");
    FACTS.child(8, "hal", "2022-10-01", "2022-10-01");
    // Long in care by the source's own date. 9: held for 24 months; 10: a day less.
    FACTS.authority(9, "2020-01-01", "covered");
    FACTS.child(9, "ida", "2015-01-10", "2023-03-31");
    FACTS.authority(10, "2020-01-01", "covered");
    FACTS.child(10, "jo", "2015-01-10", "2023-04-01");
    // 11: only an earlier population is out; 12: none is held; 13: out after the business date.
    FACTS.authority(11, "2020-01-01", "early");
    FACTS.child(11, "kim", "2023-01-10", null);
    FACTS.authority(12, "2020-01-01", "none");
    FACTS.child(12, "lea", "2023-01-10", null);
    FACTS.authority(13, "2020-01-01", "late");
    FACTS.child(13, "mia", "2023-01-10", null);
    // 14: the history held begins in the quarter; a start on its first day.
    FACTS.authority(14, "2025-01-01", "covered");
    FACTS.child(14, "ned", "2025-01-01", null);
    // 15: a day later; 16: nobody, and 30 months are held to the day; 17: a day less.
    FACTS.authority(15, "2025-01-02", "covered");
    FACTS.child(15, "ola", "2025-01-02", null);
    FACTS.authority(16, "2022-09-30", "covered");
    FACTS.authority(17, "2022-10-01", "covered");
    // 21: history begins with the year; 22: a day later. 23: nobody, and history begins in the
    // year.
    FACTS.authority(21, "2024-04-01", "covered");
    FACTS.oneOfEach(21);
    FACTS.authority(22, "2024-04-02", "covered");
    FACTS.oneOfEach(22);
    FACTS.authority(23, "2024-10-01", "covered");
    // Nobody, and 24 months before the quarter, and the year, are held to the day; and a day less.
    FACTS.authority(18, "2023-01-01", "covered");
    FACTS.authority(19, "2023-01-02", "covered");
    FACTS.authority(26, "2022-04-01", "covered");
    FACTS.authority(27, "2022-04-02", "covered");
    // Nobody, and the twelve months before the day are held to the day.
    FACTS.authority(28, "2024-03-31", "covered");
    // 25: whether the person is eligible is unknown.
    FACTS.authority(25, "2020-01-01", "covered");
    FACTS.careLeaver(25, false, "eligibility_unknown");
    FACTS.population("covered", "2024-06-30", "2025-05-01");
    FACTS.population("early", "2023-06-30", "2024-05-01");
    FACTS.population("late", "2023-06-30", "2024-05-01");
    FACTS.population("late", "2024-06-30", "2025-06-11");
    statuses = statuses(run(folder));
  }

  private static MartRun run(Path folder) throws IOException {
    Path marts = Project.home().sql().resolve("marts");
    Folders.copy(marts, folder);
    for (String ending : List.of(".sql", ".yaml")) {
      String text = Files.readString(marts.resolve("placement/placement_3plus_pct" + ending));
      Files.writeString(
          folder.resolve("placement/two_years_pct" + ending),
          text.replace("kpi: placement_3plus_pct", "kpi: two_years_pct")
              .replace("R12", "R24")
              // Moves are not counted over two years.
              .replaceAll("(?s)\\nrelated:.*", "\n"));
    }
    withoutBreakdowns(folder);
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

  /** The statuses are those of totals: bands would make the build ten times as long. */
  private static void withoutBreakdowns(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
        String text = Files.readString(file);
        Files.writeString(file, text.replaceAll("(?m)^(breakdowns|  bands_of): .*\n", ""));
      }
    }
  }

  private static Map<String, String> statuses(MartRun run) {
    Map<TableName, Dataset<Row>> given = FACTS.tables();
    given.put(Tables.DIM_PLACEMENT_TYPE, CodeTables.placementTypes());
    Map<String, String> statuses = new TreeMap<>();
    TinyMarts.quarterly(run, "2025-06-10", given)
        .where("as_at = '2025-03-31' and breakdown is null")
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
  void monthsThatAFigureLooksBackAreCountedFromTheFirstDayOfItsWindow() {
    assertStatuses(
        """
        18 cl_staying_put_1920_pct   QTR   | no_cohort 0 0
        18 cl_staying_put_1920_pct   R12   | insufficient_history 0 0
        19 cl_staying_put_1920_pct   QTR   | insufficient_history 0 0
        26 cl_staying_put_1920_pct   QTR   | no_cohort 0 0
        26 cl_staying_put_1920_pct   R12   | no_cohort 0 0
        27 cl_staying_put_1920_pct   R12   | insufficient_history 0 0
        28 cl_eet_1921_pct_caseload  POINT | no_cohort 0 0
        1  cl_eet_1921_pct_caseload  POINT | insufficient_history 0 0
        28 cl_accom_1718_pct_caseload POINT | no_cohort 0 0
        1  cl_accom_1718_pct_caseload POINT | insufficient_history 0 0
        """);
  }

  @Test
  void aCountKeepsTheDenominatorThatItsMembersHave() {
    assertStatuses(
        """
        4  missing_repeat_count   R12 | ok 0
        21 missing_repeat_count   R12 | ok 0 1
        21 missing_incident_count R12 | ok 1
        22 missing_repeat_count   R12 | insufficient_history 0 1
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

package kith.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.marts.KpiDefinitions;
import kith.project.Project;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The sample's night, which our simulator did not write: its control totals, and its figures as at
 * 31 March 2018 to 2022, counted from the files by a separate program after the definitions (R1 to
 * R21).
 */
class SampleNightTest {

  private static SampleFiles files;
  private static SampleLake lake;

  @BeforeAll
  static void theNight() {
    SampleNight night = SampleNight.made();
    files = night.files();
    lake = night.lake();
  }

  @Test
  void everyRowIsLoadedQuarantinedOrADuplicate() {
    Map<String, Long> loaded = new HashMap<>();
    List<Row> totals =
        lake.table(new TableName(Zone.OPS, "control_total"))
            .where("source_system = 'ssd'")
            .collectAsList();
    for (Row total : totals) {
      String table = total.getAs("source_table");
      assertThat(total.<Boolean>getAs("holds")).as(table).isTrue();
      assertThat(total.<Long>getAs("quarantined_rows")).as(table).isZero();
      assertThat(total.<Long>getAs("duplicate_rows")).as(table).isZero();
      loaded.put(table, total.getAs("loaded_rows"));
    }

    assertThat(loaded).containsAllEntriesOf(files.promised());
    assertThat(loaded.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(16_007);
  }

  @Test
  void figuresOfEveryYearAreThoseCountedWithoutKith() {
    assertThat(figures())
        .containsAllEntriesOf(
            table(
                """
                cla_count                466     288     181     122     75
                cla_start_count          174     29      20      19      8
                cla_start_under1_pct     0/174   0/29    0/20    0/19    0/8
                cla_start_10_15_pct      106/174 17/29   17/20   16/19   7/8
                cla_kinship_foster_pct   37/466  34/288  17/181  10/122  4/75
                cla_with_parents_pct     26/466  11/288  8/181   6/122   1/75
                placement_3plus_pct      89/466  55/288  25/181  17/122  9/75
                placement_longterm_pct   10/26   21/74   26/99   11/65   9/38
                missing_incident_count   1       0       0       0       0
                cl_accom_1718_pct        16/31   13/41   7/29    2/18    3/20
                cl_accom_1921_pct        0/0     0/33    0/71    0/96    0/77
                cl_eet_1718_pct          18/37   24/46   7/31    5/19    5/23
                cl_eet_1921_pct          0/0     0/33    0/71    0/96    0/77
                """));
  }

  /**
   * History begins on 1 April 2017, since the first end that the sample holds lies on the 2nd
   * (R17c), so it covers the year to 31 March 2018. Nobody in the sample turned 19 to 21 in it. The
   * dates of health checks, interviews after missing incidents and workers are not carried (see the
   * availability of the sample).
   */
  @Test
  void everyKpiHasAFigureOrSaysWhyNot() {
    assertThat(lake.table(Tables.KPI_QUARTERLY).select("kpi").distinct().collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(KpiDefinitions.of(Project.home()).byName().keySet());
    assertThat(statuses())
        .containsAllEntriesOf(
            table(
                """
                cla_count                ok                   ok ok ok ok
                cla_rate_10k             not_available        ok ok ok provisional
                cla_start_count          insufficient_history ok ok ok ok
                cla_start_under1_pct     insufficient_history ok ok ok ok
                cla_start_10_15_pct      insufficient_history ok ok ok ok
                cla_kinship_foster_pct   ok                   ok ok ok ok
                cla_with_parents_pct     ok                   ok ok ok ok
                placement_3plus_pct      ok                   ok ok ok ok
                placement_longterm_pct   insufficient_history insufficient_history ok ok ok
                missing_incident_count   ok                   ok ok ok ok
                cl_accom_1718_pct ok insufficient_history insufficient_history \
                insufficient_history ok
                cl_accom_1921_pct        no_cohort ok ok insufficient_history insufficient_history
                cl_eet_1718_pct ok insufficient_history insufficient_history \
                insufficient_history ok
                cl_eet_1921_pct          no_cohort ok ok insufficient_history insufficient_history
                iha_ontime_pct           not_available not_available not_available not_available \
                not_available
                rha_ontime_pct           not_available not_available not_available not_available \
                not_available
                rhi_completed_pct        not_available not_available not_available not_available \
                not_available
                sw_caseload_under25_pct  not_available not_available not_available not_available \
                not_available
                sw_avg_caseload          not_available not_available not_available not_available \
                not_available
                """));
  }

  private Map<String, List<String>> figures() {
    Map<String, List<String>> figures = new HashMap<>();
    for (Row row : yearEnds()) {
      String numerator = SampleLake.whole(row, "numerator");
      String denominator = SampleLake.whole(row, "denominator");
      figures
          .computeIfAbsent(row.getAs("kpi"), kpi -> new ArrayList<>())
          .add(denominator.equals("-") ? numerator : numerator + "/" + denominator);
    }
    return figures;
  }

  private Map<String, List<String>> statuses() {
    Map<String, List<String>> statuses = new HashMap<>();
    for (Row row : yearEnds()) {
      statuses.computeIfAbsent(row.getAs("kpi"), kpi -> new ArrayList<>()).add(row.getAs("status"));
    }
    return statuses;
  }

  /** Each KPI on the five 31 Marches, in the period that it is compared in. */
  private List<Row> yearEnds() {
    return lake.table(Tables.KPI_QUARTERLY)
        .where(
            """
            month(as_at) = 3 and year(as_at) between 2018 and 2022 and breakdown is null
                and (period_type in ('POINT', 'R12') or kpi = 'rhi_completed_pct')
            """)
        .orderBy("kpi", "as_at")
        .collectAsList();
  }

  /** A text table with the KPI first and a cell for every year. */
  private static Map<String, List<String>> table(String text) {
    Map<String, List<String>> table = new HashMap<>();
    for (String line : text.strip().split("\n")) {
      List<String> cells = List.of(line.strip().split("\\s+"));
      table.put(cells.get(0), cells.subList(1, cells.size()));
    }
    return table;
  }
}

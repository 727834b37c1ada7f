package kith.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * The sample's night, which our simulator did not write, and eighteen of its invented children
 * followed by hand from the lines of the files to the KPIs as at 31 March 2018 to 2022.
 *
 * <p>Totals were counted from the files by a separate program after the definitions (R1 to R21). A
 * child is found by the line of an episode, never by an id. An episode reads: first day, last day
 * (not a day of it, R2), why it began, why it ended, placement, legal status. A period reads: first
 * day, last day, why it ended, was its start seen, age at the start.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleNightTest {

  private SampleFiles files;
  private SampleLake lake;

  @BeforeAll
  void runTheNight(@TempDir Path folder) {
    Path source = Project.home().root().resolve("../shared/data/ssd-sample").normalize();
    if (!Files.isDirectory(source)) {
      String skipped =
          "Skipped: the folder shared/data/ssd-sample does not lie beside the repository,"
              + " so the sample's night was not run.";
      System.out.println(skipped);
      throw new TestAbortedException(skipped);
    }
    files = new SampleFiles(source.resolve(SampleLake.NIGHT.toString()));
    lake = new SampleLake(source, folder);
    assertThat(lake.result().exitCode().code()).as(lake.result().message()).isZero();
    lake.readChildren();
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
                cla_start_count          ok                   ok ok ok ok
                cla_start_under1_pct     ok                   ok ok ok ok
                cla_start_10_15_pct      ok                   ok ok ok ok
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

  /** R3: three years of agreed short breaks (V3) are not care. The child is in no KPI. */
  @Test
  void aChildInShortBreaksOnlyIsOutOfEverything() {
    assertThat(files.episodes(138, 139, 140))
        .containsExactly(
            "2017-11-08 2018-08-04 S X1 U5 V3",
            "2018-08-04 2020-08-29 P X1 U5 V3",
            "2020-08-29 2021-07-27 P E16 U4 V3");

    SampleLake.Child child = lake.childOnEpisode(138);
    assertThat(child.periods()).isEmpty();
    assertThat(child.placements()).isEmpty();
    assertThat(child.kpis()).isEmpty();
  }

  /**
   * R3: care under an order passes into short breaks on 2 October 2018, so care ends that day, and
   * the child is not looked after at the end of March 2019. The start, at 15, is in the year to
   * March 2018. No contact names an eligibility, and it cannot be computed (section 8): the child
   * was 14 in June 2016, what is held begins in April 2017, and care before September 2017 would
   * not be in it. No member at any birthday, and the figures say that the history is short.
   */
  @Test
  void careThatPassesIntoShortBreaksEndsThatDay() {
    assertThat(files.birthOfChildOnEpisode(3)).isEqualTo("2002-06-23");
    assertThat(files.episodes(3, 4, 5))
        .containsExactly(
            "2017-09-11 2017-09-13 S X1 U5 C1",
            "2017-09-13 2018-10-02 P X1 U4 C1",
            "2018-10-02 2018-11-01 L E17 U4 V3");

    SampleLake.Child child = lake.childOnEpisode(3);
    assertThat(child.periods())
        .containsExactly("2017-09-11 2018-10-02 to_short_breaks observed 15");
    assertThat(child.placements())
        .containsExactly("2017-09-11 2017-09-13 U5 U5", "2017-09-13 2018-10-02 U4 U4");
    assertThat(child.in("cla_count")).isEqualTo("2018 1");
    assertThat(child.in("cla_start_count")).isEqualTo("2018 1");
    assertThat(child.in("cla_start_10_15_pct")).isEqualTo("2018 1/1");
    assertThat(child.birthdays())
        .containsExactly(
            "17 2019-06-23 eligibility_unknown -",
            "18 2020-06-23 eligibility_unknown -",
            "19 2021-06-23 eligibility_unknown -");
    assertThat(child.in("cl_eet_1718_pct")).isEmpty();
    assertThat(child.in("cl_accom_1921_pct")).isEmpty();
  }

  /**
   * R3 and R11: care, three months of short breaks, care again: two periods, and both start in the
   * year to March 2018. The child counts once there, with the first start, at 9; the second, at 10,
   * does not put it among those aged 10 to 15. It went missing (M) in the second period: one
   * incident of the year.
   */
  @Test
  void aChildWhoComesBackWithinTheYearStartsOnce() {
    assertThat(files.birthOfChildOnEpisode(274)).isEqualTo("2007-05-02");
    assertThat(files.episodes(274, 275, 276))
        .containsExactly(
            "2017-04-27 2017-09-17 S X1 U4 J3",
            "2017-09-17 2017-12-29 L X1 U4 V3",
            "2017-12-29 2020-01-18 L E8 U4 J1");
    assertThat(files.incident(2)).isEqualTo("2018-02-26 2018-03-11 M");
    assertThat(files.isSameChild(274, "missing", "miss_person_id", 2)).isTrue();

    SampleLake.Child child = lake.childOnEpisode(274);
    assertThat(child.periods())
        .containsExactly(
            "2017-04-27 2017-09-17 to_short_breaks observed 9",
            "2017-12-29 2020-01-18 E8 observed 10");
    assertThat(child.in("cla_count")).isEqualTo("2018 1, 2019 1");
    assertThat(child.in("cla_start_count")).isEqualTo("2018 1");
    assertThat(child.in("cla_start_10_15_pct")).isEqualTo("2018 0/1");
    assertThat(child.in("missing_incident_count")).isEqualTo("2018 1");
  }

  /**
   * Section 7: missing (M) three months after a series of short breaks is not missing from care.
   */
  @Test
  void aChildNotLookedAfterIsNotMissingFromCare() {
    assertThat(files.episodes(1564)).containsExactly("2017-03-17 2017-07-27 S E17 K2 V3");
    assertThat(files.incident(3)).isEqualTo("2017-10-27 2017-11-01 M");
    assertThat(files.isSameChild(1564, "missing", "miss_person_id", 3)).isTrue();

    assertThat(lake.childOnEpisode(1564).kpis()).isEmpty();
  }

  /**
   * Section 7: away without authorisation (A) is no missing incident, though the child was looked
   * after. R5: a change of order (L) on 11 June 2018 leaves the placement as it is. Stability: in
   * care for 30 months by March 2019, but in the placement since November 2017, then August 2019.
   */
  @Test
  void awayWithoutAuthorisationIsNotMissing() {
    assertThat(files.episodes(2050, 2051, 2052, 2053))
        .containsExactly(
            "2016-09-25 2017-11-10 S X1 U4 J1",
            "2017-11-10 2018-06-11 B X1 U5 V2",
            "2018-06-11 2019-08-06 L X1 U5 L3",
            "2019-08-06 2020-12-05 P E14 U4 L3");
    assertThat(files.incident(6)).isEqualTo("2020-02-07 2020-03-25 A");
    assertThat(files.isSameChild(2050, "missing", "miss_person_id", 6)).isTrue();

    SampleLake.Child child = lake.childOnEpisode(2050);
    assertThat(child.in("missing_incident_count")).isEmpty();
    assertThat(child.placements())
        .containsExactly(
            "2016-09-25 2017-11-10 U4 U4",
            "2017-11-10 2019-08-06 U5 U5",
            "2019-08-06 2020-12-05 U4 U4");
    // 30 months before 31 March 2019 is 30 September 2016: the child came five days earlier.
    assertThat(child.in("placement_longterm_pct")).isEqualTo("2019 0/1, 2020 0/1");
  }

  /**
   * R17: what is held begins with a move (P), and the day of entering care is no earlier: the start
   * was not seen. The child counts on 31 March 2018 and 2019, with relatives (U2), never as a
   * start. Section 8: looked after on the 17th birthday is out. At 18 no fixed abode (S) is
   * recorded as suitable: that is checked, not overwritten, so it counts; G6 is no work or
   * learning. At 19 and 20 no contact is recorded.
   */
  @Test
  void aChildWhoseStartNobodySawNeverStarts() {
    assertThat(files.episodes(127, 128))
        .containsExactly("2015-05-02 2017-07-11 P X1 P1 J1", "2017-07-11 2019-12-24 P E14 U2 J1");
    assertThat(files.contacts(131, 225))
        .containsExactly("2018-12-29 NREQ S 1 G6", "2019-12-29 NREQ S 1 G6");

    SampleLake.Child child = lake.childOnEpisode(127);
    assertThat(child.periods()).containsExactly("2015-05-02 2019-12-24 E14 not_observed 13");
    assertThat(child.in("cla_count")).isEqualTo("2018 1, 2019 1");
    assertThat(child.in("cla_kinship_foster_pct")).isEqualTo("2018 1/1, 2019 1/1");
    assertThat(child.in("cla_with_parents_pct")).isEqualTo("2018 0/1, 2019 0/1");
    assertThat(child.in("cla_start_count")).isEmpty();
    assertThat(child.birthdays())
        .containsExactly(
            "17 2018-12-29 looked_after 2018-12-29",
            "18 2019-12-29 in_cohort 2019-12-29",
            "19 2020-12-29 in_cohort -",
            "20 2021-12-29 in_cohort -");
    assertThat(child.in("cl_accom_1718_pct")).isEqualTo("2020 1/1");
    assertThat(child.in("cl_eet_1718_pct")).isEqualTo("2020 0/1");
    assertThat(child.in("cl_accom_1921_pct")).isEqualTo("2021 0/1, 2022 0/1");
  }

  /**
   * R5: eight episodes are five placements, because L (order) and T (place of the same carer) go on
   * with the one before. From 21 June 2017 to 30 April 2020 it is one: two years by March 2020, and
   * in care for 30 months. In the year to March 2022 three were open (K2, U4, U4): two moves, three
   * placements. The last episode has a reason for its end and no end: it lasts.
   */
  @Test
  void placementsAreCountedNotEpisodes() {
    assertThat(files.episodes(1273, 1274, 1275, 1276, 1277, 1278, 1279, 1280))
        .containsExactly(
            "2017-03-26 2017-06-21 S X1 U5 J2",
            "2017-06-21 2017-09-02 P X1 U4 J2",
            "2017-09-02 2019-11-16 L X1 U4 V2",
            "2019-11-16 2020-03-31 T X1 U4 V2",
            "2020-03-31 2020-04-30 L X1 U4 L1",
            "2020-04-30 2021-05-30 P X1 K2 L1",
            "2021-05-30 2022-03-04 P X1 U4 L1",
            "2022-03-04 - P X1 U4 L1");

    SampleLake.Child child = lake.childOnEpisode(1273);
    assertThat(child.periods()).containsExactly("2017-03-26 - - observed 8");
    assertThat(child.placements())
        .containsExactly(
            "2017-03-26 2017-06-21 U5 U5",
            "2017-06-21 2020-04-30 U4 U4",
            "2020-04-30 2021-05-30 K2 K2",
            "2021-05-30 2022-03-04 U4 U4",
            "2022-03-04 - U4 U4");
    assertThat(child.in("placement_3plus_pct"))
        .isEqualTo("2018 0/1, 2019 0/1, 2020 0/1, 2021 0/1, 2022 1/1");
    assertThat(child.in("placement_longterm_pct")).isEqualTo("2020 1/1, 2021 0/1, 2022 0/1");
    // Six days before the year that ends in March 2018.
    assertThat(child.in("cla_start_count")).isEmpty();
  }

  /**
   * R3: two years of short breaks (V4) between two periods of care. Where care comes back it starts
   * again, at 16, without an S. In the year to March 2022: R1 (with its T), P2, P2. The contact of
   * the 17th birthday says "died after leaving care" of a child looked after on that day: out as
   * looked after.
   */
  @Test
  void careThatComesBackFromShortBreaksStartsAgain() {
    assertThat(files.birthOfChildOnEpisode(406)).isEqualTo("2005-01-25");
    assertThat(files.episodes(406, 407, 408, 409, 410, 411, 412, 413, 414))
        .containsExactly(
            "2017-11-12 2018-04-13 S X1 S1 C1",
            "2018-04-13 2018-06-26 L X1 S1 V2",
            "2018-06-26 2019-02-23 P X1 R1 V2",
            "2019-02-23 2019-09-17 L X1 R1 C2",
            "2019-09-17 2021-09-24 L X1 R1 V4",
            "2021-09-24 2021-12-22 L X1 R1 V2",
            "2021-12-22 2022-02-16 T X1 R1 V2",
            "2022-02-16 2022-02-25 P X1 P2 V2",
            "2022-02-25 - B E9 P2 C2");
    assertThat(files.contacts(324)).containsExactly("2022-01-25 DIED G 2 G6");

    SampleLake.Child child = lake.childOnEpisode(406);
    assertThat(child.periods())
        .containsExactly(
            "2017-11-12 2019-09-17 to_short_breaks observed 12", "2021-09-24 - - observed 16");
    assertThat(child.in("cla_count")).isEqualTo("2018 1, 2019 1, 2022 1");
    assertThat(child.in("cla_start_count")).isEqualTo("2018 1, 2022 1");
    assertThat(child.in("cla_start_10_15_pct")).isEqualTo("2018 1/1, 2022 0/1");
    assertThat(child.in("placement_3plus_pct")).isEqualTo("2018 0/1, 2019 0/1, 2022 1/1");
    assertThat(child.birthdays()).containsExactly("17 2022-01-25 looked_after 2022-01-25");
  }

  /**
   * R5: placed for adoption with the current foster carer (A5) goes on with the foster placement,
   * whatever the reason for the new episode says: one placement since 28 May 2020. R3: the years of
   * V3 before it are not care, so the child started, at 13, in the year to March 2021.
   */
  @Test
  void adoptionByTheFosterCarerIsNotAMove() {
    assertThat(files.episodes(549, 550, 551, 552, 553, 554, 555, 556))
        .containsExactly(
            "2013-10-14 2017-05-15 P X1 K2 J1",
            "2017-05-15 2018-03-10 L X1 K2 V3",
            "2018-03-10 2018-06-29 P X1 U5 V3",
            "2018-06-29 2018-09-12 P X1 U4 V3",
            "2018-09-12 2020-05-28 P X1 U4 V3",
            "2020-05-28 2020-07-27 L X1 U4 C1",
            "2020-07-27 2022-02-19 P X1 A5 C1",
            "2022-02-19 - P X1 A5 C1");

    SampleLake.Child child = lake.childOnEpisode(549);
    assertThat(child.periods())
        .containsExactly(
            "2013-10-14 2017-05-15 to_short_breaks not_observed 6", "2020-05-28 - - observed 13");
    assertThat(child.placements())
        .containsExactly("2013-10-14 2017-05-15 K2 K2", "2020-05-28 - U4 A5");
    assertThat(child.in("cla_count")).isEqualTo("2021 1, 2022 1");
    assertThat(child.in("cla_start_10_15_pct")).isEqualTo("2021 1/1");
    assertThat(child.in("placement_3plus_pct")).isEqualTo("2021 0/1, 2022 0/1");
    assertThat(child.in("placement_longterm_pct")).isEmpty();
  }

  /**
   * Stability: placed for adoption with a new family (A4) for two months, but with the foster home
   * before it since August 2019: together more than two years by March 2022.
   */
  @Test
  void anAdoptivePlacementCountsWithTheOneBefore() {
    assertThat(files.episodes(351, 352, 353, 354, 355, 356, 357))
        .containsExactly(
            "2017-01-20 2017-08-13 T X1 U5 L2",
            "2017-08-13 2018-04-30 L X1 U5 J1",
            "2018-04-30 2018-08-22 P X1 K2 J1",
            "2018-08-22 2019-05-26 P X1 K2 J1",
            "2019-05-26 2019-08-22 P X1 U5 J1",
            "2019-08-22 2022-01-25 P X1 U4 J1",
            "2022-01-25 - P X1 A4 J1");

    SampleLake.Child child = lake.childOnEpisode(351);
    assertThat(child.periods()).containsExactly("2017-01-20 - - not_observed 7");
    assertThat(child.placements())
        .containsExactly(
            "2017-01-20 2018-04-30 U5 U5",
            "2018-04-30 2018-08-22 K2 K2",
            "2018-08-22 2019-05-26 K2 K2",
            "2019-05-26 2019-08-22 U5 U5",
            "2019-08-22 2022-01-25 U4 U4",
            "2022-01-25 - A4 A4");
    assertThat(child.in("placement_3plus_pct"))
        .isEqualTo("2018 0/1, 2019 1/1, 2020 1/1, 2021 0/1, 2022 0/1");
    assertThat(child.in("placement_longterm_pct")).isEqualTo("2020 0/1, 2021 0/1, 2022 1/1");
  }

  /**
   * Two periods of care. Those of the year to March 2018 give three placements, the one of the
   * earlier period among them. 30 months before 31 March 2020 is 30 September 2017, and the child
   * came back the day before: in the denominator of stability by one day. It has been with its
   * carer (U2) for a year and two days, so it is not in the numerator.
   */
  @Test
  void aDayDecidesWhoIsAskedForStability() {
    assertThat(files.episodes(2351, 2352, 2353, 2354, 2355, 2356, 2357))
        .containsExactly(
            "2016-06-27 2017-08-01 P E15 U5 C1",
            "2017-09-29 2018-01-03 S X1 U5 L2",
            "2018-01-03 2018-11-08 P X1 U5 L2",
            "2018-11-08 2019-03-29 P X1 K2 L2",
            "2019-03-29 2019-10-12 P X1 U2 L2",
            "2019-10-12 2020-04-08 T X1 U2 L2",
            "2020-04-08 2020-12-08 P E45 U1 L2");

    SampleLake.Child child = lake.childOnEpisode(2351);
    assertThat(child.periods())
        .containsExactly(
            "2016-06-27 2017-08-01 E15 not_observed 7", "2017-09-29 2020-12-08 E45 observed 9");
    assertThat(child.in("placement_3plus_pct")).isEqualTo("2018 1/1, 2019 1/1, 2020 0/1");
    assertThat(child.in("cla_kinship_foster_pct")).isEqualTo("2018 0/1, 2019 1/1, 2020 1/1");
    assertThat(child.in("placement_longterm_pct")).isEqualTo("2020 0/1");
  }

  /**
   * R6 and R6a: the file holds two courses of care for one child at once. On 31 March 2018 two
   * placements are open and the later start (U4, two weeks old) is used; it was an inner stay: from
   * April the child is back in the residential home, recorded since 2014, which counts with its own
   * first day, so as more than two years on 31 March 2019. The E13 of April 2018 ends no care,
   * because the other episode runs on. The overlap is flagged.
   */
  @Test
  void ofTwoPlacementsOpenOnOneDayTheLaterStartIsUsed() {
    assertThat(files.episodes(1696, 1697, 1698, 1699, 1700, 1701, 1702))
        .containsExactly(
            "2014-02-26 2019-07-22 B X1 R1 C1",
            "2017-02-19 2017-06-25 T X1 U4 C1+L1",
            "2017-06-25 2018-01-23 P X1 R2 C1+L1",
            "2018-01-23 2018-03-17 T X1 R2 C1+L1",
            "2018-03-17 2018-04-17 P E13 U4 C1+L1",
            "2019-07-22 2019-10-10 P X1 U4 C1",
            "2019-10-10 2019-10-31 P E46 U5 C1");

    SampleLake.Child child = lake.childOnEpisode(1696);
    assertThat(child.periods()).containsExactly("2014-02-26 2019-10-31 E46 not_observed 6");
    assertThat(child.placements())
        .containsExactly(
            "2014-02-26 2019-07-22 R1 U4",
            "2017-06-25 2018-03-17 R2 R2",
            "2018-03-17 2018-04-17 U4 U4",
            "2019-07-22 2019-10-10 U4 U4",
            "2019-10-10 2019-10-31 U5 U5");
    assertThat(child.flags()).contains("overlaps", "legal_status_ambiguous");
    assertThat(child.in("cla_count")).isEqualTo("2018 1, 2019 1");
    assertThat(child.in("placement_longterm_pct")).isEqualTo("2018 0/1, 2019 1/1");
    // The window opens on 1 April 2017: U4 (T after R1, same carer), R2, U4.
    assertThat(child.in("placement_3plus_pct")).isEqualTo("2018 1/1, 2019 0/1");
  }

  /**
   * R3a: of two statuses on its first day (D1 and V4) the S of August 2017 stands under the one
   * that began last, V4: a short break, which neither ends nor starts the care that runs on. R6a
   * would say the same of an order: two courses of care at once are one period.
   */
  @Test
  void aShortBreakWhileCareRunsIsNoStart() {
    assertThat(files.birthOfChildOnEpisode(470)).isEqualTo("2004-02-17");
    assertThat(files.episodes(470, 471, 472, 473, 474, 475))
        .containsExactly(
            "2014-12-10 2017-06-01 L X1 U4 D1",
            "2017-06-01 2018-04-21 T X1 U4 D1",
            "2017-08-22 2017-10-19 S E4B P1 D1+V4",
            "2018-04-21 2019-11-03 L X1 U4 C1",
            "2019-11-03 2020-03-25 P X1 U4 C1",
            "2020-03-25 2020-04-20 T E11 U4 C1");

    SampleLake.Child child = lake.childOnEpisode(470);
    assertThat(child.periods()).containsExactly("2014-12-10 2020-04-20 E11 not_observed 10");
    assertThat(child.in("cla_count")).isEqualTo("2018 1, 2019 1, 2020 1");
    assertThat(child.in("cla_start_count")).isEmpty();
    // On 31 March 2018 the P1 has ended, the foster home has not.
    assertThat(child.in("cla_with_parents_pct")).isEqualTo("2018 0/1, 2019 0/1, 2020 0/1");
  }

  /**
   * Section 8: at 18 the residence is not known (R): out of accommodation, in for activity, where
   * P1 counts. Eight months of care at 17 that both began and ended within the year: a start of the
   * year to March 2018, aged 17, but looked after on no 31 March. At the 17th birthday, before what
   * is held begins, nothing says that the child is a care leaver: the contact is later, and care
   * began in May.
   */
  @Test
  void aCareLeaverWithoutAKnownResidenceIsAskedForActivityOnly() {
    assertThat(files.episodes(185)).containsExactly("2017-05-30 2018-01-30 S E13 P2 J3");
    assertThat(files.contacts(14)).containsExactly("2018-02-05 YES R 2 P1");

    SampleLake.Child child = lake.childOnEpisode(185);
    assertThat(child.in("cla_count")).isEmpty();
    assertThat(child.in("cla_start_10_15_pct")).isEqualTo("2018 0/1");
    assertThat(child.birthdays())
        .containsExactly(
            "17 2017-02-05 not_eligible -",
            "18 2018-02-05 in_cohort 2018-02-05",
            "19 2019-02-05 in_cohort -",
            "20 2020-02-05 in_cohort -",
            "21 2021-02-05 in_cohort -");
    assertThat(child.in("cl_accom_1718_pct")).isEmpty();
    assertThat(child.in("cl_eet_1718_pct")).isEqualTo("2018 1/1");
    assertThat(child.in("cl_eet_1921_pct")).isEqualTo("2019 0/1, 2020 0/1, 2021 0/1");
  }

  /**
   * Section 8: three months of care at 16. F3 on 15 February 2019 was still in use (until 31 March
   * 2021), so it is work or training; the foyer (T) is recorded as unsuitable. Care ended in June
   * 2018, so the 17th birthday is not in care.
   */
  @Test
  void anActivityCodeCountsWhileItWasInUse() {
    assertThat(files.episodes(282)).containsExactly("2018-03-14 2018-06-13 S E46 K2 L2");
    assertThat(files.contacts(136)).containsExactly("2019-02-15 REFU T 2 F3");

    SampleLake.Child child = lake.childOnEpisode(282);
    assertThat(child.in("cla_count")).isEqualTo("2018 1");
    assertThat(child.birthdays())
        .containsExactly(
            "17 2019-02-15 in_cohort 2019-02-15",
            "18 2020-02-15 in_cohort -",
            "19 2021-02-15 in_cohort -",
            "20 2022-02-15 in_cohort -");
    assertThat(child.in("cl_eet_1718_pct")).isEqualTo("2019 1/1, 2020 0/1");
    assertThat(child.in("cl_accom_1718_pct")).isEqualTo("2019 0/1, 2020 0/1");
  }

  /** Section 8: who died, and who is back with parents for six months (RHOM), is in no cohort. */
  @Test
  void whoDiedOrWentHomeIsInNoCohort() {
    assertThat(files.episodes(10)).containsExactly("2018-03-25 2021-08-13 S E9 U4 V2");
    assertThat(files.contacts(320)).containsExactly("2022-03-18 DIED T 2 P3");
    assertThat(files.episodes(56)).containsExactly("2017-03-04 2017-06-12 P E46 H5 E1");
    assertThat(files.contacts(8)).containsExactly("2017-06-18 RHOM R 1 G5");

    SampleLake.Child died = lake.childOnEpisode(10);
    assertThat(died.birthdays()).containsExactly("17 2022-03-18 died 2022-03-18");
    assertThat(died.in("cla_count")).isEqualTo("2018 1, 2019 1, 2020 1, 2021 1");
    assertThat(died.in("cl_eet_1718_pct")).isEmpty();
    SampleLake.Child home = lake.childOnEpisode(56);
    assertThat(home.birthdays())
        .containsExactly(
            "17 2016-06-18 eligibility_unknown -",
            "18 2017-06-18 returned_home 2017-06-18",
            "19 2018-06-18 returned_home -",
            "20 2019-06-18 returned_home -",
            "21 2020-06-18 returned_home -");
    assertThat(home.kpis()).isEmpty();
  }

  /**
   * Section 8: not in touch stays in. Accommodation 0 says that nothing is known, so the "suitable"
   * beside it says nothing; F2 counts. In care on the 17th birthday, out of care five days before
   * the 18th.
   */
  @Test
  void noInformationIsNotSuitable() {
    assertThat(files.episodes(303, 304, 305, 306))
        .containsExactly(
            "2016-07-12 2017-04-12 P X1 U5 J1",
            "2017-04-12 2017-08-18 L X1 U5 C1",
            "2017-08-18 2018-06-15 L X1 U5 C1",
            "2018-06-15 2018-11-19 L E4A U5 D1");
    assertThat(files.contacts(20, 140))
        .containsExactly("2017-11-24 NO 0 1 F2", "2018-11-24 NO 0 1 F2");

    SampleLake.Child child = lake.childOnEpisode(303);
    assertThat(child.placements()).containsExactly("2016-07-12 2018-11-19 U5 U5");
    assertThat(child.in("cl_accom_1718_pct")).isEqualTo("2019 0/1");
    assertThat(child.in("cl_eet_1718_pct")).isEqualTo("2019 1/1");
    // In care for less than 30 months on 31 March 2018: not asked for stability.
    assertThat(child.in("placement_longterm_pct")).isEmpty();
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

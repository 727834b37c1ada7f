package kith.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Children of the sample: when care begins and ends, short breaks, and missing from care. The
 * records are followed by hand from the lines of the files to the KPIs; {@link SampleNight} says
 * how they are written.
 */
class SampleCareTest {

  private static SampleFiles files;
  private static SampleLake lake;

  @BeforeAll
  static void theNight() {
    SampleNight night = SampleNight.made();
    files = night.files();
    lake = night.lake();
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
}

package kith.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Children of the sample: which episodes make one placement, and stability. The records are
 * followed by hand from the lines of the files to the KPIs; {@link SampleNight} says how they are
 * written.
 */
class SamplePlacementsTest {

  private static SampleFiles files;
  private static SampleLake lake;

  @BeforeAll
  static void theNight() {
    SampleNight night = SampleNight.made();
    files = night.files();
    lake = night.lake();
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
}

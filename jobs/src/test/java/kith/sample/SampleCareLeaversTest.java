package kith.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Young people of the sample: who is a care leaver at which birthday, and what counts. The records
 * are followed by hand from the lines of the files to the KPIs; {@link SampleNight} says how they
 * are written.
 */
class SampleCareLeaversTest {

  private static SampleFiles files;
  private static SampleLake lake;

  @BeforeAll
  static void theNight() {
    SampleNight night = SampleNight.made();
    files = night.files();
    lake = night.lake();
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
    assertThat(home.kpis()).noneMatch(kpi -> kpi.startsWith("cl_"));
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
}

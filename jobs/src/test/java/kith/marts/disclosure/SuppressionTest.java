package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kith.marts.disclosure.Figure.Parts;
import org.junit.jupiter.api.Test;

class SuppressionTest {

  private static final int QUARTER = InventedFigures.FIRST_QUARTER;

  private final List<Figure> figures = new ArrayList<>();

  private void count(String kpi, String periodType, int quarter, double numerator) {
    figures.add(
        new Figure(
            kpi,
            periodType,
            QUARTER + quarter,
            null,
            null,
            Parts.COUNT,
            numerator,
            null,
            null,
            10));
  }

  private void share(String kpi, int quarter, double numerator, double denominator) {
    figures.add(
        new Figure(
            kpi,
            "POINT",
            QUARTER + quarter,
            null,
            null,
            Parts.SHARE,
            numerator,
            denominator,
            null,
            10));
  }

  private void band(String band, double numerator, double worth) {
    figures.add(
        new Figure(
            "count", "POINT", QUARTER, "age", band, Parts.COUNT, numerator, null, null, worth));
  }

  private List<String> hidden(RelatedKpis related) {
    Chosen chosen = Chosen.of(figures, related);
    List<String> names = new ArrayList<>();
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      if (chosen.hidden()[f]) {
        names.add(
            figure.isTotal()
                ? figure.kpi() + " " + figure.periodType() + " " + (figure.quarter() - QUARTER)
                : figure.band());
      }
    }
    assertThat(chosen.result().open()).isZero();
    assertThat(Attack.on(chosen.knowledge(), chosen.hidden()).narrow()).isEmpty();
    assertThat(Attack.workedOut(chosen.knowledge(), chosen.hidden())).isZero();
    return names;
  }

  @Test
  void aBandIsNotLeftOverFromItsTotalAndTheOtherBands() {
    count("count", "POINT", 0, 60);
    band("under 1", 3, 1);
    band("1 to 4", 12, 2);
    band("5 to 9", 20, 3);
    band("10 to 17", 25, 1.5);

    assertThat(hidden(RelatedKpis.NONE)).containsExactly("under 1", "10 to 17");
  }

  @Test
  void aQuarterIsNotLeftOverFromTwelveMonthsAndTheOtherQuarters() {
    for (int quarter = 0; quarter < 4; quarter++) {
      count("incidents", "QTR", quarter, quarter == 1 ? 3 : 20);
    }
    count("incidents", "R12", 3, 63);

    assertThat(hidden(RelatedKpis.NONE)).contains("incidents QTR 1").hasSize(2);
  }

  @Test
  void whereAChildMayBeInTwoQuartersTheLeastOfAQuarterIsNotAboveOne() {
    for (int quarter = 0; quarter < 4; quarter++) {
      count("starts", "QTR", quarter, quarter == 1 ? 3 : 20);
    }
    count("starts", "R12", 3, 62);

    assertThat(hidden(RelatedKpis.NONE)).contains("starts QTR 1").hasSize(2);
  }

  @Test
  void theYearToDateOfTheFirstQuarterIsTheQuarter() {
    count("starts", "QTR", 0, 3);
    count("starts", "YTD", 0, 3);
    count("starts", "QTR", 1, 20);
    count("starts", "YTD", 1, 23);

    assertThat(hidden(RelatedKpis.NONE)).contains("starts QTR 0", "starts YTD 0").hasSize(3);
  }

  @Test
  void aCountThatIsTheNumeratorOfAnotherFigureIsHiddenInBoth() {
    for (int quarter = 0; quarter < 4; quarter++) {
      count("guardians", "R12", quarter, quarter == 2 ? 4 : 10 + quarter);
      figures.add(
          new Figure(
              "guardians_pct",
              "R12",
              QUARTER + quarter,
              null,
              null,
              Parts.SHARE,
              quarter == 2 ? 4 : 10 + quarter,
              90.0,
              null,
              10));
    }

    assertThat(hidden(RelatedKpis.NONE))
        .containsExactlyInAnyOrder("guardians R12 2", "guardians_pct R12 2");
  }

  @Test
  void theRestOfSharesThatAreApartIsACountToo() {
    share("in_work_pct", 0, 20, 43);
    share("not_in_work_pct", 0, 20, 43);

    assertThat(
            hidden(
                new RelatedKpis(
                    List.of(new RelatedKpis.Apart(List.of("in_work_pct", "not_in_work_pct"))),
                    List.of(),
                    List.of(),
                    List.of())))
        .hasSize(1);
  }

  @Test
  void sessionsOfAFewChildrenAreNotLeftOverFromThoseOfAll() {
    figures.add(average(null, 14_000, 7_300, 26));
    figures.add(average("under 1", 900, 500, 2));
    figures.add(average("1 to 9", 6_100, 2_800, 10));
    figures.add(average("10 to 17", 7_000, 4_000, 14));

    assertThat(hidden(RelatedKpis.NONE)).contains("under 1").hasSize(2);
  }

  private static Figure average(String band, double missed, double sessions, double children) {
    return new Figure(
        "absence_pct",
        "POINT",
        QUARTER,
        band == null ? null : "age",
        band,
        Parts.PART_OF_TIME,
        missed,
        sessions,
        children,
        band == null ? 10 : 1);
  }

  @Test
  void anAverageOfFiveChildrenIsHiddenAndOneOfSixIsShown() {
    figures.add(average(null, 100, 1_500, 5));
    figures.add(
        new Figure(
            "score", "POINT", QUARTER, null, null, Parts.AVERAGE_OF_CHILDREN, 70, 6.0, 6.0, 10));

    assertThat(hidden(RelatedKpis.NONE)).containsExactly("absence_pct POINT 0");
  }

  @Test
  void fullTimeEquivalentsAreNotLeftOverFromAShareThatHasThemToo() {
    RelatedKpis related =
        new RelatedKpis(
            List.of(),
            List.of(new RelatedKpis.Pair(RelatedKpis.Kind.REST_OF, "fte", "agency_rate")),
            List.of(),
            List.of());
    double[] employed = {3, 14, 23};
    double[] agency = {0, 6, 7};
    count("fte", "POINT", 0, 40);
    share("agency_rate", 0, 13, 53);
    for (int team = 0; team < employed.length; team++) {
      String name = "team " + team;
      figures.add(
          new Figure(
              "fte", "POINT", QUARTER, "team", name, Parts.COUNT, employed[team], null, null, 1));
      figures.add(
          new Figure(
              "agency_rate",
              "POINT",
              QUARTER,
              "team",
              name,
              Parts.SHARE,
              agency[team],
              employed[team] + agency[team],
              null,
              1));
    }

    assertThat(hidden(related)).containsExactly("team 0", "team 0", "team 1", "team 1");
  }

  @Test
  void bandsThatTheTotalOfAnotherKpiRepeatsAreLeftOutWithAllThatCountTheSameChildren() {
    RelatedKpis related =
        new RelatedKpis(
            List.of(),
            List.of(),
            List.of(),
            List.of(new RelatedKpis.OfBands("foster_pct", "count", "placement")));
    for (int quarter = 0; quarter < 3; quarter++) {
      for (String band : new String[] {null, "foster", "home"}) {
        double children = band == null ? 60 + quarter : "home".equals(band) ? 20 : 40 + quarter;
        for (String breakdown : band == null ? List.of("") : List.of("placement", "sex")) {
          String name = band == null ? null : breakdown;
          figures.add(
              new Figure(
                  "count",
                  "POINT",
                  QUARTER + quarter,
                  name,
                  band,
                  Parts.COUNT,
                  children,
                  null,
                  null,
                  1));
          figures.add(
              new Figure(
                  "visited_pct",
                  "POINT",
                  QUARTER + quarter,
                  name,
                  band,
                  Parts.SHARE,
                  children - 10,
                  children,
                  null,
                  1));
          figures.add(
              new Figure(
                  "incidents",
                  "R12",
                  QUARTER + quarter,
                  name,
                  band,
                  Parts.COUNT,
                  2 * children,
                  null,
                  null,
                  1));
        }
      }
    }

    boolean[] isRepeated = RepeatedBands.among(figures, related, 5);

    for (int f = 0; f < isRepeated.length; f++) {
      Figure figure = figures.get(f);
      assertThat(isRepeated[f])
          .isEqualTo("placement".equals(figure.breakdown()) && !figure.kpi().equals("incidents"));
    }
  }

  @Test
  void aDenominatorThatOtherFiguresShowDoesNotGiveAShareAway() {
    count("count", "POINT", 0, 60);
    share("foster_pct", 0, 57, 60);
    share("visited_pct", 0, 40, 60);

    assertThat(hidden(RelatedKpis.NONE)).containsExactly("foster_pct POINT 0");
  }

  @Test
  void aChangeBetweenTwoCountsThatAreShownIsShown() {
    count("count", "POINT", 0, 60);
    count("count", "POINT", 1, 62);
    figures.add(
        new Figure("net_change", "QTR", QUARTER + 1, null, null, Parts.CHANGE, 2, null, null, 10));

    assertThat(hidden(InventedFigures.RELATED)).isEmpty();
  }

  @Test
  void thoseWhoCameAreNotLeftOverFromTwoCountsAndThoseWhoLeft() {
    count("count", "POINT", 0, 60);
    count("count", "POINT", 1, 55);
    count("starts", "QTR", 1, 3);
    count("ends", "QTR", 1, 8);

    assertThat(hidden(InventedFigures.RELATED)).contains("starts QTR 1").hasSize(2);
  }

  @Test
  void bandsOfATotalThatIsHiddenAreHidden() {
    count("count", "POINT", 0, 4);
    band("under 1", 4, 1);
    band("1 to 17", 0, 1);

    assertThat(hidden(RelatedKpis.NONE)).containsExactly("count POINT 0", "under 1", "1 to 17");
  }

  @Test
  void aShareOfAFewChildrenIsHiddenWithThoseOfAnotherBandInAllSharesOfThem() {
    for (String kpi : List.of("foster_pct", "visited_pct")) {
      share(kpi, 0, kpi.equals("foster_pct") ? 60 : 80, 100);
      int number = 0;
      for (String band : List.of("under 1", "1 to 9", "10 to 17")) {
        double of = new double[] {3, 40, 57}[number];
        double in =
            new double[][] {{1, 27, 32}, {3, 33, 44}}[kpi.equals("foster_pct") ? 0 : 1][number];
        figures.add(new Figure(kpi, "POINT", QUARTER, "age", band, Parts.SHARE, in, of, null, 1));
        number++;
      }
    }

    assertThat(hidden(RelatedKpis.NONE)).containsExactly("under 1", "1 to 9", "under 1", "1 to 9");
  }

  @Test
  void aSmallChangeIsHiddenWhereOneOfTheCountsIs() {
    count("count", "POINT", 0, 4);
    count("count", "POINT", 1, 7);
    count("count", "POINT", 2, 27);
    for (int quarter = 0; quarter < 3; quarter++) {
      double change = quarter == 2 ? 20 : 3;
      figures.add(
          new Figure(
              "net_change",
              "QTR",
              QUARTER + quarter,
              null,
              null,
              Parts.CHANGE,
              change,
              null,
              null,
              10));
    }

    assertThat(hidden(InventedFigures.RELATED))
        .containsExactly("count POINT 0", "net_change QTR 0", "net_change QTR 1");
  }

  @Test
  void whatReadersKnowAlreadyIsNotHiddenInPlaceOfWhatTheyDoNot() {
    count("count", "POINT", 0, 60);
    band("under 1", 3, 1);
    band("1 to 4", 32, 1);
    band("5 to 17", 25, 2);

    Chosen chosen =
        Chosen.of(
            figures, Arrays.asList(null, null, new Before(32.0, null), null), RelatedKpis.NONE);

    assertThat(chosen.hidden()).containsExactly(false, true, false, true);
    assertThat(chosen.result().open()).isZero();
  }

  @Test
  void whatCannotBeProtectedSinceAllElseIsKnownIsReported() {
    count("count", "POINT", 0, 60);
    band("under 1", 3, 1);
    band("1 to 17", 57, 1);

    Chosen chosen =
        Chosen.of(
            figures,
            Arrays.asList(new Before(60.0, null), null, new Before(57.0, null)),
            RelatedKpis.NONE);

    assertThat(chosen.result().open()).isPositive();
  }
}

package kith.marts.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import kith.marts.disclosure.Figure.Parts;
import kith.marts.disclosure.RelatedKpis.Kind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What figures of KPIs say of each other when their definitions name how they are related. */
class RelatedFiguresTest {

  private static final int QUARTER = InventedFigures.FIRST_QUARTER + 12;

  private final List<Figure> figures = new ArrayList<>();

  private static RelatedKpis related(Kind kind, String kpi, String of) {
    return new RelatedKpis(
        List.of(), List.of(new RelatedKpis.Pair(kind, kpi, of)), List.of(), List.of());
  }

  private void children(String kpi, @Nullable String band, double children) {
    figures.add(
        new Figure(
            kpi,
            "POINT",
            QUARTER,
            band == null ? null : "asylum",
            band,
            Parts.COUNT,
            children,
            null,
            null,
            10));
  }

  private List<String> narrow(RelatedKpis related, boolean... hidden) {
    return Attack.on(figures, hidden, related, 5).narrow();
  }

  private Attack.Finding afterSuppression(RelatedKpis related) {
    Chosen chosen = Chosen.of(figures, related);
    assertThat(chosen.result().open()).isZero();
    return Attack.on(chosen.knowledge(), chosen.hidden());
  }

  /** 60 children in care, 59 for ten days: of the 3 hidden at most 3 are left beside the 37. */
  @Test
  void whereNearlyAllAreAskedAboutTheirBandsAreNotNarrower() {
    RelatedKpis related = related(Kind.PART_OF, "planned", "in_care");
    children("in_care", null, 60);
    children("in_care", "yes", 3);
    children("in_care", "no", 20);
    children("in_care", "unknown", 37);
    children("planned", null, 59);
    children("planned", "yes", 2);
    children("planned", "no", 20);
    children("planned", "unknown", 37);
    boolean[] eachTableForItself = {false, true, false, true, false, true, true, false};

    assertThat(narrow(RelatedKpis.NONE, eachTableForItself)).isEmpty();
    assertThat(narrow(related, eachTableForItself)).isNotEmpty();
    Attack.Finding finding = afterSuppression(related);
    assertThat(finding.counts()).isPositive();
    assertThat(finding.narrow()).isEmpty();
  }

  @Test
  void whoAsksAboutNearlyTheSamePeopleHasNoBandsInWhatIsPublished() {
    children("in_care", null, 60);
    children("in_care", "yes", 30);
    children("planned", null, 59);
    children("planned", "yes", 29);

    assertThat(RepeatedBands.among(figures, related(Kind.PART_OF, "planned", "in_care"), 5))
        .containsExactly(false, false, false, true);
    assertThat(RepeatedBands.among(figures, RelatedKpis.NONE, 5)).containsOnly(false);
  }

  private void adopted(String kpi, String periodType, int quarter, double days, double children) {
    boolean isCount = periodType.equals("R12");
    figures.add(
        new Figure(
            kpi,
            periodType,
            quarter,
            null,
            null,
            isCount ? Parts.COUNT : Parts.AVERAGE_OF_CHILDREN,
            isCount ? children : days,
            isCount ? null : children,
            isCount ? null : children,
            10));
  }

  /** 4, 7 and 8 children adopted in three years: an average of 19 children gives the 4 away. */
  @Test
  void theYearsThatAnAverageCoversDoNotGiveOneOfThemAway() {
    RelatedKpis related = related(Kind.YEARS_OF, "days", "adopted");
    adopted("adopted", "R12", QUARTER - 8, 0, 4);
    adopted("adopted", "R12", QUARTER - 4, 0, 7);
    adopted("adopted", "R12", QUARTER, 0, 8);
    adopted("days", "R36", QUARTER, 8_000, 19);

    assertThat(narrow(RelatedKpis.NONE, true, false, false, false)).isEmpty();
    assertThat(narrow(related, true, false, false, false)).hasSize(1);
    assertThat(afterSuppression(related).narrow()).isEmpty();
  }

  /** Incidents that began in the twelve months, as a count and as a numerator of an average. */
  @Test
  void totalsThatAreOneCountAreFoundAlsoWhereTheirBandsAreOfDifferentDays() {
    for (int quarter = 0; quarter < 4; quarter++) {
      for (String band : new String[] {null, "under 16", "16 and over"}) {
        double incidents =
            band == null ? 40 : "under 16".equals(band) ? 15 + quarter : 25 - quarter;
        incidents("incidents", QUARTER - quarter, band, incidents, Parts.COUNT, null);
        double moved = band == null ? 40 : "under 16".equals(band) ? incidents + 1 : incidents - 1;
        incidents("per_child", QUARTER - quarter, band, moved, Parts.AVERAGE_OF_CHILDREN, 9.0);
      }
    }
    Knowledge knowledge = new Knowledge(figures, RelatedKpis.NONE, 5);

    assertThat(knowledge.amounts().numerator(0)).isEqualTo(knowledge.amounts().numerator(1));
    assertThat(knowledge.amounts().numerator(2)).isNotEqualTo(knowledge.amounts().numerator(3));
  }

  private void incidents(
      String kpi,
      int quarter,
      @Nullable String band,
      double numerator,
      Parts parts,
      @Nullable Double denominator) {
    figures.add(
        new Figure(
            kpi,
            "R12",
            quarter,
            band == null ? null : "age",
            band,
            parts,
            numerator,
            denominator,
            denominator,
            10));
  }

  private void share(String kpi, String periodType, int quarter, double numerator, double of) {
    figures.add(
        new Figure(kpi, periodType, quarter, null, null, Parts.SHARE, numerator, of, null, 10));
  }

  private static RelatedKpis pair(Kind kind, String kpi, String of) {
    return new RelatedKpis(
        List.of(), List.of(new RelatedKpis.Pair(kind, kpi, of)), List.of(), List.of());
  }

  private void careLeavers(@Nullable String band, String kpi, double counted, double of) {
    figures.add(
        new Figure(
            kpi,
            "R12",
            QUARTER,
            band == null ? null : "sex",
            band,
            Parts.SHARE,
            counted,
            of,
            null,
            10));
  }

  /**
   * Of 60 in touch 38 work: at most 22 are known to do neither, so that the girls' 5 are 2 to 5.
   */
  @Test
  void sharesThatAreApartTogetherAreNoMoreThanOneThatCountsNoFewerThanEach() {
    RelatedKpis related =
        new RelatedKpis(
            List.of(new RelatedKpis.Apart(List.of("work", "neither"))),
            List.of(
                new RelatedKpis.Pair(Kind.AT_MOST, "work", "in_touch"),
                new RelatedKpis.Pair(Kind.AT_MOST, "neither", "in_touch")),
            List.of(),
            List.of());
    careLeavers(null, "neither", 24, 120);
    careLeavers("female", "neither", 5, 50);
    careLeavers("male", "neither", 19, 70);
    careLeavers(null, "work", 68, 120);
    careLeavers("female", "work", 30, 50);
    careLeavers("male", "work", 38, 70);
    careLeavers(null, "in_touch", 102, 120);
    careLeavers("female", "in_touch", 42, 50);
    careLeavers("male", "in_touch", 60, 70);
    boolean[] hidden = {false, true, true, false, false, false, false, false, false};

    assertThat(narrow(RelatedKpis.NONE, hidden)).isEmpty();
    assertThat(narrow(related, hidden)).isNotEmpty();
    assertThat(afterSuppression(related).narrow()).isEmpty();
  }

  /** 3 late reviews, hidden, are 3 children with a late review, of whom the row is shown. */
  @Test
  void sharesThatLeaveTheSameAreOneWhereverTheirDenominatorsDiffer() {
    for (int quarter = 0; quarter < 4; quarter++) {
      share("reviews_pct", "QTR", QUARTER - quarter, 40 + quarter, 43 + quarter);
      share("children_pct", "QTR", QUARTER - quarter, 30 + quarter, 33 + quarter);
    }
    boolean[] hidden = new boolean[figures.size()];
    hidden[0] = true;

    assertThat(Attack.on(figures, hidden, RelatedKpis.NONE, 5).narrow()).isNotEmpty();
    assertThat(afterSuppression(RelatedKpis.NONE).narrow()).isEmpty();
  }

  @Test
  void whatAShareLeavesIsKnownToBeWithinWhatAnotherLeaves() {
    share("children_pct", "QTR", QUARTER, 51, 60);
    share("reviews_pct", "QTR", QUARTER, 60, 71);
    RelatedKpis related = pair(Kind.REST_WITHIN, "children_pct", "reviews_pct");

    Knowledge knowledge = new Knowledge(figures, related, 5);

    assertThat(knowledge.relations())
        .anyMatch(relation -> !relation.isEquation() && relation.amounts().length == 4);
  }

  /** 13 at the end and 5 who left: of 18 asked about in the year, at least 5 must have left. */
  @Test
  void thoseOfAWindowAreThoseAtItsEndAndThoseWhoLeft() {
    children("in_care", null, 13);
    share("missing_pct", "R12", QUARTER, 9, 18);
    adopted("left", "R12", QUARTER, 0, 5);
    RelatedKpis related =
        new RelatedKpis(
            List.of(),
            List.of(new RelatedKpis.Pair(Kind.IN_WINDOW_OF, "missing_pct", "in_care")),
            List.of(new RelatedKpis.Flow("in_care", "came", "left")),
            List.of());

    assertThat(narrow(RelatedKpis.NONE, false, false, true)).isEmpty();
    assertThat(narrow(related, false, false, true)).hasSize(1);
    assertThat(afterSuppression(related).narrow()).isEmpty();
  }

  /** Of each kind: what may be no more than what of another, and the most that it may be. */
  @ParameterizedTest
  @CsvSource({"ASKED_BY, POINT, false", "ASKED_BY, R12, false", "AT_MOST, R12, true"})
  void oneFigureLimitsAnother(Kind kind, String windowOfOther, boolean isNumerator) {
    share("less_pct", "R12", QUARTER, 20, 30);
    share("more_pct", windowOfOther, QUARTER, 25, 40);
    Knowledge knowledge = new Knowledge(figures, pair(kind, "less_pct", "more_pct"), 5);

    double[] values = knowledge.values().clone();
    values[isNumerator ? knowledge.amounts().numerator(0) : knowledge.amounts().denominator(0)] =
        isNumerator ? 26 : 41;

    assertThat(knowledge.relations()).allMatch(relation -> relation.holds(knowledge.values()));
    assertThat(knowledge.relations()).anyMatch(relation -> !relation.holds(values));
  }

  /**
   * 34 for a health check, 30 of them for a questionnaire from 5 on: no more than 4 are younger.
   */
  @Test
  void thoseAskedApartAreTogetherNoMoreThanThoseOfWhomBothAre() {
    share("health_pct", "R12", QUARTER, 20, 34);
    share("under_5_pct", "R12", QUARTER, 4, 4);
    share("from_5_pct", "R12", QUARTER, 15, 30);
    RelatedKpis related =
        new RelatedKpis(
            List.of(),
            List.of(
                new RelatedKpis.Pair(Kind.PART_OF, "under_5_pct", "health_pct"),
                new RelatedKpis.Pair(Kind.ASKED_BY, "from_5_pct", "health_pct"),
                new RelatedKpis.Pair(Kind.ASKS_APART, "under_5_pct", "from_5_pct")),
            List.of(),
            List.of());

    assertThat(narrow(RelatedKpis.NONE, false, true, false)).isEmpty();
    assertThat(narrow(related, false, true, false)).hasSize(2);
    assertThat(afterSuppression(related).narrow()).isEmpty();
  }

  /** 12 incidents of 10 children: at most 2 of them were missing more than once. */
  @Test
  void whoDoesSomethingTwiceAddsTwoToTheCount() {
    share("repeat", "R12", QUARTER, 2, 10);
    adopted("incidents", "R12", QUARTER, 0, 12);
    Knowledge knowledge = new Knowledge(figures, pair(Kind.REPEATS_OF, "repeat", "incidents"), 5);
    double[] values = knowledge.values().clone();
    values[knowledge.amounts().numerator(0)] = 3;

    assertThat(knowledge.relations()).allMatch(relation -> relation.holds(knowledge.values()));
    assertThat(knowledge.relations()).anyMatch(relation -> !relation.holds(values));
  }
}

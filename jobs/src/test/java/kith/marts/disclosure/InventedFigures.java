package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import kith.marts.disclosure.Figure.Parts;
import kith.marts.disclosure.RelatedKpis.Kind;

/**
 * Figures of an invented authority, added up from invented children, so that they are related as
 * real ones are: bands, windows, shares of one denominator, a rate and a share of one count.
 */
final class InventedFigures {

  static final int FIRST_QUARTER = 4 * 2023 + 2;

  static final RelatedKpis RELATED =
      new RelatedKpis(
          List.of(new RelatedKpis.Apart(List.of("foster_pct", "residential_pct", "home_pct"))),
          List.of(
              new RelatedKpis.Pair(Kind.WITHIN, "kinship_pct", "foster_pct"),
              new RelatedKpis.Pair(Kind.CHANGE_OF, "net_change", "count")),
          List.of(new RelatedKpis.Flow("count", "starts", "ends")),
          List.of());

  /** One child: bands that stay, and for each quarter whether in care, where, and what happened. */
  private record Child(
      int number, int[] bands, boolean[] inCare, int[] group, boolean[] visited, int[] events) {

    /** Half of the children are at school and have a score. */
    boolean isAtSchool(int quarter) {
      return inCare[quarter] && number % 2 == 0;
    }

    int sessions() {
      return 250 + number % 120;
    }

    int missedSessions(int quarter) {
      return (7 * number + 13 * quarter) % 60;
    }

    int score(int quarter) {
      return (5 * number + 3 * quarter) % 40;
    }
  }

  private static final Map<String, Integer> BREAKDOWNS = new LinkedHashMap<>();

  static {
    BREAKDOWNS.put("age", 5);
    BREAKDOWNS.put("sex", 2);
    BREAKDOWNS.put("ethnic_group", 6);
    BREAKDOWNS.put("team", 8);
  }

  private final List<Figure> figures = new ArrayList<>();
  private final List<Child> children = new ArrayList<>();
  private final int quarters;
  private final int breakdowns;

  private InventedFigures(int size, int quarters, int breakdowns, Random random) {
    this.quarters = quarters;
    this.breakdowns = breakdowns;
    for (int c = 0; c < 2 * size; c++) {
      Child child =
          new Child(
              c,
              new int[BREAKDOWNS.size()],
              new boolean[quarters],
              new int[quarters],
              new boolean[quarters],
              new int[quarters]);
      int b = 0;
      for (int bands : BREAKDOWNS.values()) {
        // The first band is the largest, the last ones have few.
        child.bands()[b++] =
            Math.min(bands - 1, (int) (bands * random.nextDouble() * random.nextDouble()));
      }
      int from = random.nextInt(2 * quarters) - quarters;
      int until = from + 1 + random.nextInt(quarters);
      int group = random.nextInt(10);
      for (int q = 0; q < quarters; q++) {
        child.inCare()[q] = q >= from && q < until;
        group = random.nextInt(4) == 0 ? random.nextInt(10) : group;
        child.group()[q] = group;
        child.visited()[q] = random.nextInt(12) > 0;
        child.events()[q] =
            child.inCare()[q] && random.nextInt(12) == 0 ? 1 + random.nextInt(3) : 0;
      }
      children.add(child);
    }
  }

  /** The figures of an authority of about that many children in care at a time. */
  static List<Figure> of(int size, int quarters, int breakdowns, long seed) {
    InventedFigures invented = new InventedFigures(size, quarters, breakdowns, new Random(seed));
    invented.addAll(quarters);
    return invented.figures;
  }

  /**
   * The figures of nights one after the other: in each, a few records of any quarter were entered
   * late or corrected, in every fifth many at once. From the middle on there is a quarter more.
   */
  static List<List<Figure>> nights(int size, int quarters, int nights, long seed) {
    Random random = new Random(seed);
    InventedFigures invented = new InventedFigures(size, quarters, 2, random);
    List<List<Figure>> all = new ArrayList<>();
    for (int night = 0; night < nights; night++) {
      invented.figures.clear();
      invented.addAll(night < nights / 2 ? quarters - 1 : quarters);
      all.add(List.copyOf(invented.figures));
      for (int change = 0; change < (night % 5 == 4 ? size / 2 : 2); change++) {
        Child child = invented.children.get(random.nextInt(invented.children.size()));
        int quarter = random.nextInt(quarters);
        child.inCare()[quarter] |= random.nextBoolean();
        child.visited()[quarter] = random.nextBoolean();
        child.events()[quarter] = child.inCare()[quarter] ? random.nextInt(3) : 0;
      }
    }
    return all;
  }

  private void addAll(int most) {
    for (int q = 0; q < most; q++) {
      int quarter = q;
      ToDoubleFunction<Child> inCare = child -> child.inCare()[quarter] ? 1 : 0;
      add("count", "POINT", q, Parts.COUNT, inCare, null);
      add("rate", "POINT", q, Parts.COUNT, inCare, null);
      share("foster_pct", q, child -> child.group()[quarter], group -> group < 6);
      share("kinship_pct", q, child -> child.group()[quarter], group -> group < 2);
      share("residential_pct", q, child -> child.group()[quarter], group -> group == 7);
      share("home_pct", q, child -> child.group()[quarter], group -> group == 8);
      share("visited_pct", q, child -> child.visited()[quarter] ? 1 : 0, visited -> visited == 1);
      add(
          "absence_pct",
          "POINT",
          q,
          Parts.PART_OF_TIME,
          child -> child.isAtSchool(quarter) ? child.missedSessions(quarter) : 0,
          child -> child.isAtSchool(quarter) ? child.sessions() : 0,
          child -> child.isAtSchool(quarter) ? 1 : 0);
      add(
          "average_score",
          "POINT",
          q,
          Parts.AVERAGE_OF_CHILDREN,
          child -> child.isAtSchool(quarter) ? child.score(quarter) : 0,
          child -> child.isAtSchool(quarter) ? 1 : 0,
          child -> child.isAtSchool(quarter) ? 1 : 0);
      if (q > 0) {
        add(
            "net_change",
            "QTR",
            q,
            Parts.CHANGE,
            child -> inCare.applyAsDouble(child) - (child.inCare()[quarter - 1] ? 1 : 0),
            null);
      }
      windows(q, "starts", Parts.COUNT, (child, from, to) -> moves(child, from, to, true), null);
      windows(q, "ends", Parts.COUNT, (child, from, to) -> moves(child, from, to, false), null);
      windows(q, "incidents", Parts.COUNT, this::events, null);
      windows(q, "offered_pct", Parts.SHARE, this::offers, this::events);
      windows(
          q,
          "missing_count",
          Parts.COUNT,
          (child, from, to) -> events(child, from, to) > 0 ? 1 : 0,
          null);
      windows(
          q,
          "missing_pct",
          Parts.SHARE,
          (child, from, to) -> events(child, from, to) > 0 ? 1 : 0,
          this::inWindow);
      windows(
          q,
          "incidents_per_child",
          Parts.AVERAGE_OF_CHILDREN,
          this::events,
          (child, from, to) -> events(child, from, to) > 0 ? 1 : 0);
    }
  }

  private interface InWindow {
    double of(Child child, int from, int to);
  }

  private double events(Child child, int from, int to) {
    int events = 0;
    for (int q = from; q <= to; q++) {
      events += child.events()[q];
    }
    return events;
  }

  private double moves(Child child, int from, int to, boolean isIntoCare) {
    int moves = 0;
    for (int q = Math.max(1, from); q <= to; q++) {
      boolean isInCare = child.inCare()[q];
      moves += isInCare == isIntoCare && child.inCare()[q - 1] != isInCare ? 1 : 0;
    }
    return moves;
  }

  private double offers(Child child, int from, int to) {
    int offers = 0;
    for (int q = from; q <= to; q++) {
      offers += child.visited()[q] ? child.events()[q] : 0;
    }
    return offers;
  }

  private double inWindow(Child child, int from, int to) {
    for (int q = from; q <= to; q++) {
      if (child.inCare()[q]) {
        return 1;
      }
    }
    return 0;
  }

  private void windows(int q, String kpi, Parts parts, InWindow numerator, InWindow denominator) {
    for (String periodType : List.of("QTR", "YTD", "R12")) {
      int length =
          switch (periodType) {
            case "QTR" -> 1;
            case "YTD" -> Math.floorMod(FIRST_QUARTER + q + 2, 4) + 1;
            default -> 4;
          };
      int from = q - length + 1;
      if (from >= 0 && (!kpi.endsWith("_pct") || !periodType.equals("YTD"))) {
        add(
            kpi,
            periodType,
            q,
            parts,
            child -> numerator.of(child, from, q),
            denominator == null ? null : child -> denominator.of(child, from, q));
      }
    }
  }

  private void share(String kpi, int q, ToIntFunction<Child> of, IntPredicate counts) {
    add(
        kpi,
        "POINT",
        q,
        Parts.SHARE,
        child -> child.inCare()[q] && counts.test(of.applyAsInt(child)) ? 1 : 0,
        child -> child.inCare()[q] ? 1 : 0);
  }

  private void add(
      String kpi,
      String periodType,
      int q,
      Parts parts,
      ToDoubleFunction<Child> numerator,
      ToDoubleFunction<Child> denominator) {
    add(kpi, periodType, q, parts, numerator, denominator, null);
  }

  private void add(
      String kpi,
      String periodType,
      int q,
      Parts parts,
      ToDoubleFunction<Child> numerator,
      ToDoubleFunction<Child> denominator,
      ToDoubleFunction<Child> members) {
    figure(kpi, periodType, q, parts, null, null, children, numerator, denominator, members);
    int b = 0;
    // As published: at the end of March, for the period type that is compared.
    boolean isBanded =
        (FIRST_QUARTER + q) % 4 == 1
            && List.of("POINT", "R12").contains(periodType)
            && parts != Parts.CHANGE;
    for (Map.Entry<String, Integer> breakdown : BREAKDOWNS.entrySet()) {
      int number = b++;
      for (int band = 0; isBanded && number < breakdowns && band < breakdown.getValue(); band++) {
        int value = band;
        figure(
            kpi,
            periodType,
            q,
            parts,
            breakdown.getKey(),
            "band " + band,
            children.stream().filter(child -> child.bands()[number] == value).toList(),
            numerator,
            denominator,
            members);
      }
    }
  }

  private void figure(
      String kpi,
      String periodType,
      int q,
      Parts parts,
      String breakdown,
      String band,
      List<Child> of,
      ToDoubleFunction<Child> numerator,
      ToDoubleFunction<Child> denominator,
      ToDoubleFunction<Child> members) {
    Double denominators = sum(of, denominator);
    figures.add(
        new Figure(
            kpi,
            periodType,
            FIRST_QUARTER + q,
            breakdown,
            band,
            parts,
            of.stream().mapToDouble(numerator).sum(),
            denominators,
            sum(of, members),
            breakdown == null ? 10 : 1));
  }

  private static Double sum(List<Child> of, ToDoubleFunction<Child> amount) {
    return amount == null ? null : Double.valueOf(of.stream().mapToDouble(amount).sum());
  }
}

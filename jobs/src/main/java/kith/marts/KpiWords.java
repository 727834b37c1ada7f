package kith.marts;

import java.util.Map;
import java.util.stream.Collectors;

/** The words for what the definitions of KPIs write as codes. */
final class KpiWords {

  private static final Map<String, String> BETTER =
      Map.of(
          "higher",
          "a higher value is better",
          "lower",
          "a lower value is better",
          "none",
          "neither higher nor lower is better");

  private static final Map<String, String> WINDOWS =
      Map.of(
          "POINT", "the day",
          "QTR", "the quarter",
          "YTD", "since 1 April",
          "R12", "12 months",
          "R24", "24 months",
          "R36", "36 months");

  private static final Map<String, String> AREAS =
      Map.of(
          "england", "England",
          "region", "the region",
          "neighbours", "the statistical neighbours");

  private KpiWords() {}

  /** How its values are read. */
  static String better(KpiDefinition kpi) {
    String why = kpi.notCompared();
    return required(BETTER, kpi.better())
        + (why == null ? "" : "; a quarter is not compared with the one before: " + why);
  }

  /** The period of a period type. */
  static String window(String periodType) {
    return required(WINDOWS, periodType);
  }

  /** Whose published figures it is set beside. */
  static String comparators(KpiDefinition kpi) {
    return kpi.comparators().stream()
        .map(area -> required(AREAS, area))
        .collect(Collectors.joining(", "));
  }

  /** How a value of the unit is made from its members. */
  static String value(Unit unit) {
    String numerators =
        unit.times() == 1 ? "the numerators" : "%,d times the numerators".formatted(unit.times());
    return switch (unit.kind()) {
      case COUNT, EVENTS, AMOUNT -> "the sum of the numerators";
      case RATE -> numerators + ", divided by the population";
      case SHARE, AVERAGE ->
          numerators + (unit.times() == 1 ? "" : ",") + " divided by the denominators";
    };
  }

  private static String required(Map<String, String> words, String code) {
    String word = words.get(code);
    if (word == null) {
      throw new IllegalArgumentException("no word for " + code);
    }
    return word;
  }
}

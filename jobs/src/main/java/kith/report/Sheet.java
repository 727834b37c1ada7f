package kith.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The published figures as of one quarter end, and the words for them: what all parts read.
 *
 * @param tooFew with a smaller denominator a share or a rate is not compared (R12c)
 */
record Sheet(Published published, Wording words, LocalDate asAt, int tooFew) {

  /** A trend has eight quarters and the one that the first of them is compared with. */
  static final int QUARTERS = 9;

  /** Each authority has ten statistical neighbours. */
  static final int NEIGHBOURS = 10;

  /** Those whose published figures stand beside ours. */
  static final List<String> COMPARATORS = List.of("england", "region", "neighbours");

  /** What stands in the place of a comparison that nobody makes. */
  static final String DASH = "–";

  private static final Set<String> WHOLE = Set.of("ok", "provisional");

  /** The quarters of a trend, the oldest first. */
  List<LocalDate> quarters() {
    List<LocalDate> all = new ArrayList<>(published.quarters().headSet(asAt, true));
    return all.subList(Math.max(0, all.size() - QUARTERS), all.size());
  }

  /** The quarters of a small picture on page one, the oldest first. */
  List<LocalDate> trendQuarters() {
    List<LocalDate> all = quarters();
    return all.subList(Math.max(0, all.size() - QUARTERS + 1), all.size());
  }

  /** The name of the authority. */
  String authority() {
    return words.say("authority", Map.of("code", String.valueOf(published.authority())));
  }

  LocalDate quarterBefore() {
    return endOfMonth(asAt.minusMonths(3));
  }

  LocalDate yearAgo() {
    return endOfMonth(asAt.minusMonths(12));
  }

  LocalDate twoYearsAgo() {
    return endOfMonth(asAt.minusMonths(24));
  }

  private static LocalDate endOfMonth(LocalDate day) {
    return day.withDayOfMonth(day.lengthOfMonth());
  }

  /** A figure that can be shown: neither hidden nor of records that do not go back far enough. */
  Optional<Figure> figure(String kpi, String periodType, LocalDate at) {
    return published.total(kpi, periodType, at).filter(Sheet::canBeShown);
  }

  static boolean canBeShown(Figure figure) {
    return figure.value() != null && WHOLE.contains(figure.status());
  }

  /** Whether two figures differ by more than chance, and neither is of too few to compare. */
  boolean areApart(Figure one, Figure other) {
    return !isOfTooFew(one) && !isOfTooFew(other) && one.isApartFrom(other);
  }

  /** The same of a figure and an earlier one; never where it still changes. */
  boolean changed(Figure now, Figure earlier) {
    return provisional(now.kpi()).isEmpty() && areApart(now, earlier);
  }

  /** Whether the figure of others, or a target, lies outside the margin of chance of ours. */
  boolean differs(Figure figure, BigDecimal other) {
    return !isOfTooFew(figure) && figure.differsFrom(other);
  }

  /**
   * Whether a share or a rate is of too few: the denominator of a count says nothing of its size.
   */
  boolean isOfTooFew(Figure figure) {
    BigDecimal denominator = figure.denominator();
    return !published.kpi(figure.kpi()).isCount()
        && denominator != null
        && denominator.compareTo(BigDecimal.valueOf(tooFew)) < 0;
  }

  /**
   * Why a figure may still change, where the pack's words say so: of the latest quarter only, since
   * little is added to those before it.
   */
  Optional<String> provisional(String kpi) {
    return published.quarters().last().equals(asAt)
        ? words.ofSomeKpis(kpi, "provisional")
        : Optional.empty();
  }

  /** What is wrong with the records behind a KPI, in words, each once. */
  List<String> caveats(String kpi) {
    return published.caveats(kpi).stream()
        .map(rule -> words.caveatOr(rule.id(), rule.title()))
        .distinct()
        .sorted()
        .toList();
  }

  /** Why a figure is not there, in words. */
  String why(String kpi, String periodType, LocalDate at) {
    return published
        .total(kpi, periodType, at)
        .map(figure -> published.word("status", figure.status()))
        .filter(word -> !word.isEmpty())
        .orElse(words.text("no_figure"));
  }

  /** A figure as a cell, or what stands in its place. */
  Pack.Cell cell(String kpi, String periodType, LocalDate at) {
    Optional<Figure> found = published.total(kpi, periodType, at);
    if (found.filter(Sheet::canBeShown).isPresent()) {
      return number(published.kpi(kpi), value(found.get()));
    }
    return Pack.Cell.text(
        words.text(found.filter(Figure::isHidden).isPresent() ? "hidden" : "no_figure"));
  }

  static BigDecimal value(Figure figure) {
    BigDecimal value = figure.value();
    if (value == null) {
      throw new IllegalStateException("a figure without a value cannot be shown");
    }
    return value;
  }

  /** A number of ours as a cell. */
  static Pack.Cell number(Kpi kpi, BigDecimal value) {
    return new Pack.Cell(Numbers.shown(kpi, value), value, Numbers.format(kpi, kpi.decimals()));
  }

  /** Numerator and denominator as a cell, such as 350 of 443; empty where there is none. */
  static Pack.Cell count(Figure figure) {
    BigDecimal of = figure.denominator();
    BigDecimal numerator = figure.numerator();
    if (numerator == null || of == null) {
      return Pack.Cell.text("");
    }
    return new Pack.Cell(
        Numbers.of(numerator, of),
        numerator,
        of,
        plainFormat(Numbers.plainDecimals(List.of(numerator))),
        plainFormat(Numbers.plainDecimals(List.of(of))));
  }

  /** A part of a whole as a cell, in whole per cent. */
  static Pack.Cell share(BigDecimal part, BigDecimal whole) {
    BigDecimal percent = part.movePointRight(2).divide(whole, 0, RoundingMode.HALF_UP);
    return new Pack.Cell(percent + "%", percent, "0%");
  }

  /** A number of people or of full-time posts as a cell. */
  static Pack.Cell plain(BigDecimal number, int decimals) {
    return new Pack.Cell(
        String.format(Locale.UK, "%,." + decimals + "f", number), number, plainFormat(decimals));
  }

  private static String plainFormat(int decimals) {
    return "#,##0" + (decimals == 0 ? "" : ".0");
  }

  /**
   * A figure of others, or a target, as a cell.
   *
   * @param whose as in {@link Published#decimals}
   */
  Pack.Cell ofOthers(Kpi kpi, String whose, @Nullable BigDecimal value) {
    return value == null
        ? Pack.Cell.text(DASH)
        : new Pack.Cell(
            shown(kpi, whose, value), value, Numbers.format(kpi, published.decimals(kpi, whose)));
  }

  /** A figure of others, or a target, in words. */
  String shown(Kpi kpi, String whose, BigDecimal value) {
    return Numbers.shown(kpi, value, published.decimals(kpi, whose));
  }

  /** A target with the words that say which side of it is wanted, such as at least 90%. */
  String target(Kpi kpi, BigDecimal target) {
    return words.say(
        "target." + kpi.better(), Map.of("target", shown(kpi, Published.TARGET, target)));
  }

  /** The same as a cell, which is still a number in a workbook. */
  Pack.Cell targetCell(Kpi kpi, @Nullable BigDecimal target) {
    if (target == null) {
      return Pack.Cell.text(DASH);
    }
    String number = Numbers.format(kpi, published.decimals(kpi, Published.TARGET));
    String format = words.say("target." + kpi.better(), Map.of("target", "\"" + number + "\""));
    return new Pack.Cell(target(kpi, target), target, ("\"" + format + "\"").replace("\"\"", ""));
  }

  /** The heading of a column of targets, such as Target at least. */
  String targetName(Kpi kpi) {
    String side = words.say("target." + kpi.better(), Map.of("target", "")).strip();
    return (words.text("series.target") + " " + side).strip();
  }

  /** A published figure of others beside ours; none for a count. */
  Optional<BigDecimal> ofOthers(Figure figure, String comparator) {
    return published.kpi(figure.kpi()).isComparedWithOthers()
        ? published.comparison(figure, comparator).map(Comparison::value)
        : Optional.empty();
  }

  /** The published figures of others beside one of ours, each behind its name. */
  List<String> namedOthers(Figure figure) {
    Kpi kpi = published.kpi(figure.kpi());
    List<String> named = new ArrayList<>();
    for (String comparator : COMPARATORS) {
      ofOthers(figure, comparator)
          .ifPresent(
              value -> {
                String said =
                    words.text("say.of." + comparator) + " " + shown(kpi, comparator, value);
                named.add(comparator.equals("neighbours") ? ofNeighbours(figure, said) : said);
              });
    }
    return named;
  }

  private String ofNeighbours(Figure figure, String said) {
    return someNeighbours(figure)
        .map(
            some ->
                words.say(
                    "say.some_neighbours",
                    Map.of(
                        "figure", said,
                        "n", String.valueOf(some),
                        "all", String.valueOf(NEIGHBOURS))))
        .orElse(said);
  }

  /** How many neighbours have a figure beside one of ours, where not all have. */
  Optional<Integer> someNeighbours(Figure figure) {
    return published
        .comparison(figure, "neighbours")
        .filter(one -> ofOthers(figure, "neighbours").isPresent())
        .map(Comparison::neighboursWithValue)
        .filter(neighbours -> neighbours < NEIGHBOURS);
  }

  /** The period of a figure of others beside one of ours, such as year to 31 March 2025. */
  Optional<String> periodOfOthers(Figure figure, String comparator) {
    return published
        .comparison(figure, comparator)
        .flatMap(other -> Optional.ofNullable(other.periodEnd()))
        .map(end -> published.period(figure.periodType(), end));
  }

  /** A band in the pack's words, or in those of the published model. */
  String bandTitle(Figure band) {
    return words.bandOr(
        String.valueOf(band.breakdown()), String.valueOf(band.band()), published.bandTitle(band));
  }

  String periodOf(Figure figure) {
    return published.period(figure.periodType(), figure.asAt());
  }
}

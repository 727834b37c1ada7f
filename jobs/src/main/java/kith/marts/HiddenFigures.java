package kith.marts;

import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.marts.disclosure.Before;
import kith.marts.disclosure.BoundedBands;
import kith.marts.disclosure.Figure;
import kith.marts.disclosure.RelatedKpis;
import kith.marts.disclosure.RepeatedBands;
import kith.marts.disclosure.Revision;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The figures of all authorities as the disclosure room reads them, and what it decides as rows.
 * They are sums: no row is about one child.
 */
final class HiddenFigures {

  private static final StructType DECIDED =
      StructType.fromDDL(
          """
          authority_code int, kpi string, period_type string, as_at date, breakdown string,
          breakdown_value string, left_out boolean, hidden boolean, before_numerator decimal(18,4),
          before_denominator decimal(18,4), before_value decimal(18,1), before_low decimal(18,1),
          before_high decimal(18,1), before_status string, before_rag string,
          before_total_numerator decimal(18,4), before_total_denominator decimal(18,4)
          """);

  /**
   * What a total is worth beside a band, a figure that is compared beside one that is not, one of
   * the latest quarter, which is read most, beside an earlier one, and one that the Panel reads
   * beside one that it does not.
   */
  private static final double TOTAL = 10;

  private static final double COMPARED = 2;

  private static final double LATEST = 3;

  private static final double PANEL = 3;

  /**
   * How many figures are hidden because they are small, and besides, how many are shown, and how
   * many of these count nobody.
   */
  record Loss(int small, int besides, int shown, int nobody) {

    Loss plus(Loss other) {
      return new Loss(
          small + other.small, besides + other.besides, shown + other.shown, nobody + other.nobody);
    }
  }

  private final List<Row> decided = new ArrayList<>();
  private Loss loss = new Loss(0, 0, 0, 0);

  private HiddenFigures() {}

  /**
   * Decides what is hidden.
   *
   * @param rows figures of {@code kpi_quarterly} with {@code kind}, {@code unit}, {@code panel} and
   *     {@code comparable_period_type} of the KPI, null where it is no longer defined
   * @param before the {@code kpi_published} of each publication that readers may hold, the one that
   *     they see at the end
   * @param bounds what members of bands add to sums of other KPIs
   */
  static HiddenFigures of(
      Dataset<Row> rows,
      List<Dataset<Row>> before,
      RelatedKpis related,
      List<BoundedBands.Bounds> bounds,
      int threshold) {
    ShownBefore shownBefore = ShownBefore.of(before);
    HiddenFigures figures = new HiddenFigures();
    Map<Integer, List<Row>> byAuthority = new TreeMap<>();
    rows.where("numerator is not null")
        .selectExpr(
            "authority_code",
            "kpi",
            "period_type",
            "as_at",
            "breakdown",
            "breakdown_value",
            "numerator",
            "denominator",
            "counted_members",
            "kind",
            "unit",
            "comparable_period_type",
            "panel")
        .collectAsList()
        .forEach(
            row -> byAuthority.computeIfAbsent(row.getInt(0), none -> new ArrayList<>()).add(row));
    byAuthority
        .values()
        .forEach(ofOne -> figures.decide(ofOne, shownBefore, related, bounds, threshold));
    return figures;
  }

  private void decide(
      List<Row> all,
      ShownBefore shownBefore,
      RelatedKpis related,
      List<BoundedBands.Bounds> bounds,
      int threshold) {
    // The order of the table's files decides nothing.
    all.sort(Comparator.comparing(FigureColumns::key));
    Set<String> withDenominator = withDenominator(all);
    List<Figure> figuresOfAll = figures(all);
    boolean[] isRepeated = RepeatedBands.among(figuresOfAll, related, threshold);
    boolean[] isBounded = BoundedBands.among(figuresOfAll, bounds, threshold);
    List<Row> rows = new ArrayList<>();
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < isRepeated.length; i++) {
      if (isRepeated[i] || isBounded[i]) {
        add(all.get(i), true, true, null, null);
      } else {
        rows.add(all.get(i));
        figures.add(figuresOfAll.get(i));
      }
    }
    List<List<@Nullable Before>> publications = new ArrayList<>();
    for (int publication = 0; publication < shownBefore.publications(); publication++) {
      List<@Nullable Before> before = new ArrayList<>();
      for (Row row : rows) {
        Row shown = shownBefore.of(publication, FigureColumns.key(row));
        before.add(shown == null ? null : before(shown, row, withDenominator));
      }
      publications.add(before);
    }
    Revision.Result result = Revision.of(figures, publications, related, threshold);
    int shown = 0;
    int nobody = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (result.shown()[i] == Revision.Shown.TONIGHT) {
        shown++;
        nobody += countsNobody(rows.get(i)) ? 1 : 0;
        continue;
      }
      boolean isHidden = result.shown()[i] == Revision.Shown.HIDDEN;
      Row goesOn = isHidden ? null : shownBefore.latest(FigureColumns.key(rows.get(i)));
      shown += isHidden ? 0 : 1;
      nobody += goesOn != null && countsNobody(goesOn) ? 1 : 0;
      add(
          rows.get(i),
          false,
          isHidden,
          goesOn,
          shownBefore.latest(FigureColumns.totalKey(rows.get(i))));
    }
    loss = loss.plus(new Loss(result.small(), result.besides(), shown, nobody));
  }

  private static boolean countsNobody(Row figure) {
    BigDecimal numerator = figure.getAs("numerator");
    return numerator != null && numerator.signum() == 0;
  }

  /**
   * Rows of one authority, with the columns that are read of them, as the disclosure room has them.
   */
  static List<Figure> figures(List<Row> rows) {
    Set<String> withDenominator = withDenominator(rows);
    Optional<Date> latest =
        rows.stream().map(row -> row.<Date>getAs("as_at")).max(Comparator.naturalOrder());
    return rows.stream()
        .map(row -> figure(row, denominator(row, row, withDenominator), latest))
        .toList();
  }

  private static Set<String> withDenominator(List<Row> rows) {
    return rows.stream()
        .filter(row -> row.getAs("denominator") != null)
        .map(row -> row.<String>getAs("kpi"))
        .collect(Collectors.toSet());
  }

  private void add(
      Row row,
      boolean isLeftOut,
      boolean isHidden,
      @Nullable Row goesOn,
      @Nullable Row totalBefore) {
    List<@Nullable Object> decision = new ArrayList<>();
    for (int column = 0; column < FigureColumns.KEY.size(); column++) {
      decision.add(row.get(column));
    }
    decision.add(isLeftOut);
    decision.add(isHidden);
    for (String column : FigureColumns.FIGURE) {
      decision.add(goesOn == null ? null : goesOn.getAs(column));
    }
    // An earlier Kith did not say to which total a band adds up: the one beside it, unless the
    // bands went on beside a total that changed.
    boolean isSaid = goesOn != null && goesOn.getAs("total_numerator") != null;
    Row total = isSaid ? goesOn : goesOn == null ? null : totalBefore;
    String prefix = isSaid ? "total_" : "";
    decision.add(total == null ? null : total.getAs(prefix + "numerator"));
    decision.add(total == null ? null : total.getAs(prefix + "denominator"));
    decided.add(RowFactory.create(decision.toArray()));
  }

  /**
   * The denominator where it counts members. A count that has one has none where it counts nobody,
   * which is to say 0.
   *
   * @param shown the row whose denominator it is, tonight's or the one that readers see
   */
  private static @Nullable Double denominator(Row shown, Row tonight, Set<String> withDenominator) {
    if ("RATE".equals(tonight.getAs("kind")) || shown.getAs("numerator") == null) {
      return null;
    }
    Double denominator = number(shown.getAs("denominator"));
    return denominator == null && withDenominator.contains(tonight.<String>getAs("kpi"))
        ? Double.valueOf(0)
        : denominator;
  }

  private static Before before(Row shown, Row tonight, Set<String> withDenominator) {
    Double total = number(shown.getAs("total_numerator"));
    return new Before(
        number(shown.getAs("numerator")),
        denominator(shown, tonight, withDenominator),
        total == null
            ? null
            : new Before(
                total,
                "RATE".equals(tonight.getAs("kind"))
                    ? null
                    : number(shown.getAs("total_denominator"))));
  }

  private static Figure figure(Row row, @Nullable Double denominator, Optional<Date> latest) {
    LocalDate asAt = row.<Date>getAs("as_at").toLocalDate();
    String breakdown = row.getAs("breakdown");
    String kind = row.getAs("kind");
    boolean isCompared = row.getAs("period_type").equals(row.getAs("comparable_period_type"));
    boolean isLatest = latest.equals(Optional.of(row.<Date>getAs("as_at")));
    return new Figure(
        row.getAs("kpi"),
        row.getAs("period_type"),
        4 * asAt.getYear() + (asAt.getMonthValue() + 2) / 3,
        breakdown,
        row.getAs("breakdown_value"),
        parts(kind, row.getAs("unit"), denominator != null),
        row.<BigDecimal>getAs("numerator").doubleValue(),
        denominator,
        members(row, denominator),
        (breakdown == null ? TOTAL : 1)
            * (isCompared ? COMPARED : 1)
            * (isLatest ? LATEST : 1)
            * (Boolean.TRUE.equals(row.getAs("panel")) ? PANEL : 1));
  }

  /**
   * How many members are behind sums that do not count them; null where they do. In a quarter
   * copied from an earlier Kith it is not known: an average is treated as that of one member.
   */
  private static @Nullable Double members(Row row, @Nullable Double denominator) {
    String kind = row.getAs("kind");
    Long counted = row.getAs("counted_members");
    if (Unit.Kind.AVERAGE.name().equals(kind)) {
      return Double.valueOf(counted == null ? 1 : counted);
    }
    if (kind == null
        || counted == null
        || Unit.Kind.RATE.name().equals(kind)
        || Unit.MORE_CHILDREN.text().equals(row.getAs("unit"))) {
      return null;
    }
    double sum =
        denominator == null ? row.<BigDecimal>getAs("numerator").doubleValue() : denominator;
    return sum == counted ? null : Double.valueOf(counted);
  }

  private static @Nullable Double number(@Nullable BigDecimal number) {
    return number == null ? null : Double.valueOf(number.doubleValue());
  }

  /** A KPI that is no longer defined, in copied quarters, is treated as the strictest kind. */
  private static Figure.Parts parts(
      @Nullable String kind, @Nullable String unit, boolean hasDenominator) {
    if (kind == null || unit == null) {
      return Figure.Parts.SHARE;
    }
    return switch (Unit.Kind.valueOf(kind)) {
      case SHARE -> Figure.Parts.SHARE;
      case COUNT, EVENTS -> hasDenominator ? Figure.Parts.SHARE : Figure.Parts.COUNT;
      case RATE -> Figure.Parts.COUNT;
      case AVERAGE ->
          switch (Unit.of(unit).orElseThrow()) {
            case CASES_PER_FTE -> Figure.Parts.AVERAGE_OF_TIME;
            case PERCENT_OF_SESSIONS -> Figure.Parts.PART_OF_TIME;
            default -> Figure.Parts.AVERAGE_OF_CHILDREN;
          };
      case AMOUNT ->
          unit.equals(Unit.MORE_CHILDREN.text()) ? Figure.Parts.CHANGE : Figure.Parts.COUNT;
    };
  }

  /**
   * The figures that are hidden, those that go on as they were with what they were, and bands that
   * are left out ({@link RepeatedBands}, {@link BoundedBands}).
   */
  Dataset<Row> decided(SparkSession spark) {
    return spark.createDataFrame(decided, DECIDED);
  }

  Loss loss() {
    return loss;
  }
}

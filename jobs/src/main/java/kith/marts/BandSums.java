package kith.marts;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Adds up members in total and by each of their bands, in one pass. Written by hand, since Spark
 * first makes a row of each member and band: in a large authority ten million, which took five
 * times as long.
 */
final class BandSums {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          """
          authority_code int, kpi string, period_type string, as_at date, breakdown string,
          breakdown_value string, numerators decimal(28,4), denominators decimal(28,4),
          members bigint, counted_members bigint, members_cut_short bigint
          """);

  /** Digits after the point of a numerator or denominator. */
  private static final int SCALE = 4;

  private BandSums() {}

  /**
   * The sums of members.
   *
   * @param members with {@code bands}, their values in the order of the KPIs' breakdowns; null
   *     where a member has none
   */
  static Dataset<Row> of(Dataset<Row> members, KpiDefinitions kpis) {
    List<String> names = kpis.breakdowns().stream().map(Breakdown::name).toList();
    Map<String, int[]> ofKpi = new HashMap<>();
    for (KpiDefinition kpi : kpis.all()) {
      ofKpi.put(
          kpi.kpi(),
          kpi.breakdowns().stream().mapToInt(one -> names.indexOf(one.name())).toArray());
    }
    JavaPairRDD<Figure, Sums> sums =
        members
            .select(
                "authority_code",
                "kpi",
                "period_type",
                "as_at",
                "numerator",
                "denominator",
                "has_full_history",
                "bands")
            .toJavaRDD()
            .mapPartitionsToPair(rows -> sums(rows, ofKpi))
            .reduceByKey(Sums::add);
    List<String> named = new ArrayList<>(names);
    return members
        .sparkSession()
        .createDataFrame(sums.map(one -> row(one._1(), one._2(), named)), COLUMNS);
  }

  private static Iterator<Tuple2<Figure, Sums>> sums(
      Iterator<Row> members, Map<String, int[]> breakdowns) {
    Map<Figure, Banded> figures = new HashMap<>();
    while (members.hasNext()) {
      Row member = members.next();
      Sums one =
          Sums.of(member.getDecimal(4), member.getDecimal(5), Boolean.FALSE.equals(member.get(6)));
      Figure total =
          new Figure(
              member.getInt(0),
              member.getString(1),
              member.getString(2),
              ((java.sql.Date) member.get(3)).toLocalDate(),
              Figure.TOTAL,
              null);
      figures
          .computeIfAbsent(
              total, figure -> new Banded(Objects.requireNonNull(breakdowns.get(figure.kpi()))))
          .add(one, member.isNullAt(7) ? null : member.getList(7));
    }
    return figures.entrySet().stream()
        .flatMap(figure -> figure.getValue().of(figure.getKey()))
        .iterator();
  }

  /** The sums of a total and of its bands. */
  private static final class Banded {

    private final Sums total = new Sums();
    private final int[] breakdowns;
    private final List<Map<String, Sums>> bands = new ArrayList<>();

    Banded(int[] breakdowns) {
      this.breakdowns = breakdowns;
      for (int breakdown : breakdowns) {
        bands.add(new HashMap<>());
      }
    }

    /** Adds a member, whose values are those of all breakdowns, or null where it has none. */
    void add(Sums member, @Nullable List<String> values) {
      total.add(member);
      for (int i = 0; i < breakdowns.length; i++) {
        String value = values == null ? Breakdown.UNKNOWN : values.get(breakdowns[i]);
        bands.get(i).computeIfAbsent(value, any -> new Sums()).add(member);
      }
    }

    Stream<Tuple2<Figure, Sums>> of(Figure figure) {
      List<Tuple2<Figure, Sums>> sums = new ArrayList<>();
      sums.add(new Tuple2<>(figure, total));
      for (int i = 0; i < breakdowns.length; i++) {
        int breakdown = breakdowns[i];
        bands
            .get(i)
            .forEach((value, of) -> sums.add(new Tuple2<>(figure.of(breakdown, value), of)));
      }
      return sums.stream();
    }
  }

  private static Row row(Figure figure, Sums sums, List<String> breakdowns) {
    return RowFactory.create(
        figure.authority(),
        figure.kpi(),
        figure.periodType(),
        java.sql.Date.valueOf(figure.asAt()),
        figure.breakdown() == Figure.TOTAL ? null : breakdowns.get(figure.breakdown()),
        figure.value(),
        sums.numerators == null ? null : BigDecimal.valueOf(sums.numerators, SCALE),
        sums.denominators == null ? null : BigDecimal.valueOf(sums.denominators, SCALE),
        sums.members,
        sums.counted,
        sums.cutShort);
  }

  /** A total, or a band of it. */
  private record Figure(
      int authority,
      String kpi,
      String periodType,
      LocalDate asAt,
      int breakdown,
      @Nullable String value)
      implements Serializable {

    static final int TOTAL = -1;

    Figure of(int breakdown, String value) {
      return new Figure(authority, kpi, periodType, asAt, breakdown, value);
    }
  }

  /** Sums in ten-thousandths; null where no member has the amount, as in SQL. */
  private static final class Sums implements Serializable {

    private @Nullable Long numerators;
    private @Nullable Long denominators;
    private long members;
    private long counted;
    private long cutShort;

    static Sums of(
        @Nullable BigDecimal numerator, @Nullable BigDecimal denominator, boolean isCutShort) {
      Sums one = new Sums();
      one.numerators = amount(numerator);
      one.denominators = amount(denominator);
      one.members = 1;
      one.counted = isAny(numerator) || isAny(denominator) ? 1 : 0;
      one.cutShort = isCutShort ? 1 : 0;
      return one;
    }

    Sums add(Sums other) {
      numerators = sum(numerators, other.numerators);
      denominators = sum(denominators, other.denominators);
      members += other.members;
      counted += other.counted;
      cutShort += other.cutShort;
      return this;
    }

    private static boolean isAny(@Nullable BigDecimal amount) {
      return amount != null && amount.signum() != 0;
    }

    private static @Nullable Long amount(@Nullable BigDecimal amount) {
      return amount == null
          ? null
          : amount.setScale(SCALE, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return Math.addExact(one, other);
    }
  }
}

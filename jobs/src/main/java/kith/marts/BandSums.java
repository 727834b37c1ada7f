package kith.marts;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
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
   * @param bands of the members; empty where no KPI has a breakdown
   */
  static Dataset<Row> of(Dataset<Row> members, BandValues bands, KpiDefinitions kpis) {
    List<String> names = kpis.breakdowns().stream().map(Breakdown::name).toList();
    Map<String, int[]> ofKpi = new HashMap<>();
    for (KpiDefinition kpi : kpis.all()) {
      ofKpi.put(
          kpi.kpi(),
          kpi.breakdowns().stream().mapToInt(one -> names.indexOf(one.name())).toArray());
    }
    org.apache.spark.sql.classic.Dataset<Row> summed =
        (org.apache.spark.sql.classic.Dataset<Row>)
            members.select(
                "authority_code",
                "kpi",
                "period_type",
                "as_at",
                "numerator",
                "denominator",
                "has_full_history",
                "banded");
    Broadcast<BandValues> values =
        JavaSparkContext.fromSparkContext(members.sparkSession().sparkContext()).broadcast(bands);
    JavaPairRDD<Figure, Sums> sums =
        summed
            .queryExecution()
            .toRdd()
            .toJavaRDD()
            .mapPartitionsToPair(rows -> sums(rows, values.value(), ofKpi))
            .reduceByKey(Sums::add);
    List<String> named = new ArrayList<>(names);
    return members
        .sparkSession()
        .createDataFrame(sums.map(one -> row(one._1(), one._2(), named)), COLUMNS);
  }

  private static Iterator<Tuple2<Figure, Sums>> sums(
      Iterator<InternalRow> members, BandValues values, Map<String, int[]> breakdowns) {
    Map<Total, Banded> totals = new HashMap<>();
    Sums one = new Sums();
    while (members.hasNext()) {
      InternalRow member = members.next();
      Total total =
          new Total(
              member.getInt(0), member.getUTF8String(1), member.getUTF8String(2), member.getInt(3));
      Banded banded = totals.get(total);
      if (banded == null) {
        banded = new Banded(Objects.requireNonNull(breakdowns.get(total.kpi().toString())), values);
        totals.put(total.kept(), banded);
      }
      one.become(
          amount(member, 4), amount(member, 5), !member.isNullAt(6) && !member.getBoolean(6));
      banded.add(one, member.isNullAt(7) ? null : values.of(member.getLong(7)));
    }
    return totals.entrySet().stream()
        .flatMap(total -> total.getValue().of(total.getKey().figure()))
        .iterator();
  }

  private static @Nullable Long amount(InternalRow member, int column) {
    return member.isNullAt(column)
        ? null
        : member.getDecimal(column, Decimal.MAX_LONG_DIGITS(), SCALE).toUnscaledLong();
  }

  /** A total as Spark holds it, without making strings and dates for each member. */
  private record Total(int authority, UTF8String kpi, UTF8String periodType, int asAt) {

    /** The row that it was read from is used again for the next member. */
    Total kept() {
      return new Total(authority, kpi.copy(), periodType.copy(), asAt);
    }

    Figure figure() {
      return new Figure(
          authority,
          kpi.toString(),
          periodType.toString(),
          LocalDate.ofEpochDay(asAt),
          Figure.TOTAL,
          null);
    }
  }

  /** The sums of a total and of its bands. */
  private static final class Banded {

    private final Sums total = new Sums();
    private final int[] breakdowns;
    private final BandValues values;
    private final @Nullable Sums[][] bands;

    Banded(int[] breakdowns, BandValues values) {
      this.breakdowns = breakdowns;
      this.values = values;
      bands = new Sums[breakdowns.length][];
      for (int i = 0; i < breakdowns.length; i++) {
        bands[i] = new Sums[values.names(breakdowns[i]).size()];
      }
    }

    /** Adds a member, whose values are those of all breakdowns, or null where it has none. */
    void add(Sums member, int @Nullable [] ofMember) {
      total.add(member);
      for (int i = 0; i < breakdowns.length; i++) {
        int value = ofMember == null ? BandValues.UNKNOWN : ofMember[breakdowns[i]];
        Sums sums = bands[i][value];
        if (sums == null) {
          sums = new Sums();
          bands[i][value] = sums;
        }
        sums.add(member);
      }
    }

    Stream<Tuple2<Figure, Sums>> of(Figure figure) {
      List<Tuple2<Figure, Sums>> sums = new ArrayList<>();
      sums.add(new Tuple2<>(figure, total));
      for (int i = 0; i < breakdowns.length; i++) {
        List<String> names = values.names(breakdowns[i]);
        for (int value = 0; value < bands[i].length; value++) {
          Sums of = bands[i][value];
          if (of != null) {
            sums.add(new Tuple2<>(figure.of(breakdowns[i], names.get(value)), of));
          }
        }
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

    /** Becomes those of one member. */
    void become(@Nullable Long numerator, @Nullable Long denominator, boolean isCutShort) {
      numerators = numerator;
      denominators = denominator;
      members = 1;
      counted = isAny(numerator) || isAny(denominator) ? 1 : 0;
      cutShort = isCutShort ? 1 : 0;
    }

    Sums add(Sums other) {
      numerators = sum(numerators, other.numerators);
      denominators = sum(denominators, other.denominators);
      members += other.members;
      counted += other.counted;
      cutShort += other.cutShort;
      return this;
    }

    private static boolean isAny(@Nullable Long amount) {
      return amount != null && amount != 0;
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return Math.addExact(one, other);
    }
  }
}

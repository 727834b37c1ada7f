package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Builds {@code kpi_flow}: the bridge from what a count was to what it is (R20a).
 *
 * <ul>
 *   <li>Grain: one row per authority, count of members on a day or in a window, quarter end and
 *       comparison: with the quarter before, and with the same quarter of the year before. A
 *       comparison with a quarter in which the KPI has no figure has no row.
 *   <li>Source: {@code kpi_member}, by the keys of members; {@code kpi_quarterly} says for which
 *       days there are figures.
 *   <li>Units: members. {@code count_before + came - went = count_now}.
 *   <li>Where the definition of a count on a day names a {@link KpiDefinition.Bridge}, the starts
 *       and ceases of the window between the two days are set beside it: {@code count_before +
 *       starts - ceases + other = count_now}. What makes up {@code other} is counted child by
 *       child: a child with a start and a cease counts with the first and the last one only (R11),
 *       one whose start is not held counts on the day and not as a start (R17). The remainder is
 *       {@code other_unexplained}.
 *   <li>Nulls: starts, ceases and the others are null where no bridge is named.
 *   <li>Backfill: the whole table, from the members of this publication.
 * </ul>
 */
public final class KpiFlow implements TableBuild {

  private static final StructType ROLES =
      StructType.fromDDL(
          """
          flow string, flow_period_type string, kpi string, period_type string, role string,
          comparison string, months int, has_bridge boolean
          """);

  /** The comparisons, the months between their days, and the window that these months are. */
  private enum Comparison {
    PREVIOUS_QUARTER("previous_quarter", 3, "QTR"),
    SAME_QUARTER_LAST_YEAR("same_quarter_last_year", 12, "R12");

    private final String text;
    private final int months;
    private final String window;

    Comparison(String text, int months, String window) {
      this.text = text;
      this.months = months;
      this.window = window;
    }
  }

  /** What one bridge is of. */
  private static final List<String> FLOW =
      List.of("authority_code", "flow", "flow_period_type", "as_at", "comparison");

  private final MartRun run;

  KpiFlow(MartRun run) {
    this.run = run;
  }

  @Override
  public TableName writes() {
    return Tables.KPI_FLOW;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.KPI_MEMBER, Tables.KPI_QUARTERLY);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> roles = broadcast(roles(inputs.spark()));
    Dataset<Row> members = inputs.table(Tables.KPI_MEMBER).where(col("kpi").isin(members()));
    return days(inputs.table(Tables.KPI_QUARTERLY), roles)
        .join(counted(members, roles), FLOW.toArray(String[]::new), "left")
        .transform(KpiFlow::asPublished);
  }

  /**
   * What a member of a KPI is for a bridge: one of the count now, of the count before, of the
   * starts or of the ceases, and how many months before the bridge's day.
   */
  private Dataset<Row> roles(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (KpiDefinition kpi : run.kpis().all()) {
      if (kpi.unit().kind().isCounted()) {
        for (Comparison comparison : Comparison.values()) {
          for (String periodType : kpi.periodTypes()) {
            addRoles(rows, kpi, periodType, comparison);
          }
        }
      }
    }
    return spark.createDataFrame(rows, ROLES);
  }

  private void addRoles(
      List<Row> rows, KpiDefinition kpi, String periodType, Comparison comparison) {
    boolean hasBridge = kpi.isCountOnADay() && hasBridge(kpi);
    KpiDefinition.Bridge bridge = hasBridge ? kpi.bridge() : null;
    record Part(String kpi, String periodType, String role, int months) {}
    List<Part> parts =
        new ArrayList<>(
            List.of(
                new Part(kpi.kpi(), periodType, "now", 0),
                new Part(kpi.kpi(), periodType, "before", comparison.months)));
    if (bridge != null) {
      parts.add(new Part(bridge.starts(), comparison.window, "start", 0));
      parts.add(new Part(bridge.ceases(), comparison.window, "cease", 0));
    }
    for (Part part : parts) {
      rows.add(
          RowFactory.create(
              kpi.kpi(),
              periodType,
              part.kpi(),
              part.periodType(),
              part.role(),
              comparison.text,
              part.months(),
              hasBridge));
    }
  }

  /** The KPIs whose members are read, so that the files of the others need not be. */
  private Object[] members() {
    return run.kpis().all().stream()
        .filter(kpi -> kpi.unit().kind().isCounted())
        .flatMap(
            kpi ->
                kpi.bridge() == null
                    ? Stream.of(kpi.kpi())
                    : Stream.of(kpi.kpi(), kpi.bridge().starts(), kpi.bridge().ceases()))
        .toArray();
  }

  /** Without the records that a KPI needs its members are missing, not none. */
  private boolean hasBridge(KpiDefinition kpi) {
    KpiDefinition.Bridge bridge = kpi.bridge();
    return bridge != null && isAvailable(bridge.starts()) && isAvailable(bridge.ceases());
  }

  private boolean isAvailable(String name) {
    return run.kpis().all().stream()
        .anyMatch(kpi -> kpi.kpi().equals(name) && kpi.isAvailable(run.carried()));
  }

  /** The days with a figure that are compared with an earlier day with a figure. */
  private static Dataset<Row> days(Dataset<Row> quarterly, Dataset<Row> roles) {
    Dataset<Row> figures =
        quarterly
            .where("breakdown is null and numerator is not null")
            .selectExpr(
                "authority_code",
                "kpi as flow",
                "period_type as flow_period_type",
                "as_at",
                "publication_id",
                "simulated");
    Dataset<Row> comparisons =
        roles
            .where("role = 'before'")
            .select("flow", "flow_period_type", "comparison", "months", "has_bridge");
    return figures
        .join(broadcast(comparisons), new String[] {"flow", "flow_period_type"})
        .withColumn("before_as_at", expr("last_day(add_months(as_at, -months))"))
        .join(
            figures.selectExpr(
                "authority_code", "flow", "flow_period_type", "as_at as before_as_at"),
            new String[] {"authority_code", "flow", "flow_period_type", "before_as_at"},
            "left_semi");
  }

  /** Follows each member once through all days, and adds up what it counts, such as its places. */
  private static Dataset<Row> counted(Dataset<Row> members, Dataset<Row> roles) {
    return members
        .join(roles, new String[] {"kpi", "period_type"})
        .withColumn("as_at", expr("last_day(add_months(as_at, months))"))
        .groupBy(columns(FLOW, "member_key"))
        .agg(
            expr("coalesce(max(numerator) filter (where role = 'before'), 0)").as("was"),
            expr("coalesce(max(numerator) filter (where role = 'now'), 0)").as("is"),
            expr("coalesce(max(numerator) filter (where role = 'start'), 0)").as("started"),
            expr("coalesce(max(numerator) filter (where role = 'cease'), 0)").as("ceased"),
            expr("count_if(role = 'start')").as("start_members"))
        .withColumn("other", expr("is - was - started + ceased"))
        .withColumn(
            "because",
            expr(
                """
                case
                    when started > 0 and ceased > 0 then 'repeated'
                    when start_members > 0 and started = 0 then 'start_not_held'
                    else 'unexplained'
                end
                """))
        .groupBy(columns(FLOW))
        .agg(
            expr("sum(was)").as("count_before"),
            expr("sum(greatest(is - was, 0))").as("came"),
            expr("sum(least(is, was))").as("stayed"),
            expr("sum(greatest(was - is, 0))").as("went"),
            expr("sum(is)").as("count_now"),
            expr("sum(started)").as("starts"),
            expr("sum(ceased)").as("ceases"),
            expr("sum(other)").as("other"),
            expr("sum(other) filter (where because = 'repeated')").as("other_repeated"),
            expr("sum(other) filter (where because = 'start_not_held')").as("other_start_not_held"),
            expr("sum(other) filter (where because = 'unexplained')").as("other_unexplained"));
  }

  private static Column[] columns(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more))
        .map(functions::col)
        .toArray(Column[]::new);
  }

  private static Dataset<Row> asPublished(Dataset<Row> rows) {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "authority_code",
                "flow as kpi",
                "flow_period_type as period_type",
                "as_at",
                "comparison",
                "before_as_at"));
    for (String count : List.of("count_before", "came", "stayed", "went", "count_now")) {
      columns.add("cast(coalesce(%1$s, 0) as int) as %1$s".formatted(count));
    }
    for (String count :
        List.of(
            "starts",
            "ceases",
            "other",
            "other_repeated",
            "other_start_not_held",
            "other_unexplained")) {
      columns.add("cast(if(has_bridge, coalesce(%1$s, 0), null) as int) as %1$s".formatted(count));
    }
    columns.addAll(List.of("publication_id", "simulated"));
    return rows.selectExpr(columns.toArray(String[]::new));
  }
}

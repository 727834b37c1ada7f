package kith.marts;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import kith.contract.ExitCode;
import kith.contract.Inputs;
import kith.contract.KithException;
import kith.contract.SideBySide;
import kith.contract.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The members of all KPIs with {@code has_full_history}, which {@code kpi_member} does not keep and
 * {@code kpi_quarterly} needs (R17). Computed once a run and shared by the two: the second to ask
 * finds the rows in memory, and after a restart it computes them again from the same inputs.
 *
 * <p>Each KPI's SQL answers all periods in one pass, see {@code
 * docs/decisions/0003-one-pass-kpis.md}.
 */
final class Members implements AutoCloseable {

  private static final StructType COLUMNS =
      StructType.fromDDL(
          """
          authority_code int, kpi string, period_type string, as_at date, member_kind string,
          member_key string, numerator decimal(18,4), denominator decimal(18,4),
          has_full_history boolean
          """);

  private final MartRun run;
  private final MartSql sql;
  private Dataset<Row> members;

  Members(MartRun run) {
    this.run = run;
    this.sql = new MartSql(run);
  }

  /** The SQL over the same views, for marts that are no KPIs. */
  MartSql sql() {
    return sql;
  }

  /** The tables that the KPIs' SQL reads, and the one that says which periods there are. */
  List<TableName> reads() {
    return sql.reads();
  }

  /** The members of the run: grain and columns of {@code kpi_member}, and has_full_history. */
  synchronized Dataset<Row> of(Inputs inputs, LocalDate businessDate) {
    if (members == null) {
      members = compute(inputs, businessDate);
    }
    return members;
  }

  /**
   * Plans one KPI after the other, since each sees its own {@code period}, then runs them side by
   * side. Every result is cut off from its plan: one plan of all KPIs would take longer to analyse
   * than the figures take to compute.
   */
  private Dataset<Row> compute(Inputs inputs, LocalDate businessDate) {
    List<Dataset<Row>> planned = new ArrayList<>();
    for (KpiDefinition definition : run.kpis().all()) {
      if (definition.isAvailable(run.carried())) {
        planned.add(membersOf(definition, inputs, businessDate));
      }
    }
    List<Callable<Dataset<Row>>> work = new ArrayList<>();
    planned.forEach(rows -> work.add(() -> rows.localCheckpoint(true)));
    return SideBySide.all(work).stream()
        .reduce(inputs.spark().createDataFrame(List.of(), COLUMNS), Dataset::unionByName);
  }

  /** Runs one KPI's SQL and brings its rows into the form of {@code kpi_member}. */
  private Dataset<Row> membersOf(KpiDefinition definition, Inputs inputs, LocalDate businessDate) {
    Dataset<Row> rows = sql.rows(definition.sql(), definition.periodTypes(), inputs, businessDate);
    Set<String> columns = new TreeSet<>(Arrays.asList(rows.columns()));
    List<String> wanted = new ArrayList<>();
    for (String column : COLUMNS.fieldNames()) {
      String type = COLUMNS.apply(column).dataType().sql();
      if (column.equals("kpi")) {
        wanted.add("'" + definition.kpi() + "' as kpi");
      } else if (column.equals("has_full_history") && !columns.contains(column)) {
        wanted.add("true as has_full_history");
      } else if (column.equals("denominator") && hasNoDenominator(definition)) {
        wanted.add("cast(null as " + type + ") as denominator");
      } else if (columns.contains(column)) {
        wanted.add("cast(" + column + " as " + type + ") as " + column);
      } else {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            definition.sql().name() + " selects no column " + column + ".",
            "No figure was made.",
            "Correct the SQL, then run the command again.");
      }
    }
    return rows.selectExpr(wanted.toArray(String[]::new));
  }

  /** Counts have no denominator; that of a rate is a population, which no member carries. */
  private static boolean hasNoDenominator(KpiDefinition definition) {
    return definition.unit().kind() == Unit.Kind.COUNT
        || definition.unit().kind() == Unit.Kind.RATE;
  }

  /** Frees what the run kept in memory. */
  @Override
  public synchronized void close() {
    sql.close();
    members = null;
  }
}

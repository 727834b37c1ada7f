package kith.marts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import kith.project.SideBySide;
import kith.table.Inputs;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Runs the marts' SQL. It offers the tables of the night, {@code period}, the SQL that KPIs share
 * and a KPI's {@code population} as views; these three are calculated once and kept in memory for
 * the run, each population for all KPIs that count it.
 */
final class MartSql implements AutoCloseable {

  private final MartRun run;
  private final Queue<Dataset<Row>> kept = new ConcurrentLinkedQueue<>();
  private final Map<Population, Dataset<Row>> populations = new LinkedHashMap<>();
  private final Set<String> views = new TreeSet<>();
  private @Nullable SparkSession spark;
  private @Nullable Dataset<Row> periods;

  MartSql(MartRun run) {
    this.run = run;
  }

  /** The tables that the SQL reads, and the one that says which periods there are. */
  List<TableName> reads() {
    Set<TableName> reads = new TreeSet<>(run.kpis().tables());
    reads.add(Tables.SOURCE_NIGHT);
    return List.copyOf(reads);
  }

  /**
   * The rows of a query over the periods of these types. Queries are planned one at a time, since
   * each sees its own {@code period}; planned queries may then run in parallel.
   */
  synchronized Dataset<Row> rows(
      KpiSql sql, List<String> periodTypes, Inputs inputs, LocalDate businessDate) {
    if (spark == null) {
      open(inputs, businessDate);
    }
    register(
        "period",
        Objects.requireNonNull(periods).where(col("period_type").isin(periodTypes.toArray())));
    return sql.rows(Objects.requireNonNull(spark), run.parameters());
  }

  /**
   * The members of these KPIs, calculated now, those of each population together: their rows are
   * small, and a job for each KPI costs more than its figures. A population is calculated once for
   * all KPIs that count it and kept until {@link #close}.
   *
   * @return grain and columns of {@code kpi_member}, has_full_history and banded
   */
  synchronized List<Dataset<Row>> members(
      List<KpiDefinition> kpis, Inputs inputs, LocalDate businessDate) {
    Map<Population, List<KpiDefinition>> ofPopulation = new LinkedHashMap<>();
    kpis.forEach(
        kpi ->
            ofPopulation
                .computeIfAbsent(kpi.population(), population -> new ArrayList<>())
                .add(kpi));
    List<Callable<Dataset<Row>>> work = new ArrayList<>();
    ofPopulation.forEach(
        (population, counting) -> {
          Set<String> types = new TreeSet<>();
          counting.forEach(kpi -> types.addAll(kpi.periodTypes()));
          Dataset<Row> planned =
              rows(population.members(), List.copyOf(types), inputs, businessDate);
          work.add(() -> settle(planned));
        });
    Iterator<Dataset<Row>> settled = SideBySide.all(work).iterator();
    ofPopulation.keySet().forEach(population -> populations.put(population, settled.next()));
    List<Callable<Dataset<Row>>> counting = new ArrayList<>();
    ofPopulation.forEach(
        (population, of) ->
            counting.add(
                members(
                    Objects.requireNonNull(populations.get(population)),
                    of,
                    inputs,
                    businessDate)));
    return SideBySide.all(counting);
  }

  /**
   * Plans the members of a population's KPIs. Their result is detached from its plan: one plan for
   * all KPIs would take longer to analyse than the figures take to calculate.
   */
  private Callable<Dataset<Row>> members(
      Dataset<Row> population, List<KpiDefinition> kpis, Inputs inputs, LocalDate businessDate) {
    List<RowByRow> together = new ArrayList<>();
    List<Dataset<Row>> alone = new ArrayList<>();
    Dataset<Row> heads = broadcast(Population.heads(population));
    for (KpiDefinition kpi : kpis) {
      register(
          "population", population.where(col("period_type").isin(kpi.periodTypes().toArray())));
      Dataset<Row> selected =
          kpi.checked(rows(kpi.counting(), kpi.periodTypes(), inputs, businessDate));
      RowByRow.of(kpi, selected)
          .ifPresentOrElse(
              together::add,
              () ->
                  alone.add(
                      kpi.members(
                          selected
                              .join(heads, "member")
                              .drop("member")
                              .withColumnRenamed("head", "member"),
                          "member.banded")));
    }
    List<Dataset<Row>> members = new ArrayList<>(alone);
    if (!together.isEmpty()) {
      members.add(RowByRow.members(population, together));
    }
    Dataset<Row> all = members.stream().reduce(Dataset::unionByName).orElseThrow();
    return () -> {
      if (!alone.isEmpty()) {
        requireOneRowPerMember(population);
      }
      return all.localCheckpoint(true);
    };
  }

  /** Members of two rows, or two members of one hash, would be counted as one. */
  private static void requireOneRowPerMember(Dataset<Row> population) {
    if (!population.groupBy("member").count().where("count > 1").isEmpty()) {
      throw new IllegalStateException("a population has two rows of one member or hash");
    }
  }

  /**
   * The values of all members in each breakdown (R20), of the populations worked out so far.
   *
   * @return a row per child, worker, incident or placement and day: {@code banded}, which members
   *     name, and {@code bands}, the values in the order of {@link KpiDefinitions#breakdowns}
   */
  synchronized Dataset<Row> bands() {
    SparkSession session = Objects.requireNonNull(spark);
    Column[] columns =
        Stream.concat(
                Stream.of(col("banded").as("member"), col("authority_code")),
                Breakdown.BANDED.keySet().stream().sorted().map(column -> col(column)))
            .toArray(Column[]::new);
    Dataset<Row> members =
        settle(
            populations.entrySet().stream()
                .filter(population -> population.getKey().columns().contains("banded_on"))
                .map(population -> population.getValue().select(columns))
                .reduce(Dataset::unionByName)
                .orElseThrow()
                .distinct());
    register("banded_member", members);
    register("banded", settle(run.kpis().banded().rows(session, run.parameters())));
    Dataset<Row> bands = members.select("member");
    List<Column> values = new ArrayList<>();
    for (Breakdown breakdown : run.kpis().breakdowns()) {
      bands =
          bands.join(
              breakdown
                  .sql()
                  .rows(session, run.parameters())
                  .select(col("member"), col("breakdown_value").as(breakdown.name())),
              "member");
      values.add(coalesce(col(breakdown.name()), lit(Breakdown.UNKNOWN)));
    }
    Dataset<Row> settled =
        settle(
            bands.select(
                col("member").as("banded"), array(values.toArray(Column[]::new)).as("bands")));
    if (settled.count() != members.count()) {
      throw new IllegalStateException(
          "%,d rows of banded_member have %,d rows of values"
              .formatted(members.count(), settled.count()));
    }
    return settled;
  }

  private void open(Inputs inputs, LocalDate businessDate) {
    SparkSession session = inputs.spark();
    spark = session;
    for (TableName table : run.kpis().tables()) {
      register(table.name(), inputs.table(table));
    }
    periods =
        settle(
            Periods.of(inputs.table(Tables.SOURCE_NIGHT), businessDate, run.backfill())
                .drop("simulated")
                .coalesce(1));
    register("period", periods.where("period_type = 'POINT'"));
    run.kpis()
        .ofMembers()
        .forEach((name, sql) -> register(name, settle(sql.rows(session, run.parameters()))));
  }

  private void register(String name, Dataset<Row> rows) {
    rows.createOrReplaceTempView(name);
    views.add(name);
  }

  /**
   * Calculates rows now and keeps them without their plan, so that later plans are small and know
   * the true size. (A checkpoint would drop the plan but estimate the size.)
   */
  private Dataset<Row> settle(Dataset<Row> rows) {
    org.apache.spark.sql.classic.Dataset<Row> planned =
        (org.apache.spark.sql.classic.Dataset<Row>) rows;
    Dataset<Row> settled =
        planned
            .sparkSession()
            .internalCreateDataFrame(planned.queryExecution().toRdd(), rows.schema(), false)
            .persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(settled);
    settled.count();
    return settled;
  }

  /** Frees what the run kept in memory. */
  @Override
  public synchronized void close() {
    views.forEach(view -> Objects.requireNonNull(spark).catalog().dropTempView(view));
    kept.forEach(Dataset::unpersist);
    views.clear();
    populations.clear();
    kept.clear();
    spark = null;
  }
}

package kith.extract;

import static org.apache.spark.sql.functions.any_value;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kith.contract.Lake;
import kith.contract.SourceCells;
import kith.contract.SourceCodes;
import kith.contract.SourceContract;
import kith.contract.StageStep;
import kith.contract.TableName;
import kith.contract.Versions;
import kith.contract.Written;
import kith.contract.Zone;
import kith.extract.NightComparison.Measure;
import kith.extract.NightComparison.OddRow;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts what came and went since the night before: rows changed, new, entered late, deleted,
 * merged with their person into another, or aged out of the extract's rolling window. It only
 * counts: what a table holds tonight is what the night's file holds.
 *
 * <p>A row is the same when its content is (promise 5): all landed columns that are not volatile. A
 * row of the same business key with other content is changed. All tables are compared in one pass.
 */
final class NightChanges implements StageStep {

  /** One row per night, table and measure. */
  static final TableName NIGHT_CHANGE = new TableName(Zone.OPS, "night_change");

  private static final StructType COLUMNS =
      new StructType()
          .add("compared_with", DataTypes.DateType)
          .add("source_system", DataTypes.StringType)
          .add("source_table", DataTypes.StringType)
          .add("measure", DataTypes.StringType)
          .add("rows", DataTypes.LongType);

  private final NightFolder night;
  private final LocalDate before;
  private final SourceCodes codes;
  private final Lake lake;
  private final Versions versions;

  /** Compares a night with the one before; both are in {@code raw}. */
  NightChanges(
      NightFolder night, LocalDate before, SourceCodes codes, Lake lake, Versions versions) {
    this.night = night;
    this.before = before;
    this.codes = codes;
    this.lake = lake;
    this.versions = versions;
  }

  @Override
  public String name() {
    return "night_change";
  }

  @Override
  public List<String> after() {
    return night.source().contracts().stream().map(SourceContract::viewName).toList();
  }

  @Override
  public Result run() {
    Dataset<Row> all = null;
    for (SourceContract contract : night.source().contracts()) {
      Dataset<Row> rows = rows(contract);
      all = all == null ? rows : all.union(rows);
    }
    Dataset<Row> compared =
        all.groupBy("source_table", "row_hash")
            .agg(
                bool_or(col("is_tonight")).as("tonight"),
                bool_or(not(col("is_tonight"))).as("before"),
                not(min("volatile_hash").equalTo(max("volatile_hash"))).as("is_reissued"),
                any_value(col("key")).as("key"),
                any_value(col("content")).as("content"),
                any_value(col("person")).as("person"),
                any_value(col("leaves_with")).as("leaves_with"),
                bool_and(col("has_left")).as("has_left"),
                bool_and(col("is_late")).as("is_late"))
            .cache();
    try {
      Map<String, Map<Measure, Long>> counts = new TreeMap<>();
      compared
          .where("tonight and before")
          .groupBy("source_table", "is_reissued")
          .count()
          .collectAsList()
          .forEach(row -> countUnchanged(counts, row));
      merge(
          counts,
          NightComparison.count(
              oddRows(compared.where("not (tonight and before)")), personTable().table()));
      return result(counts);
    } finally {
      compared.unpersist();
    }
  }

  private SourceContract personTable() {
    return night.source().contract("person");
  }

  private static void countUnchanged(Map<String, Map<Measure, Long>> counts, Row row) {
    Map<Measure, Long> of =
        counts.computeIfAbsent(row.getString(0), table -> new EnumMap<>(Measure.class));
    of.merge(Measure.UNCHANGED, row.getLong(2), Long::sum);
    if (row.getBoolean(1)) {
      of.merge(Measure.REISSUED, row.getLong(2), Long::sum);
    }
  }

  private static void merge(
      Map<String, Map<Measure, Long>> counts, Map<String, Map<Measure, Long>> more) {
    more.forEach(
        (table, of) ->
            counts.computeIfAbsent(table, name -> new EnumMap<>(Measure.class)).putAll(of));
  }

  private Result result(Map<String, Map<Measure, Long>> counts) {
    List<Row> rows = new ArrayList<>();
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach(
        (table, of) ->
            of.forEach(
                (measure, count) -> {
                  String word = measure.name().toLowerCase(Locale.ROOT);
                  rows.add(
                      RowFactory.create(
                          Date.valueOf(before), night.source().name(), table, word, count));
                  sums.merge(word, count, Long::sum);
                }));
    Written written =
        lake.replaceNight(
            NIGHT_CHANGE, night.businessDate(), lake.spark().createDataFrame(rows, COLUMNS));
    return new Result(List.of(written), sums);
  }

  /** The rows of a table in both nights, as numbers that can be compared. */
  private Dataset<Row> rows(SourceContract contract) {
    TableName raw = contract.in(Zone.RAW);
    Column tonight = lit(Date.valueOf(night.businessDate()));
    List<String> volatiles = new ArrayList<>();
    List<String> content = new ArrayList<>();
    for (SourceContract.Column column : contract.landed()) {
      if (column.isVolatile()) {
        volatiles.add(column.name());
      } else if (!column.name().equals(contract.person())) {
        content.add(column.name());
      }
    }
    return lake.read(raw, versions.of(raw))
        .where(col("business_date").isin(Date.valueOf(before), Date.valueOf(night.businessDate())))
        .select(
            lit(contract.table()).as("source_table"),
            col("row_hash"),
            col("business_date").equalTo(tonight).as("is_tonight"),
            hash(contract.businessKey()).as("key"),
            hash(content).as("content"),
            hash(volatiles).as("volatile_hash"),
            contract.person() == null
                ? lit(0L).as("person")
                : hash(List.of(contract.person())).as("person"),
            contract.leavesWith() == null
                ? lit(0L).as("leaves_with")
                : hash(List.of(contract.leavesWith())).as("leaves_with"),
            coalesce(leavingDate(contract).lt(lit(windowStart())), lit(false)).as("has_left"),
            coalesce(beganOn(contract).lt(lit(Date.valueOf(before))), lit(false)).as("is_late"));
  }

  private static Column hash(List<String> columns) {
    return columns.isEmpty()
        ? lit(0L)
        : xxhash64(
            columns.stream()
                .map(column -> coalesce(trim(col(column)), lit("")))
                .toArray(Column[]::new));
  }

  /** Without a window nothing ages out, and what went is counted as deleted. */
  private Date windowStart() {
    LocalDate start = night.marker().windowStart();
    return Date.valueOf(start == null ? LocalDate.EPOCH.withYear(1) : start);
  }

  /** The day by which a row leaves the window; null while its matter is open. */
  private Column leavingDate(SourceContract contract) {
    if (contract.window().isEmpty()) {
      return lit(null).cast("date");
    }
    String first = contract.window().get(0);
    boolean isEnd = contract.periods().stream().anyMatch(period -> period.ends().equals(first));
    List<String> deciding = isEnd ? List.of(first) : contract.window();
    return coalesce(deciding.stream().map(column -> date(contract, column)).toArray(Column[]::new));
  }

  private Column beganOn(SourceContract contract) {
    List<String> window = contract.window();
    return window.isEmpty()
        ? lit(null).cast("date")
        : date(contract, window.get(window.size() - 1));
  }

  private Column date(SourceContract contract, String name) {
    SourceContract.Column column =
        contract.columns().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(contract.viewName() + " has no " + name));
    SourceCells cells = new SourceCells(night.source(), codes);
    UserDefinedFunction read =
        udf((UDF1<String, Date>) text -> day(cells.read(column, text).value()), DataTypes.DateType);
    return read.apply(col(name));
  }

  private static Date day(Object value) {
    return value instanceof java.util.Date date ? Date.valueOf(dayOf(date)) : null;
  }

  private static LocalDate dayOf(java.util.Date date) {
    return new java.sql.Timestamp(date.getTime()).toLocalDateTime().toLocalDate();
  }

  private static List<OddRow> oddRows(Dataset<Row> odd) {
    List<OddRow> rows = new ArrayList<>();
    for (Iterator<Row> all = odd.toLocalIterator(); all.hasNext(); ) {
      Row row = all.next();
      rows.add(
          new OddRow(
              row.getAs("source_table"),
              row.<Boolean>getAs("tonight"),
              row.<Long>getAs("key"),
              row.<Long>getAs("content"),
              row.<Long>getAs("person"),
              row.<Long>getAs("leaves_with"),
              row.<Boolean>getAs("has_left"),
              row.<Boolean>getAs("is_late")));
    }
    return rows;
  }
}

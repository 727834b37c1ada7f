package kith.extract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import kith.extract.NightComparison.Measure;
import kith.extract.NightComparison.OddRow;
import kith.project.SideBySide;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Written;
import kith.table.Zone;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
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
 * <p>A row is the same when its content is (promise 5): all landed columns that are not volatile,
 * also under another number of its own, which is counted as issued again. A row of the same number,
 * or else of the same business key, with other content is changed. Tables are compared by their
 * hashes; only what differs is read.
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

  /** As a number, since a million of them are compared; two contents share one about never. */
  private static final Column ROW_HASH = xxhash64(col("row_hash"));

  private final NightFolder night;
  private final LocalDate before;
  private final Broadcast<SourceCells> cells;
  private final Lake lake;
  private final Versions versions;

  /** Compares a night with the one before; both are in {@code raw}. */
  NightChanges(
      NightFolder night,
      LocalDate before,
      Broadcast<SourceCells> cells,
      Lake lake,
      Versions versions) {
    this.night = night;
    this.before = before;
    this.cells = cells;
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
    List<Callable<Comparison>> work = new ArrayList<>();
    night.source().contracts().forEach(contract -> work.add(() -> compare(contract)));
    List<Comparison> compared = SideBySide.all(work);
    Map<String, Map<Measure, Long>> counts =
        NightComparison.count(
            compared.stream().flatMap(one -> one.odd().stream()).toList(), personTable().table());
    for (Comparison one : compared) {
      if (one.unchanged() > 0) {
        Map<Measure, Long> of =
            counts.computeIfAbsent(one.table(), table -> new EnumMap<>(Measure.class));
        of.merge(Measure.UNCHANGED, one.unchanged(), Long::sum);
        if (one.reissued() > 0) {
          of.merge(Measure.REISSUED, one.reissued(), Long::sum);
        }
      }
    }
    return result(counts);
  }

  private SourceContract personTable() {
    return night.source().contract("person");
  }

  private Result result(Map<String, Map<Measure, Long>> counts) {
    List<Row> rows = new ArrayList<>();
    Counts sums = new Counts();
    counts.forEach(
        (table, of) ->
            of.forEach(
                (measure, count) -> {
                  String word = measure.name().toLowerCase(Locale.ROOT);
                  rows.add(
                      RowFactory.create(
                          Date.valueOf(before), night.source().name(), table, word, count));
                  sums.add(word, count);
                }));
    Written written =
        lake.replaceNight(
            NIGHT_CHANGE, night.businessDate(), lake.spark().createDataFrame(rows, COLUMNS));
    return new Result(List.of(written), sums);
  }

  /**
   * A table of both nights.
   *
   * @param unchanged rows that both have
   * @param reissued those of them whose volatile columns differ
   * @param odd rows that one of them has
   */
  private record Comparison(String table, long unchanged, long reissued, List<OddRow> odd) {}

  /** Reads the hashes first: most rows of a night are those of the night before. */
  private Comparison compare(SourceContract contract) {
    long unchanged = 0;
    long reissued = 0;
    Set<Long> odd = new HashSet<>();
    for (Row row : hashes(contract).collectAsList()) {
      if (!row.isNullAt(0)) {
        odd.add(row.getLong(0));
      } else {
        unchanged += row.getLong(2);
        reissued += row.getBoolean(1) ? row.getLong(2) : 0;
      }
    }
    return new Comparison(
        contract.table(),
        unchanged,
        reissued,
        odd.isEmpty()
            ? List.of()
            : oddRows(contract, odd).collectAsList().stream().map(NightChanges::oddRow).toList());
  }

  /** The hash of each row that one night has, and no hash with a count for those that both have. */
  private Dataset<Row> hashes(SourceContract contract) {
    List<String> volatiles =
        contract.landed().stream()
            .filter(SourceColumn::isVolatile)
            .map(SourceColumn::name)
            .toList();
    // A night has no two rows of one content: what is there twice is there in both nights.
    Column inBoth = col("nights").equalTo(2);
    return bothNights(contract)
        .select(ROW_HASH.as("hash"), hash(volatiles).as("volatile_hash"))
        .groupBy("hash")
        .agg(
            count(lit(1)).as("nights"),
            not(min("volatile_hash").equalTo(max("volatile_hash"))).as("reissued"))
        .select(when(not(inBoth), col("hash")).as("hash"), col("reissued"))
        .groupBy("hash", "reissued")
        .agg(count(lit(1)).as("rows"));
  }

  private Dataset<Row> bothNights(SourceContract contract) {
    TableName raw = contract.in(Zone.RAW);
    return lake.nights(raw, versions.of(raw), before, night.businessDate());
  }

  /** What the rows say that stand in one night only, as numbers that can be compared. */
  private Dataset<Row> oddRows(SourceContract contract, Set<Long> hashes) {
    Broadcast<Set<Long>> broadcast =
        new JavaSparkContext(lake.spark().sparkContext()).broadcast(hashes);
    UserDefinedFunction isOdd =
        udf((UDF1<Long, Boolean>) hash -> broadcast.value().contains(hash), DataTypes.BooleanType);
    List<String> content =
        contract.landed().stream()
            .filter(column -> !column.isVolatile())
            .map(SourceColumn::name)
            .filter(column -> !column.equals(contract.person()))
            .filter(column -> !column.equals(ownNumber(contract)))
            .toList();
    Column tonight = lit(Date.valueOf(night.businessDate()));
    return bothNights(contract)
        .where(isOdd.apply(ROW_HASH))
        .select(
            lit(contract.table()).as("source_table"),
            col("business_date").equalTo(tonight).as("is_tonight"),
            recordHash(contract).as("record"),
            hash(contract, contract.businessKey()).as("key"),
            hash(contract, content).as("content"),
            hashOf(contract, contract.person()).as("person"),
            hashOf(contract, contract.leavesWith()).as("leaves_with"),
            coalesce(leavingDate(contract).lt(lit(windowStart())), lit(false)).as("has_left"),
            coalesce(beganOn(contract).lt(lit(Date.valueOf(before))), lit(false)).as("is_late"));
  }

  /** A row without a number is known as a record by nothing. */
  private Column recordHash(SourceContract contract) {
    return contract.record().isEmpty()
        ? lit(0L)
        : when(
                not(sameText(contract, contract.record().get(0)).equalTo("")),
                hash(contract, contract.record()))
            .otherwise(lit(0L));
  }

  /** The number that tells nothing of what the row says; null where it has none. */
  private static String ownNumber(SourceContract contract) {
    return contract.record().stream()
        .findFirst()
        .filter(number -> !contract.businessKey().contains(number))
        .orElse(null);
  }

  private Column hashOf(SourceContract contract, String column) {
    return hash(contract, column == null ? List.of() : List.of(column));
  }

  /** Of values, not of how they are spelled. */
  private Column hash(SourceContract contract, List<String> columns) {
    return columns.isEmpty()
        ? lit(0L)
        : xxhash64(
            columns.stream().map(column -> sameText(contract, column)).toArray(Column[]::new));
  }

  private Column sameText(SourceContract contract, String name) {
    SourceColumn column = contract.column(name);
    Broadcast<SourceCells> read = cells;
    UserDefinedFunction text =
        udf(
            (UDF1<String, String>) raw -> SourceCells.sameText(read.value().read(column, raw), raw),
            DataTypes.StringType);
    return text.apply(col(name));
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
    SourceColumn column = contract.column(name);
    Broadcast<SourceCells> read = cells;
    DateLimits limits = new DateLimits(night.businessDate());
    UserDefinedFunction day =
        udf(
            (UDF1<String, Date>)
                text -> day(limits, column, read.value().read(column, text).value()),
            DataTypes.DateType);
    return day.apply(col(name));
  }

  /** Null where there is none, or one that cannot be. */
  private static Date day(DateLimits limits, SourceColumn column, Object value) {
    return value instanceof java.util.Date date
            && limits.of(column, date) != DateLimits.Verdict.IMPOSSIBLE
        ? Date.valueOf(dayOf(date))
        : null;
  }

  private static LocalDate dayOf(java.util.Date date) {
    return new java.sql.Timestamp(date.getTime()).toLocalDateTime().toLocalDate();
  }

  private static OddRow oddRow(Row row) {
    return new OddRow(
        row.getAs("source_table"),
        row.<Boolean>getAs("is_tonight"),
        row.<Long>getAs("record"),
        row.<Long>getAs("key"),
        row.<Long>getAs("content"),
        row.<Long>getAs("person"),
        row.<Long>getAs("leaves_with"),
        row.<Boolean>getAs("has_left"),
        row.<Boolean>getAs("is_late"));
  }
}

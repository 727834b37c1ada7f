package kith.extract;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udaf;
import static org.apache.spark.sql.functions.when;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import kith.source.Extracted;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourceTable;
import kith.source.TableRole;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.TableName;
import kith.table.Written;
import kith.table.Zone;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** Loads one table of a night into {@code raw}, and unusable records into {@code quarantine}. */
final class TableExtract implements StageStep {

  /** Counted only if there are any. */
  private static final Set<String> RARE =
      Set.of(Judgement.REPLACES, Judgement.VERSION, Judgement.OUT_OF_SCOPE);

  /** Begins the names of counts of records by verdict, such as {@code verdict_new}. */
  static final String VERDICT = "verdict_";

  /** Counts new records whose matter began before the night before. */
  static final String LATE_ENTRY = "late_entry";

  private final SourceNight night;
  private final SourceContract contract;
  private final Broadcast<SourceCells> cells;
  private final KnownPersons persons;
  private final @Nullable TonightAndBefore compared;
  private final Lake lake;

  /**
   * Loads a table.
   *
   * @param compared what tonight is compared with, or null on a first night
   */
  TableExtract(
      SourceNight night,
      SourceContract contract,
      Broadcast<SourceCells> cells,
      KnownPersons persons,
      @Nullable TonightAndBefore compared,
      Lake lake) {
    this.night = night;
    this.contract = contract;
    this.cells = cells;
    this.persons = persons;
    this.compared = compared;
    this.lake = lake;
  }

  @Override
  public String name() {
    return contract.viewName();
  }

  @Override
  public List<String> after() {
    List<String> after = new ArrayList<>(List.of(Volume.NAME));
    if (namesPersons()) {
      after.add(night.source().personTable().viewName());
    }
    if (contract.personBy() != null) {
      after.add(night.source().contract(contract.personBy().table()).viewName());
    }
    return after;
  }

  private boolean namesPersons() {
    return contract.person() != null && contract.role() != TableRole.PERSON;
  }

  @Override
  public Result run() {
    Dataset<Row> judged = judged(Map.of());
    Loaded loaded = load(judged);
    if (loaded.counts().has(Judgement.REPLACES)) {
      judged = judged(standing(judged));
      loaded = load(judged);
    }
    List<Written> written = new ArrayList<>();
    written.add(loaded.raw());
    Counts counts = loaded.counts();
    counts.put(Extracted.RAW_ROWS, loaded.raw().rows());
    counts.put(Extracted.QUARANTINE_ROWS, 0);
    TableName quarantine = contract.in(Zone.QUARANTINE);
    if (counts.of(Extracted.QUARANTINED) > 0 || lake.version(quarantine) >= 0) {
      Written rejected =
          lake.replaceNight(
              quarantine,
              night.businessDate(),
              quarantineRows(
                  counts.of(Extracted.QUARANTINED) > 0
                      ? judged
                      : Landing.none(lake.spark(), contract)));
      written.add(rejected);
      counts.put(Extracted.QUARANTINE_ROWS, rejected.rows());
    }
    if (ChildrenLeftOut.isToldBy(contract)) {
      counts.put(
          Extracted.CHILDREN_LEFT_OUT,
          counts.of(Extracted.QUARANTINED) > 0
              ? ChildrenLeftOut.count(judged, contract, cells, night.businessDate())
              : 0);
    }
    counts.put(Extracted.SOURCE, night.table(contract).map(SourceTable::records).orElse(0L));
    counts.put("columns_not_landed", contract.columns().size() - contract.landed().size());
    counts.put(
        Extracted.EXTRA_COLUMNS,
        night.table(contract).map(table -> table.extraColumns().size()).orElse(0));
    return new Result(written, counts);
  }

  /** What one reading of the file wrote to {@code raw} and counted. */
  private record Loaded(Written raw, Counts counts) {}

  private Loaded load(Dataset<Row> judged) {
    Observation observed = new Observation();
    List<Column> sums = new ArrayList<>();
    sums.add(count_if(col("outcome").equalTo(Judgement.LOADED)).as(Extracted.LOADED));
    sums.add(count_if(col("outcome").equalTo(Judgement.QUARANTINED)).as(Extracted.QUARANTINED));
    sums.add(count_if(col("outcome").equalTo(Judgement.DUPLICATE)).as(Extracted.DUPLICATE));
    sums.add(count_if(col("outcome").equalTo(Judgement.REPLACES)).as(Judgement.REPLACES));
    sums.add(count_if(reasonIs(Judgement.VERSION)).as(Judgement.VERSION));
    sums.add(
        count_if(reasonIs(Judgement.OUT_OF_SCOPE + ":" + contract.person()))
            .as(Judgement.OUT_OF_SCOPE));
    for (NightVerdicts.Verdict verdict : NightVerdicts.Verdict.values()) {
      sums.add(count_if(col("verdict").equalTo(verdict.word())).as(VERDICT + verdict.word()));
    }
    if (compared != null) {
      sums.add(
          count_if(
                  col("verdict")
                      .equalTo(NightVerdicts.Verdict.NEW.word())
                      .and(col("begins_on").lt(lit(Date.valueOf(compared.before())))))
              .as(LATE_ENTRY));
    }
    CellCounts ofCells =
        new CellCounts(contract.landed().stream().map(SourceColumn::name).toList());
    sums.add(udaf(ofCells, Encoders.STRING()).apply(col("cells_read")).as("cells"));
    Dataset<Row> counted =
        judged.observe(observed, count(lit(1)).as(Extracted.PARSED), sums.toArray(Column[]::new));
    Written raw = lake.replaceNight(contract.in(Zone.RAW), night.businessDate(), rawRows(counted));
    return new Loaded(raw, counts(observed));
  }

  private static Column reasonIs(String reason) {
    return col("outcome")
        .equalTo(Judgement.QUARANTINED)
        .and(array_contains(col("reasons"), reason));
  }

  /** Which version of each record is loaded: the last one that replaced another. */
  private static Map<String, String> standing(Dataset<Row> judged) {
    Map<String, String> standing = new HashMap<>();
    judged
        .where(col("outcome").equalTo(Judgement.REPLACES))
        .select("record_hash", "row_hash", "line")
        .collectAsList()
        .stream()
        .sorted(Comparator.comparingLong(row -> row.getLong(2)))
        .forEach(row -> standing.put(row.getString(0), row.getString(1)));
    return standing;
  }

  private Dataset<Row> judged(Map<String, String> standing) {
    Optional<SourceTable> table = night.table(contract);
    if (table.isEmpty()) {
      return Landing.none(lake.spark(), contract);
    }
    Judgement judgement =
        new Judgement(
            contract,
            night.businessDate(),
            cells,
            namesPersons() ? persons.ids(contract.personColumn()) : null,
            contract.personBy() == null
                ? null
                : new RecordPersons(contract, cells, persons.byKey(contract.personBy())),
            firstSeen(),
            standing);
    Broadcast<Judgement> broadcast =
        new JavaSparkContext(lake.spark().sparkContext()).broadcast(judgement);
    return Landing.rows(
        lake.spark(),
        table.get(),
        contract,
        broadcast,
        compared == null ? null : compared.of(contract, Judgement.schema(contract)));
  }

  private Dataset<Row> rawRows(Dataset<Row> judged) {
    List<Column> columns = new ArrayList<>();
    contract.landed().forEach(column -> columns.add(col(column.name())));
    columns.add(col("source_row"));
    columns.add(col("row_hash"));
    columns.add(col("business_key_hash"));
    columns.add(col("said_hash"));
    columns.add(col("person_hash"));
    columns.add(col("number_hash"));
    columns.add(col("volatile_hash"));
    columns.add(col("leaves_with_hash"));
    columns.add(col("begins_on"));
    columns.add(col("leaves_on"));
    columns.add(col("verdict"));
    columns.add(col("follows"));
    columns.add(col("cast_errors"));
    columns.add(col("first_seen_on"));
    return judged
        .where(col("outcome").equalTo(Judgement.LOADED))
        .select(columns.toArray(Column[]::new));
  }

  /** The nights that first saw the records that were rejected on earlier nights. */
  private FirstSeen firstSeen() {
    TableName quarantine = contract.in(Zone.QUARANTINE);
    Map<String, LocalDate> byKey = new HashMap<>();
    Map<Set<String>, Map<String, LocalDate>> byRest = new HashMap<>();
    Map<String, LocalDate> byContent = new HashMap<>();
    if (lake.version(quarantine) >= 0) {
      lake.read(quarantine, lake.version(quarantine))
          .where(col("business_date").lt(lit(Date.valueOf(night.businessDate()))))
          .withColumn(
              "second_hash",
              when(array_contains(col("reasons"), Judgement.VERSION), col("row_hash")))
          .groupBy("key_hash", "broken_columns", "rest_hash", "second_hash")
          .agg(min("first_seen_on"))
          .collectAsList()
          .forEach(
              row -> {
                LocalDate night = row.getDate(4).toLocalDate();
                if (!row.isNullAt(3)) {
                  byContent.merge(row.getString(3), night, TableExtract::earlier);
                  return;
                }
                byKey.merge(row.getString(0), night, TableExtract::earlier);
                if (!row.isNullAt(2)) {
                  byRest
                      .computeIfAbsent(Set.of(row.getString(1).split(",")), key -> new HashMap<>())
                      .merge(row.getString(2), night, TableExtract::earlier);
                }
              });
    }
    return new FirstSeen(byKey, byRest, byContent);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  /** The rejected records by key and number, with the first and the last night that saw them. */
  private Dataset<Row> quarantineRows(Dataset<Row> judged) {
    Column[] key =
        Stream.concat(contract.businessKey().stream(), contract.record().stream())
            .distinct()
            .map(functions::col)
            .toArray(Column[]::new);
    Column tonight = lit(Date.valueOf(night.businessDate()));
    return judged
        .where(col("outcome").equalTo(Judgement.QUARANTINED))
        .select(
            to_json(struct(key)).as("business_key"),
            col("business_key_hash").as("key_hash"),
            col("broken_columns"),
            col("rest_hash"),
            col("reasons"),
            lit(contract.file()).as("file"),
            col("line"),
            col("row_hash"),
            coalesce(col("first_seen_on"), tonight).as("first_seen_on"),
            tonight.as("last_seen_on"));
  }

  private static boolean isRare(String measure) {
    return RARE.contains(measure) || measure.startsWith(VERDICT);
  }

  private static Counts counts(Observation observed) {
    try {
      Map<String, Object> values = observed.getAsJava();
      Counts counts = CellCounts.parse((String) values.get("cells"));
      values.forEach(
          (name, value) -> {
            if (value instanceof Number number && !(number.longValue() == 0 && isRare(name))) {
              counts.put(name, number.longValue());
            }
          });
      return counts;
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while records were counted");
    }
  }
}

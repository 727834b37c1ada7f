package kith.extract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udaf;

import java.sql.Date;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.reflect.ClassTag$;

/** Loads one table of a night into {@code raw}, and what cannot be used into {@code quarantine}. */
final class TableExtract implements StageStep {

  private final NightFolder night;
  private final SourceContract contract;
  private final SourceCodes codes;
  private final Lake lake;
  private final Versions versions;

  TableExtract(
      NightFolder night, SourceContract contract, SourceCodes codes, Lake lake, Versions versions) {
    this.night = night;
    this.contract = contract;
    this.codes = codes;
    this.lake = lake;
    this.versions = versions;
  }

  @Override
  public String name() {
    return contract.viewName();
  }

  @Override
  public List<String> after() {
    return namesPersons() ? List.of(personTable().viewName()) : List.of();
  }

  private boolean namesPersons() {
    return contract.person() != null && !contract.table().equals("person");
  }

  private SourceContract personTable() {
    return night.source().contract("person");
  }

  @Override
  public Result run() {
    Dataset<Row> judged = judged();
    Observation observed = new Observation();
    Dataset<Row> counted =
        judged.observe(
            observed,
            count(lit(1)).as("parsed"),
            count_if(col("outcome").equalTo(Judgement.LOADED)).as("loaded"),
            count_if(col("outcome").equalTo(Judgement.QUARANTINED)).as("quarantined"),
            count_if(col("outcome").equalTo(Judgement.DUPLICATE)).as("duplicate"),
            udaf(new OddCells(), Encoders.STRING()).apply(col("odd_cells")).as("odd"));
    List<Written> written = new ArrayList<>();
    Written raw = lake.replaceNight(contract.in(Zone.RAW), night.businessDate(), rawRows(counted));
    written.add(raw);
    Map<String, Long> counts = counts(observed);
    counts.put("raw_rows", rowsOfNight(raw));
    counts.put("quarantine_rows", 0L);
    TableName quarantine = contract.in(Zone.QUARANTINE);
    if (counts.get("quarantined") > 0 || lake.version(quarantine) >= 0) {
      Written rejected =
          lake.replaceNight(quarantine, night.businessDate(), quarantineRows(judged, quarantine));
      written.add(rejected);
      counts.put("quarantine_rows", rowsOfNight(rejected));
    }
    counts.put("source", night.file(contract).map(SourceFile::records).orElse(0L));
    counts.put("columns_not_landed", (long) (contract.columns().size() - contract.landed().size()));
    counts.put(
        "extra_columns",
        night.file(contract).map(file -> (long) file.extraColumns().size()).orElse(0L));
    return new Result(written, counts);
  }

  private Dataset<Row> judged() {
    if (night.file(contract).isEmpty()) {
      return Landing.none(lake.spark(), contract);
    }
    Judgement judgement =
        new Judgement(
            contract, new SourceCells(night.source(), codes), namesPersons() ? persons() : null);
    Broadcast<Judgement> broadcast =
        lake.spark().sparkContext().broadcast(judgement, ClassTag$.MODULE$.apply(Judgement.class));
    return Landing.rows(lake.spark(), night.file(contract).get(), broadcast);
  }

  private Set<String> persons() {
    TableName person = personTable().in(Zone.RAW);
    Set<String> known = new HashSet<>();
    night(lake.read(person, versions.of(person)))
        .select(functions.trim(col(contract.personColumn())))
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(known::add);
    known.remove(null);
    known.remove("");
    return known;
  }

  private Dataset<Row> night(Dataset<Row> rows) {
    return rows.where(col("business_date").equalTo(lit(Date.valueOf(night.businessDate()))));
  }

  /** What the committed table holds of this night, read back for the control totals. */
  private long rowsOfNight(Written written) {
    return night(lake.read(written.table(), written.version())).count();
  }

  private Dataset<Row> rawRows(Dataset<Row> judged) {
    List<Column> columns = new ArrayList<>();
    contract.landed().forEach(column -> columns.add(col(column.name())));
    columns.add(col("source_row"));
    columns.add(col("row_hash"));
    columns.add(col("cast_errors"));
    return judged
        .where(col("outcome").equalTo(Judgement.LOADED))
        .select(columns.toArray(Column[]::new));
  }

  /** The rejected records by business key, with the first and the last night that saw them. */
  private Dataset<Row> quarantineRows(Dataset<Row> judged, TableName quarantine) {
    Column[] key = contract.businessKey().stream().map(functions::col).toArray(Column[]::new);
    Dataset<Row> rejected =
        judged
            .where(col("outcome").equalTo(Judgement.QUARANTINED))
            .select(
                to_json(struct(key)).as("business_key"),
                col("reasons"),
                lit(contract.file()).as("file"),
                col("line"),
                col("row_hash"));
    Column tonight = lit(Date.valueOf(night.businessDate()));
    if (lake.version(quarantine) < 0) {
      return rejected.withColumn("first_seen_on", tonight).withColumn("last_seen_on", tonight);
    }
    Dataset<Row> before =
        lake.read(quarantine, lake.version(quarantine))
            .where(col("business_date").lt(tonight))
            .groupBy("row_hash")
            .agg(min("first_seen_on").as("seen_before"));
    return rejected
        .join(
            before,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of("row_hash")).toSeq(),
            "left")
        .withColumn("first_seen_on", coalesce(col("seen_before"), tonight))
        .withColumn("last_seen_on", tonight)
        .drop("seen_before");
  }

  private static Map<String, Long> counts(Observation observed) {
    try {
      Map<String, Object> values = observed.getAsJava();
      Map<String, Long> counts = new TreeMap<>(OddCells.parse((String) values.get("odd")));
      for (String name : List.of("parsed", "loaded", "quarantined", "duplicate")) {
        counts.put(name, ((Number) values.get(name)).longValue());
      }
      return counts;
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while records were counted");
    }
  }
}

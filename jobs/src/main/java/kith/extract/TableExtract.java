package kith.extract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.trim;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.contract.Lake;
import kith.contract.SourceCells;
import kith.contract.SourceContract;
import kith.contract.StageStep;
import kith.contract.TableName;
import kith.contract.Versions;
import kith.contract.Written;
import kith.contract.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/** Loads one table of a night into {@code raw}, and what cannot be used into {@code quarantine}. */
final class TableExtract implements StageStep {

  private final NightFolder night;
  private final SourceContract contract;
  private final Lake lake;
  private final Versions versions;

  TableExtract(NightFolder night, SourceContract contract, Lake lake, Versions versions) {
    this.night = night;
    this.contract = contract;
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
    Judgement judgement = new Judgement(contract, new SourceCells(night.source()));
    Dataset<Row> judged = judgement.judge(landed(), namesPersons() ? persons() : null);
    Map<String, Column> measures = judgement.counts();
    List<String> names = new ArrayList<>(measures.keySet());
    Observation observed = new Observation();
    Dataset<Row> counted = judged.observe(observed, first(measures, names), rest(measures, names));

    List<Written> written = new ArrayList<>();
    written.add(lake.replaceNight(contract.in(Zone.RAW), night.businessDate(), rawRows(counted)));
    Map<String, Long> counts = counts(observed, names);
    TableName quarantine = contract.in(Zone.QUARANTINE);
    if (counts.get("quarantined") > 0 || lake.version(quarantine) >= 0) {
      written.add(
          lake.replaceNight(
              quarantine, night.businessDate(), quarantineRows(judged, judgement, quarantine)));
    }
    night
        .file(contract)
        .ifPresent(
            file -> {
              counts.put("source", file.records());
              if (!file.extraColumns().isEmpty()) {
                counts.put("extra_columns", (long) file.extraColumns().size());
              }
            });
    counts.putIfAbsent("source", 0L);
    counts.put("columns_not_landed", (long) (contract.columns().size() - contract.landed().size()));
    return new Result(written, counts);
  }

  private Dataset<Row> landed() {
    return night
        .file(contract)
        .map(file -> Landing.rows(lake.spark(), file))
        .orElseGet(() -> Landing.none(lake.spark(), contract));
  }

  private Dataset<Row> persons() {
    TableName person = personTable().in(Zone.RAW);
    return lake.read(person, versions.of(person))
        .where(col("business_date").equalTo(lit(Date.valueOf(night.businessDate()))))
        .select(trim(col(contract.personColumn())).as("known_person"))
        .where("known_person <> ''")
        .distinct();
  }

  private Dataset<Row> rawRows(Dataset<Row> judged) {
    List<Column> columns = new ArrayList<>();
    contract.landed().forEach(column -> columns.add(col(column.name())));
    columns.add(concat(lit(contract.table() + ":"), col("line")).as("source_row"));
    columns.add(col("row_hash"));
    columns.add(col("cast_errors"));
    return judged.where(Judgement.isLoaded()).select(columns.toArray(Column[]::new));
  }

  private Dataset<Row> quarantineRows(
      Dataset<Row> judged, Judgement judgement, TableName quarantine) {
    Dataset<Row> rejected =
        judged
            .where(Judgement.isQuarantined())
            .select(
                judgement.businessKey().as("business_key"),
                col("reasons"),
                lit(contract.file()).as("file"),
                col("line"),
                col("row_hash"));
    Dataset<Row> dated = rejected;
    if (lake.version(quarantine) >= 0) {
      Dataset<Row> before =
          lake.read(quarantine, lake.version(quarantine))
              .where(col("business_date").lt(lit(Date.valueOf(night.businessDate()))))
              .groupBy("row_hash")
              .agg(min("first_seen_on").as("seen_before"));
      dated =
          rejected
              .join(before, rejected.col("row_hash").equalTo(before.col("row_hash")), "left")
              .drop(before.col("row_hash"));
    } else {
      dated = rejected.withColumn("seen_before", lit(null).cast("date"));
    }
    LocalDate tonight = night.businessDate();
    return dated
        .withColumn("first_seen_on", coalesce(col("seen_before"), lit(Date.valueOf(tonight))))
        .withColumn("last_seen_on", lit(Date.valueOf(tonight)))
        .drop("seen_before");
  }

  private static Column first(Map<String, Column> measures, List<String> names) {
    return measures.get(names.get(0)).as("m0");
  }

  private static Column[] rest(Map<String, Column> measures, List<String> names) {
    Column[] columns = new Column[names.size() - 1];
    for (int i = 1; i < names.size(); i++) {
      columns[i - 1] = measures.get(names.get(i)).as("m" + i);
    }
    return columns;
  }

  /** The counts by name; odd cells only where there were any. */
  private static Map<String, Long> counts(Observation observed, List<String> names) {
    Map<String, Object> values;
    try {
      values = observed.getAsJava();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while records were counted");
    }
    Map<String, Long> counts = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      long value = ((Number) values.get("m" + i)).longValue();
      if (value > 0 || !names.get(i).contains(":")) {
        counts.put(names.get(i), value);
      }
    }
    return counts;
  }
}

package kith.extract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import kith.extract.NightComparison.OddRow;
import kith.source.Extracted;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;

/**
 * What the tables of a night are compared with, and the unmatched rows found. They are in memory
 * only: a run that resumes after a stopped one compares the landed rows again.
 */
final class TonightAndBefore {

  /** The columns of a landed row that a comparison reads. */
  private static final List<String> COMPARED =
      List.of(
          "row_hash",
          "business_key_hash",
          "said_hash",
          "person_hash",
          "number_hash",
          "volatile_hash",
          "begins_on",
          "verdict",
          "follows");

  private final SourceNight night;
  private final NightBefore before;
  private final Lake lake;
  private final Map<String, CollectionAccumulator<OddRow>> odd = new ConcurrentHashMap<>();

  /** Compares a night with the one extracted before. */
  TonightAndBefore(SourceNight night, NightBefore before, Lake lake) {
    this.night = night;
    this.before = before;
    this.lake = lake;
  }

  LocalDate before() {
    return before.businessDate();
  }

  /**
   * The rows of the night before of a table, for the reader of tonight's.
   *
   * @param schema of the records that are compared
   */
  Landing.NightRows of(SourceContract contract, StructType schema) {
    TableName raw = contract.in(Zone.RAW);
    long version = lake.version(raw);
    // One per reading of the table: if a file is read twice, the last reading counts.
    CollectionAccumulator<OddRow> told = lake.spark().sparkContext().collectionAccumulator();
    odd.put(contract.table(), told);
    return new Landing.NightRows(
        version < 0 ? null : LastNight.columns(lake.nights(raw, version, before())),
        WentRecords.hashes(lake, before(), contract),
        new NightVerdicts.Setting(
            contract.table(), schema, before(), night.windowStart().orElse(null), told));
  }

  /** The unmatched rows of a table that is loaded. */
  List<OddRow> oddRows(SourceContract contract, Versions versions) {
    CollectionAccumulator<OddRow> told = odd.get(contract.table());
    if (told == null) {
      TableName raw = contract.in(Zone.RAW);
      Dataset<Row> landed =
          lake.nights(raw, versions.of(raw), night.businessDate())
              .select(COMPARED.stream().map(name -> col(name)).toArray(Column[]::new))
              .withColumn("outcome", lit(Judgement.LOADED));
      Landing.compareAgain(lake.spark(), landed, of(contract, landed.schema()));
      told = Objects.requireNonNull(odd.get(contract.table()));
    }
    return told.value().stream().distinct().toList();
  }

  /** The number of records of a table in the night before. */
  long rowsBefore(SourceContract contract) {
    return before.counts().of(contract.viewName()).of(Extracted.RAW_ROWS);
  }
}

package kith.command;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.udf;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kith.source.CodeLists;
import kith.source.ColumnType;
import kith.source.SourceCells;
import kith.source.SourceCodes;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What a night could not use: quarantined records, and codes that are in no code list. */
public final class Quarantine {

  private static final StructType NONE =
      new StructType()
          .add("source_table", DataTypes.StringType)
          .add("owner", DataTypes.StringType)
          .add("business_key", DataTypes.StringType)
          .add("reasons", DataTypes.createArrayType(DataTypes.StringType))
          .add("file", DataTypes.StringType)
          .add("line", DataTypes.LongType)
          .add("first_seen_on", DataTypes.DateType);

  private final List<SourceSystem> sources;
  private final SourceCodes codes;
  private final Lake lake;
  private final LocalDate businessDate;

  /** The quarantine of a night of these sources, published or held back. */
  public Quarantine(
      List<SourceSystem> sources, CodeLists lists, Lake lake, LocalDate businessDate) {
    this.sources = sources;
    this.codes = SourceCodes.of(lists, contracts(), businessDate);
    this.lake = lake;
    this.businessDate = businessDate;
  }

  /**
   * One row per table and reason: the number of records, when the oldest was first seen, how many
   * days ago that was, and who can correct it. A record with two reasons is in two rows.
   */
  public Dataset<Row> reasons() {
    return rows()
        .withColumn("reason", explode(col("reasons")))
        .groupBy("source_table", "reason", "owner")
        .agg(count(lit(1)).as("records"), min("first_seen_on").as("oldest_since"))
        .withColumn("days", datediff(lit(Date.valueOf(businessDate)), col("oldest_since")))
        .select("source_table", "reason", "records", "oldest_since", "days", "owner")
        .orderBy("source_table", "reason");
  }

  /** One row per record: its business key as the source has it, its reasons, file and line. */
  public Dataset<Row> rows() {
    Dataset<Row> rows = lake.spark().createDataFrame(List.<Row>of(), NONE);
    for (SourceContract contract : contracts()) {
      Optional<Dataset<Row>> rejected = night(contract.in(Zone.QUARANTINE));
      if (rejected.isPresent()) {
        rows =
            rows.union(
                rejected
                    .get()
                    .select(
                        lit(contract.table()),
                        lit(contract.owner()),
                        col("business_key"),
                        col("reasons"),
                        col("file"),
                        col("line"),
                        col("first_seen_on")));
      }
    }
    return rows.orderBy("source_table", "line");
  }

  /** One row per table, column and text that is not in the column's code list. */
  public Dataset<Row> unknownCodes() {
    List<Dataset<Row>> found = new ArrayList<>();
    for (SourceSystem source : sources) {
      SourceCells cells = new SourceCells(source, codes);
      for (SourceContract contract : source.contracts()) {
        Optional<Dataset<Row>> night = night(contract.in(Zone.RAW));
        for (SourceColumn column : contract.landed()) {
          if (night.isPresent() && column.type() == ColumnType.CODE) {
            found.add(unknown(contract, column, cells, night.get()));
          }
        }
      }
    }
    return found.stream().reduce(Dataset::union).orElseThrow().orderBy("source_table", "column");
  }

  private List<SourceContract> contracts() {
    return sources.stream().flatMap(source -> source.contracts().stream()).toList();
  }

  private static Dataset<Row> unknown(
      SourceContract contract, SourceColumn column, SourceCells cells, Dataset<Row> night) {
    UserDefinedFunction isUnknown =
        udf(
            (UDF1<String, Boolean>)
                text -> cells.read(column, text).outcome() == SourceCells.Outcome.UNKNOWN_CODE,
            DataTypes.BooleanType);
    Column text = col(column.name());
    return night
        .groupBy(text.as("code"))
        .agg(count(lit(1)).as("cells"))
        .where(isUnknown.apply(col("code")))
        .select(
            lit(contract.table()).as("source_table"),
            lit(column.name()).as("column"),
            col("code"),
            col("cells"));
  }

  private Optional<Dataset<Row>> night(TableName table) {
    long version = lake.version(table);
    return version < 0 ? Optional.empty() : Optional.of(lake.nights(table, version, businessDate));
  }
}

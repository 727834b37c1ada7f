package kith.conform.assessment;

import static kith.conform.Flags.flag;
import static kith.conform.Flags.raised;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_substance_misuse}: when substance misuse of a child was noted.
 *
 * <ul>
 *   <li>Grain: one row per child and day of a note, up to the business date. A note without a day
 *       cannot be placed in a year, and is left out.
 *   <li>Source: {@code stg_substance_misuse}. A note is one of misuse unless it says that there is
 *       none; one that names no substance, or one that is not in the list, is misuse, flagged.
 *   <li>Nulls: {@code has_accepted_help} where nobody recorded it.
 * </ul>
 */
public final class SubstanceMisuses implements TableBuild {

  private final CodeLists codes;

  /** Needs the list of substances, which says what means that there is no misuse. */
  public SubstanceMisuses(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_SUBSTANCE_MISUSE;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_SUBSTANCE_MISUSE);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Column saysNone =
        coalesce(
            col("substance").isInCollection(codes.codesWith("substance", "misuse", "false")),
            lit(false));
    return inputs
        .table(Tables.STG_SUBSTANCE_MISUSE)
        .where(col("noted_on").leq(lit(businessDate)))
        .withColumn("says_none", saysNone)
        .withColumn("substance_unknown", coalesce(col("substance").equalTo("unknown"), lit(true)))
        .groupBy(Key.CHILD.columns("noted_on"))
        .agg(
            bool_and(col("says_none")).as("all_say_none"),
            bool_or(col("says_none")).as("one_says_none"),
            bool_or(col("substance_unknown")).as("substance_unknown"),
            bool_or(col("has_accepted_help")).as("has_accepted_help"),
            array_sort(collect_set("source_row")).as("source_rows"))
        .select(
            Key.CHILD.with(
                col("noted_on"),
                not(col("all_say_none")).as("is_misuse"),
                col("has_accepted_help"),
                raised(
                        flag("substance_unknown", col("substance_unknown")),
                        flag("contradictory", col("one_says_none").and(not(col("all_say_none")))))
                    .as("flags"),
                col("source_rows")));
  }
}

package kith.extract;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Objects;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.TableRole;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * Counts the children whose open episodes of care are all quarantined, so that they are missing
 * from every figure. A few records are below every limit of a table, yet each is a child.
 */
final class ChildrenLeftOut {

  private ChildrenLeftOut() {}

  /** True for the table of care episodes. */
  static boolean isToldBy(SourceContract contract) {
    return contract.role() == TableRole.CARE_EPISODES;
  }

  /**
   * The number of persons with an open quarantined record and no open record that is loaded.
   *
   * @param judged the records of the night, as {@link Judgement#schema} has them
   */
  static long count(
      Dataset<Row> judged,
      SourceContract contract,
      Broadcast<SourceCells> cells,
      LocalDate businessDate) {
    String ends = contract.periods().get(0).ends();
    SourceColumn end = contract.column(ends);
    UDF1<String, Boolean> lasts =
        text -> {
          Object day = cells.value().read(end, text).value();
          return !(day instanceof Date date) || date.toLocalDate().isAfter(businessDate);
        };
    SourceColumn person = contract.column(Objects.requireNonNull(contract.person()));
    UDF1<String, String> number = text -> (String) cells.value().read(person, text).value();
    // Records without a person's number are not all of one child: each counts as one.
    Column child =
        coalesce(udf(number, DataTypes.StringType).apply(col(person.name())), col("source_row"));
    return judged
        .where(udf(lasts, DataTypes.BooleanType).apply(col(ends)))
        .groupBy(child)
        .agg(
            bool_or(col("outcome").equalTo(lit(Judgement.LOADED))).as("is_loaded"),
            bool_or(col("outcome").equalTo(lit(Judgement.QUARANTINED))).as("is_quarantined"))
        .where("is_quarantined and not is_loaded")
        .count();
  }
}

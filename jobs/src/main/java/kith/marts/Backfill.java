package kith.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.List;
import kith.table.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The part of the marts that a backfill keeps: it recalculates the given quarters and copies the
 * rows of all others from the marts as last published. A build then reads the table that it writes,
 * at its published version.
 *
 * <p>A copied row keeps its figures, business date and rule version, and gets the publication of
 * this run. What it says about other quarters (previous quarter, same quarter last year, direction)
 * is calculated from the rows beside it in this publication, so that no publication contradicts
 * itself.
 */
final class Backfill {

  private Backfill() {}

  /** The tables that a build reads; in a backfill also its own. */
  static List<TableName> reads(MartRun run, List<TableName> reads, TableName written) {
    List<TableName> all = new ArrayList<>(reads);
    if (run.backfill().isPresent() && !all.contains(written)) {
      all.add(written);
    }
    return List.copyOf(all);
  }

  /** The published rows of the quarters that are not recalculated. */
  static Dataset<Row> kept(Dataset<Row> published, Quarters madeAnew) {
    return published.where(
        not(col("as_at").between(lit(madeAnew.from().lastDay()), lit(madeAnew.to().lastDay()))));
  }
}

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
 * What a backfill leaves alone: it recalculates the quarters given and takes the rows of all others
 * over from the marts as last published. A build then reads the table that it writes, at the
 * version that is published.
 *
 * <p>A row taken over keeps its figures, the business date and the rule version that they were made
 * with, and gets the publication of the run. What it says about other quarters (previous quarter,
 * same quarter last year, direction) is taken from the rows that stand beside it in that
 * publication, so that no publication contradicts itself.
 */
final class Backfill {

  private Backfill() {}

  /** The tables that a build reads: with a backfill also its own. */
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

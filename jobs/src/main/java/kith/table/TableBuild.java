package kith.table;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Builds one table from its inputs alone: no storage, no clock. */
public interface TableBuild {

  /** The table built. Its columns are those of its specification, in any order. */
  TableName writes();

  /** The tables read. */
  List<TableName> reads();

  /**
   * Whether the rows depend on the business date, or name the night ({@code source_rows}). A table
   * that does neither is not rebuilt while its inputs are the same.
   */
  default boolean isOfNight() {
    return true;
  }

  /**
   * Whose records a row depends on. From the {@link Part} of its inputs for some children (or
   * workers), a build of that scope makes the same rows for them as from all inputs.
   */
  default Scope scope() {
    return Scope.WHOLE;
  }

  /** Builds the rows of the table for a business date. */
  Dataset<Row> build(Inputs inputs, LocalDate businessDate);

  /** What the last build counted besides rows and flags, by the name of the measure. */
  default Map<String, Long> counts() {
    return Map.of();
  }
}

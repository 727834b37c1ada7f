package kith.shell;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The answer to a query, printed as a whole. */
public final class Answer {

  private Answer() {}

  /** Prints all rows of a query; returns their number. */
  public static long print(Dataset<Row> rows, Rows form, PrintStream out) {
    Iterator<Row> all =
        form == Rows.TABLE ? rows.collectAsList().iterator() : rows.toLocalIterator();
    return form.print(List.of(rows.columns()), all, out);
  }
}

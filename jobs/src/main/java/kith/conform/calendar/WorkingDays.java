package kith.conform.calendar;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import kith.table.Inputs;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Counts working days with the calendar (R9). The day an obligation arises is day 0. */
public final class WorkingDays {

  private WorkingDays() {}

  /** Adds {@code working_days} from {@code since_on} to {@code held_on}; null when not held. */
  public static Dataset<Row> between(Inputs inputs, Dataset<Row> obligations) {
    return obligations
        .join(broadcast(numbers(inputs, "since_on", "since_number")), seq("since_on"), "left")
        .join(broadcast(numbers(inputs, "held_on", "held_number")), seq("held_on"), "left")
        .withColumn("working_days", col("held_number").minus(col("since_number")))
        .drop("since_number", "held_number");
  }

  /**
   * Adds {@code due_on}: the day so many working days after {@code since_on}.
   *
   * @param workingDays SQL over the columns of the obligations
   */
  public static Dataset<Row> due(Inputs inputs, Dataset<Row> obligations, String workingDays) {
    Dataset<Row> due =
        inputs
            .table(Tables.DIM_DATE)
            .where("is_working_day")
            .select(col("date").as("due_on"), col("working_day_number").as("due_number"));
    return obligations
        .join(broadcast(numbers(inputs, "since_on", "since_number")), seq("since_on"))
        .withColumn("due_number", col("since_number").plus(expr(workingDays)))
        .join(broadcast(due), seq("due_number"))
        .drop("since_number", "due_number");
  }

  private static Dataset<Row> numbers(Inputs inputs, String day, String number) {
    return inputs
        .table(Tables.DIM_DATE)
        .select(col("date").as(day), col("working_day_number").as(number));
  }

  private static String[] seq(String column) {
    return new String[] {column};
  }
}

package kith.conform.assessment;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import java.time.LocalDate;
import kith.contract.CodeLists;
import kith.contract.Inputs;
import kith.contract.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The statutory health assessments that were held by the business date, of either kind. */
final class HeldAssessments {

  private final Dataset<Row> checks;
  private final Dataset<Row> requests;
  private final LocalDate businessDate;

  HeldAssessments(Inputs inputs, CodeLists codes, LocalDate businessDate) {
    this.checks =
        inputs
            .table(Tables.STG_HEALTH_CHECK)
            .where(
                col("check_type")
                    .isin(marked(codes, "health_check_type", "statutory"))
                    .and(
                        col("check_status")
                            .isNull()
                            .or(
                                col("check_status")
                                    .isin(marked(codes, "health_check_status", "held")))))
            .select(
                col("authority_code"),
                col("child_key"),
                col("checked_on").as("held_on"),
                col("source_row"));
    this.requests = inputs.table(Tables.STG_INITIAL_HEALTH_ASSESSMENT);
    this.businessDate = businessDate;
  }

  /** Health checks held: columns {@code held_on}, {@code source_row}. */
  Dataset<Row> checks() {
    return byBusinessDate(checks);
  }

  /** One row per child and day on which an initial or a review assessment was held. */
  Dataset<Row> days() {
    return byBusinessDate(
            checks.unionByName(
                requests.select("authority_code", "child_key", "held_on", "source_row")))
        .groupBy("authority_code", "child_key", "held_on")
        .agg(array_sort(collect_set("source_row")).as("assessment_rows"));
  }

  private Dataset<Row> byBusinessDate(Dataset<Row> assessments) {
    return assessments.where(col("held_on").leq(lit(businessDate)));
  }

  private static Object[] marked(CodeLists codes, String list, String attribute) {
    return codes.rows(list).stream()
        .filter(code -> "true".equals(code.get(attribute)))
        .map(code -> code.get("code"))
        .toArray();
  }
}

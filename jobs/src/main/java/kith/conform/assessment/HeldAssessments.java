package kith.conform.assessment;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Everything held by the business date: health assessments, dental checks, questionnaires. */
final class HeldAssessments {

  private static final String DENTAL_CHECK = "dental_check";
  private static final String SURVEILLANCE_CHECK = "health_check";

  private final Dataset<Row> held;
  private final Dataset<Row> requests;
  private final Dataset<Row> questionnaires;
  private final List<String> statutory;
  private final LocalDate businessDate;

  HeldAssessments(Inputs inputs, CodeLists codes, LocalDate businessDate) {
    this.held =
        inputs
            .table(Tables.STG_HEALTH_CHECK)
            .where(
                col("check_status")
                    .isNull()
                    .or(
                        col("check_status")
                            .isInCollection(
                                codes.codesWith("health_check_status", "held", "true"))));
    this.requests = inputs.table(Tables.STG_INITIAL_HEALTH_ASSESSMENT);
    this.questionnaires = inputs.table(Tables.STG_SDQ_SCORE);
    this.statutory = codes.codesWith("health_check_type", "statutory", "true");
    this.businessDate = businessDate;
  }

  /** Statutory health checks held: {@code held_on}, {@code row_hash}, {@code source_row}. */
  Dataset<Row> checks() {
    return byBusinessDate(
        held.where(col("check_type").isInCollection(statutory))
            .select(
                Key.CHILD.with(
                    col("checked_on").as("held_on"), col("row_hash"), col("source_row"))));
  }

  /**
   * One row per child, kind and day on which one was held: {@code review_health} (an initial or a
   * review assessment), {@code dental}, {@code development} (health surveillance checks), {@code
   * sdq} with its score.
   */
  Dataset<Row> days() {
    Column kind =
        when(col("check_type").isInCollection(statutory), lit("review_health"))
            .when(col("check_type").equalTo(DENTAL_CHECK), lit("dental"))
            .when(col("check_type").equalTo(SURVEILLANCE_CHECK), lit("development"));
    Column noScore = lit(null).cast("int");
    return byBusinessDate(
            ofKind(held, kind, "checked_on", noScore)
                .unionByName(ofKind(requests, lit("review_health"), "held_on", noScore))
                .unionByName(
                    // Without a score the questionnaire was refused, or the child could not be
                    // asked.
                    ofKind(
                        questionnaires.where("score is not null"),
                        lit("sdq"),
                        "completed_on",
                        col("score"))))
        .where("assessment_type is not null")
        .groupBy(Key.CHILD.columns("assessment_type", "held_on"))
        .agg(
            max("score").as("held_score"),
            array_sort(collect_set("source_row")).as("assessment_rows"));
  }

  private static Dataset<Row> ofKind(Dataset<Row> rows, Column kind, String day, Column score) {
    return rows.select(
        Key.CHILD.with(
            kind.as("assessment_type"),
            col(day).as("held_on"),
            score.as("score"),
            col("source_row")));
  }

  private Dataset<Row> byBusinessDate(Dataset<Row> assessments) {
    return assessments.where(col("held_on").leq(lit(businessDate)));
  }
}

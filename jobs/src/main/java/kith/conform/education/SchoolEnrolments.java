package kith.conform.education;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_school_enrolment}: on which school's roll a child was, and where a child came
 * from another school or from none.
 *
 * <ul>
 *   <li>Grain: one row per child, school and first day on its roll, up to the business date.
 *   <li>Source: {@code stg_school_enrolment}, an optional file. Without it the table is empty.
 *       Records without a first day, and those that end before it, are left out.
 *   <li>{@code is_change}: a child who comes back to the same school within seven days, over a
 *       weekend or a bank holiday, has not changed school.
 *   <li>Nulls: {@code ended_on} while the enrolment goes on.
 * </ul>
 */
public final class SchoolEnrolments implements TableBuild {

  private static final int DAYS_BETWEEN = 7;

  private final CodeLists codes;

  /** Reads enrolment statuses by the project's code lists. */
  public SchoolEnrolments(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_SCHOOL_ENROLMENT;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_SCHOOL_ENROLMENT);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> enrolments =
        inputs
            .table(Tables.STG_SCHOOL_ENROLMENT)
            .where("started_on <= date'%s'".formatted(businessDate))
            .where("last_day_on is null or last_day_on >= started_on")
            .withColumn("status", coalesce(col("status"), lit("unknown")))
            .withColumn(
                "is_main",
                coalesce(
                    codes.attribute("enrolment_status", "is_main", col("status")).equalTo("true"),
                    lit(true)))
            .groupBy(Key.CHILD.columns("school_urn", "started_on"))
            .agg(
                expr("bool_or(last_day_on is null or last_day_on >= date'%s')"
                        .formatted(businessDate))
                    .as("goes_on"),
                max(expr("date_add(last_day_on, 1)")).as("last_end"),
                expr("bool_or(is_main)").as("is_main"),
                expr("bool_or(status = 'unknown')").as("status_unknown"),
                expr("array_sort(collect_set(source_row))").as("source_rows"))
            .withColumn("ended_on", expr("if(goes_on, null, last_end)"));
    return withChange(enrolments)
        .select(
            Key.CHILD.with(
                col("school_urn"),
                col("started_on"),
                col("ended_on"),
                col("is_main"),
                col("is_change"),
                expr("""
                        array_compact(array(
                            if(size(source_rows) > 1, 'several_records', null),
                            if(status_unknown, 'status_unknown', null)))
                        """)
                    .as("flags"),
                col("source_rows")));
  }

  private static Dataset<Row> withChange(Dataset<Row> enrolments) {
    Dataset<Row> before =
        enrolments
            .where("is_main")
            .selectExpr(
                Key.CHILD.names(
                    "school_urn as school_before",
                    "started_on as started_before",
                    "ended_on as ended_before"));
    return Key.CHILD
        .join(
            enrolments,
            before,
            expr(
                """
                school_before = school_urn and started_before < started_on
                    and (ended_before is null or ended_before >= date_sub(started_on, %d))
                """
                    .formatted(DAYS_BETWEEN)),
            "left")
        .groupBy(
            Key.CHILD.columns(
                "school_urn", "started_on", "ended_on", "is_main", "status_unknown", "source_rows"))
        .agg(expr("count(school_before) = 0").as("is_change"));
  }
}

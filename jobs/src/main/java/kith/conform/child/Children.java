package kith.conform.child;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trunc;

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
 * Builds {@code dim_child}: what is known about a person besides care.
 *
 * <ul>
 *   <li>Grain: one row per person of the extract and version. A version lasts until something
 *       changes ({@code valid_to} is not part of it); the first is valid since 1900, so that every
 *       day has one.
 *   <li>Source: {@code stg_person}; {@code stg_disability}, which holds open rows without dates, so
 *       they apply to all versions; {@code stg_immigration_status}, which has dates.
 *   <li>An unaccompanied child's status lasts to its end, to the next status (rows are often left
 *       open) or to the 18th birthday, whichever comes first. Changes after the business date
 *       create no version yet. If another status, the decision, begins on the same known day, the
 *       child's status covers no day.
 *   <li>Nulls: {@code birth_month} is null when no birth date is held; {@code valid_to} is null on
 *       the current version. Codes that were not recorded are {@code unknown}.
 * </ul>
 */
public final class Children implements TableBuild {

  private static final String NOT_DISABLED = "NONE";

  private final CodeLists codes;

  /** Reads the lists sex, ethnicity and immigration_status when the table is built. */
  public Children(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.DIM_CHILD;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_PERSON, Tables.STG_DISABILITY, Tables.STG_IMMIGRATION_STATUS);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_PERSON)
        .join(disabilities(inputs), Key.CHILD.names(), "left")
        .join(statuses(inputs), Key.CHILD.names(), "left")
        .transform(people -> versions(people, businessDate))
        .select(
            col("authority_code"),
            col("child_key"),
            col("version.valid_from").as("valid_from"),
            col("valid_to"),
            col("valid_to").isNull().as("is_current"),
            trunc(col("birth_on"), "month").as("birth_month"),
            orElse(codes.attribute("sex", "meaning", col("sex")), "unknown").as("sex"),
            orElse(col("ethnicity"), "unknown").as("ethnicity"),
            orElse(codes.attribute("ethnicity", "group", col("ethnicity")), "Unknown")
                .as("ethnic_group"),
            col("disability").eqNullSafe("yes").as("is_disabled"),
            orElse(col("disability"), "none_recorded").as("disability"),
            col("version.unaccompanied").as("is_unaccompanied_asylum_seeking"),
            col("version.died").as("has_died"));
  }

  /** What the records of a child say: yes where any names a disability, else no (R20). */
  private static Dataset<Row> disabilities(Inputs inputs) {
    return inputs
        .table(Tables.STG_DISABILITY)
        .groupBy(Key.CHILD.columns())
        .agg(
            expr("if(bool_or(disability <> '%s'), 'yes', 'no')".formatted(NOT_DISABLED))
                .as("disability"));
  }

  /** The immigration statuses of each person, and which of them are of unaccompanied children. */
  private Dataset<Row> statuses(Inputs inputs) {
    String unaccompanied = codes.quotedWith("immigration_status", "unaccompanied_child", "true");
    return inputs
        .table(Tables.STG_IMMIGRATION_STATUS)
        .groupBy(Key.CHILD.columns())
        .agg(
            expr(
                """
                collect_list(struct(
                    coalesce(started_on, date'1900-01-01') as since_on,
                    started_on is not null as since_known,
                    ended_on as until,
                    coalesce(immigration_status in (%s), false) as unaccompanied)) as statuses
                """
                    .formatted(unaccompanied)));
  }

  /** One row for each day on which something about a person changed, with {@code valid_to}. */
  private static Dataset<Row> versions(Dataset<Row> people, LocalDate businessDate) {
    return people
        .withColumn(
            "alone",
            expr(
                """
                transform(filter(statuses, status -> status.unaccompanied), status -> struct(
                    status.since_on as since_on,
                    least(
                        status.until,
                        birthday(birth_on, 18),
                        array_min(filter(statuses, other -> not other.unaccompanied
                            and (other.since_on > status.since_on
                                or other.since_on = status.since_on and other.since_known)
                            ).since_on)) as until))
                """))
        .withColumn(
            "changes",
            expr(
                """
                array_sort(array_distinct(concat(
                    array(date'1900-01-01'),
                    filter(
                        flatten(array_compact(array(alone.since_on, alone.until, array(died_on)))),
                        day -> day > date'1900-01-01' and day <= date'%s'))))
                """
                    .formatted(businessDate)))
        .withColumn(
            "states",
            expr(
                """
                transform(changes, day -> struct(
                    day as valid_from,
                    coalesce(exists(alone, status -> status.since_on <= day
                        and (status.until is null or status.until > day)), false) as unaccompanied,
                    coalesce(died_on <= day, false) as died))
                """))
        .withColumn(
            "versions",
            expr(
                """
                filter(states, (state, i) -> i = 0
                    or state.unaccompanied <> states[i - 1].unaccompanied
                    or state.died <> states[i - 1].died)
                """))
        .selectExpr("*", "posexplode(versions) as (version_no, version)")
        .withColumn("valid_to", expr("get(versions, version_no + 1).valid_from"));
  }

  private static Column orElse(Column column, String fallback) {
    return coalesce(column, lit(fallback));
  }
}

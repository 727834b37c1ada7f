package kith.conform.care;

import static kith.conform.Flags.flag;
import static kith.conform.Flags.raised;
import static kith.conform.Flags.together;
import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_LEGAL_STATUS;
import static kith.table.Tables.STG_LEGAL_STATUS;
import static kith.table.Tables.STG_PERSON;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.conform.placement.Episode;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code fact_legal_status}: the time a child was under one legal status.
 *
 * <ul>
 *   <li>Grain: one row per child and unbroken legal status. Records of one status that touch or
 *       overlap are one row; different statuses may be valid at the same time.
 *   <li>Source: {@code stg_legal_status}, {@code stg_person} for the 18th birthday, at which every
 *       status ends (R7, R17a), and {@code fact_care_episode} for those who stay on in a community
 *       home under V2: their status ends with that stay. A status that begins later covers no day
 *       and is flagged.
 *   <li>Left out: records that cover no day as recorded (R2).
 *   <li>Nulls: {@code ended_on} is null while the status holds. Nothing else is null; a code
 *       outside the list is {@code unknown}.
 * </ul>
 */
public final class LegalStatuses implements TableBuild {

  private static final WindowSpec BY_STATUS =
      Window.partitionBy(Key.CHILD.columns("legal_status")).orderBy("started_on", "ends");
  private static final WindowSpec BEFORE = BY_STATUS.rowsBetween(Window.unboundedPreceding(), -1);

  private final CodeLists codes;

  /** Needs the list of legal statuses. */
  public LegalStatuses(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return FACT_LEGAL_STATUS;
  }

  @Override
  public List<TableName> reads() {
    return List.of(STG_LEGAL_STATUS, STG_PERSON, FACT_CARE_EPISODE);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(STG_LEGAL_STATUS)
        .transform(LegalStatuses::numberUnbrokenStatuses)
        .transform(LegalStatuses::oneRowPerUnbrokenStatus)
        .transform(statuses -> addBirthday(statuses, inputs.table(STG_PERSON)))
        .transform(statuses -> addStayInHome(statuses, inputs.table(FACT_CARE_EPISODE)))
        .transform(statuses -> endAt18(statuses, businessDate))
        .transform(this::asSpecified);
  }

  private static Dataset<Row> numberUnbrokenStatuses(Dataset<Row> records) {
    Column begins = coalesce(col("started_on").gt(max("ends").over(BEFORE)), lit(true));
    return records
        .withColumn("ends", coalesce(col("ended_on"), lit(Episode.FAR)))
        .where(col("ends").gt(col("started_on")))
        .withColumn("begins", begins.cast("int"))
        .withColumn("unbroken_no", sum("begins").over(BY_STATUS));
  }

  private static Dataset<Row> oneRowPerUnbrokenStatus(Dataset<Row> records) {
    return records
        .groupBy(Key.CHILD.columns("legal_status", "unbroken_no"))
        .agg(
            min("started_on").as("started_on"),
            max("ends").as("ends"),
            max("end_unreadable").as("end_unreadable"),
            collect_list("source_row").as("source_rows"));
  }

  private static Dataset<Row> addBirthday(Dataset<Row> statuses, Dataset<Row> people) {
    Dataset<Row> births = people.groupBy(Key.CHILD.columns()).agg(min("birth_on").as("birth_on"));
    return statuses
        .join(births, Key.CHILD.names(), "left")
        .withColumn("birthday_18", expr("birthday(birth_on, 18)"));
  }

  /** Until when a child is accommodated in a community home under section 20 (R7). */
  private static Dataset<Row> addStayInHome(Dataset<Row> statuses, Dataset<Row> episodes) {
    Dataset<Row> stays =
        episodes
            .where("legal_status = 'V2' and placement_type = 'K2' and care_period_no is not null")
            .groupBy(Key.CHILD.columns())
            .agg(max(coalesce(col("counts_until"), lit(Episode.FAR))).as("in_home_until"));
    return statuses.join(stays, Key.CHILD.names(), "left");
  }

  private static Dataset<Row> endAt18(Dataset<Row> statuses, LocalDate businessDate) {
    Column endsAt18 =
        when(
            col("birthday_18").leq(lit(businessDate)),
            when(
                    col("legal_status").equalTo("V2"),
                    greatest(col("birthday_18"), col("in_home_until")))
                .otherwise(col("birthday_18")));
    return statuses
        .withColumn("starts_after_18", coalesce(col("started_on").geq(endsAt18), lit(false)))
        .withColumn(
            "runs_past_18",
            coalesce(col("started_on").lt(endsAt18).and(col("ends").gt(endsAt18)), lit(false)))
        .withColumn(
            "ended_on",
            when(col("starts_after_18"), col("started_on"))
                .when(col("runs_past_18"), endsAt18)
                .when(col("ends").lt(lit(Episode.FAR)), col("ends")));
  }

  private Dataset<Row> asSpecified(Dataset<Row> statuses) {
    Column family = codes.attribute("legal_status", "family", col("legal_status"));
    return statuses.select(
        col("authority_code"),
        col("child_key"),
        col("legal_status"),
        coalesce(family, lit("unknown")).as("family"),
        col("started_on"),
        col("ended_on"),
        raised(
                flag("legal_status_unknown", col("legal_status").equalTo("unknown")),
                flag("birth_unknown", col("birth_on").isNull()),
                flag("starts_after_18", col("starts_after_18")),
                flag("runs_past_18", col("runs_past_18")),
                flag("end_unreadable", col("end_unreadable")))
            .as("flags"),
        together(col("source_rows")).as("source_rows"));
  }
}

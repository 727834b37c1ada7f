package kith.conform.permanence;

import static kith.conform.Flags.flag;
import static kith.conform.Flags.raised;
import static kith.conform.Flags.together;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

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
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code fact_adoption}: the steps from care to adoption, of children who were adopted.
 *
 * <ul>
 *   <li>Grain: one row per period of care that ended with an adoption.
 *   <li>Source: {@code fact_care_period}; {@code stg_permanence} for the plan, the order, the match
 *       and moving in, records of plans that were dropped left aside; {@code fact_care_episode} and
 *       {@code fact_placement} for moving in where no record has the day.
 *   <li>Moving in: the day placed for adoption, else the first day in A3 to A6 since the last plan
 *       that was dropped. Where the foster carer adopts, the day of moving to that carer, else the
 *       first day of that placement. Fostering for adoption (U2 and U5) does not count as moving
 *       in.
 *   <li>A child who was adopted twice has two rows. A record belongs to the first adoption that is
 *       not before its last day, else to the last.
 *   <li>Nulls: every day but the first and the last of care, where nobody recorded it.
 * </ul>
 */
public final class Adoptions implements TableBuild {

  private static final WindowSpec BY_CHILD =
      Window.partitionBy(Key.CHILD.columns()).orderBy("adopted_on");
  private static final String[] ADOPTION = Key.CHILD.names("care_period_no");

  private final CodeLists codes;

  /** Needs the lists of reasons for the end of care and of placement types. */
  public Adoptions(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_ADOPTION;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.FACT_CARE_PERIOD,
        Tables.STG_PERMANENCE,
        Tables.FACT_CARE_EPISODE,
        Tables.FACT_PLACEMENT);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> adoptions = adoptions(inputs.table(Tables.FACT_CARE_PERIOD));
    Dataset<Row> records =
        records(adoptions, inputs.table(Tables.STG_PERMANENCE)).join(adoptions, ADOPTION, "right");
    return records
        .join(firstDays(records, inputs.table(Tables.FACT_CARE_EPISODE)), ADOPTION, "left")
        .join(lastPlacements(inputs.table(Tables.FACT_PLACEMENT)), ADOPTION, "left")
        .transform(this::addMovingIn)
        .transform(Adoptions::asSpecified);
  }

  private Dataset<Row> adoptions(Dataset<Row> periods) {
    return periods
        .where(col("end_reason").isInCollection(codes.codesWith("rec", "outcome", "adoption")))
        .where("ended_on > started_on")
        .select(
            Key.CHILD.with(
                col("care_period_no"),
                col("started_on").as("entered_care_on"),
                expr("start_observed or started_on < history_from").as("entry_observed"),
                col("ended_on").as("adopted_on"),
                col("source_rows").as("period_rows")))
        .withColumn("adopted_before_on", lag("adopted_on", 1).over(BY_CHILD))
        .withColumn("is_last", lead("adopted_on", 1).over(BY_CHILD).isNull());
  }

  /** What the permanence records of each adoption say, in one row. */
  private static Dataset<Row> records(Dataset<Row> adoptions, Dataset<Row> permanence) {
    Dataset<Row> dated =
        permanence
            .withColumn(
                "latest_on",
                expr(
                    """
                    greatest(decided_on, placement_order_on, matched_on, placed_for_adoption_on,
                        placed_with_carer_on, reversed_on)
                    """))
            .where("latest_on is not null")
            .withColumn(
                "days_held",
                expr(
                    """
                    size(array_compact(array(decided_on, placement_order_on, matched_on,
                        placed_for_adoption_on, placed_with_carer_on)))
                    """));
    Column isOfAdoption =
        coalesce(col("latest_on").gt(col("adopted_before_on")), lit(true))
            .and(col("is_last").or(col("latest_on").leq(col("adopted_on"))));
    return Key.CHILD
        .join(
            adoptions.select(
                Key.CHILD.columns("care_period_no", "adopted_on", "adopted_before_on", "is_last")),
            dated,
            isOfAdoption,
            "inner")
        .groupBy(Key.CHILD.columns("care_period_no"))
        .agg(
            expr(
                """
                max(struct(decided_on, days_held, placement_order_on, matched_on,
                    placed_for_adoption_on, is_adopted_by_carer, placed_with_carer_on, row_hash))
                filter (where reversed_on is null) as record
                """),
            max("reversed_on").as("last_reversed_on"),
            expr(
                """
                array_sort(collect_set(source_row) filter (where reversed_on is null))
                as record_rows
                """));
  }

  /** The first day placed for adoption, after a plan that was dropped that of the next. */
  private Dataset<Row> firstDays(Dataset<Row> adoptions, Dataset<Row> episodes) {
    Dataset<Row> placed =
        episodes
            .where("care_period_no is not null")
            .where(
                col("placement_type")
                    .isInCollection(codes.codesWith("placement_type", "group", "adoption")))
            .select(Key.CHILD.columns("care_period_no", "started_on"));
    return adoptions
        .select(Key.CHILD.columns("care_period_no", "last_reversed_on"))
        .join(placed, ADOPTION)
        .where("last_reversed_on is null or started_on >= last_reversed_on")
        .groupBy(Key.CHILD.columns("care_period_no"))
        .agg(min("started_on").as("first_placed_on"));
  }

  /** The placement that a period of care ended in. */
  private Dataset<Row> lastPlacements(Dataset<Row> placements) {
    return placements
        .where(
            not(
                col("placement_type")
                    .isInCollection(codes.codesWith("placement_type", "temporary", "true"))))
        .groupBy(Key.CHILD.columns("care_period_no"))
        .agg(
            expr(
                """
                max(struct(coalesce(left_on, date'9999-12-31'), placed_on, placement_no,
                    placement_type, last_placement_type)) as last
                """));
  }

  private Dataset<Row> addMovingIn(Dataset<Row> adoptions) {
    Column endsWithCarer =
        col("last.last_placement_type")
            .isInCollection(codes.codesWith("placement_type", "same_carer", "true"));
    Column isFosterToAdopt =
        col("last.placement_type")
            .isInCollection(codes.codesWith("placement_type", "foster_to_adopt", "true"));
    Column byCarer = coalesce(col("record.is_adopted_by_carer"), endsWithCarer, lit(false));
    Column recorded =
        coalesce(
            when(col("is_by_carer"), col("record.placed_with_carer_on")),
            when(not(col("is_by_carer")), col("record.placed_for_adoption_on")));
    Column inferred =
        when(col("is_by_carer"), col("last.placed_on")).otherwise(col("first_placed_on"));
    return adoptions
        .withColumn("is_by_carer", byCarer.and(not(coalesce(isFosterToAdopt, lit(false)))))
        .withColumn("recorded_on", recorded)
        .withColumn("moved_in_on", coalesce(col("recorded_on"), inferred));
  }

  private static Dataset<Row> asSpecified(Dataset<Row> adoptions) {
    return adoptions.select(
        Key.CHILD.with(
            col("care_period_no"),
            col("entered_care_on"),
            col("entry_observed"),
            col("adopted_on"),
            col("is_by_carer"),
            col("record.decided_on").as("decided_on"),
            col("record.placement_order_on").as("placement_order_on"),
            col("record.matched_on").as("matched_on"),
            col("moved_in_on"),
            when(col("recorded_on").isNotNull(), "recorded").otherwise("inferred").as("method"),
            raised(
                    flag("several_records", size(col("record_rows")).gt(1)),
                    flag("no_permanence_record", col("record").isNull()),
                    flag("moving_in_unknown", col("moved_in_on").isNull()),
                    flag("moved_in_before_care", col("moved_in_on").lt(col("entered_care_on"))),
                    flag(
                        "match_unknown",
                        col("record.placement_order_on")
                            .isNotNull()
                            .and(col("record.matched_on").isNull())),
                    flag(
                        "order_or_match_before_care",
                        coalesce(
                                col("record.placement_order_on").lt(col("entered_care_on")),
                                lit(false))
                            .or(
                                coalesce(
                                    col("record.matched_on").lt(col("entered_care_on")),
                                    lit(false)))))
                .as("flags"),
            together(
                    col("period_rows"),
                    coalesce(col("record_rows"), expr("cast(array() as array<string>)")))
                .as("source_rows")));
  }
}

package kith.conform.placement;

import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.FACT_PLACEMENT;
import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kith.conform.Flags;
import kith.conform.Key;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.functions;

/**
 * Builds {@code fact_placement}: the time a child lived in one placement with one carer.
 *
 * <ul>
 *   <li>Grain: one row per child and unbroken placement (R5, R6). {@code CareEpisodes} decides
 *       which episodes make one; temporary moves (T0 to T4) are never placements of their own. An
 *       inner stay does not end the outer placement to which the child comes back: the two share
 *       days, and the later start says where the child is (R6a).
 *   <li>Source: {@code fact_care_episode}, and {@code fact_care_period} for whether the start was
 *       observed. What is known about the place comes from the placement record of its last episode
 *       ({@code stg_placement_record}), which {@code source_rows} of the episode names. Measures on
 *       an earlier day read {@code fact_care_episode}, which says what held then.
 *   <li>Key: {@code placement_key} is made of child and first day, so that a record that arrives
 *       late changes the key of no other placement; {@code placement_no} is its number among those
 *       held tonight, by which the tables of a night refer to it.
 *   <li>A placement of no night is no placement. How many nights one has lasted changes every day:
 *       the view {@code placement_nights} says it.
 *   <li>{@code next_placement_no} is where the child went within the period of care when the
 *       placement ended; null where it left care, and where it went back to an outer placement,
 *       which is no new one (R6a).
 *   <li>Nulls: {@code left_on} and {@code change_reason} are null while the child still lives
 *       there, or is temporarily away from there. {@code in_area} is null if the authority of the
 *       postcode is not known.
 *   <li>Flags: those of its episodes, as {@code fact_care_episode} names them. Of two placements
 *       open on one day ({@code overlaps}, {@code two_open}, or by the records {@code
 *       records_overlap}, {@code records_two_open}) the later start is used (R6); {@code
 *       gap_before}, {@code gap_bridged} and {@code outside_record} mark days that are missing in
 *       the source.
 * </ul>
 */
public final class Placements implements TableBuild {

  private static final WindowSpec PLACED_THAT_DAY =
      Window.partitionBy(Key.CHILD.columns("placed_on")).orderBy("placement_no");

  private static final WindowSpec OF_PERIOD =
      Window.partitionBy(Key.CHILD.columns("care_period_no"));

  @Override
  public TableName writes() {
    return FACT_PLACEMENT;
  }

  @Override
  public List<TableName> reads() {
    return List.of(FACT_CARE_EPISODE, FACT_CARE_PERIOD, STG_PLACEMENT_RECORD);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(FACT_CARE_EPISODE)
        .transform(Placements::oneRowPerPlacement)
        .transform(placements -> addRecord(placements, inputs.table(STG_PLACEMENT_RECORD)))
        .transform(placements -> addPeriod(placements, inputs.table(FACT_CARE_PERIOD)))
        .transform(Placements::beginWithTheRecord)
        .transform(Placements::addNext)
        .withColumn("same_day_no", row_number().over(PLACED_THAT_DAY))
        .transform(Placements::asSpecified);
  }

  private static Dataset<Row> oneRowPerPlacement(Dataset<Row> episodes) {
    // An episode of a temporary move carries the number of the placement that it interrupts.
    Column isStay = col("counted_placement_type").equalTo(col("placement_type"));
    // On the days of an episode a later start may always say that the child is elsewhere (R6).
    Column isPresent = col("present_until").isNull().or(col("present_until").gt(col("started_on")));
    return episodes
        .where(col("placement_no").isNotNull())
        .groupBy(Key.CHILD.columns("care_period_no", "placement_no"))
        .agg(
            min(when(isStay.and(isPresent), col("started_on"))).as("first_night_on"),
            min(when(isStay, col("started_on"))).as("begun_on"),
            max(when(isStay.and(isPresent), col("present_until"))).as("stayed_until"),
            max(col("present_until").isNull()).as("lasts"),
            min(when(isStay, struct("episode_no", "start_reason", "placement_type", "source_rows")))
                .as("first"),
            max(when(
                    isStay,
                    struct(
                        "episode_no",
                        "placement_type",
                        "distance_miles",
                        "counted_in_area",
                        "source_rows")))
                .as("last"),
            flatten(collect_list("flags")).as("flags"),
            flatten(collect_list("source_rows")).as("source_rows"))
        .withColumn("placed_on", coalesce(col("first_night_on"), col("begun_on")))
        .withColumn("left_on", when(not(col("lasts")), col("stayed_until")));
  }

  /** At most one of the source rows of its last episode is a placement record. */
  private static Dataset<Row> addRecord(Dataset<Row> placements, Dataset<Row> records) {
    Column[] said = Stream.of(records.columns()).map(functions::col).toArray(Column[]::new);
    Dataset<Row> recordsOfChild =
        records.groupBy(Key.CHILD.columns()).agg(collect_list(struct(said)).as("records"));
    return placements
        .join(recordsOfChild, Key.CHILD.names(), "left")
        .withColumn(
            "record",
            expr(
                """
                get(filter(records, record ->
                    array_contains(last.source_rows, record.source_row)), 0)
                """))
        .withColumn(
            "first_record",
            expr(
                """
                get(filter(records, record ->
                    array_contains(first.source_rows, record.source_row)), 0)
                """));
  }

  private static Dataset<Row> addPeriod(Dataset<Row> placements, Dataset<Row> periods) {
    return placements.join(
        periods.select(
            col("authority_code"),
            col("child_key"),
            col("care_period_no"),
            col("history_from"),
            col("started_on").as("care_started_on")),
        Key.CHILD.names("care_period_no"),
        "left");
  }

  /**
   * The first episode held may go on with a placement that began before the history (R5, R17): its
   * record says when, within the period of care.
   */
  private static Dataset<Row> beginWithTheRecord(Dataset<Row> placements) {
    return placements.withColumn(
        "placed_on",
        expr(
            """
            if(placed_on <= history_from and first.start_reason in ('L', 'T', 'U')
                    and first_record.placed_on < placed_on,
                least(placed_on, greatest(first_record.placed_on, care_started_on)), placed_on)
            """));
  }

  /**
   * The placement that began on the day of the end, or after a gap in the records. A placement that
   * began before that day and goes on is where the child went back to, unless another began on it.
   */
  private static Dataset<Row> addNext(Dataset<Row> placements) {
    return placements
        .withColumn(
            "of_period",
            collect_list(struct("placed_on", "placement_no", "left_on")).over(OF_PERIOD))
        .withColumn(
            "next",
            expr(
                "array_min(filter(of_period, other -> other.placed_on >= left_on"
                    + " and other.placement_no <> placement_no))"))
        .withColumn(
            "goes_back",
            expr(
                """
                exists(of_period, other -> other.placed_on < left_on
                    and other.placement_no <> placement_no
                    and (other.left_on is null or other.left_on > left_on))
                """))
        .withColumn(
            "next_placement_no",
            expr("if(not goes_back or next.placed_on = left_on, next.placement_no, null)"));
  }

  private static Dataset<Row> asSpecified(Dataset<Row> placements) {
    return placements.select(
        col("authority_code"),
        col("child_key"),
        xxhash64(col("child_key"), col("placed_on"), col("same_day_no")).as("placement_key"),
        col("placement_no"),
        col("care_period_no"),
        col("placed_on"),
        col("left_on"),
        col("first.start_reason").as("start_reason"),
        col("first.placement_type").as("placement_type"),
        col("last.placement_type").as("last_placement_type"),
        col("record.provider").as("provider"),
        col("record.provider_key").as("provider_key"),
        col("last.distance_miles").as("distance_miles"),
        col("last.counted_in_area").as("in_area"),
        when(col("left_on").isNotNull(), col("record.change_reason")).as("change_reason"),
        col("next_placement_no"),
        coalesce(col("history_from").lt(col("placed_on")), lit(true)).as("start_observed"),
        Flags.together(col("flags")).as("flags"),
        Flags.together(col("source_rows")).as("source_rows"));
  }
}

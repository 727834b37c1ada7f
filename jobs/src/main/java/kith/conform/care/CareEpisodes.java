package kith.conform.care;

import static kith.conform.Flags.flag;
import static kith.conform.Flags.raised;
import static kith.conform.Flags.together;
import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.STG_CARE_EPISODE;
import static kith.table.Tables.STG_LEGAL_STATUS;
import static kith.table.Tables.STG_PERSON;
import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.conform.placement.Episode;
import kith.conform.placement.PostcodeAreas;
import kith.project.Parameters;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Builds {@code fact_care_episode}: the SSDA903 episodes, each with its legal status, its placement
 * record and the period of care and placement that it belongs to.
 *
 * <ul>
 *   <li>Grain: one row per child and episode. Source rows with the same content are one episode
 *       (R6a).
 *   <li>Source: {@code stg_care_episode}; the legal status valid at its start, the placement record
 *       that it names, the birth date. None of these can add or remove an episode.
 *   <li>What counts: an episode counts on the days from {@code started_on} up to, but not
 *       including, {@code counts_until}, and only if it has a {@code care_period_no}. Short breaks
 *       (R3) and episodes from the 18th birthday on (R7, R17a) stop counting on the day they start.
 *       Over a gap of recording (R4) the care that ended before it counts up to the next start.
 *   <li>Where the child is: of the episodes that cover a day, the latest in order says so; {@code
 *       present_until} says until when this one does (R6, R6a). What measures count of the place is
 *       in the columns {@code counted_}: in a temporary stay the place that the child is away from.
 *   <li>Nulls: {@code ended_on} and {@code end_reason} while the episode lasts; {@code
 *       counts_until} while it counts; {@code present_until} while it says where the child is;
 *       {@code placement_no} where there is no placement; {@code counted_in_area} where the
 *       authority of the postcode district is not known; what the source does not say.
 * </ul>
 */
public final class CareEpisodes implements TableBuild {

  private final List<String> shortBreaks;
  private final List<String> temporary;
  private final PlacementNumbers placementNumbers;
  private final int gapDays;
  private final PostcodeAreas areas;

  /**
   * Needs the lists of legal statuses, placement types and recodes; x1_gap_days, and the rules on
   * temporary moves; and the areas of postcode districts.
   */
  public CareEpisodes(CodeLists codes, Parameters parameters, PostcodeAreas areas) {
    this.shortBreaks = codes.codesWith("legal_status", "short_break", "true");
    this.temporary = codes.codesWith("placement_type", "temporary", "true");
    this.placementNumbers = new PlacementNumbers(codes, parameters);
    this.gapDays = parameters.integer("x1_gap_days");
    this.areas = areas;
  }

  @Override
  public TableName writes() {
    return FACT_CARE_EPISODE;
  }

  @Override
  public List<TableName> reads() {
    return List.of(STG_CARE_EPISODE, STG_LEGAL_STATUS, STG_PLACEMENT_RECORD, STG_PERSON);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(STG_CARE_EPISODE)
        .transform(CareEpisodes::oneRowPerEpisode)
        .transform(episodes -> addLegalStatus(episodes, inputs.table(STG_LEGAL_STATUS)))
        .transform(episodes -> addPlacementRecord(episodes, inputs.table(STG_PLACEMENT_RECORD)))
        .transform(episodes -> addBirthDate(episodes, inputs.table(STG_PERSON)))
        .transform(episodes -> decideWhatCounts(episodes, businessDate))
        .transform(episodes -> ChildNumbers.number(episodes, gapDays, placementNumbers))
        .transform(episodes -> areas.add(episodes, "counted_postcode_district", "counted_in_area"))
        .transform(CareEpisodes::asSpecified);
  }

  /**
   * Source rows with the same content about a child are one episode, whatever their record number.
   */
  private static Dataset<Row> oneRowPerEpisode(Dataset<Row> episodes) {
    return episodes
        .repartition(Key.CHILD.columns())
        .groupBy(
            Key.CHILD.with(
                col("placement_id"),
                col("started_on"),
                col("ended_on"),
                coalesce(col("start_reason"), lit("unknown")).as("start_reason"),
                when(col("ended_on").isNotNull(), coalesce(col("end_reason"), lit("unknown")))
                    .as("end_reason"),
                coalesce(col("category_of_need"), lit("unknown")).as("category_of_need"),
                col("entered_care_on"),
                col("end_unreadable")))
        .agg(
            collect_list("source_row").as("episode_rows"),
            min(struct(
                    expr("try_cast(episode_id as decimal(38,0))").as("as_number"),
                    col("episode_id").as("as_text")))
                .as("source_number"));
  }

  /**
   * The legal status valid on the day the episode started (R3a): of several, the one that began
   * last; of several begun on one day one under which a child is looked after, if there is one, the
   * one that lasts longest and then the first code. A status outside the code list does not say
   * that a child is looked after, so it is ignored.
   */
  private Dataset<Row> addLegalStatus(Dataset<Row> episodes, Dataset<Row> legalStatuses) {
    Dataset<Row> statusesOfChild =
        legalStatuses
            .where(col("legal_status").notEqual("unknown"))
            .groupBy(Key.CHILD.columns())
            .agg(
                collect_list(
                        struct(
                            col("started_on"),
                            not(col("legal_status").isInCollection(shortBreaks)).as("is_care"),
                            coalesce(col("ended_on"), lit(Episode.FAR)).as("ended_on"),
                            col("legal_status"),
                            col("source_row")))
                    .as("legal_statuses"));
    return episodes
        .join(statusesOfChild, Key.CHILD.names(), "left")
        .withColumn(
            "legal_statuses",
            expr(
                """
                filter(legal_statuses, status ->
                    status.started_on <= started_on and status.ended_on > started_on)
                """))
        .withColumn("legal_rows", expr("transform(legal_statuses, status -> status.source_row)"))
        .withColumn(
            "legal_status_matches",
            expr(
                """
                coalesce(
                    size(array_distinct(transform(legal_statuses, status -> status.legal_status))),
                    0)
                """))
        .withColumn(
            "legal_status",
            expr(
                """
                coalesce(
                    array_min(transform(legal_statuses, status -> struct(
                        -unix_date(status.started_on), not status.is_care,
                        -unix_date(status.ended_on), status.legal_status as legal_status)))
                        .legal_status,
                    'unknown')
                """));
  }

  /**
   * The placement record with the number that the episode names. Of several, one that covers the
   * episode's start comes first, then the one that began last, then the one that ended last, then
   * by content. Where several records of a child, begun on different days, have the same number, it
   * is the number of an address and does not distinguish placements (R21).
   */
  private Dataset<Row> addPlacementRecord(Dataset<Row> episodes, Dataset<Row> records) {
    Dataset<Row> recordsOfChild =
        records
            .where(col("placement_id").isNotNull())
            .groupBy(Key.CHILD.columns())
            .agg(
                // The order of these fields decides which record is greatest; the line plays no
                // part.
                collect_list(
                        struct(
                            col("placed_on"),
                            coalesce(col("left_on"), lit(Episode.FAR)).as("left_on"),
                            col("placement_type"),
                            col("provider"),
                            col("provider_urn"),
                            col("provider_key"),
                            col("distance_miles"),
                            col("postcode_district"),
                            col("postcode_key"),
                            col("change_reason"),
                            col("placement_id"),
                            col("row_hash"),
                            col("source_row")))
                    .as("records"));
    return episodes
        .join(recordsOfChild, Key.CHILD.names(), "left")
        .withColumn("records_of_child", col("records"))
        .withColumn(
            "records", expr("filter(records, record -> record.placement_id = placement_id)"))
        .withColumn("placement_records", expr("coalesce(size(records), 0)"))
        .withColumn(
            "record",
            expr(
                """
                coalesce(
                    array_max(filter(records, record ->
                        record.placed_on <= started_on and record.left_on > started_on)),
                    array_max(records))
                """))
        .selectExpr(
            "*",
            "record is not null as placement_found",
            "coalesce(record.placement_type, 'unknown') as placement_type",
            "record.provider",
            "record.provider_urn",
            "record.provider_key",
            "record.distance_miles",
            "record.postcode_district",
            "record.postcode_key",
            "record.change_reason",
            """
            if(size(array_distinct(transform(records, same -> same.placed_on))) > 1,
                null, placement_id) as placement_number
            """,
            "array_compact(array(record.source_row)) as placement_rows")
        .transform(this::compareRecords);
  }

  /**
   * Problems of the record itself: it does not cover all days of the episode, or it shares days
   * with another record that is not a temporary move (which leaves the first one open) (R6).
   */
  private Dataset<Row> compareRecords(Dataset<Row> episodes) {
    String far = "date'" + Episode.FAR + "'";
    return episodes
        .withColumn(
            "others",
            expr(
                """
                filter(records_of_child, other -> other.placement_id <> record.placement_id
                    and record.placement_type not in (%1$s)
                    and other.placement_type not in (%1$s)
                    and other.placed_on < other.left_on and record.placed_on < record.left_on
                    and other.placed_on < record.left_on and other.left_on > record.placed_on)
                """
                    .formatted(CodeLists.quoted(temporary))))
        .withColumn("records_overlap", expr("coalesce(size(others), 0) > 0"))
        .withColumn(
            "records_two_open",
            expr(
                """
                coalesce(
                    record.left_on = %1$s and exists(others, other -> other.left_on = %1$s), false)
                """
                    .formatted(far)))
        .withColumn(
            "outside_record",
            expr(
                """
                coalesce(
                    record.placed_on > started_on or record.left_on < coalesce(ended_on, %s),
                    false)
                """
                    .formatted(far)))
        .drop("others", "records_of_child");
  }

  private static Dataset<Row> addBirthDate(Dataset<Row> episodes, Dataset<Row> people) {
    Dataset<Row> births = people.groupBy(Key.CHILD.columns()).agg(min("birth_on").as("birth_on"));
    return episodes.join(births, Key.CHILD.names(), "left");
  }

  /**
   * Which episodes count and until when (R3, R7, R17a). Section 20(5) of the Children Act 1989, the
   * exception of R7, ends at 21. A birthday after the business date ends nothing yet.
   */
  private Dataset<Row> decideWhatCounts(Dataset<Row> episodes, LocalDate businessDate) {
    Column isAt21 = coalesce(col("started_on").geq(col("birthday_21")), lit(false));
    Column isInCommunityHome =
        col("legal_status").equalTo("V2").and(col("placement_type").equalTo("K2")).and(not(isAt21));
    Column isAt18 = coalesce(col("started_on").geq(col("birthday_18")), lit(false));
    Column isShortBreak = col("legal_status").isInCollection(shortBreaks);
    // A child in care up to the birthday may stay there; nobody comes into care at 18.
    Column wasInCareAt18 =
        max(not(isShortBreak)
                .and(not(isAt18))
                .and(coalesce(col("ended_on"), lit(Episode.FAR)).geq(col("birthday_18"))))
            .over(Window.partitionBy(Key.CHILD.columns()));
    Column staysInCommunityHome =
        isInCommunityHome.and(not(isAt18).or(wasInCareAt18.and(col("start_reason").notEqual("S"))));
    Column startsAfter18 = not(staysInCommunityHome).and(isAt18);
    Column endsBeforeStart = coalesce(col("ended_on").lt(col("started_on")), lit(false));
    Column lastBirthday =
        when(staysInCommunityHome, col("birthday_21")).otherwise(col("birthday_18"));
    Column careEndsOn = when(lastBirthday.leq(lit(businessDate)), lastBirthday);
    return episodes
        .withColumn("birthday_18", expr("birthday(birth_on, 18)"))
        .withColumn("birthday_21", expr("birthday(birth_on, 21)"))
        .withColumn("is_short_break", isShortBreak)
        .withColumn("starts_after_18", startsAfter18)
        .withColumn("ends_before_start", endsBeforeStart)
        .withColumn(
            "counts", not(col("is_short_break").or(col("starts_after_18")).or(endsBeforeStart)))
        .withColumn(
            "may_count_until",
            when(col("counts"), least(col("ended_on"), careEndsOn)).otherwise(col("started_on")))
        .withColumn("is_temporary", col("placement_type").isInCollection(temporary))
        .withColumn(
            "runs_past_18",
            col("counts").and(coalesce(col("ended_on"), lit(Episode.FAR)).gt(careEndsOn)));
  }

  private static Dataset<Row> asSpecified(Dataset<Row> episodes) {
    return episodes.select(
        col("authority_code"),
        col("child_key"),
        col("episode_no"),
        col("care_period_no"),
        col("placement_no"),
        col("started_on"),
        col("ended_on"),
        col("counts_until"),
        col("present_until"),
        col("start_reason"),
        col("end_reason"),
        col("category_of_need"),
        col("entered_care_on"),
        col("legal_status"),
        col("legal_status_matches"),
        col("is_short_break"),
        col("placement_found"),
        col("placement_type"),
        col("counted_placement_type"),
        col("provider"),
        col("provider_key"),
        col("distance_miles"),
        col("counted_distance_miles"),
        col("counted_in_area"),
        col("postcode_district"),
        col("change_reason"),
        raised(
                flag("legal_status_missing", col("legal_status_matches").equalTo(0)),
                flag("legal_status_ambiguous", col("legal_status_matches").gt(1)),
                flag("placement_record_missing", not(col("placement_found"))),
                flag("several_placement_records", col("placement_records").gt(1)),
                flag(
                    "placement_type_unknown",
                    col("placement_found").and(col("placement_type").equalTo("unknown"))),
                flag("outside_record", col("outside_record")),
                flag("records_overlap", col("records_overlap")),
                flag("records_two_open", col("records_two_open")),
                flag("temporary_without_placement", col("temporary_without_placement")),
                flag("birth_unknown", col("birth_on").isNull()),
                flag("starts_before_birth", col("started_on").lt(col("birth_on"))),
                flag("starts_after_18", col("starts_after_18")),
                flag("runs_past_18", col("runs_past_18")),
                flag("ends_before_start", col("ends_before_start")),
                flag("end_unreadable", col("end_unreadable")),
                flag("overlaps", col("overlaps")),
                flag("gap_before", col("gap_before")),
                flag("gap_bridged", col("gap_bridged")),
                flag("two_open", col("two_open")),
                flag("recorded_twice", expr("size(episode_rows) > 1")))
            .as("flags"),
        together(
                col("episode_rows"),
                coalesce(col("legal_rows"), expr("cast(array() as array<string>)")),
                col("placement_rows"))
            .as("source_rows"));
  }
}

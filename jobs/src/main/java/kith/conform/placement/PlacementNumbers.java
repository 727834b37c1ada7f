package kith.conform.placement;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kith.contract.CodeLists;
import kith.contract.Parameters;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Finds the placement that each episode belongs to (R5, R6), within the child's periods of care.
 *
 * <p>A stay is an episode that is not temporary (T0 to T4). Whether a stay opens a placement is
 * said by its reason for a new episode, except where something came between it and the stay before:
 * a temporary move, or a stay without a night. Then the reason only tells of the way back, and what
 * counts is whether the child is in the same place again. That is why placements are numbered
 * twice: the first time to find those without a night (R6), the second time without them.
 */
public final class PlacementNumbers {

  /** From the 2021 collection on a move into fostering for adoption is a new placement (R5). */
  private static final LocalDate FOSTERING_FOR_ADOPTION_COUNTS_FROM = LocalDate.of(2020, 4, 1);

  private static final WindowSpec IN_PERIOD =
      Window.partitionBy("authority_code", "child_key", "care_period_no").orderBy("episode_no");
  private static final WindowSpec EARLIER_IN_PERIOD =
      IN_PERIOD.rowsBetween(Window.unboundedPreceding(), -1);
  private static final WindowSpec IN_DRAFT =
      Window.partitionBy("authority_code", "child_key", "care_period_no", "draft_no");
  private static final WindowSpec BY_CHILD =
      Window.partitionBy("authority_code", "child_key").orderBy("episode_no");
  private static final WindowSpec EARLIER = BY_CHILD.rowsBetween(Window.unboundedPreceding(), -1);
  private static final WindowSpec LATER = BY_CHILD.rowsBetween(1, Window.unboundedFollowing());

  private final List<String> temporary;
  private final List<String> foster;
  private final List<String> sameCarerAdoption;
  private final List<String> fosteringForAdoption;
  private final List<Map<String, String>> recodes;
  private final boolean mergeTemporary;

  /** Needs the lists of placement types and recodes, and whether a return from T0 to T4 merges. */
  public PlacementNumbers(CodeLists codes, Parameters parameters) {
    List<Map<String, String>> types = codes.rows("placement_type");
    this.temporary = codesWith(types, "temporary", "true");
    this.foster = codesWith(types, "group", "foster");
    this.sameCarerAdoption = codesWith(types, "same_carer", "true");
    this.fosteringForAdoption = codesWith(types, "foster_to_adopt", "true");
    this.recodes = codes.rows("placement_recodes");
    this.mergeTemporary = Boolean.parseBoolean(parameters.text("merge_temporary_placements"));
  }

  /**
   * Adds {@code placement_no}, {@code counted_placement_type} and {@code
   * temporary_without_placement} to episodes with their period of care and placement record. An
   * episode of a temporary move has the number of the placement that the child is away from.
   */
  public Dataset<Row> number(Dataset<Row> episodes) {
    return episodes
        .transform(this::markStays)
        .transform(this::draftPlacements)
        .transform(PlacementNumbers::leaveOutPlacementsOfNoNight)
        .transform(this::numberPlacements)
        .transform(PlacementNumbers::lookThroughTemporaryMoves);
  }

  private Dataset<Row> markStays(Dataset<Row> episodes) {
    Column counts = col("care_period_no").isNotNull();
    Column until = coalesce(col("counts_until"), lit("9999-12-31").cast("date"));
    Column hasNights = counts.and(until.gt(col("started_on")));
    return episodes
        .withColumn("is_temporary", counts.and(col("placement_type").isInCollection(temporary)))
        .withColumn("is_stay", counts.and(not(col("is_temporary"))))
        .withColumn(
            "begins_period", not(col("care_period_no").leq(max("care_period_no").over(EARLIER))))
        // Of two stays open on one day the one that started later is used (R6).
        .withColumn(
            "next_stay_starts",
            min(when(col("is_stay").and(hasNights).or(col("begins_period")), col("started_on")))
                .over(LATER))
        .withColumn(
            "has_nights",
            hasNights.and(
                col("is_stay")
                    .and(coalesce(col("next_stay_starts").gt(col("started_on")), lit(true)))
                    // While the child is still away, nobody knows that it will not return.
                    .or(col("is_temporary").and(col("counts_until").isNull()))));
  }

  private Dataset<Row> draftPlacements(Dataset<Row> episodes) {
    return episodes
        .withColumn(
            "place",
            struct(
                "placement_type", "placement_id", "provider", "provider_urn", "postcode_district"))
        .withColumn(
            "place_before", last(when(col("is_stay"), col("place")), true).over(EARLIER_IN_PERIOD))
        .withColumn("was_away", lag(col("is_temporary"), 1, false).over(IN_PERIOD))
        .withColumn(
            "opens_placement",
            col("is_stay")
                .and(
                    when(col("place_before").isNull(), lit(true))
                        .when(col("was_away"), leftThePlaceBefore(lit(mergeTemporary)))
                        .otherwise(movesByItsReason())))
        .withColumn("draft_no", sum(col("opens_placement").cast("int")).over(IN_PERIOD));
  }

  private static Dataset<Row> leaveOutPlacementsOfNoNight(Dataset<Row> episodes) {
    return episodes.withColumn(
        "is_stay", col("is_stay").and(max(col("has_nights")).over(IN_DRAFT)));
  }

  private Dataset<Row> numberPlacements(Dataset<Row> episodes) {
    Column afterNoNight = not(lag(col("is_stay").or(col("is_temporary")), 1, true).over(IN_PERIOD));
    return episodes
        .withColumn(
            "place_before", last(when(col("is_stay"), col("place")), true).over(EARLIER_IN_PERIOD))
        .withColumn("after_no_night", afterNoNight)
        .withColumn(
            "opens_placement",
            col("is_stay")
                .and(
                    when(col("place_before").isNull(), lit(true))
                        .when(col("was_away"), leftThePlaceBefore(lit(mergeTemporary)))
                        .when(col("after_no_night"), leftThePlaceBefore(lit(true)))
                        .otherwise(col("opens_placement"))))
        .withColumn("placements_so_far", sum(col("opens_placement").cast("int")).over(BY_CHILD))
        .withColumn(
            "placement_no",
            when(
                col("is_stay").or(col("is_temporary").and(col("place_before").isNotNull())),
                col("placements_so_far").cast("int")));
  }

  /** Measures count a child that is temporarily away where it is away from (R5). */
  private static Dataset<Row> lookThroughTemporaryMoves(Dataset<Row> episodes) {
    return episodes
        .withColumn(
            "counted_placement_type",
            when(
                    col("is_temporary"),
                    coalesce(col("place_before.placement_type"), col("placement_type")))
                .otherwise(col("placement_type")))
        .withColumn(
            "temporary_without_placement", col("is_temporary").and(col("place_before").isNull()));
  }

  /** S, P and B open a placement; L, T and U continue the one before (R5). */
  private Column movesByItsReason() {
    return when(col("start_reason").isin("S", "P", "B"), not(isSamePlacementByRule()))
        .when(col("start_reason").isin("T", "U"), becomesFosteringForAdoption())
        .when(col("start_reason").equalTo("L"), lit(false))
        // Nobody said why the episode is new.
        .otherwise(leftThePlaceBefore(lit(true)));
  }

  /** True unless the child is again, or still, where it was before. */
  private Column leftThePlaceBefore(Column returnsMerge) {
    return not(returnsMerge.and(isSamePlace())).and(not(isSamePlacementByRule()));
  }

  /** One placement record, or one known kind of place at one known location. */
  private static Column isSamePlace() {
    Column sameRecord = coalesce(isAsBefore("placement_id"), lit(false));
    Column sameLocation =
        col("placement_type")
            .notEqual("unknown")
            .and(isAsBefore("placement_type"))
            .and(col("provider").eqNullSafe(col("place_before.provider")))
            .and(col("provider_urn").eqNullSafe(col("place_before.provider_urn")))
            .and(col("postcode_district").eqNullSafe(col("place_before.postcode_district")))
            .and(col("provider_urn").isNotNull().or(col("postcode_district").isNotNull()));
    return sameRecord.or(sameLocation);
  }

  /** Adoption by the current foster carer, and recodes by dated rule, are not moves (R5). */
  private Column isSamePlacementByRule() {
    Column before = col("place_before.placement_type");
    Column adoptedByFosterCarer =
        col("placement_type")
            .isInCollection(sameCarerAdoption)
            .and(before.isInCollection(foster).or(before.isInCollection(sameCarerAdoption)));
    Column isRecode = lit(false);
    for (Map<String, String> recode : recodes) {
      isRecode =
          isRecode.or(
              before
                  .equalTo(recode.get("from_type"))
                  .and(col("placement_type").equalTo(recode.get("to_type")))
                  .and(col("started_on").equalTo(lit(recode.get("on")).cast("date"))));
    }
    return adoptedByFosterCarer.or(isRecode);
  }

  private Column becomesFosteringForAdoption() {
    return col("placement_type")
        .isInCollection(fosteringForAdoption)
        .and(not(isAsBefore("placement_type")))
        .and(col("started_on").geq(lit(FOSTERING_FOR_ADOPTION_COUNTS_FROM)));
  }

  private static Column isAsBefore(String column) {
    return col(column).equalTo(col("place_before").getField(column));
  }

  private static List<String> codesWith(
      List<Map<String, String>> types, String attribute, String value) {
    return types.stream()
        .filter(type -> value.equals(type.get(attribute)))
        .map(type -> type.get("code"))
        .toList();
  }
}

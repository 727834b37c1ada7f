package kith.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import kith.simulate.Shape;
import org.apache.spark.sql.Row;

/**
 * What each shape does not carry: the columns in which its facts may differ from the plain ones,
 * and the rows in which they may.
 */
final class ShapeGaps {

  /** Means a whole row that only the plain shape has. */
  static final String MISSING = "(missing)";

  /** Means a whole row that only the other shape has. */
  static final String NEW = "(new)";

  /** Types that SystemC's script does not know, so that it writes no record of the placement. */
  private static final Set<String> LEFT_OUT =
      Set.of("K3", "T2", "T3", "T4", "Z11", "Z12", "Z13", "Z14");

  /** Types that Eclipse's script leaves blank. */
  private static final Set<String> UNMAPPED =
      Set.of("T0", "T1", "T2", "T3", "T4", "K1", "K3", "R3", "U2", "U5", "P3");

  private static final String CARE_LEAVER =
      "accommodation activity contact_on counts_for_accommodation eligibility eligibility_method"
          + " excluded_because has_current_pathway_plan in_cohort in_touch"
          + " is_in_education_employment_or_training is_in_higher_education is_in_touch is_suitable"
          + " is_with_former_foster_carer pathway_plan_on";

  private final Set<Object> childrenMovedForAWhile;
  private final Set<List<Object>> latestContacts;

  /** Columns of a table that may differ where a plain row and the shape's are as said. */
  private record Gap(String table, Set<String> columns, BiPredicate<Row, Row> where) {}

  /**
   * Reads what tells one child from another.
   *
   * @param plain the rows of a table in the plain shape
   */
  ShapeGaps(Function<String, List<Row>> plain) {
    childrenMovedForAWhile =
        plain.apply("fact_care_episode").stream()
            .filter(episode -> episode.<String>getAs("placement_type").startsWith("T"))
            .map(ShapeGaps::child)
            .collect(Collectors.toSet());
    latestContacts =
        plain.apply("fact_care_leaver_contact").stream()
            .collect(
                Collectors.toMap(
                    ShapeGaps::child,
                    contact -> contact.getDate(contact.fieldIndex("contact_on")),
                    (one, other) -> one.after(other) ? one : other))
            .entrySet()
            .stream()
            .map(latest -> List.of(latest.getKey(), (Object) latest.getValue()))
            .collect(Collectors.toSet());
  }

  private static Object child(Row row) {
    return row.getAs("child_key");
  }

  /** Every {@code table.column} in which a shape's facts differ. */
  Set<String> columns(Shape shape) {
    return gaps(shape).stream()
        .flatMap(gap -> gap.columns().stream().map(column -> gap.table() + "." + column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether the difference between two rows of a key is one that the shape explains. */
  boolean explain(Shape shape, String table, String column, Row plain, Row other) {
    return gaps(shape).stream()
        .anyMatch(
            gap ->
                gap.table().equals(table)
                    && gap.columns().contains(column)
                    && gap.where().test(plain, other));
  }

  private List<Gap> gaps(Shape shape) {
    return switch (shape) {
      case PLAIN -> List.of();
      case SYSTEMC -> systemc();
      case MOSAIC -> mosaic();
      case ECLIPSE -> eclipse();
    };
  }

  private static Gap gap(String table, String columns, BiPredicate<Row, Row> where) {
    return new Gap(table, Set.of(columns.split(" ")), where);
  }

  /** Rows that differ in their flags, but in these only. */
  private static Gap flags(String table, String... flags) {
    return gap(
        table,
        "flags",
        (plain, other) -> {
          Set<String> either = flags(plain);
          either.addAll(flags(other));
          Set<String> both = flags(plain);
          both.retainAll(flags(other));
          either.removeAll(both);
          return Set.of(flags).containsAll(either);
        });
  }

  private static Set<String> flags(Row row) {
    return new TreeSet<>(row.<String>getList(row.fieldIndex("flags")));
  }

  /** Placements of types that the script leaves out have no record. */
  private List<Gap> systemc() {
    return List.of(
        gap(
            "fact_care_episode",
            "change_reason counted_distance_miles counted_placement_type"
                + " distance_miles placement_found placement_type"
                + " postcode_district provider provider_key",
            isOfType(LEFT_OUT, "placement_type", "counted_placement_type")),
        gap("fact_missing_episode", "placement_type", isOfType(LEFT_OUT, "placement_type")),
        gap(
            "fact_placement",
            "change_reason distance_miles last_placement_type placement_type provider"
                + " provider_key",
            isOfType(LEFT_OUT, "placement_type", "last_placement_type")),
        flags("fact_care_episode", "placement_record_missing"),
        flags("fact_care_period", "placement_record_missing"),
        flags("fact_placement", "placement_record_missing"));
  }

  /**
   * Care leavers have their latest contact only. The person of an adviser's involvement without a
   * referral is unknown. Incidents have the times of their workflow, which starts on the day on
   * which the child is missed.
   */
  private List<Gap> mosaic() {
    return List.of(
        gap("fact_care_leaver", CARE_LEAVER, this::isOfAnEarlierContact),
        flags("fact_care_leaver", "history_too_short"),
        gap("fact_care_leaver_contact", MISSING, this::isOfAnEarlierContact),
        gap(
            "fact_case_allocation",
            MISSING,
            (plain, other) -> plain.getAs("role").equals("16PLUS")),
        gap("fact_missing_episode", "incident_key started_at", isLater("started_at")),
        gap("fact_missing_episode", "ended_at ended_on hours_missing", isLater("ended_at")),
        flags("fact_missing_episode", "overlaps", "return_without_time"));
  }

  /**
   * Care leavers have their latest contact only, once for each of their workers. Workers have
   * neither hours nor title, incidents no clock. An address may have several records of a child.
   * Types that the script leaves blank are unknown: a temporary placement then looks like a move,
   * and all later placements of the child get higher numbers.
   */
  private List<Gap> eclipse() {
    BiPredicate<Row, Row> withoutTitle = (plain, other) -> other.getAs("role").equals("unknown");
    BiPredicate<Row, Row> withoutHours =
        (plain, other) -> other.getAs("full_time_equivalent") == null;
    BiPredicate<Row, Row> ofAMovedChild =
        (plain, other) -> childrenMovedForAWhile.contains(child(plain));
    return List.of(
        gap("dim_worker", "role", withoutTitle),
        gap("dim_worker", "full_time_equivalent", withoutHours),
        gap("fact_caseload", "role is_case_holding_role", withoutTitle),
        gap("fact_caseload", "full_time_equivalent", withoutHours),
        gap("fact_workforce", "role", withoutTitle),
        gap("fact_workforce", "full_time_equivalent", withoutHours),
        gap("fact_care_leaver", CARE_LEAVER, this::isOfAnEarlierContact),
        flags("fact_care_leaver", "history_too_short"),
        gap("fact_care_leaver_contact", MISSING, this::isOfAnEarlierContact),
        gap("fact_care_leaver_contact", "worker_key", (plain, other) -> true),
        gap("fact_missing_episode", "incident_key started_at", isMidnight("started_at")),
        gap("fact_missing_episode", "ended_at hours_missing", isMidnight("ended_at")),
        gap("fact_missing_episode", "placement_type", isOfType(UNMAPPED, "placement_type")),
        flags("fact_missing_episode", "return_without_time"),
        gap(
            "fact_care_episode",
            "counted_distance_miles counted_placement_type placement_type",
            isOfType(UNMAPPED, "placement_type", "counted_placement_type")),
        gap("fact_care_episode", "placement_no", ofAMovedChild),
        flags("fact_care_episode", "placement_type_unknown", "several_placement_records"),
        flags("fact_care_period", "placement_type_unknown", "several_placement_records"),
        gap(
            "fact_placement",
            NEW
                + " change_reason distance_miles left_on next_placement_no placed_on"
                + " placement_key provider provider_key",
            ofAMovedChild),
        gap(
            "fact_placement",
            "last_placement_type placement_type",
            isOfType(UNMAPPED, "placement_type", "last_placement_type").or(ofAMovedChild)),
        flags("fact_placement", "placement_type_unknown", "several_placement_records"),
        gap("fact_visit", "due_on is_on_time placement_no previous_visit_on", ofAMovedChild));
  }

  private static BiPredicate<Row, Row> isOfType(Set<String> types, String... columns) {
    return (plain, other) ->
        List.of(columns).stream().anyMatch(column -> types.contains(plain.getAs(column)));
  }

  /** A contact that is not the latest of the young person, or none. */
  private boolean isOfAnEarlierContact(Row plain, Row other) {
    return !latestContacts.contains(
        Arrays.asList(child(plain), (Object) plain.getAs("contact_on")));
  }

  private static BiPredicate<Row, Row> isLater(String time) {
    return (plain, other) ->
        other.getAs(time) == null
            || other.getTimestamp(other.fieldIndex(time)).after(plain.getAs(time));
  }

  private static BiPredicate<Row, Row> isMidnight(String time) {
    return (plain, other) -> Objects.toString(other.getAs(time)).endsWith("00:00:00.0");
  }
}

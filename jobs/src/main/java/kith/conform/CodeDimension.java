package kith.conform;

import java.time.LocalDate;
import java.util.List;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds a dimension of codes: {@code dim_placement_type}, the kinds of placement and how measures
 * group them (R16), {@code dim_legal_status}, the legal statuses of looked-after children, and
 * {@code dim_end_reason}, the reasons why an episode or a period of care ends, and {@code
 * dim_change_reason}, the reasons why a placement ends.
 *
 * <ul>
 *   <li>Grain: one row per code, with one row {@code unknown} for facts without a recorded code.
 *   <li>Source: the list of {@code conf/codes}.
 *   <li>Nulls: {@code valid_from} and {@code valid_to} are null where use of the code is not
 *       limited.
 * </ul>
 */
public final class CodeDimension implements TableBuild {

  private final TableName table;
  private final CodeLists codes;
  private final String list;
  private final List<String> columns;
  private final List<String> unknown;

  /**
   * @param columns expressions over the columns of the list
   * @param unknown the same columns of the row {@code unknown}
   */
  private CodeDimension(
      TableName table, CodeLists codes, String list, List<String> columns, List<String> unknown) {
    this.table = table;
    this.codes = codes;
    this.list = list;
    this.columns = columns;
    this.unknown = unknown;
  }

  /** Builds {@code dim_placement_type}. */
  public static CodeDimension ofPlacementTypes(CodeLists codes) {
    return new CodeDimension(
        Tables.DIM_PLACEMENT_TYPE,
        codes,
        "placement_type",
        List.of(
            "code as placement_type",
            "label",
            "`group` as placement_group",
            "cast(kinship as boolean) as is_kinship",
            "cast(temporary as boolean) as is_temporary",
            "cast(foster_to_adopt as boolean) as is_foster_to_adopt",
            "cast(long_term_foster as boolean) as is_long_term_foster",
            "cast(valid_from as date) as valid_from",
            "cast(valid_to as date) as valid_to",
            "cast(group_valid_to as date) as group_valid_to"),
        List.of(
            "'unknown'",
            "'Not known'",
            "'unknown'",
            "false",
            "false",
            "false",
            "false",
            "null",
            "null",
            "null"));
  }

  /** Builds {@code dim_legal_status}. */
  public static CodeDimension ofLegalStatuses(CodeLists codes) {
    return new CodeDimension(
        Tables.DIM_LEGAL_STATUS,
        codes,
        "legal_status",
        List.of(
            "code as legal_status",
            "label",
            "family",
            "cast(short_break as boolean) as is_short_break"),
        List.of("'unknown'", "'Not known'", "'unknown'", "false"));
  }

  /** Builds {@code dim_end_reason}. */
  public static CodeDimension ofEndReasons(CodeLists codes) {
    return new CodeDimension(
        Tables.DIM_END_REASON,
        codes,
        "rec",
        List.of(
            "code as end_reason",
            "label",
            "cast(leaves_care as boolean) as is_end_of_care",
            "outcome",
            "cast(kinship as boolean) as is_kinship",
            "cast(planned as boolean) as is_planned",
            "cast(valid_from as date) as valid_from",
            "cast(valid_to as date) as valid_to"),
        List.of("'unknown'", "'Not known'", "true", "'unknown'", "null", "null", "null", "null"));
  }

  /** Builds {@code dim_change_reason}. */
  public static CodeDimension ofChangeReasons(CodeLists codes) {
    return new CodeDimension(
        Tables.DIM_CHANGE_REASON,
        codes,
        "reason_place_change",
        List.of(
            "code as change_reason",
            "label",
            "cast(planned as boolean) as is_planned",
            "cast(disruption as boolean) as is_disruption",
            "cast(counts_as_move as boolean) as counts_as_move",
            "cast(valid_from as date) as valid_from",
            "cast(valid_to as date) as valid_to"),
        List.of("'unknown'", "'Not known'", "null", "null", "true", "null", "null"));
  }

  @Override
  public TableName writes() {
    return table;
  }

  @Override
  public List<TableName> reads() {
    return List.of();
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return codes
        .dataset(inputs.spark(), list)
        .selectExpr(columns.toArray(String[]::new))
        .union(inputs.spark().range(1).selectExpr(unknown.toArray(String[]::new)));
  }
}

package kith.contract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * How the text of a source cell becomes a value: trimmed, fillers null, then cast by the contract's
 * type. A text that does not cast gives null; {@link #isUnusable} tells it from an empty cell.
 */
public final class SourceCells {

  private static final String DAY = "^\\d{4}-\\d{2}-\\d{2}";
  private static final String TIME = "[ T]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";

  private final SourceSystem source;

  /** Cells of a source, with that source's fillers. */
  public SourceCells(SourceSystem source) {
    this.source = source;
  }

  /** The trimmed text, null when empty or a filler. */
  public Column text(SourceContract.Column column) {
    Column trimmed = trim(col(column.name()));
    return when(trimmed.equalTo("").or(isFiller(column)), lit(null)).otherwise(trimmed);
  }

  /** True when the cell holds one of the source's fillers. */
  public Column isFiller(SourceContract.Column column) {
    Column trimmed = trim(col(column.name()));
    List<String> fillers = source.fillers(column.type());
    Column is =
        switch (column.type()) {
          case DATE, TIMESTAMP ->
              fillers.stream()
                  .map(filler -> trimmed.startsWith(filler))
                  .reduce(lit(false), Column::or);
          case INTEGER, DECIMAL ->
              fillers.stream()
                  .map(filler -> number(trimmed).equalTo(lit(filler).cast("decimal(18,4)")))
                  .reduce(lit(false), Column::or);
          default ->
              fillers.stream()
                  .map(filler -> lower(trimmed).equalTo(filler.toLowerCase(Locale.ROOT)))
                  .reduce(lit(false), Column::or);
        };
    // Exports write the word NULL in columns of every type.
    return coalesce(is, lit(false)).or(coalesce(lower(trimmed).equalTo("null"), lit(false)));
  }

  /** The value of the cell in the column's type, null when empty, a filler or unusable. */
  public Column value(SourceContract.Column column) {
    Column text = text(column);
    return switch (column.type()) {
      case TEXT -> text;
      case INTEGER -> number(text).cast("int");
      case DECIMAL -> number(text);
      case DATE -> day(text);
      case TIMESTAMP -> instant(text);
      case FLAG -> flag(text);
      case CODE -> functions.call_function("source_code", lit(column.codes()), text);
    };
  }

  /** True when the cell holds something that cannot be cast to the column's type. */
  public Column isUnusable(SourceContract.Column column) {
    return switch (column.type()) {
      case TEXT, CODE -> lit(false);
      default -> text(column).isNotNull().and(value(column).isNull());
    };
  }

  /** True when the cell holds a code that its list does not know. */
  public Column isUnknownCode(SourceContract.Column column) {
    return column.type() == SourceContract.Type.CODE
        ? coalesce(value(column).equalTo(SourceCodes.UNKNOWN), lit(false))
        : lit(false);
  }

  private static Column number(Column text) {
    return text.try_cast("decimal(18,4)");
  }

  private static Column day(Column text) {
    Column iso = when(text.rlike(DAY + "(" + TIME + ")?$"), text.substr(1, 10));
    Column offset = when(text.rlike(DAY + TIME + "(Z|[+-]\\d{2}:?\\d{2})$"), text);
    Column british = when(text.rlike("^\\d{1,2}/\\d{1,2}/\\d{4}"), text);
    return coalesce(
        iso.try_cast("date"),
        offset.try_cast("timestamp").cast("date"),
        functions
            .try_to_timestamp(functions.substring_index(british, " ", 1), lit("d/M/yyyy"))
            .cast("date"));
  }

  private static Column instant(Column text) {
    Column iso = when(text.rlike(DAY + "(" + TIME + ")?(Z|[+-]\\d{2}:?\\d{2})?$"), text);
    return coalesce(
        iso.try_cast("timestamp"),
        functions.try_to_timestamp(text, lit("d/M/yyyy HH:mm:ss")),
        functions.try_to_timestamp(text, lit("d/M/yyyy HH:mm")),
        functions.try_to_timestamp(text, lit("d/M/yyyy")));
  }

  private static Column flag(Column text) {
    Column word = lower(text);
    return when(word.isin("y", "yes", "1", "true"), lit(true))
        .when(word.isin("n", "no", "0", "false"), lit(false));
  }

  /** The person key function of a session, over a column. */
  public static Column personKey(String column) {
    return expr("person_key(" + column + ")");
  }
}

package kith.source;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * Turns the text of a source cell into a value: trimmed, fillers read as null, then read by the
 * contract's type. In plain Java, since a night has tens of millions of cells.
 */
public final class SourceCells implements Serializable {

  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static final int MOST_DIGITS = 18;

  private static final int DECIMAL_PLACES = 4;

  /** The result of reading a cell. */
  public enum Outcome {
    VALUE,
    EMPTY,
    FILLER,
    /** A word that a program writes for a missing value, such as {@code NaT}. */
    WORD_FOR_NOTHING,
    /** A far-future date as the end of a period: it has not ended. */
    OPEN_END,
    UNUSABLE,
    /** A number out of the range of its unit. */
    OUT_OF_RANGE,
    UNKNOWN_CODE
  }

  /**
   * A cell that was read.
   *
   * @param value the value in Spark's type of the column; null except for {@code VALUE} and {@code
   *     UNKNOWN_CODE}
   */
  public record Cell(Outcome outcome, @Nullable Object value) implements Serializable {}

  private static final Cell EMPTY = new Cell(Outcome.EMPTY, null);
  private static final Cell FILLER = new Cell(Outcome.FILLER, null);
  private static final Cell WORD = new Cell(Outcome.WORD_FOR_NOTHING, null);
  private static final Cell OUT_OF_RANGE = new Cell(Outcome.OUT_OF_RANGE, null);
  private static final Cell OPEN_END = new Cell(Outcome.OPEN_END, null);
  private static final Cell UNUSABLE = new Cell(Outcome.UNUSABLE, null);

  private final Map<String, Unit> units;
  private final boolean hasLostZeros;
  private final Set<String> wordsForNothing;
  private final String firstLetters;
  private final int longestWord;
  private final Set<String> textFillers;
  private final Set<String> idFillers;
  private final Set<LocalDate> dateFillers;
  private final Set<BigDecimal> integerFillers;
  private final Set<BigDecimal> decimalFillers;
  private final SourceCodes codes;

  /** Cells of a source, with that source's fillers and the code lists that its contracts name. */
  public SourceCells(SourceSystem source, SourceCodes codes) {
    this.units = source.units();
    this.hasLostZeros = source.hasLostZeros();
    this.wordsForNothing = lowerCase(source.wordsForNothing());
    this.firstLetters =
        wordsForNothing.stream()
            .map(word -> word.substring(0, 1))
            .map(letter -> letter + letter.toUpperCase(Locale.ROOT))
            .collect(Collectors.joining());
    this.longestWord = wordsForNothing.stream().mapToInt(String::length).max().orElse(0);
    this.textFillers = lowerCase(source.fillersOfText());
    this.idFillers = lowerCase(source.fillersOfId());
    this.dateFillers =
        source.fillersOfDate().stream().map(LocalDate::parse).collect(Collectors.toSet());
    this.integerFillers = numbers(source.fillersOfInteger());
    this.decimalFillers = numbers(source.fillersOfDecimal());
    this.codes = codes;
  }

  private static Set<String> lowerCase(List<String> texts) {
    return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
  }

  private static Set<BigDecimal> numbers(List<String> fillers) {
    Set<BigDecimal> numbers = new HashSet<>();
    fillers.forEach(filler -> numbers.add(new BigDecimal(filler).stripTrailingZeros()));
    return numbers;
  }

  /** Reads a cell. */
  public Cell read(SourceColumn column, @Nullable String raw) {
    String text = SourceText.trimmed(raw);
    if (text.isEmpty()) {
      return EMPTY;
    }
    if (isWordForNothing(text) && !isCode(column, text)) {
      return WORD;
    }
    // Exports write the word NULL in columns of every type.
    if (text.equalsIgnoreCase("null")) {
      return FILLER;
    }
    return switch (column.type()) {
      case TEXT -> isTextFiller(text) ? FILLER : text(text);
      case ID -> id(text);
      case CODE -> isTextFiller(text) ? FILLER : code(column, text);
      case FLAG -> isTextFiller(text) ? FILLER : flag(text);
      case INTEGER -> integer(text);
      case DECIMAL -> decimal(column, text);
      case DATE -> date(column, text);
      case TIMESTAMP -> timestamp(column, text);
    };
  }

  /**
   * A text that is the same for all cells of the same value, however they are spelled: a day with
   * or without a time, a code with or without its wording, a filler or a blank. Other cells without
   * a value keep their text.
   */
  public static String sameText(Cell cell, @Nullable String raw) {
    if (cell.outcome() == Outcome.FILLER
        || cell.outcome() == Outcome.WORD_FOR_NOTHING
        || cell.outcome() == Outcome.OPEN_END) {
      return "";
    }
    if (cell.outcome() != Outcome.VALUE) {
      return SourceText.trimmed(raw);
    }
    return cell.value() instanceof java.util.Date date
        ? "@" + date.getTime()
        : Objects.requireNonNull(cell.value()).toString();
  }

  private boolean isWordForNothing(String text) {
    return text.length() <= longestWord
        && firstLetters.indexOf(text.charAt(0)) >= 0
        && wordsForNothing.contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * True for a text that is itself a code of the column's list, such as NONE in the list of
   * disabilities.
   */
  private boolean isCode(SourceColumn column, String text) {
    return column.type() == ColumnType.CODE
        && codes.has(Objects.requireNonNull(column.codes()), text);
  }

  private Cell id(String text) {
    String id = hasLostZeros ? LeadingZeros.cut(SourceText.id(text)) : SourceText.id(text);
    return isTextFiller(id) || idFillers.contains(id.toLowerCase(Locale.ROOT)) ? FILLER : text(id);
  }

  /** A spreadsheet rounds long numbers to 5.45E+10: the person's number is lost. */
  private static Cell text(String text) {
    return text.indexOf("E+") > 0 && text.matches("-?[0-9](\\.[0-9]+)?E\\+[0-9]{1,3}")
        ? UNUSABLE
        : value(text);
  }

  private boolean isTextFiller(String text) {
    return textFillers.contains(text.toLowerCase(Locale.ROOT));
  }

  private static Cell value(Object value) {
    return new Cell(Outcome.VALUE, value);
  }

  private Cell code(SourceColumn column, String text) {
    String code = codes.code(Objects.requireNonNull(column.codes()), text);
    return code.equals(SourceCodes.UNKNOWN) ? new Cell(Outcome.UNKNOWN_CODE, code) : value(code);
  }

  private static Cell flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "y", "yes", "1", "true" -> value(Boolean.TRUE);
      case "n", "no", "0", "false" -> value(Boolean.FALSE);
      default -> UNUSABLE;
    };
  }

  private Cell integer(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return integerFillers.contains(number.stripTrailingZeros())
          ? FILLER
          : value(number.intValueExact());
    } catch (ArithmeticException | NumberFormatException unusable) {
      return UNUSABLE;
    }
  }

  private Cell decimal(SourceColumn column, String text) {
    Unit unit = column.unit() == null ? null : units.get(column.unit());
    boolean isPercentage = unit != null && text.endsWith("%");
    try {
      BigDecimal number =
          new BigDecimal(isPercentage ? text.substring(0, text.length() - 1).strip() : text);
      if (decimalFillers.contains(number.stripTrailingZeros())) {
        return FILLER;
      }
      // Check before rounding: a text of ten characters can mean a number of a billion digits.
      if (number.precision() - (long) number.scale() > MOST_DIGITS - DECIMAL_PLACES
          || number.scale() > MOST_DIGITS * 10) {
        return UNUSABLE;
      }
      BigDecimal value = unit == null ? number : unit.value(number, isPercentage);
      if (value == null) {
        return OUT_OF_RANGE;
      }
      BigDecimal rounded = value.setScale(DECIMAL_PLACES, RoundingMode.HALF_UP);
      return rounded.precision() > MOST_DIGITS ? UNUSABLE : value(rounded);
    } catch (NumberFormatException unusable) {
      return UNUSABLE;
    }
  }

  private Cell date(SourceColumn column, String text) {
    LocalDate day = SourceDates.day(text);
    if (day == null) {
      return UNUSABLE;
    }
    Cell none = withoutMeaning(column, day);
    return none != null ? none : value(Date.valueOf(day));
  }

  /**
   * The reading of a day that does not mean itself, such as a far day; null for an ordinary day.
   */
  private @Nullable Cell withoutMeaning(SourceColumn column, LocalDate day) {
    if (dateFillers.contains(day)) {
      return FILLER;
    }
    return column.farDays() != null && column.farDays().contains(day) ? OPEN_END : null;
  }

  private Cell timestamp(SourceColumn column, String text) {
    Instant instant = SourceDates.instant(text);
    if (instant == null) {
      return UNUSABLE;
    }
    Cell none = withoutMeaning(column, instant.atZone(LONDON).toLocalDate());
    return none != null ? none : value(Timestamp.from(instant));
  }

  /**
   * The end of a period of times. In the hour that occurs twice when the clocks go back, its local
   * time means two instants: the one that is not before the start is used. Any other end is
   * unchanged.
   */
  public static @Nullable Object end(@Nullable Object start, @Nullable Object end) {
    return start instanceof Timestamp from && end instanceof Timestamp until && until.before(from)
        ? Timestamp.from(SourceDates.notBefore(from.toInstant(), until.toInstant()))
        : end;
  }

  /** The day after, at the same local time. */
  public static java.util.Date nextDay(java.util.Date value) {
    return value instanceof Timestamp time
        ? Timestamp.from(time.toInstant().atZone(LONDON).plusDays(1).toInstant())
        : Date.valueOf(((Date) value).toLocalDate().plusDays(1));
  }

  /** The Spark type of a column's values. */
  public static DataType type(ColumnType type) {
    return switch (type) {
      case TEXT, ID, CODE -> DataTypes.StringType;
      case INTEGER -> DataTypes.IntegerType;
      case DECIMAL -> DataTypes.createDecimalType(MOST_DIGITS, DECIMAL_PLACES);
      case DATE -> DataTypes.DateType;
      case TIMESTAMP -> DataTypes.TimestampType;
      case FLAG -> DataTypes.BooleanType;
    };
  }
}

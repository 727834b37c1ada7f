package kith.testing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Turns the cells of a test table into values and back. Keys may be given as invented names ({@code
 * amy}); the same name is the same key everywhere, and is printed as the name again.
 */
public final class Cells {

  private static final Map<Long, String> NAMES = new ConcurrentHashMap<>();

  private Cells() {}

  /** The value of a cell; {@code -} and null are null, a list is written {@code a+b}. */
  public static Object parse(Object cell, DataType type) {
    if (cell == null || cell.toString().equals("-")) {
      return null;
    }
    String text = cell.toString().strip();
    if (type instanceof ArrayType) {
      return cell instanceof List<?> list
          ? list.stream().map(Object::toString).toArray(String[]::new)
          : Arrays.stream(text.split("\\+")).filter(item -> !item.isEmpty()).toArray(String[]::new);
    }
    if (type instanceof DecimalType) {
      return new BigDecimal(text);
    }
    return switch (type.typeName()) {
      case "integer" -> Integer.valueOf(text);
      case "long" -> key(text);
      case "double" -> Double.valueOf(text);
      case "boolean" -> truth(text);
      case "date" -> Date.valueOf(LocalDate.parse(text));
      case "timestamp" -> Timestamp.valueOf(time(text));
      case "string" -> text;
      default -> throw new IllegalArgumentException("no test cell of type " + type.typeName());
    };
  }

  /** The text of a value, as it would be written in a test table. */
  public static String format(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Long number) {
      return NAMES.getOrDefault(number, number.toString());
    }
    if (value instanceof BigDecimal number) {
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Timestamp instant) {
      String text = instant.toLocalDateTime().toString().replace('T', ' ');
      return text;
    }
    if (value instanceof Seq<?> items) {
      return String.join(
          "+", CollectionConverters.asJava(items).stream().map(Object::toString).toList());
    }
    return value.toString();
  }

  /** The text of an expected cell in the same form as {@link #format}. */
  public static String normal(Object cell, DataType type) {
    Object value = parse(cell, type);
    if (value instanceof String[] items) {
      return String.join("+", items);
    }
    return format(value);
  }

  private static Long key(String text) {
    if (text.matches("-?\\d+")) {
      return Long.valueOf(text);
    }
    CRC32 hash = new CRC32();
    hash.update(text.getBytes(StandardCharsets.UTF_8));
    NAMES.put(hash.getValue(), text);
    return hash.getValue();
  }

  private static Boolean truth(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("a truth is true or false, not " + text);
    }
    return Boolean.valueOf(text);
  }

  private static LocalDateTime time(String text) {
    String full = text.length() == 10 ? text + " 00:00" : text;
    return LocalDateTime.parse(full.replace(' ', 'T'));
  }

  /** The Spark type of a type name such as {@code decimal(6,1)}. */
  public static DataType type(String name) {
    return name == null ? DataTypes.StringType : DataType.fromDDL(name);
  }
}

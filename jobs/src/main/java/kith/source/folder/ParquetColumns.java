package kith.source.folder;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.udf;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Converts the cells of a Parquet file to the texts that a CSV file would have. Only columns that a
 * contract names are converted: others may have a type that cannot be read at all.
 */
final class ParquetColumns {

  /** Text may lack its annotation; nanoseconds come as a number, which is converted here. */
  private static final ParquetToSparkSchemaConverter TYPES =
      new ParquetToSparkSchemaConverter(true, true, true, true, true, false, false, false);

  /** Above this, not every integer has an exact floating-point value. */
  private static final double LARGEST_WHOLE = 1L << 53;

  private static final long NANOSECONDS = 1_000_000_000;

  private ParquetColumns() {}

  /** Landed columns whose cells are not single values or have an unknown type. */
  static List<String> unreadable(MessageType file, SourceContract contract) {
    return contract.landed().stream()
        .map(SourceColumn::readFrom)
        .filter(name -> isThere(file, name))
        .filter(name -> !isReadable(file, name))
        .toList();
  }

  private static boolean isReadable(MessageType file, String name) {
    try {
      var type = types(file, List.of(name)).fields()[0].dataType();
      return !(type instanceof BinaryType
          || type instanceof ArrayType
          || type instanceof MapType
          || type instanceof StructType);
    } catch (Exception unknown) {
      // The converter is Scala, which does not declare its exceptions.
      if (unknown instanceof AnalysisException) {
        return false;
      }
      throw unknown;
    }
  }

  /** Some of a file's columns in Spark's types. */
  static StructType types(MessageType file, List<String> names) {
    return TYPES.convert(
        new MessageType(file.getName(), names.stream().map(name -> field(file, name)).toList()));
  }

  /** Whether a file has a column, in any letter case. */
  static boolean isThere(MessageType file, String name) {
    return fields(file, name).findFirst().isPresent();
  }

  private static Type field(MessageType file, String name) {
    return fields(file, name).findFirst().orElseThrow();
  }

  private static Stream<Type> fields(MessageType file, String name) {
    return file.getFields().stream()
        .filter(field -> field.getName().strip().equalsIgnoreCase(name));
  }

  /**
   * The text of a column's cells; an instant's text includes its offset, so that no hour is
   * ambiguous.
   */
  static Column text(MessageType file, String name) {
    Type field = field(file, name);
    Column cell = col("`" + field.getName() + "`");
    LogicalTypeAnnotation kind = field.getLogicalTypeAnnotation();
    if (kind instanceof TimestampLogicalTypeAnnotation time
        && time.getUnit() == LogicalTypeAnnotation.TimeUnit.NANOS) {
      boolean isInstant = time.isAdjustedToUTC();
      UDF1<Long, String> text = nanoseconds -> text(nanoseconds, isInstant);
      return udf(text, DataTypes.StringType).apply(cell);
    }
    var type = types(file, List.of(name)).fields()[0].dataType();
    if (type instanceof TimestampType) {
      return date_format(cell, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");
    }
    if (type instanceof DoubleType || type instanceof FloatType) {
      UDF1<Double, String> text = ParquetColumns::text;
      return udf(text, DataTypes.StringType).apply(cell.cast("double"));
    }
    if (type instanceof DecimalType) {
      UDF1<BigDecimal, String> text = ParquetColumns::text;
      return udf(text, DataTypes.StringType).apply(cell);
    }
    return cell.cast("string");
  }

  /** Tools without a null for integers write them as floating point: 7441506.0 is 7441506. */
  static @Nullable String text(@Nullable Double number) {
    if (number == null || number.isNaN()) {
      return null;
    }
    return number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE
        ? Long.toString(number.longValue())
        : number.toString();
  }

  /** An id that a database stores as a decimal has zeros after the point: 123.0000 is 123. */
  private static @Nullable String text(@Nullable BigDecimal number) {
    return number == null ? null : number.stripTrailingZeros().toPlainString();
  }

  private static @Nullable String text(@Nullable Long nanoseconds, boolean isInstant) {
    if (nanoseconds == null) {
      return null;
    }
    Instant time =
        Instant.ofEpochSecond(
            Math.floorDiv(nanoseconds, NANOSECONDS), Math.floorMod(nanoseconds, NANOSECONDS));
    return isInstant ? time.toString() : LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
  }
}

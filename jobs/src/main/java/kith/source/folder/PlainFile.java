package kith.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import kith.project.ExitCode;
import kith.project.KithException;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that belongs to no night and has no contract, such as one that a publisher
 * offers: standard CSV or Parquet, read without Spark. Cells are texts; an empty cell is null.
 *
 * @param path where it is
 * @param name what messages call it
 */
public record PlainFile(Path path, String name) {

  /** Takes the records in order. */
  public interface Taker {

    /**
     * Takes a record.
     *
     * @param number its line, or its row in a Parquet file
     * @param cells as many as the file has columns
     */
    void take(long number, @Nullable String[] cells);
  }

  /** Whether a name is that of a file that can be read. */
  public static boolean isReadable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".csv") || isParquet(lower);
  }

  private static boolean isParquet(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  /** The names of the columns as the file spells them; one without a name is blank. */
  public List<String> columns() {
    try (InputStream in = Files.newInputStream(path)) {
      return isParquet(name)
          ? fields().stream().map(field -> field.getName().strip()).toList()
          : names(csv(in).next().cells());
    } catch (IOException | UncheckedIOException cause) {
      throw unreadable(cause);
    }
  }

  private static List<String> names(@Nullable String[] header) {
    return Arrays.stream(header).map(cell -> cell == null ? "" : cell.strip()).toList();
  }

  /** Hands over the records; one with another number of cells than the header breaks the file. */
  public void forEach(Taker taker) {
    try (InputStream in = Files.newInputStream(path)) {
      if (isParquet(name)) {
        readParquet(taker);
      } else {
        readCsv(csv(in), taker);
      }
    } catch (IOException | UncheckedIOException cause) {
      throw unreadable(cause);
    }
  }

  private CsvRecords csv(InputStream in) throws IOException {
    CsvRecords records = new CsvRecords(in, Dialect.STANDARD);
    if (!records.hasNext()) {
      throw broken("it is empty");
    }
    return records;
  }

  private void readCsv(CsvRecords records, Taker taker) {
    int columns = records.next().cells().length;
    while (records.hasNext()) {
      CsvRecords.Line line = records.next();
      if (line.cells().length != columns) {
        throw broken(
            "line %d has %d cells, its header %d"
                .formatted(line.number(), line.cells().length, columns));
      }
      taker.take(line.number(), line.cells());
    }
  }

  private org.apache.hadoop.fs.Path hadoopPath() {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private List<Type> fields() throws IOException {
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(hadoopPath(), SourceFolder.SETTINGS))) {
      return footer.getFileMetaData().getSchema().getFields();
    } catch (RuntimeException noParquet) {
      throw broken("it is not a Parquet file, or was cut off");
    }
  }

  private void readParquet(Taker taker) throws IOException {
    List<Type> fields = fields();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), hadoopPath())
            .withConf(SourceFolder.SETTINGS)
            .build()) {
      long number = 0;
      for (Group row = reader.read(); row != null; row = reader.read()) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
          cells.add(row.getFieldRepetitionCount(i) == 0 ? null : text(row, i, fields.get(i)));
        }
        taker.take(++number, cells.toArray(String[]::new));
      }
    }
  }

  /** Tools without a null for integers write them as floating point: 301.0 is 301. */
  private static @Nullable String text(Group row, int field, Type type) {
    boolean isDouble =
        type.isPrimitive()
            && type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
    return isDouble ? ParquetColumns.text(row.getDouble(field, 0)) : row.getValueToString(field, 0);
  }

  private KithException broken(String why) {
    return new KithException(
        ExitCode.BROKEN_CONTRACT,
        "Cannot read " + name + ": " + why + ".",
        "Nothing was written.",
        "Download the file again as it is published, then run the same command again.");
  }

  private KithException unreadable(Exception cause) {
    boolean isText =
        cause instanceof TextReader.Undecodable
            || cause.getCause() instanceof TextReader.Undecodable;
    return isText
        ? broken("it has bytes that are not UTF-8")
        : new KithException(
            ExitCode.UNREACHABLE,
            "Cannot read " + name + " (" + cause.getClass().getSimpleName() + ").",
            "Nothing was written.",
            "Check that this account can read the file, then run the same command again.");
  }
}

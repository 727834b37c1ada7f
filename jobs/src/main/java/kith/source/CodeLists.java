package kith.source;

import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The project's small reference tables: code lists with dates, targets, calendars. */
public final class CodeLists {

  private final Path folder;

  private CodeLists(Path folder) {
    this.folder = folder;
  }

  /** The code lists of {@code conf/codes}. */
  public static CodeLists of(Project project) {
    return in(project.conf().resolve("codes"));
  }

  /** The code lists of any folder. */
  static CodeLists in(Path folder) {
    return new CodeLists(folder);
  }

  /** The rows of a list, by column; an empty cell is null. */
  public List<Map<String, @Nullable String>> rows(String list) {
    return read(folder.resolve(list + ".csv"));
  }

  /**
   * The texts that mean a code of a list: the codes, their labels, and the wordings of {@code
   * wordings.csv} that are valid on a night.
   */
  List<ListWords.Wording> wordings(String list, LocalDate night) {
    List<ListWords.Wording> wordings = new ArrayList<>();
    for (Map<String, @Nullable String> row : rows(list)) {
      wordings.add(new ListWords.Wording(filled(row, "code"), filled(row, "code")));
      wordings.add(new ListWords.Wording(filled(row, "label"), filled(row, "code")));
    }
    for (Map<String, @Nullable String> row : rows("wordings")) {
      if (filled(row, "list").equals(list)
          && (row.get("valid_from") == null
              || !night.isBefore(LocalDate.parse(row.get("valid_from"))))
          && (row.get("valid_to") == null
              || !night.isAfter(LocalDate.parse(row.get("valid_to"))))) {
        String also = row.get("also");
        wordings.add(
            new ListWords.Wording(
                filled(row, "wording"),
                filled(row, "code"),
                also == null ? Set.of() : Set.of(also.split(" "))));
      }
    }
    return wordings;
  }

  /**
   * The codes of a list whose attribute has a value.
   *
   * @param attribute column of the list, such as {@code temporary} of placement_type
   * @param value null for the codes without this attribute
   */
  public List<String> codesWith(String list, String attribute, @Nullable String value) {
    return rows(list).stream()
        .filter(row -> Objects.equals(row.get(attribute), value))
        .map(row -> filled(row, "code"))
        .toList();
  }

  /** The same as a list of SQL literals, such as {@code 'T0', 'T1'}. */
  public String quotedWith(String list, String attribute, @Nullable String value) {
    return quoted(codesWith(list, attribute, value));
  }

  /** Texts as a list of SQL literals. */
  public static String quoted(Collection<String> texts) {
    return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
  }

  /** The attribute of the codes in a column, according to a list; null where it has none. */
  public Column attribute(String list, String attribute, Column code) {
    return element_at(
        map(
            rows(list).stream()
                .filter(row -> row.get(attribute) != null)
                .flatMap(row -> Stream.of(lit(row.get("code")), lit(row.get(attribute))))
                .toArray(Column[]::new)),
        code);
  }

  /** The rows of a list as text columns. */
  public Dataset<Row> dataset(SparkSession spark, String list) {
    return dataset(spark, folder.resolve(list + ".csv"));
  }

  /** The rows of any small reference file as text columns. */
  public static Dataset<Row> dataset(SparkSession spark, Path file) {
    List<Map<String, @Nullable String>> rows = read(file);
    StructType schema = new StructType();
    for (String column : header(file)) {
      schema = schema.add(column, DataTypes.StringType);
    }
    List<Row> values = rows.stream().map(row -> RowFactory.create(row.values().toArray())).toList();
    return spark.createDataFrame(values, schema);
  }

  /** The rows of any small reference file, by column; an empty cell is null. */
  public static List<Map<String, @Nullable String>> read(Path file) {
    List<String[]> records = records(file);
    String[] header = records.get(0);
    List<Map<String, @Nullable String>> rows = new ArrayList<>();
    for (String[] record : records.subList(1, records.size())) {
      Map<String, @Nullable String> row = new LinkedHashMap<>();
      for (int column = 0; column < header.length; column++) {
        row.put(header[column], column < record.length ? record[column] : null);
      }
      rows.add(row);
    }
    return rows;
  }

  /** A cell that must be filled in every row of its file. */
  public static String filled(Map<String, @Nullable String> row, String column) {
    return Objects.requireNonNull(row.get(column));
  }

  private static String[] header(Path file) {
    return records(file).get(0);
  }

  private static List<String[]> records(Path file) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setMaxCharsPerColumn(100_000);
    List<String[]> records = new CsvParser(settings).parseAll(file.toFile(), "UTF-8");
    if (records.isEmpty()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          file.getFileName() + " is empty.",
          "Nothing was run.",
          "Restore the file, then run the command again.");
    }
    return records;
  }
}

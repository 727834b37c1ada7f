package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.Project;
import kith.project.Yaml;

/**
 * A source of records: its contracts and the values that it writes instead of leaving a cell empty.
 *
 * @param shape how the tables are written, or null for a source that has one way only
 * @param columnsRead columns that staging SQL reads: what is odd in another concerns no figure
 * @param units what numbers may count, by name
 * @param hasLostZeros true where the source is declared to lose leading zeros of ids in some tables
 * @param wordsForNothing words that programs write for nothing, in columns of every type
 * @param fillersOfText fillers of texts, ids, codes and flags; the other lists likewise by type
 * @param fillersOfId further fillers of ids
 */
public record SourceSystem(
    String name,
    SourceShape shape,
    List<SourceContract> contracts,
    Set<String> columnsRead,
    Map<String, Unit> units,
    boolean hasLostZeros,
    List<String> wordsForNothing,
    List<String> fillersOfText,
    List<String> fillersOfId,
    List<String> fillersOfDate,
    List<String> fillersOfInteger,
    List<String> fillersOfDecimal) {

  /** Reads {@code conf/sources/<name>}. */
  public static SourceSystem of(Project project, String name) {
    Path folder = project.conf().resolve("sources").resolve(name);
    JsonNode source = Yaml.read(folder.resolve("source.yaml"));
    JsonNode fillers = source.path("fillers");
    return new SourceSystem(
        name,
        null,
        contracts(name, folder),
        StagingSql.of(project, name).words(),
        Unit.of(source.path("units")),
        source.path("leading_zeros_are_lost").asBoolean(false),
        Yaml.texts(fillers.path("words")),
        Yaml.texts(fillers.path("text")),
        Yaml.texts(fillers.path("id")),
        Yaml.texts(fillers.path("date")),
        Yaml.texts(fillers.path("integer")),
        Yaml.texts(fillers.path("decimal")));
  }

  /** The same source as one case-management system's script writes it. */
  public SourceSystem in(SourceShape as) {
    return with(as, as.write(contracts), hasLostZeros);
  }

  /** The same source with other contracts, such as some of its own. */
  public SourceSystem with(List<SourceContract> others) {
    return with(shape, others, hasLostZeros);
  }

  /** The same source, declared to lose leading zeros of ids. */
  public SourceSystem withLostZeros() {
    return with(shape, contracts, true);
  }

  private SourceSystem with(SourceShape as, List<SourceContract> written, boolean lostZeros) {
    return new SourceSystem(
        name,
        as,
        written,
        columnsRead,
        units,
        lostZeros,
        wordsForNothing,
        fillersOfText,
        fillersOfId,
        fillersOfDate,
        fillersOfInteger,
        fillersOfDecimal);
  }

  private static List<SourceContract> contracts(String name, Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.getFileName().toString().equals("source.yaml"))
          .filter(file -> !file.getFileName().toString().startsWith("availability"))
          .sorted()
          .map(file -> SourceContract.read(name, file))
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The contract of a table; an unknown table is a defect. */
  public SourceContract contract(String table) {
    return contracts.stream()
        .filter(contract -> contract.table().equals(table))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contract of " + name + "." + table));
  }

  /** The fillers of a column's type. */
  public List<String> fillers(ColumnType type) {
    return switch (type) {
      case DATE, TIMESTAMP -> fillersOfDate;
      case INTEGER -> fillersOfInteger;
      case DECIMAL -> fillersOfDecimal;
      case TEXT, ID, FLAG, CODE -> fillersOfText;
    };
  }
}

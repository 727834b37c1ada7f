package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.SourceSetting;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * A source of records: its contracts and the values that it writes instead of leaving a cell empty.
 *
 * @param shape how the tables are written, or null for a source with one shape only
 * @param columnsRead columns that staging SQL reads: problems in other columns affect no figure
 * @param units the units of numbers, by name
 * @param hasLostZeros true where the source is declared to lose leading zeros of ids in some tables
 * @param wordsForNothing words that programs write for a missing value, in columns of every type
 * @param fillersOfText fillers of texts, ids, codes and flags; the other lists likewise by type
 * @param fillersOfId further fillers of ids
 */
public record SourceSystem(
    String name,
    @Nullable SourceShape shape,
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

  /** Reads {@code conf/sources/<name>}; a system without a folder there is wrong usage. */
  public static SourceSystem of(Project project, String name) {
    List<String> names = names(project);
    if (!names.contains(name)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no system %s in conf/sources: there are %s."
              .formatted(name, String.join(", ", names)),
          "Nothing was run.",
          "Name one of them as system in the environment file.");
    }
    Path folder = sources(project).resolve(name);
    JsonNode source = Yaml.read(folder.resolve("source.yaml"));
    JsonNode fillers = source.path("fillers");
    return new SourceSystem(
        name,
        null,
        checked(name, contracts(name, folder)),
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

  private SourceSystem with(
      @Nullable SourceShape as, List<SourceContract> written, boolean lostZeros) {
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
    return Yaml.names(folder).stream()
        .filter(file -> !file.equals("source"))
        .filter(file -> !file.startsWith(SourceSetting.AVAILABILITY))
        .map(file -> SourceContract.read(name, folder.resolve(file + ".yaml")))
        .toList();
  }

  /** The systems of a project: the folders of {@code conf/sources}. */
  public static List<String> names(Project project) {
    try (Stream<Path> folders = Files.list(sources(project))) {
      return folders
          .filter(folder -> Files.exists(folder.resolve("source.yaml")))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path sources(Project project) {
    return project.conf().resolve("sources");
  }

  /**
   * Each role belongs to one table at most, and if any table names people, one table has the person
   * role.
   */
  private static List<SourceContract> checked(String name, List<SourceContract> contracts) {
    for (TableRole role : TableRole.values()) {
      List<String> tables =
          contracts.stream()
              .filter(contract -> contract.role() == role)
              .map(SourceContract::table)
              .toList();
      String word = role.name().toLowerCase(Locale.ROOT);
      if (tables.size() > 1) {
        throw wrong(
            name, "the role %s is that of %s".formatted(word, String.join(" and ", tables)));
      }
      if (role == TableRole.PERSON && tables.isEmpty()) {
        contracts.stream()
            .filter(contract -> contract.person() != null)
            .findFirst()
            .ifPresent(
                naming -> {
                  throw wrong(
                      name,
                      "%s names people, but no table has the role %s"
                          .formatted(naming.table(), word));
                });
      }
    }
    return contracts;
  }

  private static KithException wrong(String name, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The contracts of conf/sources/%s cannot be used: %s.".formatted(name, problem),
        "Nothing was run.",
        "Give one of its contracts that role, then run the command again.");
  }

  /** The contract of a table; an unknown table is a defect. */
  public SourceContract contract(String table) {
    return contracts.stream()
        .filter(contract -> contract.table().equals(table))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no contract of " + name + "." + table));
  }

  /**
   * The person table, whose people the others name; calling this for a source without one is a
   * defect.
   */
  public SourceContract personTable() {
    return contracts.stream()
        .filter(contract -> contract.role() == TableRole.PERSON)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no table of people in " + name));
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

package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * How one case-management system's script writes the tables of a source: its conventions, and what
 * it does not have. Read from {@code conf/sources/<system>/shapes/<name>.yaml}; tables and columns
 * are written {@code cla_placement} and {@code cla_placement.clap_person_id}.
 *
 * @param lastDay tables whose periods end with the last day, not with the day after it
 * @param tablesNotCarried tables that the system does not have, each with the reason
 * @param columnsNotCarried columns that the system does not have or fill, each with the reason;
 *     {@code cla_placement.clap_cla_placement_type=T0} is one code that it does not distinguish,
 *     {@code missing.miss_missing_episode_end_date=return} one event that it does not record
 * @param latestOnly tables that hold only the latest record of each person, each with the reason
 * @param personBy tables that do not name their person, and how the person is found
 * @param instead columns whose value is in another column of the same table
 * @param outOfScope tables with records of people outside the extract
 * @param units columns whose numbers are in another unit than the contract's, by name
 */
public record SourceShape(
    String name,
    Set<String> lastDay,
    Map<String, String> tablesNotCarried,
    Map<String, String> columnsNotCarried,
    Map<String, String> latestOnly,
    Map<String, PersonBy> personBy,
    Map<String, String> instead,
    Set<String> outOfScope,
    Map<String, String> units) {

  /** The shape of a source that writes every table as its contract says. */
  public static final String PLAIN = "plain";

  private static final Set<String> KEYS =
      Set.of(
          "title",
          "ends",
          "not_carried",
          "latest_only",
          "person_by",
          "instead",
          "out_of_scope",
          "units");

  private static final Set<String> PERSON_KEYS = Set.of("by", "table", "key", "person");

  /**
   * The shape in which a system writes its tables; empty for a system with one shape only.
   *
   * @param name of a file of {@code conf/sources/<system>/shapes}, or null for the plain shape
   */
  public static Optional<SourceShape> named(Project project, String system, @Nullable String name) {
    Path folder = folder(project, system);
    return name == null && Yaml.names(folder).isEmpty()
        ? Optional.empty()
        : Optional.of(of(project, system, name == null ? PLAIN : name));
  }

  /** Reads a shape of a system; a name without a file is wrong usage. */
  public static SourceShape of(Project project, String system, String name) {
    Path folder = folder(project, system);
    List<String> names = Yaml.names(folder);
    if (!names.contains(name)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no shape %s in conf/sources/%s/shapes: %s."
              .formatted(
                  name,
                  system,
                  names.isEmpty()
                      ? "this system has none"
                      : "there are " + String.join(", ", names)),
          "Nothing was run.",
          names.isEmpty()
              ? "Name no shape for this source."
              : "Name one of that folder with --shape, or as shape in the environment file.");
    }
    return read(name, folder.resolve(name + ".yaml"));
  }

  private static Path folder(Project project, String system) {
    return project.conf().resolve("sources").resolve(system).resolve("shapes");
  }

  /** Reads a shape from any file of that form. */
  public static SourceShape read(String name, Path file) {
    JsonNode node = Yaml.read(file);
    checkKeys(name, "", node, KEYS);
    JsonNode notCarried = node.path("not_carried");
    checkKeys(name, "not_carried", notCarried, Set.of("tables", "columns"));
    Set<String> lastDay = new TreeSet<>();
    texts(node.path("ends"))
        .forEach(
            (table, convention) -> {
              if (convention.equals("last_day")) {
                lastDay.add(table);
              } else if (!convention.equals("next_day")) {
                throw wrong(name, "ends of " + table + " are neither last_day nor next_day");
              }
            });
    return new SourceShape(
        name,
        lastDay,
        texts(notCarried.path("tables")),
        texts(notCarried.path("columns")),
        texts(node.path("latest_only")),
        personBy(name, node.path("person_by")),
        texts(node.path("instead")),
        new TreeSet<>(Yaml.texts(node.path("out_of_scope"))),
        texts(node.path("units")));
  }

  private static Map<String, PersonBy> personBy(String name, JsonNode node) {
    Map<String, PersonBy> personBy = new TreeMap<>();
    node.properties()
        .forEach(
            entry -> {
              JsonNode way = entry.getValue();
              checkKeys(name, "person_by of " + entry.getKey(), way, PERSON_KEYS);
              PERSON_KEYS.forEach(
                  key -> {
                    if (!way.hasNonNull(key)) {
                      throw wrong(name, "person_by of " + entry.getKey() + " has no " + key);
                    }
                  });
              personBy.put(
                  entry.getKey(),
                  new PersonBy(
                      way.get("by").asText(),
                      way.get("table").asText(),
                      way.get("key").asText(),
                      way.get("person").asText()));
            });
    return personBy;
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  private static void checkKeys(String name, String where, JsonNode node, Set<String> known) {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw wrong(name, (where.isEmpty() ? "it" : where) + " has no setting " + key);
              }
            });
  }

  private static KithException wrong(String name, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The shape " + name + " in conf/sources cannot be used: " + problem + ".",
        "Nothing was run.",
        "Correct the file, then run the command again.");
  }

  /** The path of this shape's file, for messages. */
  public String file(String system) {
    return "conf/sources/" + system + "/shapes/" + name + ".yaml";
  }

  /**
   * The contracts as this shape writes them.
   *
   * @throws KithException when the shape names something that is in no contract, or leaves out a
   *     column that every record needs
   */
  List<SourceContract> write(List<SourceContract> contracts) {
    tablesNotCarried.keySet().forEach(table -> contract(contracts, table));
    outOfScope.forEach(table -> contract(contracts, table));
    columnsNotCarried.keySet().forEach(column -> known(contracts, column(column)));
    units.keySet().forEach(column -> known(contracts, column));
    instead.forEach(
        (column, other) -> {
          known(contracts, column);
          known(contracts, column.substring(0, column.indexOf('.') + 1) + other);
        });
    for (String table : latestOnly.keySet()) {
      if (contract(contracts, table).history() == null) {
        throw wrong(name, "latest_only names " + table + ", of which a person has one record");
      }
    }
    for (String table : lastDay) {
      if (contract(contracts, table).periods().isEmpty()) {
        throw wrong(name, "ends names " + table + ", which has no period");
      }
    }
    personBy.forEach(
        (table, way) -> {
          known(contracts, table + "." + way.by());
          known(contracts, way.table() + "." + way.key());
          known(contracts, way.table() + "." + way.person());
          if (contract(contracts, table).person() == null) {
            throw wrong(name, "person_by names " + table + ", which is of no person");
          }
        });
    return contracts.stream().map(this::write).toList();
  }

  private SourceContract write(SourceContract contract) {
    String table = contract.table();
    PersonBy way = personBy.get(table);
    return contract.with(
        contract.periods().stream().map(period -> period.endsOn(lastDay.contains(table))).toList(),
        way,
        outOfScope.contains(table),
        contract.columns().stream()
            .map(column -> write(table, column, way != null && column.isNamed(contract.person())))
            .toList());
  }

  private SourceColumn write(String table, SourceColumn column, boolean isDerived) {
    String qualified = table + "." + column.name();
    boolean isThere = !columnsNotCarried.containsKey(qualified) && !isDerived;
    if (column.required() && !isThere && !isDerived) {
      throw wrong(
          name,
          qualified
              + " is not carried, but every record needs it and no other column"
              + " replaces it");
    }
    return column.with(
        isThere,
        instead.getOrDefault(qualified, column.name()),
        units.getOrDefault(qualified, column.unit()));
  }

  private SourceContract contract(List<SourceContract> contracts, String table) {
    return contracts.stream()
        .filter(contract -> contract.table().equals(table))
        .findFirst()
        .orElseThrow(() -> wrong(name, "there is no table " + table));
  }

  /**
   * The column of a field, which may be written with one of its codes: {@code table.column=CODE}.
   */
  static String column(String field) {
    return field.replaceFirst("=.*", "");
  }

  private void known(List<SourceContract> contracts, String qualified) {
    String[] parts = qualified.split("\\.", 2);
    if (parts.length < 2
        || contract(contracts, parts[0]).columns().stream()
            .noneMatch(column -> column.isNamed(parts[1]))) {
      throw wrong(name, "there is no column " + qualified);
    }
  }
}

package kith.cases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.ParsedSql;
import kith.table.TableSpecs;
import kith.table.Zone;

/** Which relations the SQL of a layer may read: staging only raw, marts only the warehouse. */
final class SqlLayers {

  /** What the marts stage gives to the SQL beside tables and what is shared. */
  private static final Set<String> GIVEN_TO_MARTS = Set.of("child_birth", "population");

  private SqlLayers() {}

  /** The reads of staging SQL that are not of the raw views of its own system. */
  static List<String> violationsOfStaging(Path staging) {
    List<String> violations = new ArrayList<>();
    QueryCases.folders(staging)
        .forEach(
            system ->
                violations.addAll(
                    violations(
                        system, relation -> relation.startsWith(system.getFileName() + "_"))));
    return violations;
  }

  /** The relations of {@code sql/marts/shared}; those without SQL are given by the marts stage. */
  static Set<String> shared(Path shared) {
    try (Stream<Path> files = Files.list(shared)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml") && !name.endsWith(".cases.yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .collect(Collectors.toSet());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The reads of marts SQL that are neither of the warehouse nor given to it. */
  static List<String> violationsOfMarts(Path marts, TableSpecs specs) {
    Set<String> shared = shared(Project.home().sql().resolve("marts/shared"));
    List<String> violations = new ArrayList<>();
    QueryCases.folders(marts)
        .forEach(
            subject ->
                violations.addAll(
                    violations(
                        subject,
                        relation ->
                            GIVEN_TO_MARTS.contains(relation)
                                || shared.contains(relation)
                                || (specs.contains(relation)
                                    && specs.get(relation).table().zone() == Zone.WAREHOUSE))));
    return violations;
  }

  /** The files below a folder whose SQL has the name of a system as a text. */
  static List<String> thatName(Collection<String> systems, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(sql|yaml)"))
          .filter(
              file ->
                  systems.stream()
                      .anyMatch(system -> QueryCases.text(file).contains("'" + system + "'")))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static List<String> violations(Path folder, Predicate<String> allowed) {
    return QueryCases.queries(folder)
        .flatMap(
            sql ->
                ParsedSql.relations(QueryCases.text(sql)).stream()
                    .filter(allowed.negate())
                    .map(relation -> QueryCases.stem(sql) + " reads " + relation))
        .toList();
  }
}

package kith.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import kith.table.ParsedSql;
import kith.table.TableSpecs;
import kith.table.Zone;

/** Which relations the SQL of a layer may read: staging only raw, marts only the warehouse. */
final class SqlLayers {

  /** What the marts stage gives to the SQL beside tables; only it and the warehouse are read. */
  private static final Set<String> GIVEN_TO_MARTS =
      Set.of(
          "child_birth",
          "period",
          "looked_after",
          "ended_care",
          "population",
          "banded_member",
          "banded");

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

  /** The reads of marts SQL that are neither of the warehouse nor given to it. */
  static List<String> violationsOfMarts(Path marts, TableSpecs specs) {
    List<String> violations = new ArrayList<>();
    QueryCases.folders(marts)
        .forEach(
            subject ->
                violations.addAll(
                    violations(
                        subject,
                        relation ->
                            GIVEN_TO_MARTS.contains(relation)
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

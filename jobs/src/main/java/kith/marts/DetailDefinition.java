package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kith.contract.TableSpec;
import kith.contract.Yaml;

/**
 * A detail mart that the Panel asked for beside the KPIs: {@code sql/marts/detail_<name>.yaml} says
 * what it holds and over which period types, {@code sql/marts/detail/<name>.sql} makes it.
 */
record DetailDefinition(TableSpec spec, List<String> periodTypes, KpiSql sql) {

  /** The detail marts of a project, by name. */
  static List<DetailDefinition> all(Path marts) {
    try (Stream<Path> files = Files.list(marts)) {
      return files
          .filter(file -> file.getFileName().toString().matches("detail_.*\\.yaml"))
          .sorted()
          .map(DetailDefinition::read)
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static DetailDefinition read(Path file) {
    JsonNode node = Yaml.read(file);
    TableSpec spec = TableSpec.read(file);
    String name = spec.table().name().replaceFirst("^detail_", "") + ".sql";
    Path sql = file.resolveSibling("detail").resolve(name);
    return new DetailDefinition(
        spec, Yaml.texts(node.required("period_types")), new KpiSql(name, KpiDefinition.text(sql)));
  }
}

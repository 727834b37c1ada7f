package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import kith.project.Yaml;
import kith.table.TableSpec;

/**
 * A detail mart that the Panel asked for beside the KPIs: {@code sql/marts/detail/<table>.yaml}
 * says what it holds and for which period types; the SQL beside it selects its rows.
 */
public record DetailDefinition(TableSpec spec, List<String> periodTypes, KpiSql sql) {

  static DetailDefinition read(Path yaml) {
    TableSpec spec = TableSpec.read(yaml);
    String sql = spec.table().name() + ".sql";
    JsonNode periodTypes = Yaml.read(yaml).required("period_types");
    return new DetailDefinition(
        spec, Yaml.texts(periodTypes), KpiSql.read(yaml.resolveSibling(sql)));
  }
}

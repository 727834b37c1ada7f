package kith.testing;

import java.util.Map;
import java.util.function.Function;
import kith.conform.CodeDimension;
import kith.conform.calendar.Dates;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Dimensions built only from the project's code lists and bank holidays. */
public final class CodeTables {

  private CodeTables() {}

  private static final Map<TableName, Function<CodeLists, TableBuild>> BUILDS =
      Map.of(
          Tables.DIM_PLACEMENT_TYPE, CodeDimension::ofPlacementTypes,
          Tables.DIM_LEGAL_STATUS, CodeDimension::ofLegalStatuses,
          Tables.DIM_END_REASON, CodeDimension::ofEndReasons,
          Tables.DIM_CHANGE_REASON, CodeDimension::ofChangeReasons,
          Tables.DIM_DATE, codes -> new Dates(Project.home()));

  /** The table {@code dim_placement_type} as every night has it. */
  public static Dataset<Row> placementTypes() {
    return table(Tables.DIM_PLACEMENT_TYPE);
  }

  /** Whether a table of the warehouse is made of the configuration alone. */
  public static boolean isOne(String name) {
    return BUILDS.keySet().stream().anyMatch(table -> table.name().equals(name));
  }

  /** The table as every night has it. */
  public static Dataset<Row> table(String name) {
    return table(
        BUILDS.keySet().stream()
            .filter(table -> table.name().equals(name))
            .findFirst()
            .orElseThrow());
  }

  private static Dataset<Row> table(TableName table) {
    return TestTables.build(
        BUILDS.get(table).apply(CodeLists.of(Project.home())), "2025-03-31", Map.of());
  }
}

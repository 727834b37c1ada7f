package kith.testing;

import java.util.Map;
import kith.conform.CodeDimension;
import kith.project.Project;
import kith.source.CodeLists;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Dimensions built only from the project's code lists. */
public final class CodeTables {

  private CodeTables() {}

  /** The table {@code dim_placement_type} as every night has it. */
  public static Dataset<Row> placementTypes() {
    return TestTables.build(
        CodeDimension.ofPlacementTypes(CodeLists.of(Project.home())), "2025-03-31", Map.of());
  }
}

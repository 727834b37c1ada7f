package kith.conform;

import java.util.List;
import kith.contract.CodeLists;
import kith.contract.Parameters;
import kith.contract.Project;
import kith.contract.TableBuild;

/** The conform stage: every build of the warehouse. */
public final class Conform {

  private Conform() {}

  /** The builds, in any order: what they read orders them. */
  public static List<TableBuild> builds(
      Project project, Parameters parameters, CodeLists codeLists) {
    return List.of();
  }
}

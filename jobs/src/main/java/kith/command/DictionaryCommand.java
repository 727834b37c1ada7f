package kith.command;

import java.util.concurrent.Callable;
import kith.project.Project;
import kith.table.Dictionary;
import kith.table.TableSpecs;
import kith.table.View;
import picocli.CommandLine.Command;

/** Prints the data dictionary from the table specifications. */
@Command(
    name = "dictionary",
    mixinStandardHelpOptions = true,
    description =
        "Prints the data dictionary from the table specifications. Opens no lake and does not"
            + " start Spark. docs/dictionary.md is its output.")
final class DictionaryCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Project project = Project.home();
    System.out.print(Dictionary.page(TableSpecs.of(project), View.of(project)));
    return 0;
  }
}

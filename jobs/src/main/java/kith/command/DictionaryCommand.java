package kith.command;

import java.util.concurrent.Callable;
import kith.project.Project;
import kith.table.Dictionary;
import kith.table.TableSpecs;
import kith.table.View;
import picocli.CommandLine.Command;

/** The data dictionary as the specifications describe the tables. */
@Command(
    name = "dictionary",
    mixinStandardHelpOptions = true,
    description =
        "Prints the data dictionary, made from the specifications of the tables. Opens no lake and"
            + " starts no engine. docs/dictionary.md is its output.")
final class DictionaryCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    Project project = Project.home();
    System.out.print(Dictionary.page(TableSpecs.of(project), View.of(project)));
    return 0;
  }
}

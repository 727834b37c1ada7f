package kith.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import kith.marts.KpiPages;
import kith.project.Project;
import kith.table.Dictionary;
import kith.table.TableSpecs;
import kith.table.View;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the data dictionary from the table specifications, or writes the pages of the KPIs. */
@Command(
    name = "dictionary",
    mixinStandardHelpOptions = true,
    description =
        "Prints the data dictionary from the table specifications, or writes a page for each KPI."
            + " Opens no lake and does not start Spark. docs/dictionary.md and docs/kpis are made"
            + " by it.")
final class DictionaryCommand implements Callable<Integer> {

  @Option(
      names = "--kpis",
      paramLabel = "DIR",
      description = "Write a page for each KPI, and the list of them, to this folder instead.")
  private @Nullable Path kpis;

  @Override
  public Integer call() throws IOException {
    Project project = Project.home();
    if (kpis == null) {
      System.out.print(Dictionary.page(TableSpecs.of(project), View.of(project)));
      return 0;
    }
    Files.createDirectories(kpis);
    Map<String, String> pages = KpiPages.of(project);
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(kpis.resolve(page.getKey()), page.getValue());
    }
    System.out.printf("Wrote %d pages of KPIs and their list.%n", pages.size() - 1);
    return 0;
  }
}

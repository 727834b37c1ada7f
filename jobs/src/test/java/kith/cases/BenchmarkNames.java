package kith.cases;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.project.Project;
import kith.project.Yaml;
import kith.source.CodeLists;

/** The series with which a KPI may be compared. */
final class BenchmarkNames {

  private BenchmarkNames() {}

  /** Those that the project holds, and those that a load of the publishers' files gives. */
  static Set<String> of(Project project) {
    Path folder = project.conf().resolve("benchmarks");
    Set<String> names = new TreeSet<>();
    CodeLists.read(folder.resolve("benchmark_series.csv"))
        .forEach(row -> names.add(row.get("kpi")));
    Path datasets = folder.resolve("datasets");
    for (String dataset : Yaml.names(datasets)) {
      Yaml.read(datasets.resolve(dataset + ".yaml")).path("series").properties().stream()
          .map(Map.Entry::getKey)
          .forEach(names::add);
    }
    return names;
  }
}

package kith.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.publish.Publications;
import kith.source.Extracted;
import kith.table.PostcodeDirectory;
import kith.table.Publication;
import kith.table.StateFile;
import kith.table.StateFiles;
import kith.table.Zone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Prints what is published, how the last runs ended, and the control totals of the published and of
 * the latest night.
 */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Shows what is published, the last runs and the control totals. Does not start Spark.")
final class StatusCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(
      names = "--runs",
      defaultValue = "10",
      paramLabel = "N",
      description = "How many runs to show (default: ${DEFAULT-VALUE}).")
  private int runs;

  @Override
  public Integer call() {
    if (runs < 0) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There are no " + runs + " runs.",
          "Nothing was read.",
          "Name how many runs to show, such as --runs 10.");
    }
    Environment environment = lake.environment(Project.home());
    LakeRoot root = new LakeRoot(environment.lake());
    root.requireReadable(Set.of(Zone.OPS), environment.authorityCode());
    System.out.println("Lake        " + root.path());
    Optional<Publication> current = Publications.current(root.files());
    System.out.println(
        "Published   "
            + current
                .map(
                    publication ->
                        publication.businessDate()
                            + " as "
                            + publication.id()
                            + (publication.simulated() ? ", SIMULATED" : ""))
                .orElse("nothing yet"));
    System.out.println(
        "Postcodes   "
            + PostcodeDirectory.read(root.files())
                .map(held -> "edition " + held.edition() + ", loaded on " + held.loadedOn())
                .orElse("no directory loaded (docs/postcodes.md)"));
    printRuns(root.files());
    Optional<LocalDate> published = current.map(Publication::businessDate);
    published.ifPresent(night -> printTotalsOfPublished(root.files(), night));
    printTotalsOfLatest(root.files(), published);
    return 0;
  }

  private void printRuns(StateFiles files) {
    List<String> results = files.list("ops/results");
    if (results.isEmpty()) {
      return;
    }
    System.out.println();
    System.out.printf(
        "%-20s  %-8s  %-10s  %4s  %8s  %s%n",
        "Started", "Command", "Night", "Exit", "Seconds", "Outcome");
    results.stream()
        .sorted(java.util.Comparator.reverseOrder())
        .limit(runs)
        .map(name -> files.open("ops/results/" + name))
        .flatMap(Optional::stream)
        .forEach(StatusCommand::printRun);
  }

  private static void printRun(StateFile result) {
    JsonNode run = result.content();
    System.out.printf(
        "%-20s  %-8s  %-10s  %4d  %8.1f  %s%n",
        result.instant("started_at").truncatedTo(ChronoUnit.SECONDS).toString(),
        run.path("command").asText(),
        run.path("business_date").asText("-"),
        run.path("exit_code").asInt(),
        run.path("seconds").asDouble(),
        run.path("message").asText().lines().findFirst().orElse(""));
  }

  private static void printTotalsOfPublished(StateFiles files, LocalDate night) {
    Optional<JsonNode> extract = files.read("ops/nights/" + night + "/extract.json");
    if (extract.isEmpty()) {
      return;
    }
    printTotals(night.toString(), extract.get().path("counts").properties());
    printChanges(extract.get().path("counts").path("night_change"));
    Optional<JsonNode> published = files.read("ops/nights/" + night + "/publish.json");
    if (published.isPresent()
        && !published.get().path("fingerprint").equals(extract.get().path("fingerprint"))) {
      System.out.println("This night was extracted again since then and is not published yet.");
    }
  }

  /** What the latest night has loaded so far, or had loaded when it was held back. */
  private static void printTotalsOfLatest(StateFiles files, Optional<LocalDate> published) {
    Optional<LocalDate> latest = files.nights().stream().max(LocalDate::compareTo);
    if (latest.isEmpty() || latest.equals(published)) {
      return;
    }
    String folder = "ops/nights/" + latest.get() + "/extract";
    Map<String, JsonNode> steps = new TreeMap<>();
    for (String name : files.list(folder)) {
      files
          .read(folder + "/" + name)
          .ifPresent(step -> steps.put(name.replaceFirst("\\.json$", ""), step));
    }
    JsonNode key = steps.getOrDefault("volume", MissingNode.getInstance()).path("key");
    // This step's stored result belongs to other content of this night: it has not run again yet.
    steps.values().removeIf(step -> !step.path("key").equals(key));
    steps.replaceAll((name, step) -> step.path("counts"));
    if (steps.values().stream().noneMatch(counts -> counts.has(Extracted.SOURCE))) {
      return;
    }
    printTotals(latest.get() + ", not published", steps.entrySet());
  }

  private static void printTotals(String night, Set<Map.Entry<String, JsonNode>> steps) {
    System.out.println();
    System.out.printf(
        "%-43s  %12s  %12s  %12s  %12s%n",
        "Control totals of " + night, "source", "loaded", "quarantined", "duplicates");
    long[] sums = new long[4];
    steps.stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            table -> {
              JsonNode counts = table.getValue();
              if (counts.has(Extracted.SOURCE)) {
                long[] row = {
                  counts.path(Extracted.SOURCE).asLong(),
                  counts.path(Extracted.LOADED).asLong(),
                  counts.path(Extracted.QUARANTINED).asLong(),
                  counts.path(Extracted.DUPLICATE).asLong()
                };
                print(table.getKey(), row);
                for (int i = 0; i < row.length; i++) {
                  sums[i] += row[i];
                }
              }
            });
    print("all tables", sums);
  }

  private static void printChanges(JsonNode changes) {
    if (changes.isMissingNode()) {
      return;
    }
    System.out.println();
    System.out.println(
        "Since the night before: "
            + Stream.of(
                    "new",
                    "late_entry",
                    "came_back",
                    "changed",
                    "deleted",
                    "merged",
                    "taken_over",
                    "aged_out",
                    "unchanged",
                    "reissued")
                .map(
                    measure ->
                        "%,d %s"
                            .formatted(changes.path(measure).asLong(), measure.replace('_', ' ')))
                .collect(Collectors.joining(", "))
            + ".");
  }

  private static void print(String name, long[] row) {
    System.out.printf("%-43s  %,12d  %,12d  %,12d  %,12d%n", name, row[0], row[1], row[2], row[3]);
  }
}

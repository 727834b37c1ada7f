package kith.batch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.table.Counts;
import kith.table.StateFiles;
import org.jspecify.annotations.Nullable;

/** What a run did, for {@code result.json} and the summary. Holds counts, codes and keys only. */
public final class RunResult {

  /** The result of the latest run, below the lake's root. */
  static final String PATH = "ops/result.json";

  /**
   * One step of a run.
   *
   * @param rows of the tables that it wrote
   * @param counts what it counted
   * @param stands true when its tables were built before from the same inputs and are reused
   */
  public record Step(
      String stage, String name, long rows, Counts counts, double seconds, boolean stands) {}

  private final String command;
  private final @Nullable LocalDate businessDate;
  private final Instant startedAt = Instant.now();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Long> versions = new TreeMap<>();
  private ExitCode exitCode = ExitCode.DEFECT;
  private String message = "";
  private @Nullable String publicationId;
  private @Nullable Boolean simulated;
  private boolean isPublished;
  private final List<String> warnings = new ArrayList<>();
  private Set<String> acceptedVolume = Set.of();

  RunResult(String command, @Nullable LocalDate businessDate) {
    this.command = command;
    this.businessDate = businessDate;
  }

  synchronized void add(Step step) {
    steps.add(step);
  }

  synchronized void versions(Map<String, Long> made) {
    versions.putAll(made);
  }

  void publication(String id, boolean isSimulated) {
    publicationId = id;
    simulated = isSimulated;
  }

  /** Notes that readers see this run's figures from now on, however the run ends. */
  synchronized void published() {
    isPublished = true;
  }

  synchronized boolean isPublished() {
    return isPublished;
  }

  /** How far the run has got, for the message when it is stopped. */
  synchronized String lastStep() {
    return steps.isEmpty()
        ? ", before its first step was done"
        : ", after the step "
            + steps.get(steps.size() - 1).name()
            + " of "
            + steps.get(steps.size() - 1).stage();
  }

  /** Adds a warning about something that did not stop the run. */
  synchronized void warn(String warning) {
    warnings.add(warning);
  }

  /** The warnings, printed after the summary. */
  String notes() {
    return warnings.stream().map(warning -> "\nNote: " + warning).collect(Collectors.joining());
  }

  /** The tables whose low volume a person accepted. */
  void acceptedVolume(Set<String> tables) {
    acceptedVolume = Set.copyOf(tables);
  }

  void simulated(boolean isSimulated) {
    simulated = isSimulated;
  }

  void end(ExitCode code, String said) {
    exitCode = code;
    message = said;
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  public String message() {
    return message;
  }

  public List<Step> steps() {
    return steps;
  }

  /** Writes {@code ops/result.json} and a copy named after the run. */
  synchronized void write(StateFiles files) {
    Instant endedAt = Instant.now();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("command", command)
        .put("business_date", businessDate == null ? null : businessDate.toString())
        .put("exit_code", exitCode.code())
        .put("outcome", exitCode.name().toLowerCase(java.util.Locale.ROOT))
        .put("message", message)
        .put("started_at", startedAt.toString())
        .put("ended_at", endedAt.toString())
        .put("seconds", Duration.between(startedAt, endedAt).toMillis() / 1000.0)
        .put("publication_id", publicationId)
        .put("simulated", simulated);
    ObjectNode tables = node.putObject("tables");
    versions.forEach(tables::put);
    var told = node.putArray("warnings");
    warnings.forEach(told::add);
    var accepted = node.putArray("accepted_volume");
    acceptedVolume.stream().sorted().forEach(accepted::add);
    var list = node.putArray("steps");
    for (Step step : steps) {
      ObjectNode item = list.addObject();
      item.put("stage", step.stage())
          .put("step", step.name())
          .put("rows", step.rows())
          .put("seconds", step.seconds())
          .put("stands", step.stands());
      ObjectNode counts = item.putObject("counts");
      step.counts().byMeasure().forEach(counts::put);
    }
    String name = startedAt.toString().replace(":", "").replace(".", "") + "-" + command + ".json";
    files.write("ops/results/" + name, node);
    files.write(PATH, node);
  }
}

package kith.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.quality.QualityStep;
import kith.table.StateFile;
import kith.table.StateFiles;
import kith.table.Zone;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints the results of the data quality rules for a night, published or held back. */
@Command(
    name = "quality",
    mixinStandardHelpOptions = true,
    description =
        "Shows the results of the data quality rules for a night, failures first. Does not start"
            + " Spark.")
final class QualityCommand implements Callable<Integer> {

  /** Failures first, then rules that could not run, then the rest. */
  private static final List<String> ORDER = List.of("fail", "error", "pass", "not_applicable");

  @Mixin private LakeOptions lake;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      description = "The night, as yyyy-mm-dd (default: the latest whose rules have run).")
  private @Nullable LocalDate businessDate;

  @Option(names = "--failed", description = "Only rules that failed or could not run.")
  private boolean failedOnly;

  @Override
  public Integer call() {
    Environment environment = lake.environment(Project.home());
    LakeRoot root = new LakeRoot(environment.lake());
    root.requireReadable(Set.of(Zone.OPS), environment.authorityCode());
    StateFiles files = root.files();
    StateFile night = night(files);
    System.out.printf(
        "Quality of the records of %s%s%n",
        night.date("business_date"), night.flag("simulated") ? ", SIMULATED" : "");
    System.out.printf(
        "%-14s  %-4s  %-44s  %10s  %10s  %7s  %7s  %s%n",
        "Status", "Does", "Rule", "Broken by", "Of", "Percent", "Allowed", "Owner");
    StreamSupport.stream(night.content().path("rules").spliterator(), false)
        .map(rule -> new StateFile(night.path(), rule))
        .sorted(Comparator.comparing(rule -> ORDER.indexOf(rule.text("status"))))
        .filter(rule -> !failedOnly || ORDER.indexOf(rule.text("status")) < 2)
        .forEach(QualityCommand::print);
    return 0;
  }

  private StateFile night(StateFiles files) {
    Optional<StateFile> found =
        businessDate != null
            ? files.open(QualityStep.path(businessDate))
            : files.nights().stream()
                .sorted(Comparator.reverseOrder())
                .map(night -> files.open(QualityStep.path(night)))
                .flatMap(Optional::stream)
                .findFirst();
    return found.orElseThrow(
        () ->
            new KithException(
                ExitCode.WRONG_USAGE,
                businessDate == null
                    ? "The quality rules have not run for any night in this lake yet."
                    : "The quality rules have not run for " + businessDate + " in this lake.",
                "Nothing was read.",
                "Name the lake with --env or --lake, or run kith nightly first."));
  }

  private static void print(StateFile rule) {
    String status = rule.text("status");
    long checked = rule.count("checked");
    long failed = rule.count("failed");
    boolean counted = checked > 0;
    System.out.printf(
        "%-14s  %-4s  %-44s  %10s  %10s  %7s  %7s  %s%n",
        status.replace('_', ' '),
        rule.text("severity"),
        rule.text("rule"),
        counted ? String.format("%,d", failed) : "-",
        counted ? String.format("%,d", checked) : "-",
        counted ? percent(failed, checked) : "-",
        rule.content().path("threshold_percent").decimalValue().toPlainString(),
        rule.text("owner"));
    if (status.equals("error")) {
      System.out.printf("%-14s  could not run: %s%n", "", rule.text("error"));
    }
  }

  private static String percent(long failed, long checked) {
    return BigDecimal.valueOf(failed)
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(checked), 2, RoundingMode.HALF_UP)
        .toPlainString();
  }
}

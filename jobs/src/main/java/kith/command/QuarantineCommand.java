package kith.command;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import kith.batch.NightSources;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.lake.Sessions;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.shell.Answer;
import kith.shell.Rows;
import kith.source.CodeLists;
import kith.table.Zone;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a night could not use, why, since when, and who can correct it. */
@Command(
    name = "quarantine",
    mixinStandardHelpOptions = true,
    description =
        "Lists why records of a night were quarantined, with counts, ages and owners. Once"
            + " corrected at source, a record loads in the next night.")
final class QuarantineCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @Option(
      names = "--business-date",
      paramLabel = "DATE",
      description = "The night (default: the latest one extracted, published or held back).")
  private @Nullable LocalDate businessDate;

  @Option(
      names = "--rows",
      description =
          "Lists the records by key, file and line. A key may contain a postcode or text typed"
              + " into the wrong field: only for people who may read the source.")
  private boolean rows;

  @Option(
      names = "--codes",
      description =
          "Lists the codes that are in no code list, as the source writes them. Some may be free"
              + " text: only for people who may read the source.")
  private boolean unknownCodes;

  @Option(
      names = "--format",
      defaultValue = "TABLE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); upper or lower case.")
  private Rows format;

  @Override
  public Integer call() {
    Project project = Project.home();
    Environment environment = lake.environment(project);
    LakeRoot root = new LakeRoot(environment.lake());
    root.requireReadable(
        Set.of(Zone.OPS, unknownCodes ? Zone.RAW : Zone.QUARANTINE), environment.authorityCode());
    List<LocalDate> nights = root.files().nights();
    LocalDate night =
        businessDate != null
            ? businessDate
            : nights.stream()
                .max(LocalDate::compareTo)
                .orElseThrow(() -> noNight("No night has been extracted in this lake yet."));
    if (!nights.contains(night)) {
      throw noNight("The night of " + night + " has not been extracted in this lake.");
    }
    SparkSession spark =
        Sessions.openForQueries(
            environment.sparkMaster(), environment.sparkSettings(), root.path());
    Quarantine quarantine =
        new Quarantine(
            new NightSources(project, environment).systems(),
            CodeLists.of(project),
            new DeltaLake(spark, root.path().toString()),
            night);
    if (format == Rows.TABLE) {
      System.out.println("Night of " + night);
    }
    Answer.print(
        unknownCodes ? quarantine.unknownCodes() : rows ? quarantine.rows() : quarantine.reasons(),
        format,
        System.out);
    return ExitCode.DONE.code();
  }

  private static KithException noNight(String happened) {
    return new KithException(
        ExitCode.WRONG_USAGE, happened, "Nothing was read.", "Run kith nightly or kith extract.");
  }
}

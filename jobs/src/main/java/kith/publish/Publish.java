package kith.publish;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.Counts;
import kith.table.Inputs;
import kith.table.Lake;
import kith.table.NightInputs;
import kith.table.Publication;
import kith.table.StageStep;
import kith.table.StateFiles;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Versions;

/**
 * The publish stage: the suppressed marts go to every target, then each target is switched to them
 * (promise 2).
 */
public final class Publish {

  /** The last step: after it readers see the night. */
  public static final String CURRENT = "current";

  /** The tables that a publication is made from. */
  public static final List<TableName> READS = PublishedModel.READS;

  private Publish() {}

  /**
   * Writes an earlier publication to the lake's own folder again, from the versions of the tables
   * that it names. Readers are not switched to it.
   */
  public static void again(Project project, Publication publication, Lake lake, StateFiles files) {
    Versions versions = new Versions();
    versions.putAll(publication.versions());
    Inputs inputs =
        new NightInputs(
            lake,
            versions,
            staging -> {
              throw new IllegalStateException("a publication reads no staging");
            });
    new LakeFolder(project, lake, files)
        .write(figures(project, publication, inputs, files), publication.versions());
  }

  /**
   * The steps: the publication is written to every target, then each is switched to it.
   *
   * @param graceDays days for which earlier publications stay in the lake's folder
   */
  public static List<StageStep> steps(
      Project project,
      String publicationId,
      LocalDate businessDate,
      boolean simulated,
      Inputs inputs,
      Lake lake,
      StateFiles files,
      Versions versions,
      int graceDays) {
    return steps(
        project,
        targets(project, lake, files, graceDays),
        () -> new Publication(publicationId, businessDate, simulated, versions.all()),
        inputs,
        files);
  }

  /**
   * The targets of an environment. The lake's own folder comes last: runs go by its pointer, so a
   * run that could not switch another target is resumed at that point.
   */
  private static List<PublishingTarget> targets(
      Project project, Lake lake, StateFiles files, int graceDays) {
    return List.of(new LakeFolder(project, lake, files, graceDays));
  }

  static List<StageStep> steps(
      Project project,
      List<PublishingTarget> targets,
      Supplier<Publication> publication,
      Inputs inputs,
      StateFiles files) {
    return List.of(
        new Step(
            Publications.FILES,
            List.of(),
            () ->
                new StageStep.Result(
                    List.of(),
                    Counts.from(
                        writeAll(targets, figures(project, publication.get(), inputs, files))))),
        new Step(
            CURRENT,
            List.of(Publications.FILES),
            () -> {
              switchAll(targets, publication.get());
              return new StageStep.Result(List.of(), new Counts());
            }));
  }

  private static Map<String, Long> writeAll(
      List<PublishingTarget> targets, PublishedFigures figures) {
    Map<String, Long> rows = null;
    for (PublishingTarget target : targets) {
      Map<String, Long> written = target.write(figures);
      if (rows != null && !rows.equals(written)) {
        throw new KithException(
            ExitCode.DEFECT,
            target.name()
                + " holds "
                + written
                + " rows, where targets before it hold "
                + rows
                + ".",
            "No target was switched; readers of every target still see the previous publication.",
            "Report this as a defect of Kith with the line above.");
      }
      rows = written;
    }
    return Objects.requireNonNull(rows);
  }

  /** The figures of a publication; also writes the rules that the scorecard names. */
  private static PublishedFigures figures(
      Project project, Publication publication, Inputs inputs, StateFiles files) {
    files.write(
        Publications.scorecardRulesPath(publication.id()),
        ScorecardFiles.rules(publication, inputs.table(Tables.KPI_QUALITY)));
    return new PublishedFigures(
        publication,
        new PublishedModel(project, publication, inputs).tables(),
        ScorecardFiles.figures(
            publication, inputs.table(Tables.KPI_PUBLISHED), inputs.table(Tables.KPI_COMPARISON)));
  }

  private static void switchAll(List<PublishingTarget> targets, Publication publication) {
    List<String> switched = new ArrayList<>();
    for (PublishingTarget target : targets) {
      try {
        target.switchTo(publication);
      } catch (KithException failure) {
        throw switched.isEmpty()
            ? failure
            : failure.meaning(
                "Readers of "
                    + String.join(", ", switched)
                    + " already see publication "
                    + publication.id()
                    + ", those of "
                    + target.name()
                    + " and of targets after it the previous one. The night's next run switches"
                    + " all of"
                    + " them again.");
      }
      switched.add(target.name());
    }
  }

  private record Step(String name, List<String> after, Supplier<Result> work) implements StageStep {

    @Override
    public Result run() {
      return work.get();
    }
  }
}

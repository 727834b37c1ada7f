package kith.batch;

import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kith.lake.LakeRoot;
import kith.lake.Lease;
import kith.lake.TableFiles;
import kith.lake.TableLogs;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.publish.Publications;
import kith.quality.QualityStep;
import kith.table.PostcodeDirectory;
import kith.table.Publication;
import kith.table.StateFiles;
import kith.table.TableName;

/**
 * Reads a whole lake and lists what is damaged: every state file, every commit of the tables' logs
 * and, by hash, every data file that a night's records or a publication name. Repairs what can be
 * rebuilt from the rest.
 */
public final class LakeCheck {

  private final LakeRoot root;
  private final Environment environment;
  private final StateFiles files;
  private final TableFiles tables;
  private final TableLogs logs;
  private final Intact intact;
  private final List<String> damage = new ArrayList<>();

  /** The check of an environment's lake. */
  public LakeCheck(Environment environment) {
    this.environment = environment;
    this.root = new LakeRoot(environment.lake());
    this.files = root.files();
    this.tables = root.tables();
    this.logs = root.logs();
    this.intact = new Intact(root);
  }

  /** What is damaged, one line each; empty when the lake is undamaged. */
  public List<String> damage() {
    requireLake();
    try (Lease lease = Lease.take(root.path())) {
      return find();
    }
  }

  /**
   * Rebuilds what can be rebuilt.
   *
   * @return what was done, one line each; what cannot be rebuilt stays damaged
   */
  public List<String> repair() {
    requireLake();
    try (Lease lease = Lease.take(root.path())) {
      return new Repair(root, environment).all();
    }
  }

  private void requireLake() {
    if (!Files.isDirectory(root.path())) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no lake in " + root.path() + ", or this account cannot read it.",
          "Nothing was read.",
          "Name the lake with --env or --lake.");
    }
    root.prepare();
  }

  private List<String> find() {
    damage.clear();
    told(() -> root.requireOwn(environment.authorityCode(), environment.secret()));
    files.nights().forEach(this::recordsOf);
    told(() -> files.open(RunResult.PATH));
    for (String name : files.list("ops/results")) {
      told(() -> files.open("ops/results/" + name));
    }
    Optional<Publication> current = Optional.empty();
    try {
      current = Publications.current(files);
      current.ifPresent(
          night -> told(() -> StageRecord.requireOf(files, night.businessDate(), null)));
    } catch (KithException damaged) {
      tell(damaged);
    }
    for (Map.Entry<TableName, Long> named : intact.latest().entrySet()) {
      TableName table = named.getKey();
      TableLogs.LogState log = logs.readLog(table, named.getValue());
      if (log.damaged() > 0) {
        damage.add(
            table.qualified()
                + ": "
                + log.damaged()
                + " commits of its log are damaged; kith check --repair restores them from their copies.");
      }
      if (log.checkpoints() > 0) {
        damage.add(
            table.qualified()
                + ": "
                + log.checkpoints()
                + " checkpoints of its log are damaged; kith check --repair takes them away, since"
                + " its commits say the same.");
      }
      if (!log.lost().isEmpty()) {
        damage.add(
            table.qualified()
                + ": "
                + log.lost().size()
                + " commits of its log and their copies are lost; restore the table's folder from"
                + " the lake's backup; without one, kith check --repair moves the table aside, and"
                + " the next night builds it again.");
      }
    }
    told(() -> PostcodeDirectory.read(files).ifPresent(this::postcodes));
    current.ifPresent(night -> dataOf(night.businessDate()));
    String currentId = current.map(Publication::id).orElse("");
    Publications.written(files)
        .forEach(id -> told(() -> publicationFiles(id, id.equals(currentId))));
    // A record of a night may be needed several times.
    return damage.stream().distinct().toList();
  }

  private void postcodes(PostcodeDirectory directory) {
    Set<String> lost = intact.damagedPostcodes(directory, true);
    if (!lost.isEmpty()) {
      damage.add(
          "The postcode directory: "
              + lost.size()
              + " files are missing or damaged; kith postcodes load loads it again.");
    }
  }

  private void recordsOf(LocalDate night) {
    told(() -> files.open(QualityStep.path(night)));
    for (String name : StageRecord.names()) {
      told(() -> StageRecord.read(files, night, name));
      String folder = "ops/nights/" + night + "/" + name;
      for (String step : files.list(folder)) {
        told(() -> StageRecord.requireStep(files.open(folder + "/" + step).orElseThrow()));
      }
    }
    told(
        () ->
            intact
                .ofNight(night, true)
                .forEach(
                    (table, lost) ->
                        damage.add(
                            table
                                + ": "
                                + lost.size()
                                + " files are missing or damaged; kith nightly builds those of the"
                                + " latest night again, the others can only come from a backup.")));
  }

  /**
   * Checks the tables that each night replaces as a whole: only the published night's versions are
   * needed.
   */
  private void dataOf(LocalDate night) {
    for (Stage stage : Stage.ALL) {
      told(
          () ->
              StageRecord.read(files, night, stage.word())
                  .ifPresent(
                      record ->
                          record
                              .files()
                              .forEach(
                                  (table, added) -> {
                                    Set<String> lost =
                                        tables.damaged(
                                            TableName.of(table), Intact.whole(added), true);
                                    if (!lost.isEmpty()) {
                                      damage.add(
                                          table
                                              + ": "
                                              + lost.size()
                                              + " files are missing or damaged; kith nightly"
                                              + " --business-date "
                                              + night
                                              + " --again "
                                              + stage.word()
                                              + " builds them again.");
                                    }
                                  })));
    }
  }

  private void publicationFiles(String id, boolean isCurrent) {
    Set<String> lost = tables.damaged("", Publications.files(files, id), true);
    if (!lost.isEmpty()) {
      damage.add(
          Publications.folder(id)
              + ": "
              + lost.size()
              + " files are missing or damaged; "
              + (isCurrent
                  ? "running the night with --again publish writes them again."
                  : "kith check --repair publishes them again from the tables of that night, or takes"
                      + " the publication away."));
    }
  }

  private void told(Runnable check) {
    try {
      check.run();
    } catch (KithException damaged) {
      if (damaged.exitCode() != ExitCode.WRONG_USAGE) {
        throw damaged;
      }
      tell(damaged);
    }
  }

  private void tell(KithException damaged) {
    damage.add(damaged.happened());
  }
}

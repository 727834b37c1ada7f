package kith.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.lake.Sessions;
import kith.lake.TableFiles;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.Failures;
import kith.project.KithException;
import kith.project.Project;
import kith.publish.Publications;
import kith.publish.Publish;
import kith.table.Publication;
import kith.table.StateFiles;
import kith.table.TableName;
import org.apache.commons.io.FileUtils;

/**
 * The publications before the one that readers see. One that has lost files is published again from
 * the versions of the tables that it names; where they are lost too, it is taken away, so that a
 * check finds what there is.
 */
final class OlderPublications {

  private final LakeRoot root;
  private final Environment environment;
  private final StateFiles files;
  private final TableFiles tables;

  OlderPublications(LakeRoot root, Environment environment) {
    this.root = root;
    this.environment = environment;
    this.files = root.files();
    this.tables = root.tables();
  }

  /**
   * Makes all of them complete, or takes them away; returns what was done, one line each.
   *
   * @param current the publication that readers see
   */
  List<String> repair(Publication current) {
    List<String> told = new ArrayList<>();
    for (String id : Publications.written(files)) {
      if (id.equals(current.id()) || !id.matches(Publications.ID) || isUnderWay(id)) {
        continue;
      }
      if (!Intact.isWhole(() -> Publications.read(files, id))) {
        told.add(takeAway(id, "its manifest is damaged and cannot be rebuilt"));
      } else {
        Publications.read(files, id)
            .filter(this::isDamaged)
            .ifPresent(publication -> told.add(repairOne(publication)));
      }
    }
    return told;
  }

  /** Whether a run of its night was stopped while it published: the next run goes on with it. */
  private boolean isUnderWay(String id) {
    LocalDate night = LocalDate.parse(id.substring(0, 10));
    return StageRecord.names().stream()
        .filter(stage -> stage.endsWith(Stage.PUBLISH.word()))
        .map(stage -> files.list(StageRecord.stepFolder(night, stage)))
        .anyMatch(steps -> !steps.isEmpty() && !steps.contains(Publish.CURRENT + ".json"));
  }

  private boolean isDamaged(Publication publication) {
    return !tables.damaged("", Publications.files(files, publication.id()), true).isEmpty();
  }

  private String repairOne(Publication publication) {
    String folder = Publications.folder(publication.id());
    if (Publish.READS.stream().allMatch(table -> isStored(publication, table))
        && isPublishedAgain(publication)) {
      return "Published "
          + folder
          + " again from the tables of its night: files of it were missing or damaged.";
    }
    return takeAway(
        publication.id(),
        "files of it are missing or damaged and cannot be made again from the tables of its night");
  }

  /** Whether a table's version, as a record of the night describes it, is undamaged. */
  private boolean isStored(Publication publication, TableName table) {
    Long version = publication.versions().get(table.qualified());
    return StageRecord.names().stream()
        .flatMap(stage -> StageRecord.read(files, publication.businessDate(), stage).stream())
        .filter(record -> version != null && version.equals(record.tables().get(table.qualified())))
        .map(record -> record.files().getOrDefault(table.qualified(), Map.of()))
        .anyMatch(added -> tables.damaged(table, added, true).isEmpty());
  }

  private boolean isPublishedAgain(Publication publication) {
    DeltaLake lake =
        new DeltaLake(
            Sessions.open(environment.sparkMaster(), environment.sparkSettings(), root.path()),
            root.path().toString());
    try {
      // A damaged log in it could not be continued.
      for (Path mart : folders(root.path().resolve(Publications.folder(publication.id())))) {
        FileUtils.deleteDirectory(mart.toFile());
      }
      Publish.again(Project.home(), publication, lake, files);
      return true;
    } catch (Exception failure) {
      // An earlier Kith may have written tables of another form.
      KithException said = Failures.safe("publishing " + publication.id() + " again", failure);
      if (said.exitCode() == ExitCode.UNREACHABLE) {
        throw said;
      }
      return false;
    }
  }

  private static List<Path> folders(Path publication) throws IOException {
    try (Stream<Path> found = Files.list(publication)) {
      return found.filter(Files::isDirectory).toList();
    }
  }

  private String takeAway(String id, String because) {
    // The manifest first: without it the rest is no publication.
    root.files().delete(Publications.manifestPath(id));
    root.files().delete(Publications.scorecardRulesPath(id));
    try {
      FileUtils.deleteDirectory(root.path().resolve(Publications.folder(id)).toFile());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return Intact.LOST
        + Publications.folder(id)
        + ": "
        + because
        + ". It was taken away; only the lake's backup has it.";
  }
}

package kith.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.lake.LakeRoot;
import kith.lake.TableFiles;
import kith.lake.TableLogs;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.publish.Publications;
import kith.quality.QualityStep;
import kith.table.FileMark;
import kith.table.Lake;
import kith.table.PostcodeDirectory;
import kith.table.Publication;
import kith.table.StateFiles;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Written;

/**
 * Checks that the files named in the stage records are still there. Every run does this before it
 * skips a stage as already done, so it looks at sizes and logs only; {@code kith check} reads all
 * contents.
 */
final class Intact {

  /** Begins a line about what cannot be rebuilt. */
  static final String LOST = "LOST: ";

  private static final String NIGHT = "business_date=";

  private final StateFiles files;
  private final TableFiles tables;
  private final TableLogs logs;

  Intact(LakeRoot root) {
    this.files = root.files();
    this.tables = root.tables();
    this.logs = root.logs();
  }

  /**
   * Restores the tables' logs from the copies of their commits and names the tables.
   *
   * @throws KithException when a commit is missing or damaged in both
   */
  List<String> restoreLogs() {
    Set<String> restored = new TreeSet<>();
    List<String> lost = new ArrayList<>();
    for (Map.Entry<TableName, Long> named : latest().entrySet()) {
      TableName table = named.getKey();
      TableLogs.LogState log = logs.restoreLog(table, named.getValue(), false);
      if (log.isRestored()) {
        restored.add(table.qualified());
      }
      log.lost().forEach(commit -> lost.add(table.qualified() + " (" + commit + ")"));
    }
    if (!lost.isEmpty()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Table commits are missing or damaged both in the table's log and in ops/log: "
              + String.join(", ", lost)
              + ".",
          "Nothing was published; " + Meaning.FIGURES_STAND + " where their tables are undamaged.",
          "Restore the tables' folders from the lake's backup; without one, run kith check --repair,"
              + " which moves them aside; the next night builds them again.");
    }
    return restored.isEmpty()
        ? List.of()
        : List.of(
            "The logs of tables were damaged and have been restored from their copies: "
                + String.join(", ", restored)
                + ".");
  }

  /**
   * The tables that have a log or whose versions a publication names, each with the latest of these
   * versions; -1 where none is named. The postcode directory's version is named by its state file.
   */
  Map<TableName, Long> latest() {
    Map<TableName, Long> latest = new TreeMap<>();
    logs.tables().forEach(table -> latest.put(table, -1L));
    for (String id : Publications.written(files)) {
      if (isWhole(() -> Publications.read(files, id))) {
        Publications.read(files, id)
            .ifPresent(
                publication ->
                    publication
                        .versions()
                        .forEach(
                            (table, version) ->
                                latest.merge(TableName.of(table), version, Math::max)));
      }
    }
    if (isWhole(() -> PostcodeDirectory.read(files))) {
      PostcodeDirectory.read(files)
          .ifPresent(held -> latest.merge(Tables.POSTCODE, held.version(), Math::max));
    }
    return latest;
  }

  /**
   * Whether everything that a stage wrote for a night is there; reports to the run what is missing.
   */
  boolean holds(Stage stage, StageRecord record, LocalDate businessDate, RunResult result) {
    Map<String, Integer> lost = new TreeMap<>();
    record
        .files()
        .forEach(
            (table, added) ->
                count(lost, table, tables.damaged(TableName.of(table), added, false)));
    if (stage == Stage.MARTS && files.open(QualityStep.path(businessDate)).isEmpty()) {
      // A repair took it away, since it was damaged.
      lost.put(QualityStep.path(businessDate), 1);
    }
    if (stage == Stage.PUBLISH) {
      // A publication of this night under another name comes from a backfill.
      Optional<Publication> current =
          Publications.current(files).filter(night -> !night.businessDate().isBefore(businessDate));
      if (current.isEmpty()) {
        return false;
      }
      String id = current.get().id();
      String folder = Publications.folder(id);
      Map<String, FileMark> published = Publications.files(files, id);
      if (!published.keySet().containsAll(Publications.scorecardFiles(id))) {
        // A repair wrote the manifest again without files that are missing.
        lost.put(folder, 1);
      }
      count(lost, folder, tables.damaged("", published, false));
    }
    if (!lost.isEmpty()) {
      result.warn(
          String.format(
              Locale.ROOT,
              "%d files were missing or truncated (%s): the stage %s runs again.",
              lost.values().stream().mapToInt(Integer::intValue).sum(),
              String.join(", ", lost.keySet()),
              stage.word()));
    }
    return lost.isEmpty();
  }

  /** Whether a table's version, and all files that it added, are there. */
  boolean holds(Written written, Lake lake) {
    return written.version() <= lake.version(written.table())
        && tables.damaged(written.table(), written.files(), false).isEmpty();
  }

  private static void count(Map<String, Integer> lost, String of, Set<String> damaged) {
    if (!damaged.isEmpty()) {
      lost.put(of, damaged.size());
    }
  }

  /**
   * Checks that the records of other nights are there in the tables that keep all nights: this
   * night's extract cannot make them again.
   */
  void requireOtherNights(LocalDate businessDate) {
    Map<String, Set<String>> lost = new TreeMap<>();
    for (LocalDate night : files.nights()) {
      if (!night.equals(businessDate)) {
        ofNight(night, false).forEach(lost::put);
      }
    }
    if (!lost.isEmpty()) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "Files with records of other nights are missing or truncated: "
              + lost.entrySet().stream()
                  .map(each -> each.getKey() + " (" + each.getValue().size() + ")")
                  .collect(Collectors.joining(", "))
              + ".",
          "Nothing was run: the extract of "
              + businessDate
              + " cannot replace them; "
              + Meaning.FIGURES_STAND
              + ".",
          "Check that the lake's storage is available with all its files, or restore these from"
              + " the lake's backup; if they cannot be restored, run kith check --repair, which"
              + " gives"
              + " them up.");
    }
  }

  /** Checks that the files of the postcode directory are there: no night can make them again. */
  void requirePostcodes(PostcodeDirectory directory) {
    Set<String> lost = damagedPostcodes(directory, false);
    if (!lost.isEmpty()) {
      throw new KithException(
          ExitCode.UNREACHABLE,
          "Files of the postcode directory, edition %s, are missing or truncated (%d)."
              .formatted(directory.edition(), lost.size()),
          "Nothing was run; " + Meaning.FIGURES_STAND + ".",
          "Check that the lake's storage is available with all its files; if they are lost, load"
              + " the directory again with kith postcodes load.");
    }
  }

  /**
   * Damaged files of the postcode directory.
   *
   * @param hash whether their contents are read
   */
  Set<String> damagedPostcodes(PostcodeDirectory directory, boolean hash) {
    return tables.damaged(Tables.POSTCODE, directory.files(), hash);
  }

  /** The files of a version that are not in a night's folder. */
  static Map<String, FileMark> whole(Map<String, FileMark> added) {
    Map<String, FileMark> whole = new TreeMap<>(added);
    whole.keySet().removeIf(path -> path.startsWith(NIGHT));
    return whole;
  }

  /** The files of a version that are in a night's folder. */
  static Map<String, FileMark> of(LocalDate night, Map<String, FileMark> added) {
    Map<String, FileMark> kept = new TreeMap<>(added);
    kept.keySet().removeIf(path -> !path.startsWith(NIGHT + night));
    return kept;
  }

  /**
   * Damaged files of one night in the tables that keep all nights, by table and night.
   *
   * @param hash whether their contents are read
   */
  Map<String, Set<String>> ofNight(LocalDate night, boolean hash) {
    Map<String, Set<String>> lost = new TreeMap<>();
    for (Stage stage : Stage.ALL) {
      StageRecord.read(files, night, stage.word())
          .ifPresent(
              record ->
                  record
                      .files()
                      .forEach(
                          (table, added) -> {
                            Map<String, FileMark> kept = new TreeMap<>(added);
                            kept.keySet().removeIf(path -> !path.startsWith(NIGHT + night));
                            Set<String> damaged = tables.damaged(TableName.of(table), kept, hash);
                            if (!damaged.isEmpty()) {
                              lost.put(table + " of " + night, damaged);
                            }
                          }));
    }
    return lost;
  }

  /** Whether reading a state file finds it undamaged. */
  static boolean isWhole(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (KithException damaged) {
      if (damaged.exitCode() != ExitCode.WRONG_USAGE) {
        throw damaged;
      }
      return false;
    }
  }
}

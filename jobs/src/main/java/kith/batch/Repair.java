package kith.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.LakeRoot;
import kith.lake.Sessions;
import kith.lake.TableFiles;
import kith.lake.TableLogs;
import kith.project.Environment;
import kith.project.KithException;
import kith.publish.Publications;
import kith.quality.QualityStep;
import kith.table.FileMark;
import kith.table.PostcodeDirectory;
import kith.table.Publication;
import kith.table.StateFile;
import kith.table.StateFiles;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the state files of a lake from what is there: stage records from the results of their
 * steps, a manifest from the stage records, the pointer from the manifests, and {@code lake.json}
 * from the secret, if the keys in the tables were made with it.
 */
final class Repair {

  /**
   * Enough persons to tell whether the secret is the right one; a merged person has the other
   * person's key.
   */
  private static final int PERSONS = 1000;

  private static final String LOAD_POSTCODES =
      "Load the postcode directory again with kith postcodes load.";

  private final LakeRoot root;
  private final @Nullable Environment environment;
  private final StateFiles files;
  private final TableFiles tables;
  private final TableLogs logs;
  private final List<String> told = new ArrayList<>();

  Repair(LakeRoot root, @Nullable Environment environment) {
    this.root = root;
    this.environment = environment;
    this.files = root.files();
    this.tables = root.tables();
    this.logs = root.logs();
  }

  /** Rebuilds everything that it can; returns what was done, one line each. */
  List<String> all() {
    Set<String> moved = tableLogs();
    int leftovers = root.leftovers().clear(true);
    if (leftovers > 0) {
      told.add("Deleted " + leftovers + " folders that killed runs left and no commit names.");
    }
    for (LocalDate night : files.nights()) {
      StageRecord.names().forEach(stage -> records(night, stage));
      takeAway(
          QualityStep.path(night),
          "Run kith nightly --business-date "
              + night
              + ", which writes the results of the rules again.");
    }
    takeAway(RunResult.PATH, "The next run writes it again.");
    takeAway(PostcodeDirectory.PATH, LOAD_POSTCODES);
    if (moved.contains(Tables.POSTCODE.qualified())
        && files.open(PostcodeDirectory.PATH).isPresent()) {
      root.files().delete(PostcodeDirectory.PATH);
      told.add("Took away " + PostcodeDirectory.PATH + ": its table is lost. " + LOAD_POSTCODES);
    }
    for (String name : files.list("ops/results")) {
      takeAway("ops/results/" + name, "The result of that run is lost.");
    }
    publications();
    if (!moved.isEmpty()) {
      MovedTables.forget(files, moved);
    }
    files.nights().forEach(this::giveUpLostFiles);
    if (Intact.isWhole(() -> Publications.current(files))) {
      Environment ours = Objects.requireNonNull(environment);
      Publications.current(files)
          .ifPresent(current -> told.addAll(new OlderPublications(root, ours).repair(current)));
    }
    whose();
    return List.copyOf(told);
  }

  /**
   * Writes the manifest again when the whole folder of the publication that the pointer names is
   * gone, so that the night's next run writes the rest of it; returns what was done.
   */
  static Optional<String> lostPublication(LakeRoot root) {
    Optional<String> id =
        root.files().open(Publications.POINTER).map(pointer -> pointer.text("publication_id"));
    if (id.isEmpty()
        || !id.get().matches(Publications.ID)
        || root.files().list("published").contains(id.get())) {
      return Optional.empty();
    }
    Repair repair = new Repair(root, null);
    repair.manifest(id.get());
    return Optional.of(
        "The folder " + Publications.folder(id.get()) + " was gone. " + repair.told.get(0));
  }

  private void takeAway(String path, String meaning) {
    if (!Intact.isWhole(() -> files.open(path))) {
      root.files().delete(path);
      told.add("Took away " + path + ", which was damaged. " + meaning);
    }
  }

  /** Restores the logs; returns the tables that were moved aside, since theirs are lost. */
  private Set<String> tableLogs() {
    Set<String> moved = new TreeSet<>();
    for (Map.Entry<TableName, Long> named : new Intact(root).latest().entrySet()) {
      TableName table = named.getKey();
      TableLogs.LogState log = logs.restoreLog(table, named.getValue(), true);
      if (log.damaged() > 0) {
        told.add("Restored " + log.damaged() + " commits of the log of " + table.qualified() + ".");
      }
      if (log.checkpoints() > 0 && log.isRestored()) {
        told.add(
            "Took away "
                + log.checkpoints()
                + " damaged checkpoints of the log of "
                + table.qualified()
                + ": its commits say the same.");
      }
      if (!log.lost().isEmpty()) {
        told.add(
            Intact.LOST
                + log.lost().size()
                + " commits of the log of "
                + table.qualified()
                + ". What is left of the table was moved to "
                + logs.moveAway(table)
                + "; the next night builds it again.");
        moved.add(table.qualified());
      }
    }
    return moved;
  }

  private void records(LocalDate night, String stage) {
    String folder = "ops/nights/" + night + "/" + stage;
    List<StateFile> steps = new ArrayList<>();
    for (String name : files.list(folder)) {
      String path = folder + "/" + name;
      if (Intact.isWhole(() -> files.open(path).ifPresent(StageRecord::requireStep))) {
        files.open(path).ifPresent(steps::add);
      } else {
        root.files().delete(path);
        told.add("Took away " + path + ", which was damaged: its step runs again when needed.");
      }
    }
    String path = StageRecord.path(night, stage);
    boolean isThere = files.list("ops/nights/" + night).contains(stage + ".json");
    boolean isMissed = isThere || !stage.startsWith("backfill") && isPublished(night);
    if (!isMissed || isThere && Intact.isWhole(() -> StageRecord.read(files, night, stage))) {
      return;
    }
    Optional<StageRecord> rebuilt = StageRecord.of(steps);
    if (rebuilt.isPresent()) {
      rebuilt.get().write(files, night, stage);
      told.add("Rebuilt " + path + " from the results of " + steps.size() + " steps.");
    } else {
      root.files().delete(path);
      told.add(
          Intact.LOST
              + path
              + ". Run kith nightly --business-date "
              + night
              + " --again "
              + stage
              + ", which builds it again.");
    }
  }

  private boolean isPublished(LocalDate night) {
    return files.list("published").stream().anyMatch(id -> id.startsWith(night + "-"));
  }

  /** The pointer, and the manifest that it names. */
  private void publications() {
    for (String id : files.list("published")) {
      if (id.matches(Publications.ID)
          && !Intact.isWhole(() -> Publications.read(files, id).orElseThrow(() -> gone(id)))) {
        manifest(id);
      }
    }
    if (Intact.isWhole(() -> Publications.current(files))) {
      return;
    }
    Optional<Publication> newest =
        files.list("published").stream()
            .filter(
                id ->
                    id.matches(Publications.ID)
                        && Intact.isWhole(() -> Publications.read(files, id)))
            .flatMap(id -> Publications.read(files, id).stream())
            .max(
                Comparator.comparing(Publication::businessDate)
                    .thenComparing(publication -> toldLast(publication.id()))
                    .thenComparing(Publication::id));
    if (newest.isPresent()) {
      Publications.point(files, newest.get());
      told.add("Rebuilt " + Publications.POINTER + ": it points to " + newest.get().id() + ".");
    } else {
      told.add(
          Intact.LOST
              + Publications.POINTER
              + ": no publication is complete. Restore the lake's backup.");
    }
  }

  private static KithException gone(String id) {
    return StateFile.gone(Publications.manifestPath(id), "its folder is there");
  }

  /** When a run last made a publication visible; blank if none did. */
  private String toldLast(String id) {
    return files.list("ops/results").stream()
        .filter(
            name ->
                Intact.isWhole(() -> files.read("ops/results/" + name))
                    && files
                        .read("ops/results/" + name)
                        .filter(result -> result.path("exit_code").asInt(-1) == 0)
                        .filter(result -> result.path("publication_id").asText().equals(id))
                        .isPresent())
        .max(Comparator.naturalOrder())
        .orElse("");
  }

  private void manifest(String id) {
    LocalDate night = LocalDate.parse(id.substring(0, 10));
    List<StageRecord> records = new ArrayList<>();
    for (Stage stage : Stage.ALL) {
      StageRecord.read(files, night, stage.word()).ifPresent(records::add);
    }
    // A publication is named after the marts' key, so these records belong to it.
    boolean isOfRecords =
        records.size() == Stage.ALL.size()
            && records.get(Stage.MARTS.ordinal()).key().startsWith(id.substring(11));
    if (!isOfRecords) {
      told.add(
          Intact.LOST
              + Publications.manifestPath(id)
              + ": the records of its night are missing or belong to another publication.");
      return;
    }
    Map<String, Long> versions = new TreeMap<>();
    records.forEach(record -> versions.putAll(record.tables()));
    Publications.writeManifest(
        files,
        new Publication(id, night, records.get(0).simulated(), versions),
        files.list("published").contains(id)
            ? tables.marks(List.of(Publications.folder(id), Publications.scorecardRulesPath(id)))
            : Map.of());
    told.add("Rebuilt " + Publications.manifestPath(id) + " from the records of its night.");
  }

  /** Gives up lost files of nights other than the published one, which no run can build again. */
  private void giveUpLostFiles(LocalDate night) {
    if (Intact.isWhole(() -> Publications.current(files))
        && Publications.current(files)
            .filter(now -> now.businessDate().equals(night))
            .isPresent()) {
      return;
    }
    for (String name : StageRecord.names()) {
      StageRecord.read(files, night, name)
          .ifPresent(
              record -> {
                Map<String, Map<String, FileMark>> left = new TreeMap<>(record.files());
                record
                    .files()
                    .forEach(
                        (table, added) -> {
                          var lost =
                              tables.damaged(TableName.of(table), Intact.of(night, added), true);
                          if (!lost.isEmpty()) {
                            logs.giveUp(TableName.of(table), lost);
                            Map<String, FileMark> whole = new TreeMap<>(added);
                            whole.keySet().removeAll(lost);
                            left.put(table, whole);
                            told.add(
                                Intact.LOST
                                    + lost.size()
                                    + " files of "
                                    + table
                                    + " of "
                                    + night
                                    + ": only the lake's backup has these records.");
                          }
                        });
                if (!left.equals(record.files())) {
                  record.with(left).write(files, night, name);
                }
              });
    }
  }

  private void whose() {
    if (root.saysWhose()) {
      return;
    }
    Environment environment = Objects.requireNonNull(this.environment);
    Keys keys = root.unprovenKeys(environment.authorityCode(), environment.secret());
    DeltaLake lake =
        new DeltaLake(
            Sessions.open(environment.sparkMaster(), environment.sparkSettings(), root.path()),
            root.path().toString());
    List<Row> persons =
        lake.read(Tables.CHILD_IDENTITY, lake.version(Tables.CHILD_IDENTITY))
            .where("authority_code = " + environment.authorityCode())
            .select("person_id", "child_key")
            .limit(PERSONS)
            .collectAsList();
    long fitting =
        persons.stream()
            .filter(
                person ->
                    Objects.equals(keys.key("person", person.getString(0)), person.getLong(1)))
            .count();
    if (fitting * 2 <= persons.size()) {
      told.add(
          Intact.LOST
              + "lake.json. The keys in the lake are not those of this authority and this secret:"
              + " name the right environment and secret.");
      return;
    }
    boolean simulated =
        Publications.current(files)
            .map(Publication::simulated)
            .orElseThrow(() -> gone("the publication, which says whether the lake is simulated"));
    root.sayWhose(environment.authorityCode(), keys, simulated);
    told.add("Rebuilt lake.json: the keys in the lake are those of this authority and secret.");
  }
}

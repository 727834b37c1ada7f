package kith.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.FileMark;
import kith.table.Publication;
import kith.table.StateFile;
import kith.table.StateFiles;
import kith.table.Zone;

/**
 * The publications of a lake: the suppressed marts as files for reporting tools, a manifest that
 * names the version of every table, and one pointer that makes a night visible (promise 2).
 */
public final class Publications {

  /** The pointer. It is replaced in one step, once everything that it points to is there. */
  public static final String POINTER = "published/current.json";

  /** The form of a publication's id: the night and the beginning of a key. */
  public static final String ID = "\\d{4}-\\d{2}-\\d{2}-[0-9a-f]{8}";

  /** The step that writes the publication to every target. */
  static final String FILES = "published_files";

  private static final String MANIFEST = "manifest.json";

  private static final String SCORECARD = "scorecard.json";

  private static final String MODEL = "model.json";

  private static final List<String> MODEL_FIELDS = List.of("model_version", "duckdb", "published");

  /** The manifest's field for files that readers of {@code published} must not see. */
  private static final String BESIDE = "beside";

  private Publications() {}

  /**
   * The publication that readers see, if there is one.
   *
   * @throws KithException when the pointer or what it points to is damaged, or when the pointer is
   *     missing although there are publications
   */
  public static Optional<Publication> current(StateFiles files) {
    Optional<StateFile> pointer = files.open(POINTER);
    if (pointer.isEmpty()) {
      List<String> published = published(files);
      if (!published.isEmpty()) {
        throw StateFile.gone(
            POINTER,
            "there are publications, the newest of them " + published.get(published.size() - 1));
      }
      return Optional.empty();
    }
    String id = pointer.get().text("publication_id");
    String manifest = manifestPath(id);
    if (!("published/" + pointer.get().text("manifest")).equals(manifest)) {
      throw StateFile.damaged(POINTER, "it names a manifest of another publication");
    }
    Publication publication =
        files
            .open(manifest)
            .map(Publications::publication)
            .orElseThrow(() -> StateFile.gone(manifest, "the pointer names it"));
    if (!publication.id().equals(id)
        || !publication.businessDate().equals(pointer.get().date("business_date"))
        || publication.simulated() != pointer.get().flag("simulated")) {
      throw StateFile.damaged(POINTER, "it does not say what " + manifest + " says");
    }
    return Optional.of(publication);
  }

  /**
   * The files of a publication, by path below the lake's root; empty where an earlier version of
   * Kith wrote it.
   */
  public static Map<String, FileMark> files(StateFiles files, String publicationId) {
    Map<String, FileMark> named = new TreeMap<>();
    files
        .open(manifestPath(publicationId))
        .ifPresent(
            manifest -> {
              FileMark.read(manifest, "files")
                  .forEach((file, mark) -> named.put(folder(publicationId) + "/" + file, mark));
              named.putAll(FileMark.read(manifest, BESIDE));
            });
    return named;
  }

  /** The files that {@code kith scorecard} reads: every publication has them. */
  public static List<String> scorecardFiles(String publicationId) {
    return List.of(scorecardPath(publicationId), scorecardRulesPath(publicationId));
  }

  /** The figures of the scorecard, with the same suppression as {@code kpi_published}. */
  public static String scorecardPath(String publicationId) {
    return folder(publicationId) + "/" + SCORECARD;
  }

  /** The data quality rules that the scorecard names, only for people who may read the marts. */
  public static String scorecardRulesPath(String publicationId) {
    return Zone.MARTS.folder() + "/scorecard/" + publicationId + ".json";
  }

  /**
   * The publications that the pointer has named, the oldest first. A publication whose run was
   * stopped before it moved the pointer is not among them: the records of its night tell the two
   * apart.
   */
  public static List<String> published(StateFiles files) {
    return written(files).stream().filter(id -> !isOnTheWay(files, id)).toList();
  }

  /** The publications that have a manifest, damaged or not, the oldest first. */
  public static List<String> written(StateFiles files) {
    return files.list("published").stream()
        .filter(id -> files.list(folder(id)).contains(MANIFEST))
        .toList();
  }

  private static boolean isOnTheWay(StateFiles files, String id) {
    String night = "ops/nights/" + id.substring(0, Math.min(10, id.length()));
    List<String> stages = files.list(night);
    return List.of(FILES + ".json").containsAll(files.list(night + "/publish"))
        && stages.contains("marts.json")
        && !stages.contains("publish.json");
  }

  /** The publication that a manifest describes, if it is there. */
  public static Optional<Publication> read(StateFiles files, String publicationId) {
    return files.open(manifestPath(publicationId)).map(Publications::publication);
  }

  /**
   * Writes what a publication says of the published model. It is a file of its own, from which a
   * repair takes it for a manifest that was lost.
   *
   * @param modelVersion version of the published model
   * @param tables its tables
   * @param rows how many rows each has, by name
   */
  static void writeModel(
      StateFiles files,
      Publication publication,
      String modelVersion,
      Collection<PublishedTable> tables,
      Map<String, Long> rows) {
    ObjectNode model =
        JsonNodeFactory.instance
            .objectNode()
            .put("model_version", modelVersion)
            .put("duckdb", PublishedFiles.DUCKDB);
    ObjectNode published = model.putObject("published");
    tables.forEach(
        table ->
            published.set(
                table.name(), described(table, Objects.requireNonNull(rows.get(table.name())))));
    files.write(modelPath(publication.id()), model);
  }

  private static ObjectNode described(PublishedTable table, Long rows) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("delta", table.name())
            .put("parquet", table.name() + ".parquet")
            .put("csv", table.name() + ".csv")
            .put("rows", rows)
            .put("grain", table.grain());
    table.key().forEach(node.putArray("key")::add);
    ArrayNode columns = node.putArray("columns");
    table
        .columns()
        .forEach(
            column ->
                columns
                    .addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("meaning", column.meaning()));
    return node;
  }

  /**
   * Writes a publication's manifest, with what the publication says of its model. An earlier Kith
   * said it in the manifest only.
   *
   * @param found the files that were found of it, by path below the lake's root
   */
  public static void writeManifest(
      StateFiles files, Publication publication, Map<String, FileMark> found) {
    ObjectNode head = head(publication);
    Stream.of(modelPath(publication.id()), manifestPath(publication.id()))
        .filter(path -> found.containsKey(path) || path.endsWith(MANIFEST))
        .flatMap(path -> whole(files, path).stream())
        .findFirst()
        .ifPresent(
            said ->
                MODEL_FIELDS.stream()
                    .filter(said::has)
                    .forEach(field -> head.set(field, said.get(field))));
    String folder = folder(publication.id()) + "/";
    Map<String, FileMark> inFolder = new TreeMap<>();
    Map<String, FileMark> beside = new TreeMap<>();
    found.forEach(
        (path, mark) -> {
          if (!path.startsWith(folder)) {
            beside.put(path, mark);
          } else if (isPublished(path.substring(folder.length()))) {
            inFolder.put(path.substring(folder.length()), mark);
          }
        });
    files.write(manifestPath(publication.id()), manifest(publication, head, inFolder, beside));
  }

  /** What a file says, unless it is gone or damaged. */
  private static Optional<JsonNode> whole(StateFiles files, String path) {
    try {
      return files.read(path);
    } catch (KithException failure) {
      if (failure.exitCode() == ExitCode.WRONG_USAGE) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** A manifest left by an earlier run is not one of the files that it names. */
  private static boolean isPublished(String file) {
    return !file.equals(MANIFEST);
  }

  /** Points readers to a publication. */
  public static void point(StateFiles files, Publication publication) {
    files.write(POINTER, pointer(publication));
  }

  /**
   * Deletes what readers no longer need: all publications but the one shown now, the one before it
   * and those of the last nights. What an older one shows beside this one could give small numbers
   * away.
   *
   * @param graceDays how many days before this night's date publications stay
   */
  static void deleteOlder(StateFiles files, Publication current, int graceDays) {
    List<String> older =
        files.list("published").stream()
            .filter(id -> id.matches("\\d{4}-\\d{2}-\\d{2}.*") && !id.equals(current.id()))
            .toList();
    LocalDate first = current.businessDate().minusDays(graceDays);
    // Readers that began before the switch still read the one before it.
    for (String id : older.subList(0, Math.max(0, older.size() - 1))) {
      if (LocalDate.parse(id.substring(0, 10)).isBefore(first)) {
        files.deleteAll(manifestPath(id));
        files.deleteAll(folder(id));
        files.deleteAll(scorecardRulesPath(id));
      }
    }
  }

  /** The path of a publication's manifest below the lake's root. */
  public static String manifestPath(String publicationId) {
    return folder(publicationId) + "/" + MANIFEST;
  }

  private static String modelPath(String publicationId) {
    return folder(publicationId) + "/" + MODEL;
  }

  /** The folder of a publication, below the lake's root. */
  public static String folder(String publicationId) {
    return "published/" + publicationId;
  }

  private static ObjectNode pointer(Publication publication) {
    return named(publication).put("manifest", publication.id() + "/" + MANIFEST);
  }

  private static ObjectNode named(Publication publication) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("publication_id", publication.id())
        .put("business_date", publication.businessDate().toString())
        .put("simulated", publication.simulated());
  }

  /** How a file of a publication begins. */
  static ObjectNode head(Publication publication) {
    ObjectNode node = named(publication);
    if (publication.simulated()) {
      node.put("notice", "SIMULATED: an invented authority, no real child");
    }
    return node;
  }

  private static ObjectNode manifest(
      Publication publication,
      ObjectNode node,
      Map<String, FileMark> files,
      Map<String, FileMark> beside) {
    FileMark.put(node, "files", files);
    FileMark.put(node, BESIDE, beside);
    ObjectNode tables = node.putObject("tables");
    publication.versions().forEach(tables::put);
    return node;
  }

  private static Publication publication(StateFile manifest) {
    return new Publication(
        manifest.text("publication_id"),
        manifest.date("business_date"),
        manifest.flag("simulated"),
        manifest.versions("tables"));
  }
}

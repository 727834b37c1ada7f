package kith.publish;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.contract.FileMark;
import kith.contract.Inputs;
import kith.contract.KithException;
import kith.contract.Lake;
import kith.contract.Publication;
import kith.contract.StageStep;
import kith.contract.StateFile;
import kith.contract.StateFiles;
import kith.contract.TableName;
import kith.contract.Tables;
import kith.contract.Versions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The publish stage: the suppressed marts as files for reporting tools, a manifest that names the
 * version of every table, and one pointer that makes the night visible (promise 2).
 */
public final class Publish {

  /** The pointer. It is replaced in one step, after everything that it points to is there. */
  public static final String POINTER = "published/current.json";

  /** The step after which readers see the night. */
  public static final String CURRENT = "current";

  /** The step that writes the files for reporting tools. */
  private static final String FILES = "published_files";

  private static final String MANIFEST = "manifest.json";

  private static final List<TableName> PUBLISHED = List.of(Tables.KPI_PUBLISHED);

  private Publish() {}

  /** The steps: one for each published mart, then the pointer. */
  public static List<StageStep> steps(
      String publicationId,
      LocalDate businessDate,
      boolean simulated,
      Inputs inputs,
      Lake lake,
      StateFiles files,
      Versions versions) {
    StageStep exports =
        new Step(
            FILES,
            List.of(),
            () -> {
              Map<String, Long> rows = new TreeMap<>();
              for (TableName table : PUBLISHED) {
                Dataset<Row> mart = inputs.table(table).coalesce(1);
                String folder = folder(publicationId);
                lake.export(folder + "/" + table.name(), "delta", mart);
                rows.put(
                    table.name(),
                    lake.export(folder + "/" + table.name() + ".parquet", "parquet", mart));
              }
              return new StageStep.Result(List.of(), rows);
            });
    StageStep pointer =
        new Step(
            CURRENT,
            List.of(FILES),
            () -> {
              Publication publication =
                  new Publication(publicationId, businessDate, simulated, versions.all());
              Map<String, Long> since = current(files).map(Publication::versions).orElse(Map.of());
              writeManifest(
                  files, publication, lake.secure(folder(publicationId), versions.all(), since));
              point(files, publication);
              return new StageStep.Result(List.of(), Map.of());
            });
    return List.of(exports, pointer);
  }

  /**
   * The publication that readers see, if there is one.
   *
   * @throws KithException when the pointer or what it points to is damaged, or the pointer is gone
   *     that publications say there was
   */
  public static Optional<Publication> current(StateFiles files) {
    Optional<StateFile> pointer = files.open(POINTER);
    if (pointer.isEmpty()) {
      List<String> published = published(files);
      if (!published.isEmpty()) {
        throw StateFile.gone(
            POINTER,
            "there are publications, the newest is " + published.get(published.size() - 1));
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
            .map(Publish::publication)
            .orElseThrow(() -> StateFile.gone(manifest, "the pointer names it"));
    if (!publication.id().equals(id)
        || !publication.businessDate().equals(pointer.get().date("business_date"))
        || publication.simulated() != pointer.get().flag("simulated")) {
      throw StateFile.damaged(POINTER, "it does not say what " + manifest + " says");
    }
    return Optional.of(publication);
  }

  /** The files of a publication, by path below its folder; none where an earlier Kith wrote it. */
  public static Map<String, FileMark> files(StateFiles files, String publicationId) {
    return files
        .open(manifestPath(publicationId))
        .map(manifest -> FileMark.read(manifest, "files"))
        .orElse(Map.of());
  }

  /**
   * The publications that have been pointed to, the oldest first. One whose first run was stopped
   * just before it moved the pointer has not: the records of its night tell.
   */
  public static List<String> published(StateFiles files) {
    List<String> whole =
        files.list("published").stream()
            .filter(id -> files.list(folder(id)).contains(MANIFEST))
            .toList();
    return whole.size() == 1 && isOnTheWay(files, whole.get(0)) ? List.of() : whole;
  }

  private static boolean isOnTheWay(StateFiles files, String id) {
    String night = "ops/nights/" + id.substring(0, Math.min(10, id.length()));
    return files.list(night + "/publish").equals(List.of(FILES + ".json"))
        && !files.list(night).contains("publish.json");
  }

  /** The publication that a manifest describes, if it is there. */
  public static Optional<Publication> read(StateFiles files, String publicationId) {
    return files.open(manifestPath(publicationId)).map(Publish::publication);
  }

  /** Writes a publication's manifest again. */
  public static void writeManifest(
      StateFiles files, Publication publication, Map<String, FileMark> published) {
    Map<String, FileMark> named = new TreeMap<>(published);
    // A manifest left by an earlier run is none of the files that it names.
    named.keySet().removeIf(file -> PUBLISHED.stream().noneMatch(of -> file.startsWith(of.name())));
    files.write(manifestPath(publication.id()), manifest(publication, named));
  }

  /** Points readers to a publication. */
  public static void point(StateFiles files, Publication publication) {
    files.write(POINTER, pointer(publication));
  }

  /** The path of a publication's manifest below the lake's root. */
  public static String manifestPath(String publicationId) {
    return folder(publicationId) + "/" + MANIFEST;
  }

  /** The folder of a publication, below the lake's root. */
  public static String folder(String publicationId) {
    return "published/" + publicationId;
  }

  private static ObjectNode pointer(Publication publication) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("publication_id", publication.id())
        .put("business_date", publication.businessDate().toString())
        .put("simulated", publication.simulated())
        .put("manifest", publication.id() + "/" + MANIFEST);
  }

  private static ObjectNode manifest(Publication publication, Map<String, FileMark> files) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("publication_id", publication.id())
            .put("business_date", publication.businessDate().toString())
            .put("simulated", publication.simulated());
    if (publication.simulated()) {
      node.put("notice", "SIMULATED: an invented authority, no real child");
    }
    ObjectNode published = node.putObject("published");
    for (TableName table : PUBLISHED) {
      published
          .putObject(table.name())
          .put("delta", table.name())
          .put("parquet", table.name() + ".parquet");
    }
    FileMark.put(node, "files", files);
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

  private record Step(String name, List<String> after, java.util.function.Supplier<Result> work)
      implements StageStep {

    @Override
    public Result run() {
      return work.get();
    }
  }
}

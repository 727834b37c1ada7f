package kith.publish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.contract.Inputs;
import kith.contract.Lake;
import kith.contract.Publication;
import kith.contract.StageStep;
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
            "published_files",
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
            List.of("published_files"),
            () -> {
              Publication publication =
                  new Publication(publicationId, businessDate, simulated, versions.all());
              files.write(folder(publicationId) + "/manifest.json", manifest(publication));
              files.write(POINTER, pointer(publication));
              return new StageStep.Result(List.of(), Map.of());
            });
    return List.of(exports, pointer);
  }

  /** The publication that readers see, if there is one. */
  public static Optional<Publication> current(StateFiles files) {
    return files
        .read(POINTER)
        .flatMap(pointer -> files.read("published/" + pointer.required("manifest").asText()))
        .map(Publish::publication);
  }

  private static String folder(String publicationId) {
    return "published/" + publicationId;
  }

  private static ObjectNode pointer(Publication publication) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("publication_id", publication.id())
        .put("business_date", publication.businessDate().toString())
        .put("simulated", publication.simulated())
        .put("manifest", publication.id() + "/manifest.json");
  }

  private static ObjectNode manifest(Publication publication) {
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
    ObjectNode tables = node.putObject("tables");
    publication.versions().forEach(tables::put);
    return node;
  }

  private static Publication publication(JsonNode manifest) {
    Map<String, Long> versions = new TreeMap<>();
    manifest
        .required("tables")
        .properties()
        .forEach(table -> versions.put(table.getKey(), table.getValue().asLong()));
    return new Publication(
        manifest.required("publication_id").asText(),
        LocalDate.parse(manifest.required("business_date").asText()),
        manifest.required("simulated").asBoolean(),
        versions);
  }

  private record Step(String name, List<String> after, java.util.function.Supplier<Result> work)
      implements StageStep {

    @Override
    public Result run() {
      return work.get();
    }
  }
}

package kith.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.Inputs;
import kith.table.Publication;
import kith.table.StageStep;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {

  private static final String FIGURES =
      """
      kpi        | period_type | as_at      | breakdown | breakdown_value | numerator | value | rag   | direction      | status     | business_date | simulated
      count      | POINT       | 2025-03-31 | -         | -               | 41        | 41    | none  | not_applicable | ok         | 2025-10-02    | true
      count      | POINT       | 2025-06-30 | -         | -               | 43        | 43    | none  | not_applicable | ok         | 2025-10-02    | true
      count      | POINT       | 2025-06-30 | sex       | F               | -         | -     | none  | not_applicable | suppressed | 2025-10-02    | true
      health_pct | R12         | 2025-06-30 | -         | -               | -         | -     | none  | not_applicable | suppressed | 2025-10-02    | true
      health_pct | QTR         | 2025-06-30 | -         | -               | 90        | 75.5  | amber | better         | ok         | 2025-10-02    | true
      """;

  private static final String QUALITY =
      """
      kpi        | rule | title              | severity | status | failed | checked
      health_pct | late | A record came late | warn     | fail   | 3      | 20
      health_pct | odd  | A record is odd    | warn     | pass   | 1      | 20
      count      | lost | A record is lost   | warn     | error  | 0      | 0
      """;

  private static final String KPIS =
      """
      kpi        | title                      | short_title | subject    | unit     | decimals | better | is_panel | comparable_period_type
      count      | Children looked after      | Children    | care       | children | 0        | none   | true     | POINT
      health_pct | Health assessments in time | Health      | assessment | percent  | 1        | higher | true     | QTR
      """;

  private static final String COMPARISON =
      """
      kpi        | period_type | as_at      | comparator | value | status    | neighbours_with_value | latest_status
      health_pct | QTR         | 2025-06-30 | england    | 80    | published | -                     | published
      health_pct | QTR         | 2025-06-30 | neighbours | 81    | published | 9                     | published
      """;

  private static final LocalDate NIGHT = LocalDate.of(2025, 10, 2);

  @TempDir private Path folder;
  private LakeRoot root;
  private OtherFolder other;
  private PublishingTarget lakeFolder;

  @BeforeEach
  void makeLake() {
    root = new LakeRoot(folder.resolve("lake"));
    root.prepare();
    other = new OtherFolder(folder.resolve("other"));
    lakeFolder =
        new LakeFolder(
            Project.home(),
            new DeltaLake(SparkTest.spark(), root.path().toString()),
            root.files(),
            7);
  }

  private static final Inputs TABLES =
      new Inputs() {
        @Override
        public Dataset<Row> table(TableName table) {
          return TestTables.rows(
              table,
              Map.of(
                      Tables.KPI_PUBLISHED, FIGURES,
                      Tables.KPI_QUALITY, QUALITY,
                      Tables.KPI_COMPARISON, COMPARISON,
                      Tables.DIM_KPI, KPIS)
                  .getOrDefault(table, "kpi"));
        }

        @Override
        public SparkSession spark() {
          return SparkTest.spark();
        }
      };

  private Map<String, Long> publish(String id, PublishingTarget... targets) {
    List<StageStep> steps =
        Publish.steps(
            Project.home(),
            List.of(targets),
            () -> new Publication(id, NIGHT, true, Map.of()),
            TABLES,
            root.files());
    Map<String, Long> counts = steps.get(0).run().counts().byMeasure();
    assertThat(steps.get(1).after()).containsExactly(steps.get(0).name());
    steps.get(1).run();
    return counts;
  }

  private String current() {
    return Publications.current(root.files()).map(Publication::id).orElse("none");
  }

  /** A target that can be neither written nor switched to. */
  private record Broken(PublishingTarget target, boolean isWritten) implements PublishingTarget {
    @Override
    public String name() {
      return target.name();
    }

    @Override
    public Map<String, Long> write(PublishedFigures figures) {
      if (!isWritten) {
        throw broken();
      }
      return target.write(figures);
    }

    @Override
    public void switchTo(Publication publication) {
      throw broken();
    }

    private static KithException broken() {
      return new KithException(
          ExitCode.UNREACHABLE, "The disk is full.", "Nothing was written.", "Make room.");
    }
  }

  @Test
  void everyTargetIsWrittenAndSwitchedTo() throws IOException {
    Map<String, Long> counts = publish("2025-10-02-00000001", other, lakeFolder);

    assertThat(counts)
        .containsOnlyKeys(
            PublishedTable.of(Project.home()).stream().map(PublishedTable::name).toList())
        .containsEntry("kpi_published", 5L)
        .containsEntry("dim_kpi", 2L)
        .containsEntry("dim_period", 4L)
        .containsEntry("dim_breakdown", 2L)
        .containsEntry("kpi_caveat", 2L);
    assertThat(current()).isEqualTo("2025-10-02-00000001").isEqualTo(other.current());
    Path written = folder.resolve("other/2025-10-02-00000001");
    assertThat(SparkTest.spark().read().json(written.resolve("kpi_published").toString()).count())
        .isEqualTo(5);
    assertThat(Files.readString(written.resolve("scorecard.json"))).contains("\"SIMULATED");
  }

  @Test
  void aTargetThatCannotBeWrittenLeavesAllAsTheyWere() {
    publish("2025-10-02-00000001", other, lakeFolder);

    assertThatThrownBy(() -> publish("2025-10-02-00000002", other, new Broken(lakeFolder, false)))
        .hasMessageContaining("The disk is full.");

    assertThat(current()).isEqualTo("2025-10-02-00000001").isEqualTo(other.current());
  }

  @Test
  void aTargetThatHoldsOtherRowsThanTheRestIsNotShown() {
    PublishingTarget losesRows =
        new PublishingTarget() {
          @Override
          public String name() {
            return "a folder that loses rows";
          }

          @Override
          public Map<String, Long> write(PublishedFigures figures) {
            return Map.of("kpi_published", 4L);
          }

          @Override
          public void switchTo(Publication publication) {
            throw new IllegalStateException("it was switched");
          }
        };

    assertThatThrownBy(() -> publish("2025-10-02-00000001", other, losesRows))
        .hasMessageContaining("a folder that loses rows holds {kpi_published=4} rows")
        .hasMessageContaining("No target was switched");
    assertThat(other.current()).isEqualTo("none");
  }

  @Test
  void whoSeesWhatAfterASwitchFailedIsSaidAndTheNextRunSwitchesAll() {
    publish("2025-10-02-00000001", other, lakeFolder);

    assertThatThrownBy(() -> publish("2025-10-02-00000002", other, new Broken(lakeFolder, true)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
        .hasMessageContaining("The disk is full.")
        .hasMessageContaining(
            "Readers of the other folder already see publication 2025-10-02-00000002, those of"
                + " the lake's own folder");
    assertThat(other.current()).isEqualTo("2025-10-02-00000002");
    assertThat(current()).isEqualTo("2025-10-02-00000001");

    publish("2025-10-02-00000002", other, lakeFolder);

    assertThat(current()).isEqualTo("2025-10-02-00000002").isEqualTo(other.current());
  }

  @Test
  void whereTheFirstTargetCannotBeSwitchedToNoneIs() {
    publish("2025-10-02-00000001", other, lakeFolder);

    assertThatThrownBy(() -> publish("2025-10-02-00000002", new Broken(other, true), lakeFolder))
        .hasMessageContaining("Nothing was written.");

    assertThat(current()).isEqualTo("2025-10-02-00000001").isEqualTo(other.current());
  }

  @Test
  void theScorecardsFileHoldsThePublishedTotalsOfTheLatestQuarterAsTheyAre() {
    publish("2025-10-02-00000001", lakeFolder);

    List<JsonNode> figures = rows(Publications.scorecardPath("2025-10-02-00000001"), "figures");

    assertThat(figures)
        .extracting(row -> row.get("kpi").asText() + " " + row.get("period_type").asText())
        .containsExactly("count POINT", "health_pct QTR", "health_pct R12");
    assertThat(figures).allMatch(row -> row.get("as_at").asText().equals("2025-06-30"));
    assertThat(figures.get(0).fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(TABLES.table(Tables.KPI_PUBLISHED).columns()),
                    Stream.of(
                        "previous_quarter_status",
                        "same_quarter_last_year_status",
                        "neighbours_with_value"))
                .toList());
    assertThat(figures.get(0).get("previous_quarter_status").asText()).isEqualTo("ok");
    assertThat(figures.get(0).get("same_quarter_last_year_status").isNull()).isTrue();
    assertThat(figures.get(1).get("value").decimalValue()).isEqualByComparingTo("75.5");
    assertThat(figures.get(1).get("neighbours_with_value").intValue()).isEqualTo(9);
    assertThat(figures.get(2).get("neighbours_with_value").isNull()).isTrue();
    assertThat(figures.get(2).get("numerator").isNull()).isTrue();
    assertThat(figures.get(2).get("status").asText()).isEqualTo("suppressed");
  }

  /**
   * Counts of records may be small numbers, so they are not published; titles of rules are not
   * figures.
   */
  @Test
  void theRulesOfQualityAreInTheMartsAndWithoutCounts() {
    publish("2025-10-02-00000001", lakeFolder);

    String path = Publications.scorecardRulesPath("2025-10-02-00000001");
    assertThat(path).startsWith("marts/");
    assertThat(rows(path, "rules"))
        .extracting(JsonNode::toString)
        .containsExactly(
            "{\"authority_code\":840,\"kpi\":\"count\",\"rule\":\"lost\",\"title\":\"A record is"
                + " lost\",\"status\":\"error\"}",
            "{\"authority_code\":840,\"kpi\":\"health_pct\",\"rule\":\"late\",\"title\":\"A record"
                + " came late\",\"status\":\"fail\"}");
  }

  private List<JsonNode> rows(String path, String field) {
    JsonNode rows = root.files().read(path).orElseThrow().get(field);
    return StreamSupport.stream(rows.spliterator(), false).toList();
  }

  @Test
  void theManifestNamesEveryFileWithItsHash() throws IOException {
    String id = "2025-10-02-00000001";
    publish(id, lakeFolder);

    var named = Publications.files(root.files(), id);

    assertThat(named).containsKeys(Publications.scorecardFiles(id).toArray(String[]::new));
    assertThat(named.keySet())
        .contains(
            "published/" + id + "/kpi_published.parquet",
            "published/" + id + "/kpi_published.csv",
            "published/" + id + "/kith.duckdb")
        .anyMatch(file -> file.contains(id + "/kpi_published/part-"));
    assertThat(formatOf(root.path().resolve("published/" + id + "/kith.duckdb")))
        .as("the format of DuckDB 1.2, which later ones read as well")
        .isEqualTo("DUCK 65");
    assertThat(root.tables().damaged("", named, true)).isEmpty();
    for (String file : Publications.scorecardFiles(id)) {
      String whole = Files.readString(root.path().resolve(file));
      Files.writeString(root.path().resolve(file), whole.replace("count", "cound"));
      assertThat(root.tables().damaged("", named, true)).containsExactly(file);
      Files.writeString(root.path().resolve(file), whole);
    }
  }

  /** A DuckDB file begins with a checksum, DUCK and the version of its format. */
  private static String formatOf(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      ByteBuffer header = ByteBuffer.wrap(in.readNBytes(20)).order(ByteOrder.LITTLE_ENDIAN);
      String word = new String(header.array(), 8, 4, StandardCharsets.US_ASCII);
      return word + " " + header.getLong(12);
    }
  }

  /** What an older one shows beside tonight's could give small numbers away. */
  @Test
  void onlyThePublicationsOfTheLastDaysStayAndTheOneBefore() {
    publish("2025-10-02-00000001", lakeFolder);
    for (String id : List.of("2025-09-20-a", "2025-09-24-a", "2025-09-25-a", "2025-10-01-a")) {
      root.files()
          .write("published/" + id + "/manifest.json", JsonNodeFactory.instance.objectNode());
      root.files().write("marts/scorecard/" + id + ".json", JsonNodeFactory.instance.objectNode());
    }

    publish("2025-10-02-00000001", lakeFolder);

    assertThat(root.files().list("published"))
        .containsExactly("2025-09-25-a", "2025-10-01-a", "2025-10-02-00000001", "current.json");
    assertThat(root.files().list("marts/scorecard"))
        .containsExactly("2025-09-25-a.json", "2025-10-01-a.json", "2025-10-02-00000001.json");
  }

  @Test
  void howManyDaysTheyStayIsASetting() {
    PublishingTarget oneDay =
        new LakeFolder(
            Project.home(),
            new DeltaLake(SparkTest.spark(), root.path().toString()),
            root.files(),
            1);
    publish("2025-10-02-00000001", oneDay);
    for (String id : List.of("2025-09-29-a", "2025-09-30-a", "2025-10-01-a")) {
      root.files()
          .write("published/" + id + "/manifest.json", JsonNodeFactory.instance.objectNode());
    }

    publish("2025-10-02-00000001", oneDay);

    assertThat(root.files().list("published"))
        .containsExactly("2025-10-01-a", "2025-10-02-00000001", "current.json");
  }

  @Test
  void thePublicationThatReadersStillReadStaysHoweverOldItIs() {
    publish("2025-10-02-00000001", lakeFolder);
    root.files()
        .write("published/2025-03-31-a/manifest.json", JsonNodeFactory.instance.objectNode());

    publish("2025-10-02-00000001", lakeFolder);

    assertThat(root.files().list("published")).contains("2025-03-31-a");
  }

  /** A run that was stopped between the two steps of its first night has lost no pointer. */
  @Test
  void aPublicationThatWasNeverShownIsNotMissed() {
    Publish.steps(
            Project.home(),
            List.of(lakeFolder),
            () -> new Publication("2025-10-02-00000001", NIGHT, true, Map.of()),
            TABLES,
            root.files())
        .get(0)
        .run();
    root.files().write("ops/nights/2025-10-02/marts.json", JsonNodeFactory.instance.objectNode());

    assertThat(Publications.current(root.files())).isEmpty();

    root.files().write("ops/nights/2025-10-02/publish.json", JsonNodeFactory.instance.objectNode());
    assertThatThrownBy(() -> Publications.current(root.files())).hasMessageContaining("is gone");
  }
}

package kith.batch;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kith.project.Project;
import kith.publish.PublishedTable;
import kith.table.Counts;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a night publishes, and what readers see while the next one runs. */
class NightPublicationTest {

  private static final LocalDate LAST = Lakes.LAST_NIGHT;

  private static Lakes lakes;

  @BeforeAll
  static void theNights() throws Exception {
    lakes = ThreeNights.made().lakes();
  }

  @Test
  void aReaderNeverSeesTwoNightsMixed() throws Exception {
    List<String> seen = ThreeNights.made().seen();

    assertThat(seen).hasSizeGreaterThan(3);
    assertThat(seen)
        .allSatisfy(
            look -> {
              String[] parts = look.split(" = ");
              assertThat(parts[1]).isEqualTo("[" + parts[0] + "]");
            });
    assertThat(seen.stream().distinct().count()).isBetween(2L, 3L);
  }

  @Test
  void onlySuppressedFiguresAreInThePublishedFolder() {
    List<Path> published = Lakes.files(lakes.root("lake").path().resolve("published"));

    Stream<String> tables = PublishedTable.of(Project.home()).stream().map(PublishedTable::name);
    List<String> names =
        Stream.concat(
                tables.flatMap(name -> Stream.of(name, name + ".parquet", name + ".csv")),
                Stream.of("kith.duckdb", "model.json", "scorecard.json", "manifest.json"))
            .toList();

    assertThat(published)
        .allSatisfy(
            file ->
                assertThat(below(file))
                    .matches(
                        path -> path.equals("current.json") || names.contains(path.split("/")[1]),
                        "is current.json or a file of the published model"));
    long small =
        SparkTest.spark()
            .read()
            .format("delta")
            .load(
                lakes
                    .root("lake")
                    .path()
                    .resolve("published/" + lakes.published("lake").id() + "/kpi_published")
                    .toString())
            // A change from one count to another is no count of children (R13).
            .where("numerator between 1 and 5 and kpi <> 'cla_net_change'")
            .count();
    assertThat(small).isZero();
  }

  private static String below(Path file) {
    return lakes.root("lake").path().resolve("published").relativize(file).toString();
  }

  /** Nor do later quarters show it as their earlier figure. */
  @Test
  void nothingOfAHiddenFigureIsShownElsewhereInItsRowOrLaterOnes() {
    Dataset<Row> rows =
        SparkTest.spark()
            .read()
            .parquet(
                lakes
                    .root("lake")
                    .path()
                    .resolve("published/" + lakes.published("lake").id() + "/kpi_published.parquet")
                    .toString());
    Dataset<Row> hidden = rows.where("symbol = 'c'");

    assertThat(hidden.count()).isGreaterThan(100);
    assertThat(
            hidden
                .where(
                    """
                    coalesce(numerator, denominator, value, low, high, total_numerator, total_denominator) is not null
                        or rag not in ('none', 'too_few', 'not_applicable')
                        or direction <> 'not_applicable'
                    """)
                .select("kpi", "period_type", "as_at", "rag", "direction")
                .collectAsList())
        .isEmpty();
    for (String earlier : List.of("previous_quarter", "same_quarter_last_year")) {
      int months = earlier.equals("previous_quarter") ? 3 : 12;
      assertThat(
              rows.as("later")
                  .join(
                      hidden.as("hidden"),
                      expr(
                          """
                          later.kpi = hidden.kpi and later.period_type = hidden.period_type
                              and later.breakdown <=> hidden.breakdown
                              and later.breakdown_value <=> hidden.breakdown_value
                              and later.as_at = last_day(add_months(hidden.as_at, %d))
                          """
                              .formatted(months)))
                  .where("later." + earlier + " is not null")
                  .select("later.kpi", "later.period_type", "later.as_at")
                  .collectAsList())
          .as(earlier)
          .isEmpty();
    }
  }

  @Test
  void theNightSaysWhatHidingSmallNumbersCosts() throws Exception {
    Dataset<Row> published =
        SparkTest.spark()
            .read()
            .parquet(
                lakes
                    .root("lake")
                    .path()
                    .resolve("published/" + lakes.published("lake").id() + "/kpi_published.parquet")
                    .toString());
    long hidden = published.where("symbol = 'c'").count();
    long shown = published.where("numerator is not null").count();
    long nobody = published.where("numerator = 0").count();

    RunResult lastRun = ThreeNights.made().lastRun();
    Counts counts =
        lastRun.steps().stream()
            .filter(step -> step.name().equals("kpi_published"))
            .findFirst()
            .orElseThrow()
            .counts();

    assertThat(counts.of("figures shown")).isEqualTo(shown).isPositive();
    assertThat(counts.of("figures hidden besides")).isPositive();
    assertThat(counts.of("figures hidden as small") + counts.of("figures hidden besides"))
        .isEqualTo(hidden);
    assertThat(lastRun.notes())
        .contains(
            "Small numbers: "
                + counts.of("figures hidden as small")
                + " figures hidden because they are small, "
                + counts.of("figures hidden besides")
                + " hidden besides, "
                + shown
                + " shown, of which "
                + nobody
                + " count nobody.");
  }

  /** By the authority's setting; the one that readers saw last stays. */
  @Test
  void publicationsStayForTheDaysOfGraceOnly() {
    assertThat(publications("lake")).hasSize(3);
    lakes.copyLake("lake", "no-grace");
    Project project =
        lakes.projectWith("no-grace-project", "(publication_grace_days): \\d+", "$1: 0");

    RunResult result =
        Lakes.run(project, lakes.environment("no-grace")).run("nightly", Stage.ALL, LAST);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(publications("no-grace"))
        .hasSize(2)
        .allMatch(name -> name.startsWith(LAST.toString()));
  }

  private static List<String> publications(String lake) {
    return lakes.root(lake).files().list("published").stream()
        .filter(name -> name.startsWith("20"))
        .toList();
  }

  @Test
  void everyRunWritesItsResult() throws Exception {
    JsonNode result =
        new ObjectMapper().readTree(lakes.root("lake").path().resolve("ops/result.json").toFile());

    assertThat(result.get("command").asText()).isEqualTo("nightly");
    assertThat(result.get("exit_code").asInt()).isZero();
    assertThat(result.get("business_date").asText()).isEqualTo(LAST.toString());
    assertThat(result.get("simulated").asBoolean()).isTrue();
    assertThat(result.get("publication_id").asText()).isEqualTo(lakes.published("lake").id());
    assertThat(result.get("tables").has("warehouse.fact_placement")).isTrue();
    assertThat(result.get("steps").size()).isGreaterThan(50);
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.cases.SharedCases;
import kith.contract.TableName;
import kith.contract.Tables;
import kith.lake.DeltaLake;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The shared cases on care and placements, in one night, from their files to the facts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CareCasesTest {

  private static final List<Stage> FACTS = List.of(Stage.EXTRACT, Stage.CONFORM);

  @TempDir private static Path folder;
  private Lakes lakes;
  private RunResult result;

  @BeforeAll
  void runTheNight() {
    lakes = new Lakes(folder);
    SharedCases.night(
        lakes.source(),
        "01-ends-day-before",
        "05-leap-day",
        "11-shared-placement-number",
        "12-words-after-codes",
        "15-merged-away",
        "16-same-day");
    result = lakes.run("lake").run("conform", FACTS, SharedCases.NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  /** Rows of one of the case's persons, in the order of their numbers. */
  private List<String> rows(String person, TableName fact, String... columns) {
    DeltaLake lake = new DeltaLake(SparkTest.spark(), lakes.root("lake").path().toString());
    Dataset<Row> identities =
        lake.read(Tables.CHILD_IDENTITY, lake.version(Tables.CHILD_IDENTITY))
            .where("person_id = '" + person + "'")
            .select("child_key");
    return lake
        .read(fact, lake.version(fact))
        .join(identities, "child_key")
        .orderBy(columns[0])
        .selectExpr(columns)
        .collectAsList()
        .stream()
        .map(row -> row.mkString(" "))
        .toList();
  }

  private List<String> periods(String person) {
    return rows(
        person,
        Tables.FACT_CARE_PERIOD,
        "started_on",
        "coalesce(string(ended_on), 'open')",
        "counts_as_start");
  }

  private List<String> placements(String person) {
    return rows(
        person,
        Tables.FACT_PLACEMENT,
        "placed_on",
        "coalesce(string(left_on), 'open')",
        "placement_type");
  }

  @Test
  void endsToldADayEarlyAreReadAsTheyAreMeant() {
    assertThat(periods("90102")).containsExactly("2024-05-01 open true");
    assertThat(placements("90102"))
        .containsExactly("2024-05-01 2024-10-01 U6", "2024-10-01 open U4");

    assertThat(periods("90101")).isEqualTo(periods("90102"));
    assertThat(placements("90101")).isEqualTo(placements("90102"));
  }

  @Test
  void bornOn29FebruaryIsOutOfCareAndRunsPastNoBirthday() {
    assertThat(periods("90501")).containsExactly("2024-02-01 2026-03-01 true");
    assertThat(periods("90502")).containsExactly("2024-02-01 2026-02-28 true");
    for (String person : List.of("90501", "90502")) {
      assertThat(rows(person, Tables.FACT_CARE_EPISODE, "episode_no", "concat_ws('+', flags)"))
          .containsExactly("1 ");
    }
  }

  @Test
  void oneNumberIsAPlacementForEachChildAndEachStay() {
    assertThat(placements("91101")).containsExactly("2025-03-01 open U1");
    assertThat(placements("91102")).containsExactly("2025-03-01 open U1");
    assertThat(placements("91103"))
        .containsExactly(
            "2025-03-01 2025-06-01 U6", "2025-06-01 2025-09-01 U4", "2025-09-01 open U6");
  }

  @Test
  void codesAreFoundBeforeTheirWords() {
    assertThat(
            rows("91201", Tables.FACT_CARE_EPISODE, "started_on", "legal_status", "start_reason"))
        .containsExactly("2024-05-01 C1 S", "2025-05-01 C2 L");
    assertThat(placements("91201")).containsExactly("2024-05-01 open U6");
  }

  @Test
  void careThatEndsThatDayIsOverAndCareThatStartsAgainIsAnotherPeriod() {
    assertThat(periods("91601")).containsExactly("2025-05-01 2026-03-31 true");
    assertThat(periods("91602"))
        .containsExactly("2025-05-01 2025-10-01 true", "2025-10-01 open true");
  }

  @Test
  void theRunSaysHowManyChildrenWithAnOpenEpisodeAreInNoFigure() {
    assertThat(result.message())
        .containsPattern("[0-9]+ children with an open episode, 1 of them in no figure\\.");
  }

  @Test
  void aNightWithTooManyChildrenInNoFigureIsHeldBack(@TempDir Path other) throws Exception {
    Lakes held = new Lakes(other);
    SharedCases.night(held.source());
    Path file = held.source().resolve(SharedCases.NIGHT + "/ssd_cla_episodes.csv");
    List<String> lines = Lakes.lines(file);
    int spoiled = 0;
    for (int line = 1; line < lines.size() && spoiled < 6; line++) {
      if (Lakes.cell(lines, line, "clae_cla_episode_ceased_date").isEmpty()) {
        Lakes.set(lines, line, "clae_cla_episode_start_date", "unknown");
        spoiled++;
      }
    }
    Files.write(file, lines);

    RunResult night =
        Lakes.run(held.tolerant(), held.environment("lake"))
            .run("conform", FACTS, SharedCases.NIGHT);

    assertThat(night.exitCode().code()).as(night.message()).isEqualTo(4);
    assertThat(night.message())
        .contains("6 children with an open episode on 2026-03-31 are in no figure, where 5 are");
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.contract.Project;
import kith.contract.SourceContract;
import kith.contract.SourceSystem;
import kith.contract.TableName;
import kith.contract.Zone;
import kith.lake.DeltaLake;
import kith.simulate.Mess;
import kith.simulate.Simulation;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nights of records in which a good deal is wrong: the warehouse's own counts are those that
 * the simulator wrote down, for every table and kind.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessTest {

  private static final LocalDate SECOND = Lakes.LAST_NIGHT;
  private static final LocalDate FIRST = SECOND.minusDays(1);
  private static final Set<String> BUILT = Set.of("dim_worker", "dim_team");

  @TempDir private static Path folder;
  private Lakes lakes;
  private JsonNode truth;
  private final SourceSystem source = SourceSystem.of(Project.home(), "ssd");

  @BeforeAll
  void runBothNights() throws IOException {
    lakes = new Lakes(folder);
    Simulation.into(lakes.source(), SECOND).withNights(2).withSeed(11).withMess(Mess.HEAVY).write();
    truth = truth(lakes);
    RunResult first = lakes.run("lake").run("extract", List.of(Stage.EXTRACT), FIRST);
    assertThat(first.exitCode().code()).as(first.message()).isZero();
    RunResult second = lakes.nightly("lake", SECOND);
    assertThat(second.exitCode().code()).as(second.message()).isZero();
  }

  private static JsonNode truth(Lakes of) throws IOException {
    return new ObjectMapper().readTree(of.source().resolve("truth.json").toFile()).get("nights");
  }

  @Test
  void whatTheFirstNightCountsIsWhatWasWritten() {
    assertThat(counted(lakes, FIRST)).containsExactlyEntriesOf(written(truth, FIRST));
  }

  @Test
  void whatTheSecondNightCountsIsWhatWasWrittenAndWhatCameAndWent() {
    assertThat(counted(lakes, SECOND)).containsExactlyEntriesOf(written(truth, SECOND));
  }

  @Test
  void lightMessIsCountedAsExactly(@TempDir Path other) throws IOException {
    Lakes light = new Lakes(other);
    Simulation.into(light.source(), SECOND).withNights(2).withSeed(12).withMess(Mess.LIGHT).write();
    JsonNode lightTruth = truth(light);
    for (LocalDate night : List.of(FIRST, SECOND)) {
      RunResult result = light.run("lake").run("extract", List.of(Stage.EXTRACT), night);
      assertThat(result.exitCode().code()).as(result.message()).isZero();
    }

    for (LocalDate night : List.of(FIRST, SECOND)) {
      assertThat(counted(light, night)).containsExactlyEntriesOf(written(lightTruth, night));
    }
  }

  @Test
  void workersAndTeamsThatNobodyListsGetAPlaceholder() {
    for (String table : BUILT) {
      assertThat(
              lakes
                  .table("lake", new TableName(Zone.WAREHOUSE, table))
                  .where("is_placeholder")
                  .count())
          .as(table)
          .isEqualTo(truth.get(SECOND.toString()).path(table).path("placeholder").asLong())
          .isPositive();
    }
  }

  @Test
  void oddPlacementsAreFlaggedWhereTheyStand() {
    for (String table : List.of("fact_care_episode", "fact_placement")) {
      JsonNode kinds = truth.get(SECOND.toString()).path(table);
      assertThat(kinds.size()).as(table).isPositive();
      kinds
          .properties()
          .forEach(
              kind ->
                  assertThat(
                          lakes
                              .table("lake", new TableName(Zone.WAREHOUSE, table))
                              .where("array_contains(flags, '" + kind.getKey() + "')")
                              .count())
                      .as(table + " " + kind.getKey())
                      .isEqualTo(kind.getValue().asLong()));
    }
  }

  @Test
  void flagsByNightAreCountedAsWritten() {
    for (String table : List.of("fact_care_episode", "fact_placement", "dim_worker", "dim_team")) {
      truth
          .get(SECOND.toString())
          .path(table)
          .properties()
          .forEach(
              kind ->
                  assertThat(
                          ops(lakes, "flag_count", SECOND)
                              .where("table_name = '" + table + "'")
                              .where("flag = '" + kind.getKey() + "'")
                              .select("rows")
                              .collectAsList())
                      .as(table + " " + kind.getKey())
                      .extracting(row -> row.getLong(0))
                      .containsExactly(kind.getValue().asLong()));
    }
  }

  /** Counts by table and kind, such as {@code ssd_cla_visits deleted}, as the simulator wrote. */
  private static Map<String, Long> written(JsonNode truth, LocalDate night) {
    Map<String, Long> written = new TreeMap<>();
    truth
        .get(night.toString())
        .properties()
        .forEach(
            table -> {
              if (!table.getKey().startsWith("dim_") && !table.getKey().startsWith("fact_")) {
                table
                    .getValue()
                    .properties()
                    .forEach(
                        kind ->
                            written.put(
                                table.getKey() + " " + kind.getKey(), kind.getValue().asLong()));
              }
            });
    return written;
  }

  /** The same, as the lake counted. */
  private Map<String, Long> counted(Lakes of, LocalDate night) {
    Map<String, Long> counted = new TreeMap<>();
    ops(of, "control_total", night)
        .where("source_system = 'ssd' and duplicate_rows > 0")
        .select("source_table", "duplicate_rows")
        .collectAsList()
        .forEach(row -> put(counted, row.getString(0), "exact_duplicate", row.getLong(1)));
    ops(of, "source_count", night)
        .where("source_system = 'ssd'")
        .groupBy("source_table", "measure")
        .sum("cells")
        .collectAsList()
        .forEach(row -> put(counted, row.getString(0), row.getString(1), row.getLong(2)));
    ops(of, "night_change", night)
        .select("source_table", "measure", "rows")
        .collectAsList()
        .forEach(row -> put(counted, row.getString(0), row.getString(1), row.getLong(2)));
    for (SourceContract contract : source.contracts()) {
      TableName table = contract.in(Zone.QUARANTINE);
      if (lake(of).version(table) >= 0) {
        ofNight(of, table, night)
            .selectExpr("explode(reasons) as reason")
            .selectExpr("split_part(reason, ':', 1) as kind")
            .groupBy("kind")
            .count()
            .collectAsList()
            .forEach(
                row ->
                    put(
                        counted,
                        contract.table(),
                        "quarantined_" + row.getString(0),
                        row.getLong(1)));
      }
    }
    return counted;
  }

  private void put(Map<String, Long> counted, String table, String kind, long count) {
    counted.put(source.contract(table).file() + " " + kind, count);
  }

  private static Dataset<Row> ops(Lakes of, String table, LocalDate night) {
    return ofNight(of, new TableName(Zone.OPS, table), night);
  }

  private static Dataset<Row> ofNight(Lakes of, TableName table, LocalDate night) {
    return lake(of).nights(table, lake(of).version(table), night);
  }

  private static DeltaLake lake(Lakes of) {
    return new DeltaLake(SparkTest.spark(), of.root("lake").path().toString());
  }
}

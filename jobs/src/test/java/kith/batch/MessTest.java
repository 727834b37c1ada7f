package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kith.lake.DeltaLake;
import kith.project.Project;
import kith.simulate.Mess;
import kith.simulate.Simulation;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.TableName;
import kith.table.Zone;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nights with many errors in the records: the warehouse's own counts equal those that the
 * simulator wrote, for every table and kind.
 */
@Tag("long")
@Tag("part-2")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessTest {

  private static final LocalDate SECOND = Lakes.LAST_NIGHT;
  private static final LocalDate FIRST = SECOND.minusDays(1);
  private static final Set<String> BUILT = Set.of("dim_worker", "dim_team");
  private static final Set<String> FLAGGED = Set.of("fact_care_episode", "fact_placement");

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

  /** A flag that is raised without a simulated error is as wrong as an error without its flag. */
  @Test
  void oddPlacementsAreFlaggedWhereTheyStandAndNothingElseIs() {
    for (String table : FLAGGED) {
      Map<String, Long> raised = new TreeMap<>();
      lakes
          .table("lake", new TableName(Zone.WAREHOUSE, table))
          .selectExpr("explode(flags) as flag")
          .groupBy("flag")
          .count()
          .collectAsList()
          .forEach(row -> raised.put(row.getString(0), row.getLong(1)));

      assertThat(raised).as(table).containsExactlyEntriesOf(flags(table));
    }
  }

  @Test
  void flagsByNightAreCountedAsWrittenAndNothingElseIs() {
    for (String table : FLAGGED) {
      assertThat(flagCounts("table_name = '" + table + "'", "flag"))
          .as(table)
          .containsExactlyEntriesOf(flags(table));
    }
    Map<String, Long> placeholders = new TreeMap<>();
    for (String table : BUILT) {
      placeholders.put(table, written(table).get("placeholder"));
    }
    assertThat(flagCounts("flag = 'placeholder'", "table_name"))
        .containsExactlyEntriesOf(placeholders);
  }

  /**
   * The flags that the odd episodes must raise: those that the simulator wrote down, and one that
   * follows from them. The placement's record ends when the child moved, so an episode that ends
   * too late, or not at all, has days that its record does not have. The same episodes overlap the
   * next one, and each such pair is counted as two.
   */
  private Map<String, Long> flags(String table) {
    Map<String, Long> flags = written(table);
    assertThat(flags).as(table).containsOnlyKeys("gap_bridged", "overlaps", "two_open");
    flags.put("outside_record", flags.get("overlaps") / 2);
    return flags;
  }

  /** What the simulator wrote down for a table on the second night. */
  private Map<String, Long> written(String table) {
    Map<String, Long> written = new TreeMap<>();
    truth
        .get(SECOND.toString())
        .path(table)
        .properties()
        .forEach(kind -> written.put(kind.getKey(), kind.getValue().asLong()));
    return written;
  }

  /** The second night's flags that some row carries, or that some row of a table does. */
  private Map<String, Long> flagCounts(String where, String by) {
    Map<String, Long> counts = new TreeMap<>();
    ops(lakes, "flag_count", SECOND)
        .where("rows > 0")
        .where(where)
        .select(by, "rows")
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }

  @Test
  void theCommandListsWhyWithCountAgeAndOwner() {
    String reason = "cla_visits,unknown_person:clav_person_id,";
    String owner = ",case-management system team";

    List<String> onSecond = quarantine();
    List<String> onFirst = quarantine("--business-date", FIRST.toString());

    assertThat(onSecond.get(0)).isEqualTo("source_table,reason,records,oldest_since,days,owner");
    assertThat(onSecond)
        .filteredOn(line -> line.startsWith(reason))
        .containsExactly(reason + unknownVisits(SECOND) + "," + FIRST + ",1" + owner);
    assertThat(onFirst)
        .filteredOn(line -> line.startsWith(reason))
        .containsExactly(reason + unknownVisits(FIRST) + "," + FIRST + ",0" + owner);
  }

  private long unknownVisits(LocalDate night) {
    return truth
        .get(night.toString())
        .path("ssd_cla_visits")
        .path("quarantined_unknown_person")
        .asLong();
  }

  @Test
  void theCommandListsRecordsByKeyFileAndLine() {
    List<String> visits = Lakes.lines(lakes.source().resolve(SECOND + "/ssd_cla_visits.csv"));
    Set<String> persons = persons();
    List<String> expected = new ArrayList<>();
    for (int line = 1; line < visits.size(); line++) {
      String person = Lakes.cell(visits, line, "clav_person_id");
      if (person.matches("[0-9]+") && !persons.contains(person)) {
        String key =
            Stream.of("clav_person_id", "clav_cla_visit_date", "clav_cla_visit_id")
                .map(cell(visits, line))
                .collect(Collectors.joining(",", "{", "}"));
        // Line 0 of the list is line 1 of the file.
        expected.add(
            "cla_visits,case-management system team,\"%s\",".formatted(key.replace("\"", "\"\""))
                + "unknown_person:clav_person_id,ssd_cla_visits,%d,%s".formatted(line + 1, FIRST));
      }
    }

    List<String> listed = quarantine("--rows");

    assertThat(listed.get(0))
        .isEqualTo("source_table,owner,business_key,reasons,file,line,first_seen_on");
    assertThat(listed)
        .filteredOn(
            line -> line.startsWith("cla_visits,") && line.contains(",unknown_person:clav_"))
        .containsExactlyElementsOf(expected)
        .hasSize((int) unknownVisits(SECOND));
  }

  /** A cell as a business key names it. */
  private static Function<String, String> cell(List<String> lines, int line) {
    return column -> "\"%s\":\"%s\"".formatted(column, Lakes.cell(lines, line, column));
  }

  /** The persons of the second night, whose numbers stand before any cell that holds commas. */
  private Set<String> persons() {
    List<String> lines = Lakes.lines(lakes.source().resolve(SECOND + "/ssd_person.csv"));
    return IntStream.range(1, lines.size())
        .mapToObj(line -> Lakes.cell(lines, line, "pers_person_id"))
        .collect(Collectors.toSet());
  }

  /** What {@code kith quarantine} prints of the lake as CSV, line by line. */
  private List<String> quarantine(String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("quarantine", "--lake", lakes.root("lake").path().toString()));
    arguments.addAll(List.of("--format", "csv"));
    arguments.addAll(List.of(more));
    Said said = Said.by(arguments.toArray(String[]::new));
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).isNotBlank();
    return said.text().lines().toList();
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
        // Counts of filled cells are not errors: leave them out.
        .where("source_system = 'ssd' and measure <> 'filled'")
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

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kith.command.Quarantine;
import kith.lake.DeltaLake;
import kith.project.Environment;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.SourceSystem;
import kith.table.TableName;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Unusual extracts that are loaded nevertheless, and a night that a person accepts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("long")
@Tag("part-3")
class BadInputTest {

  private static final LocalDate FIRST = Lakes.LAST_NIGHT.minusDays(2);
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final String NEW_WORKER = "new-worker";
  private static final LocalDate THIRD = Lakes.LAST_NIGHT;

  @TempDir private static Path folder;
  private Lakes lakes;

  @BeforeAll
  void theFirstNightIsPublished() {
    lakes = new Lakes(folder).simulate(3);
    lakes.copy(FIRST, "odd");
    lakes.copy(SECOND, "odd");
    RunResult result = nightly(FIRST, List.of());
    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  private RunResult nightly(LocalDate night, List<String> acceptedVolume) {
    Environment environment = lakes.environment("lake").with(null, folder.resolve("odd"));
    return Lakes.run(environment).run("nightly", Stage.ALL, night, acceptedVolume);
  }

  private Path file(String name) {
    return folder.resolve("odd").resolve(SECOND.toString()).resolve(name);
  }

  @Test
  @Order(1)
  void aTableWithFarFewerRecordsHoldsTheNightBackUntilAPersonAcceptsIt() {
    List<String> visits = Lakes.lines(file("ssd_cla_visits.csv"));
    int kept = visits.size() / 2;
    int before = Lakes.lines(folder.resolve("odd/" + FIRST + "/ssd_cla_visits.csv")).size() - 1;
    Lakes.write(file("ssd_cla_visits.csv"), visits.subList(0, kept + 1));
    Lakes.write(file("ssd_disability.csv"), Lakes.lines(file("ssd_disability.csv")).subList(0, 1));
    count("ssd_cla_visits", kept);
    count("ssd_disability", 0);

    RunResult held = nightly(SECOND, List.of());
    RunResult half = nightly(SECOND, List.of("cla_visits"));
    LocalDate standing = lakes.published("lake").businessDate();
    RunResult accepted = nightly(SECOND, List.of("cla_visits", "ssd_disability"));
    JsonNode recorded = result().path("accepted_volume");
    String afterwards = nightly(SECOND, List.of()).message();

    assertThat(held.exitCode().code()).isEqualTo(4);
    assertThat(held.message())
        .contains("Far fewer records than in the night of " + FIRST)
        .contains("ssd_cla_visits (" + before + " records, now " + kept + ")")
        .contains("--accept-volume disability");
    assertThat(half.exitCode().code()).isEqualTo(4);
    assertThat(half.message()).contains("ssd_disability").doesNotContain("ssd_cla_visits (");
    assertThat(standing).isEqualTo(FIRST);
    assertThat(accepted.exitCode().code()).as(accepted.message()).isZero();
    assertThat(accepted.message())
        .contains(
            "Accepted with far fewer records, or filled cells, than in the night before:"
                + " ssd_cla_visits, ssd_disability.");
    assertThat(afterwards).as("accepted once is enough").startsWith("Already done");
    assertThat(lakes.published("lake").businessDate()).isEqualTo(SECOND);
    assertThat(recorded)
        .extracting(JsonNode::asText)
        .containsExactly("ssd_cla_visits", "ssd_disability");
    assertThat(ops("control_total").where("volume_accepted").select("source_table").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("cla_visits", "disability");
  }

  @Test
  @Order(2)
  void whatNoContractNamesIsToldAndTheNightIsLoaded() throws Exception {
    List<String> persons = Lakes.lines(file("ssd_person.csv"));
    List<String> wider = new ArrayList<>();
    for (int i = 0; i < persons.size(); i++) {
      wider.add(persons.get(i) + (i == 0 ? ",pers_shoe_size,amy_example" : ",38,1"));
    }
    Lakes.write(file("ssd_person.csv"), wider);
    Files.writeString(file("ssd_pets.csv"), "pet_id\n1\n");
    Files.writeString(file("amy_example.csv"), "note\n1\n");

    RunResult result = nightly(SECOND, List.of("cla_visits", "disability"));

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result().path("warnings"))
        .extracting(JsonNode::asText)
        // What every night says.
        .filteredOn(warning -> !warning.startsWith("Data quality rules"))
        .filteredOn(warning -> !warning.startsWith("Small numbers: "))
        .filteredOn(warning -> !warning.startsWith("No postcode directory"))
        .containsExactly(
            "ssd_person has 2 column(s) that no contract names (among them pers_shoe_size); they"
                + " were not landed.",
            "The folder has 2 file(s) that no contract names (among them ssd_pets.csv); they were"
                + " not read.",
            "Accepted with far fewer records, or filled cells, than in the night before:"
                + " ssd_cla_visits, ssd_disability.");
    assertThat(result().toString()).doesNotContain("amy_example");
    assertThat(
            ops("control_total")
                .where("extra_columns > 0")
                .selectExpr("concat(source_table, ' ', extra_columns)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("person 2");
    assertThat(raw("ssd_person").columns()).doesNotContain("pers_shoe_size");
    assertThat(raw("ssd_person").where(night()).count()).isEqualTo(persons.size() - 1);
  }

  /** One record of each kind, each followed to where it ends up after the night. */
  @Test
  @Order(3)
  void everyOddRecordIsLoadedQuarantinedOrCountedAndTheNightIsPublished() {
    List<String> visits = Lakes.lines(file("ssd_cla_visits.csv"));
    Lakes.set(visits, 1, "clav_person_id", "nobody");
    Lakes.set(visits, 2, "clav_cla_visit_seen_alone", "perhaps");
    Lakes.set(visits, 3, "clav_cla_visit_date", "1825-03-01");
    visits.add(visits.get(4));
    visits.add(visits.get(5));
    Lakes.set(visits, visits.size() - 1, "clav_cla_visit_seen_alone", "NULL");
    Lakes.write(file("ssd_cla_visits.csv"), visits);
    count("ssd_cla_visits", visits.size() - 1);
    // A blank date means a planned check: an unreadable one must not count as blank.
    List<String> checks = Lakes.lines(file("ssd_cla_health.csv"));
    Lakes.set(checks, 1, "clah_health_check_date", "30/02/2025");
    Lakes.write(file("ssd_cla_health.csv"), checks);
    List<String> missing = Lakes.lines(file("ssd_missing.csv"));
    missing.set(1, missing.get(1).replaceFirst("\"[^\"]*\"", "Q Out at sea"));
    Lakes.write(file("ssd_missing.csv"), missing);
    List<String> involvements = newWorker(file("ssd_involvements.csv"));
    int ended = 1;
    while (Lakes.cell(involvements, ended, "invo_involvement_end_date").isEmpty()) {
      ended++;
    }
    Lakes.set(involvements, ended, "invo_involvement_end_date", "1999-01-01");
    Lakes.set(involvements, ended + 1, "invo_involvement_start_date", "soon");
    Lakes.write(file("ssd_involvements.csv"), involvements);

    RunResult result = nightly(SECOND, List.of("cla_visits", "disability"));

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(lakes.published("lake").businessDate()).isEqualTo(SECOND);
    assertThat(result.message())
        .containsPattern("6 quarantined, \\d+ exact duplicates\\. See kith quarantine\\.")
        .contains(
            "3 cells are not of their type: they are read as blank, or their record is quarantined"
                + " where it needs them; most in ssd_cla_health.clah_health_check_date (1),"
                + " ssd_cla_visits.clav_cla_visit_seen_alone (1),"
                + " ssd_involvements.invo_involvement_start_date (1). See ops.source_count for"
                + " all.");
    Quarantine quarantine = quarantine(SECOND);
    assertThat(quarantine.reasons().collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactlyInAnyOrder(
            "cla_visits version 1 " + SECOND + " 0 case-management system team",
            "cla_visits impossible_date:clav_cla_visit_date 1 "
                + SECOND
                + " 0 case-management system team",
            "cla_visits unknown_person:clav_person_id 1 "
                + SECOND
                + " 0 case-management system team",
            "cla_health unusable:clah_health_check_date 1 "
                + SECOND
                + " 0 case-management system team",
            "involvements ends_before_start:invo_involvement_start_date 1 "
                + SECOND
                + " 0 case-management system team",
            "involvements unusable:invo_involvement_start_date 1 "
                + SECOND
                + " 0 case-management system team");
    assertThat(quarantine.rows().collectAsList())
        .extracting(row -> row.getAs("file") + " line " + row.getAs("line"))
        .contains("ssd_cla_visits line 2", "ssd_cla_visits line 4")
        .hasSize(6);
    assertThat(quarantine.unknownCodes().collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("missing miss_missing_episode_type Q Out at sea 1");
    assertThat(
            ops("control_total")
                .where("quarantined_rows + duplicate_rows > 0")
                .selectExpr("concat_ws(' ', source_table, quarantined_rows, duplicate_rows, holds)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .contains("cla_visits 3 1 true", "involvements 2 0 true");
    assertThat(
            ops("source_count")
                .where("measure in ('unusable', 'unknown_code')")
                .selectExpr("concat_ws(' ', measure, `column`, cells)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .contains(
            "unusable clav_cla_visit_seen_alone 1",
            "unusable invo_involvement_start_date 1",
            "unknown_code miss_missing_episode_type 1");
    assertThat(fact("fact_visit", "cla_visits:3").<Boolean>getAs("is_seen_alone")).isNull();
    assertThat(fact("fact_missing_episode", "missing:2").<String>getAs("kind"))
        .isEqualTo("unknown");
    assertThat(placeholders()).isEqualTo(1);
  }

  @Test
  @Order(4)
  void whatIsCorrectedAtSourceIsReadmittedAndAPlaceholderIsCompleted() {
    lakes.copy(THIRD, "odd");
    List<String> workers = Lakes.lines(thirdNight("ssd_professionals.csv"));
    workers.add(workers.get(1));
    Lakes.set(workers, workers.size() - 1, "prof_professional_id", NEW_WORKER);
    Lakes.write(thirdNight("ssd_professionals.csv"), workers);
    count(thirdNight("_COMPLETE"), "ssd_professionals", workers.size() - 1);
    Path involvements = thirdNight("ssd_involvements.csv");
    Lakes.write(involvements, newWorker(involvements));

    RunResult result = nightly(THIRD, List.of());

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(quarantine(THIRD).rows().count()).isZero();
    assertThat(
            raw("ssd_cla_visits")
                .where("business_date = date'" + THIRD + "' and first_seen_on is not null")
                .selectExpr("cast(first_seen_on as string)")
                .collectAsList())
        .extracting(row -> row.getString(0))
        .as("the child's and the day's; of two with one key the one that was kept is not new")
        .containsExactly(SECOND.toString(), SECOND.toString());
    assertThat(placeholders()).isZero();
  }

  private void count(String stem, int records) {
    count(file("_COMPLETE"), stem, records);
  }

  private static void count(Path marker, String stem, int records) {
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(line -> line.startsWith(stem + ",") ? stem + "," + records : line)
            .toList());
  }

  private Path thirdNight(String name) {
    return folder.resolve("odd").resolve(THIRD.toString()).resolve(name);
  }

  /** A night's involvements in which a worker with open ones has a number that is in no list. */
  private static List<String> newWorker(Path file) {
    List<String> involvements = Lakes.lines(file);
    int open = involvements.size() - 1;
    while (!Lakes.cell(involvements, open, "invo_involvement_end_date").isEmpty()) {
      open--;
    }
    String worker = Lakes.cell(involvements, open, "invo_professional_id");
    for (int line = 1; line < involvements.size(); line++) {
      if (Lakes.cell(involvements, line, "invo_professional_id").equals(worker)) {
        Lakes.set(involvements, line, "invo_professional_id", NEW_WORKER);
      }
    }
    return involvements;
  }

  private Row fact(String table, String row) {
    String sourceRow = lakes.published("lake").businessDate() + "/" + row;
    return lakes
        .table("lake", new TableName(Zone.WAREHOUSE, table))
        .where("array_contains(source_rows, '" + sourceRow + "')")
        .first();
  }

  private long placeholders() {
    return lakes
        .table("lake", new TableName(Zone.WAREHOUSE, "dim_worker"))
        .where("is_placeholder")
        .count();
  }

  private Quarantine quarantine(LocalDate night) {
    return new Quarantine(
        List.of(SourceSystem.of(Project.home(), "ssd")),
        CodeLists.of(Project.home()),
        new DeltaLake(SparkTest.spark(), lakes.root("lake").path().toString()),
        night);
  }

  private JsonNode result() {
    return lakes.root("lake").files().read("ops/result.json").orElseThrow();
  }

  private static String night() {
    return "business_date = date'" + SECOND + "'";
  }

  private org.apache.spark.sql.Dataset<Row> ops(String table) {
    return newest(new TableName(Zone.OPS, table)).where(night());
  }

  private org.apache.spark.sql.Dataset<Row> raw(String table) {
    return newest(new TableName(Zone.RAW, table));
  }

  private org.apache.spark.sql.Dataset<Row> newest(TableName table) {
    DeltaLake lake = new DeltaLake(SparkTest.spark(), lakes.root("lake").path().toString());
    return lake.read(table, lake.version(table));
  }
}

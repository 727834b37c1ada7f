package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kith.contract.CodeLists;
import kith.contract.Project;
import kith.contract.SourceCodes;
import kith.contract.SourceSystem;
import kith.contract.TableName;
import kith.contract.Zone;
import kith.extract.Quarantine;
import kith.lake.DeltaLake;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Odd extracts that are loaded all the same, and a night that a person lets pass. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputTest {

  private static final LocalDate FIRST = Lakes.LAST_NIGHT.minusDays(1);
  private static final LocalDate SECOND = Lakes.LAST_NIGHT;

  @TempDir private static Path folder;
  private Lakes lakes;

  @BeforeAll
  void theFirstNightIsExtracted() {
    lakes = new Lakes(folder).simulate(2, false);
    lakes.copy(FIRST, "odd");
    lakes.copy(SECOND, "odd");
    RunResult result = extract(FIRST, List.of());
    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  private RunResult extract(LocalDate night, List<String> acceptedVolume) {
    Environment environment = lakes.environment("lake").with(null, folder.resolve("odd"));
    return Lakes.run(environment).run("extract", List.of(Stage.EXTRACT), night, acceptedVolume);
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

    RunResult held = extract(SECOND, List.of());
    RunResult half = extract(SECOND, List.of("cla_visits"));
    RunResult accepted = extract(SECOND, List.of("cla_visits", "ssd_disability"));

    assertThat(held.exitCode().code()).isEqualTo(4);
    assertThat(held.message())
        .contains("Far fewer records than in the night of " + FIRST)
        .contains("ssd_cla_visits (" + before + " records, now " + kept + ")")
        .contains("--accept-volume disability");
    assertThat(half.exitCode().code()).isEqualTo(4);
    assertThat(half.message()).contains("ssd_disability").doesNotContain("ssd_cla_visits (");
    assertThat(accepted.exitCode().code()).as(accepted.message()).isZero();
    assertThat(result().path("accepted_volume"))
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

    RunResult result = extract(SECOND, List.of("cla_visits", "disability"));

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result().path("warnings"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "ssd_person has 2 column(s) that no contract names (among them pers_shoe_size); they"
                + " were not landed.",
            "The folder has 2 file(s) that no contract names (among them ssd_pets.csv); they were"
                + " not read.");
    assertThat(result().toString()).doesNotContain("amy_example");
    assertThat(raw("ssd_person").columns()).doesNotContain("pers_shoe_size");
    assertThat(raw("ssd_person").where(night()).count()).isEqualTo(persons.size() - 1);
  }

  @Test
  @Order(3)
  void theQuarantineListsReasonsAgesOwnersAndUnknownCodes() {
    List<String> visits = Lakes.lines(file("ssd_cla_visits.csv"));
    List<String> missing = Lakes.lines(file("ssd_missing.csv"));
    int quoted = 1;
    while (!missing.get(quoted).contains("\"")) {
      quoted++;
    }
    missing.set(quoted, missing.get(quoted).replaceFirst("\"[^\"]*\"", "Q Out at sea"));
    Lakes.write(file("ssd_missing.csv"), missing);
    String[] visit = visits.get(1).split(",", -1);
    visit[2] = "nobody";
    visits.set(1, String.join(",", visit));
    Lakes.write(file("ssd_cla_visits.csv"), visits);

    RunResult result = extract(SECOND, List.of("cla_visits", "disability"));
    assertThat(result.exitCode().code()).as(result.message()).isZero();

    SourceSystem source = SourceSystem.of(Project.home(), "ssd");
    Quarantine quarantine =
        new Quarantine(
            source,
            SourceCodes.of(CodeLists.of(Project.home()), source.contracts()),
            new DeltaLake(SparkTest.spark(), lakes.root("lake").path().toString()),
            SECOND);
    assertThat(quarantine.reasons().collectAsList())
        .extracting(Row::mkString)
        .containsExactly(
            "cla_visitsunknown_person:clav_person_id1" + SECOND + "0case-management system team");
    assertThat(quarantine.rows().collectAsList())
        .extracting(row -> row.getAs("file") + " line " + row.getAs("line"))
        .containsExactly("ssd_cla_visits line 2");
    assertThat(quarantine.unknownCodes().collectAsList())
        .extracting(Row::mkString)
        .containsExactly("missingmiss_missing_episode_typeQ Out at sea1");
  }

  private void count(String stem, int records) {
    Path marker = file("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(line -> line.startsWith(stem + ",") ? stem + "," + records : line)
            .toList());
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

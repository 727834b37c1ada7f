package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.CodeLists;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.source.folder.NightFolder;
import kith.source.folder.NightReader;
import kith.source.folder.TextNight;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A night of three tables, written as text, and its extract into a lake. */
final class ThreeTables {

  static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  static final String PERSONS =
      "pers_legacy_id,pers_person_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_gender,"
          + "pers_ethnicity,pers_dob,pers_single_unique_id,pers_upn_unknown,pers_send_flag,"
          + "pers_expected_dob,pers_death_date,pers_is_mother,pers_nationality\n";

  static final String DISABILITY = "disa_table_id,disa_person_id,disa_disability_code\n";

  static final String MISSING =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n";

  private static final Keys KEYS =
      new Keys("a secret that is made up for tests".getBytes(StandardCharsets.UTF_8), 840);

  private final Path folder;
  private final DeltaLake lake;
  private final StepCounts counts = new StepCounts();
  private final Versions versions = new Versions();
  private final Map<String, Long> records = new TreeMap<>();
  private SourceSystem source;
  private LocalDate tonight = NIGHT;

  /** One person, and headers without records. */
  ThreeTables(Path folder) throws IOException {
    this.folder = folder;
    SourceSystem whole =
        SourceSystem.of(Project.home(), "ssd").in(SourceShape.of(Project.home(), "ssd", "plain"));
    source =
        whole.with(
            List.of(
                whole.contract("person"), whole.contract("missing"), whole.contract("disability")));
    lake = new DeltaLake(SparkTest.spark(), folder.resolve("lake").toString());
    KEYS.register(SparkTest.spark());
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_missing.csv", MISSING);
    write("ssd_disability.csv", DISABILITY);
  }

  /** A line of people of which number and birth date are given. */
  static String person(String id, String birth) {
    return "P" + id + "," + id + ",,,,F,F,WBRI," + birth + ",,,N    ,,,,\n";
  }

  /** Changes how the source is declared. */
  void change(UnaryOperator<SourceSystem> change) {
    source = change.apply(source);
  }

  /** Goes on to the night after, whose files are still to be written. */
  void nextNight() {
    tonight = tonight.plusDays(1);
  }

  /** What the steps counted so far. */
  StepCounts counts() {
    return counts;
  }

  /** Writes the file of a table, in place of the one before. */
  void write(String name, String text) throws IOException {
    Files.createDirectories(night());
    Files.writeString(night().resolve(name), text, StandardCharsets.UTF_8);
    records.put(name.replace(".csv", ""), TextNight.records(text));
  }

  void extract() throws IOException {
    steps().forEach(this::run);
  }

  /**
   * Everything is loaded, then the contract's limit of quarantined records holds the night back.
   */
  void heldBack() {
    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("quarantined than the contracts allow: ssd_missing (");
  }

  List<StageStep> steps() throws IOException {
    return steps(null);
  }

  /** The steps of a night after another; null if it is the first. */
  List<StageStep> steps(NightBefore before) throws IOException {
    Path availability = folder.resolve("availability.yaml");
    Files.writeString(
        availability, "tables: {person: carried, missing: carried, disability: carried}\n");
    StringBuilder marker = new StringBuilder("window_start,2019-04-01\n");
    records.forEach((stem, count) -> marker.append(stem).append(',').append(count).append('\n'));
    Files.writeString(night().resolve("_COMPLETE"), marker);
    NightFolder night =
        NightReader.open(
            source, folder.resolve("source").toString(), tonight, Availability.read(availability));
    return Extract.steps(
        List.of(night),
        Optional.ofNullable(before),
        TextNight.needed(),
        Set.of(),
        CodeLists.of(Project.home()),
        Parameters.of(Project.home()),
        lake,
        versions,
        counts);
  }

  void run(StageStep step) {
    StageStep.Result result = step.run();
    result
        .tables()
        .forEach(written -> versions.put(written.table().qualified(), written.version()));
    counts.put(step.name(), result.counts());
  }

  List<Row> raw(String name) {
    return table(name, Zone.RAW);
  }

  List<Row> table(String name, Zone zone) {
    TableName table = new TableName(zone, name);
    Dataset<Row> rows = lake.read(table, versions.of(table));
    return rows.where("business_date = date'" + tonight + "'").collectAsList();
  }

  /** Line and reasons of each incident in quarantine. */
  List<String> reasons() {
    return table("ssd_missing", Zone.QUARANTINE).stream()
        .map(row -> row.<Long>getAs("line") + " " + row.getList(row.fieldIndex("reasons")))
        .toList();
  }

  Dataset<Row> controlTotals() {
    return lake.read(ControlTotals.CONTROL_TOTAL, versions.of(ControlTotals.CONTROL_TOTAL));
  }

  private Path night() {
    return folder.resolve("source").resolve(tonight.toString());
  }
}

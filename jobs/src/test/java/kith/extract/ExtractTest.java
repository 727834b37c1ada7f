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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small versions of real exports: three tables of a night, from bytes to raw and quarantine. */
class ExtractTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  private static final String PERSONS =
      "pers_legacy_id,pers_person_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_gender,"
          + "pers_ethnicity,pers_dob,pers_single_unique_id,pers_upn_unknown,pers_send_flag,"
          + "pers_expected_dob,pers_death_date,pers_is_mother,pers_nationality\n";

  private static final String DISABILITY = "disa_table_id,disa_person_id,disa_disability_code\n";

  private static final String MISSING =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n";

  private static final Keys KEYS =
      new Keys("a secret that is made up for tests".getBytes(StandardCharsets.UTF_8), 840);

  @TempDir private Path folder;
  private SourceSystem source;
  private DeltaLake lake;
  private final StepCounts counts = new StepCounts();
  private final Versions versions = new Versions();
  private final Map<String, Long> records = new TreeMap<>();
  private LocalDate tonight = NIGHT;

  @BeforeEach
  void threeTables() throws IOException {
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

  private static String person(String id, String birth) {
    return "P" + id + "," + id + ",,,,F,F,WBRI," + birth + ",,,N    ,,,,\n";
  }

  @Test
  void realDumpsAreRead() throws IOException {
    write(
        "ssd_missing.csv",
        "\uFEFFmiss_person_id,miss_table_id,miss_missing_episode_type,"
            + "miss_missing_episode_end_date,miss_missing_episode_start_date,"
            + "miss_missing_rhi_accepted,miss_missing_rhi_offered\r\n"
            + "11,1,\"M Missing,\r\nwhereabouts unknown\",,2025-03-01 22:30:00.000,NA,Y \r\n"
            + "11  ,2,M,2025-03-03T07:00:00,2025-03-02T23:00:00,NULL,N\r\n"
            + "\r\n"
            + "11,3,A Away,1900-01-01 00:00:00.000,03/03/2025 10:15,,\r\n");

    extract();

    assertThat(raw("ssd_missing"))
        .extracting(row -> row.<String>getAs("source_row"))
        .containsExactlyInAnyOrder(
            "2025-03-31/missing:2", "2025-03-31/missing:4", "2025-03-31/missing:6");
    assertThat(counts.of("ssd_missing").byMeasure())
        .containsEntry("source", 3L)
        .containsEntry("loaded", 3L)
        .containsEntry("filler:miss_missing_episode_end_date", 1L)
        .containsEntry("filler:miss_missing_rhi_accepted", 1L)
        .doesNotContainKey("unknown_code:miss_missing_episode_type");
  }

  @Test
  void aRowThatCannotBeUsedIsQuarantinedWithItsReasons() throws IOException {
    write(
        "ssd_missing.csv",
        MISSING
            + "1,99,2025-03-01,M,,,\n"
            + "2,11,not a date,M,,,\n"
            + "3,11,,M,,,\n"
            + "4,11,2025-03-05,M,2025-03-04,,\n"
            + "5,11,2025-03-06,M,soon,,\n"
            + "6,11,2025-03-07,Q Something new,,,\n"
            + "7,11,1025-03-07,M,,,\n"
            + "8,11,2025-03-08,M,2205-03-09,,\n"
            + "9,11,2025-03-06,A,,,\n"
            + "9,11,2025-03-06,M,2025-03-07,,\n"
            + "11,11,2025-03-09\n"
            + "12,11,2025-04-01,M,,,\n");

    heldBack();

    assertThat(reasons())
        .containsExactlyInAnyOrder(
            "2 [unknown_person:miss_person_id]",
            "3 [unusable:miss_missing_episode_start_date]",
            "4 [missing:miss_missing_episode_start_date]",
            "5 [ends_before_start:miss_missing_episode_start_date]",
            "8 [impossible_date:miss_missing_episode_start_date]",
            "10 [version]",
            "12 [wrong_number_of_cells]",
            "13 [later_than_night:miss_missing_episode_start_date]");
    assertThat(raw("ssd_missing")).hasSize(4);
    assertThat(counts.of("ssd_missing").byMeasure())
        .containsEntry("quarantined", 8L)
        .containsEntry("unusable:miss_missing_episode_end_date", 1L)
        .containsEntry("impossible_date:miss_missing_episode_end_date", 1L)
        .containsEntry("unknown_code:miss_missing_episode_type", 1L);
  }

  private List<String> reasons() {
    return table("ssd_missing", Zone.QUARANTINE).stream()
        .map(row -> row.<Long>getAs("line") + " " + row.getList(row.fieldIndex("reasons")))
        .toList();
  }

  @Test
  void recordsAreComparedByTheirValuesNotByTheirSpelling() throws IOException {
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-01 22:30:00,M,,,\n"
            + "1,11,01/03/2025 22:30,M Missing,,,\n"
            + "1,11,01/03/2025 22:30,M,2025-03-03,,\n"
            + "1,11,2025-03-01 22:30:00.000,M,03/03/2025,SSD_PH,\n");

    heldBack();

    assertThat(counts.of("ssd_missing").byMeasure())
        .containsEntry("loaded", 1L)
        .containsEntry("duplicate", 2L)
        .containsEntry("quarantined", 1L);
    assertThat(table("ssd_missing", Zone.QUARANTINE))
        .extracting(row -> row.getAs("line") + " " + row.getList(row.fieldIndex("reasons")))
        .containsExactly("2 [version]");
    assertThat(raw("ssd_missing"))
        .extracting(row -> row.<String>getAs("source_row"))
        .as("the file was read again, knowing which version stands")
        .containsExactly("2025-03-31/missing:4");
  }

  @Test
  void recordsOfStrangersAreSetAsideWhereTheSourceIsKnownToHoldThem() throws IOException {
    write(
        "ssd_missing.csv",
        MISSING + "1,11,2025-03-01,M,,,\n" + "2,99,2025-03-02,M,,,\n" + "3,99,,M,,,\n");
    Path shape = Files.writeString(folder.resolve("own.yaml"), "out_of_scope: [missing]\n");
    source = source.in(SourceShape.read("own", shape));

    extract();

    assertThat(reasons())
        .containsExactlyInAnyOrder(
            "3 [out_of_scope:miss_person_id]", "4 [out_of_scope:miss_person_id]");
    assertThat(
            lake.read(ControlTotals.CONTROL_TOTAL, versions.of(ControlTotals.CONTROL_TOTAL))
                .where("source_table = 'missing'")
                .selectExpr("concat_ws(' ', loaded_rows, quarantined_rows, duplicate_rows, holds)")
                .first()
                .getString(0))
        .isEqualTo("1 2 0 true");
    assertThat(Extract.notes(counts))
        .anySatisfy(
            note -> assertThat(note).startsWith("2 records of ssd_missing are out of scope"));
  }

  /** The third record's business key was broken; no other record gets its first arrival. */
  @Test
  void aRecordCorrectedAtSourceIsLoadedWithItsFirstArrival() throws IOException {
    String persons = PERSONS + person("11", "2010-05-01") + person("12", "2010-05-01");
    write("ssd_person.csv", persons);
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-01,M,2025-02-01,,\n"
            + "2,11,2025-03-02,M,,,\n"
            + "3,11,30/02/2025,M,2025-03-02,,\n");
    heldBack();

    tonight = NIGHT.plusDays(1);
    write("ssd_person.csv", persons);
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-01,M,2025-03-02,,\n"
            + "2,11,2025-03-02,M,,,\n"
            + "3,11,28/02/2025,M,2025-03-02,,\n"
            + "4,12,28/02/2025,M,2025-03-02,,\n");
    write("ssd_disability.csv", DISABILITY);
    extract();

    assertThat(raw("ssd_missing"))
        .extracting(row -> row.getAs("source_row") + " " + row.getAs("first_seen_on"))
        .containsExactlyInAnyOrder(
            "2025-04-01/missing:2 2025-03-31",
            "2025-04-01/missing:3 null",
            "2025-04-01/missing:4 2025-03-31",
            "2025-04-01/missing:5 null");
    assertThat(table("ssd_missing", Zone.QUARANTINE)).isEmpty();
  }

  /** The other version was loaded: it did not first arrive with the rejected version. */
  @Test
  void aVersionThatDidNotStandIsKnownAgainByItsContent() throws IOException {
    source =
        source.with(
            List.of(
                source.contract("person"),
                TextNight.limited(folder, "missing", "quarantined_percent: 50"),
                source.contract("disability")));
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,\n1,11,2025-03-01,M,2025-03-02,,\n");
    extract();
    tonight = NIGHT.plusDays(1);
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_disability.csv", DISABILITY);

    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,2025-03-02,,\n");
    extract();
    assertThat(raw("ssd_missing").get(0).<Object>getAs("first_seen_on")).isNull();

    write("ssd_missing.csv", MISSING + "1,11,01-MAR-2025,M,,NULL,\n");
    extract();
    assertThat(raw("ssd_missing").get(0).<Object>getAs("first_seen_on")).hasToString("2025-03-31");
  }

  @Test
  void aColumnThatIsSpelledInAnotherWayHoldsTheNightBack() throws IOException {
    String ended = "";
    for (int i = 1; i <= 120; i++) {
      String end = i <= 12 ? i + "-Mar-25" : i <= 20 ? "2025-03-30" : i <= 60 ? "NULL" : "";
      ended += i + ",11,2025-03-01 " + "%02d:%02d".formatted(i / 60, i % 60) + ",M," + end + ",,\n";
    }
    write("ssd_missing.csv", MISSING + ended);

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_missing_episode_end_date (12 of 20 filled cells are not of type"
                + " timestamp)")
        .hasMessageContaining("figures published before stand")
        .hasMessageContaining("Ask the system team what has changed in these columns");
  }

  @Test
  void columnsThatIdentifyAndThatNothingNeedsAreNotLanded() throws IOException {
    write(
        "ssd_person.csv",
        PERSONS + "P11,11,Z900,Amy,Example,F,F,WBRI,2010-05-01,NHS1,,N,,,,British\n");

    extract();

    assertThat(raw("ssd_person").get(0).schema().fieldNames())
        .contains("pers_person_id", "pers_dob")
        .doesNotContain("pers_forename", "pers_surname", "pers_upn", "pers_single_unique_id");
  }

  @Test
  void onlyANightAfterAnotherIsComparedWithIt() throws IOException {
    List<String> steps = steps().stream().map(StageStep::name).toList();
    assertThat(steps)
        .containsExactly(
            "volume",
            "ssd_person",
            "ssd_missing",
            "ssd_disability",
            "person_pair",
            "convention",
            "control_total");

    assertThat(steps(new NightBefore(NIGHT.minusDays(1), new StepCounts())))
        .extracting(StageStep::name)
        .startsWith(steps.toArray(String[]::new))
        .endsWith("lasting_ids", "night_change")
        .hasSize(9);
  }

  @Test
  void totalsThatDoNotHoldHoldTheNightBack() throws IOException {
    List<StageStep> steps = steps();
    for (StageStep step : steps.subList(0, steps.size() - 1)) {
      run(step);
    }
    counts.of("ssd_person").add("raw_rows", 1);

    assertThatThrownBy(() -> run(steps.get(steps.size() - 1)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_person (1 in the source, 2 loaded");
  }

  private void extract() throws IOException {
    steps().forEach(this::run);
  }

  /**
   * Everything is loaded, then the contract's limit of quarantined records holds the night back.
   */
  private void heldBack() {
    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("quarantined than the contracts allow: ssd_missing (");
  }

  private List<StageStep> steps() throws IOException {
    return steps(null);
  }

  private List<StageStep> steps(NightBefore before) throws IOException {
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

  private void run(StageStep step) {
    StageStep.Result result = step.run();
    result
        .tables()
        .forEach(written -> versions.put(written.table().qualified(), written.version()));
    counts.put(step.name(), result.counts());
  }

  private List<Row> raw(String name) {
    return table(name, Zone.RAW);
  }

  private List<Row> table(String name, Zone zone) {
    TableName table = new TableName(zone, name);
    Dataset<Row> rows = lake.read(table, versions.of(table));
    return rows.where("business_date = date'" + tonight + "'").collectAsList();
  }

  private Path night() {
    return folder.resolve("source").resolve(tonight.toString());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(night());
    Files.writeString(night().resolve(name), text, StandardCharsets.UTF_8);
    records.put(name.replace(".csv", ""), TextNight.records(text));
  }
}

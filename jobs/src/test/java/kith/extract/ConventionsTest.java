package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.CodeLists;
import kith.source.SourceColumn;
import kith.source.SourceContract;
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
import org.apache.spark.sql.Row;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A declared shape compared with a night's records: the stays and workers of 25 children. */
class ConventionsTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);
  private static final int CHILDREN = 25;
  private static final Set<String> TABLES =
      Set.of(
          "person",
          "cla_episodes",
          "cla_placement",
          "legal_status",
          "professionals",
          "care_leavers");

  @TempDir private Path folder;
  private final Map<String, List<Map<String, String>>> records = new TreeMap<>();
  private final Map<String, Set<String>> dropped = new HashMap<>();
  private StepCounts counts = new StepCounts();
  private final Versions versions = new Versions();
  private DeltaLake lake;
  private String shape = "";

  /** Every child had two episodes and has a third, in a placement each; all ends touch. */
  @BeforeEach
  void threeEpisodesOfEachChild() {
    lake = new DeltaLake(SparkTest.spark(), folder.resolve("lake").toString());
    new Keys("a secret that is made up for tests".getBytes(StandardCharsets.UTF_8), 840)
        .register(SparkTest.spark());
    TABLES.forEach(table -> records.put(table, new ArrayList<>()));
    for (int child = 1; child <= CHILDREN; child++) {
      record("person", Map.of("pers_person_id", "" + child, "pers_dob", "2012-05-01"));
      LocalDate first = LocalDate.of(2024, 4, 1).plusDays(child);
      stay(child, 1, first, first.plusDays(40), "X1");
      stay(child, 2, first.plusDays(40), first.plusDays(90), "X1");
      stay(child, 3, first.plusDays(90), null, "");
      record("professionals", Map.of("prof_professional_id", "W" + child));
    }
  }

  private void stay(int child, int number, LocalDate from, LocalDate until, String reason) {
    String end = until == null ? "" : until.toString();
    String id = child + "-" + number;
    record(
        "cla_episodes",
        Map.of(
            "clae_person_id",
            "" + child,
            "clae_cla_placement_id",
            id,
            "clae_cla_id",
            "care-" + child,
            "clae_cla_episode_start_date",
            from.toString(),
            "clae_cla_episode_start_reason",
            number == 1 ? "S" : "P",
            "clae_cla_episode_ceased_date",
            end,
            "clae_cla_episode_ceased_reason",
            reason));
    record(
        "cla_placement",
        Map.of(
            "clap_cla_placement_id",
            id,
            "clap_cla_id",
            "care-" + child,
            "clap_person_id",
            "" + child,
            "clap_cla_placement_start_date",
            from.toString(),
            "clap_cla_placement_end_date",
            end));
    record(
        "legal_status",
        Map.of(
            "lega_person_id",
            "" + child,
            "lega_legal_status",
            number == 1 ? "C1" : "C2",
            "lega_legal_status_start_date",
            from.toString(),
            "lega_legal_status_end_date",
            end));
  }

  private void record(String table, Map<String, String> cells) {
    records.get(table).add(new HashMap<>(cells));
  }

  /** Ends of a table as the last day, not the day after it. */
  private void tellLastDays(String table, String column, int oneIn) {
    int number = 0;
    for (Map<String, String> cells : records.get(table)) {
      if (!cells.get(column).isEmpty() && number++ % oneIn == 0) {
        cells.put(column, LocalDate.parse(cells.get(column)).minusDays(1).toString());
      }
    }
  }

  @Test
  void aNightThatIsWrittenAsDeclaredGoesOn() throws IOException {
    extract();

    assertThat(counts.of(Conventions.NAME).byMeasure())
        .containsEntry("on_next_start:ssd_cla_episodes", 50L)
        .containsEntry("day_before_next_start:ssd_cla_episodes", 0L)
        .containsEntry("must_go_on:ssd_cla_episodes", 50L)
        .containsEntry("does_not_go_on:ssd_cla_episodes", 0L);
  }

  @Test
  void undeclaredLastDaysHoldTheNight() {
    tellLastDays("cla_episodes", "clae_cla_episode_ceased_date", 1);

    heldBack()
        .hasMessageContaining(
            "In ssd_cla_episodes, 50 of the 50 ends with a following record are dated the day before"
                + " that record begins")
        .hasMessageContaining("ends: cla_episodes in conf/sources/ssd/shapes/own.yaml");
  }

  @Test
  void undeclaredLastDaysOfLegalStatusesHoldTheNight() {
    tellLastDays("legal_status", "lega_legal_status_end_date", 1);

    heldBack()
        .hasMessageContaining("In ssd_legal_status, 50 of the 50 ends")
        .hasMessageContaining("ends: legal_status in conf/sources/ssd/shapes/own.yaml");
  }

  /** Ten children have twenty ends, enough to show a convention. */
  @Test
  void nineteenEndsShowNoConventionAndTwentyDo() throws IOException {
    records.values().forEach(of -> of.removeIf(cells -> childOf(cells) > 10));
    tellLastDays("cla_placement", "clap_cla_placement_end_date", 1);
    heldBack().hasMessageContaining("In ssd_cla_placement, 20 of the 20 ends");

    records
        .get("cla_placement")
        .removeIf(cells -> cells.get("clap_cla_placement_id").equals("10-3"));
    counts = new StepCounts();
    extract();
    assertThat(counts.of(Conventions.NAME).byMeasure())
        .containsEntry("day_before_next_start:ssd_cla_placement", 19L);
  }

  private static int childOf(Map<String, String> cells) {
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().endsWith("_person_id"))
        .mapToInt(cell -> Integer.parseInt(cell.getValue()))
        .findFirst()
        .orElse(0);
  }

  @Test
  void hoursInsteadOfAShareHoldTheNightUntilTheShapeDeclaresThem() throws IOException {
    records.get("professionals").forEach(row -> row.put("prof_full_time_equivalency", "37"));
    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_professionals.prof_full_time_equivalency (25 of 25 filled cells are out of the"
                + " range of their unit)");

    shape = "units: {professionals.prof_full_time_equivalency: hours}";
    counts = new StepCounts();
    extract();
    assertThat(counts.of("ssd_professionals").byMeasure())
        .containsEntry("loaded", 25L)
        .doesNotContainKey("out_of_range:prof_full_time_equivalency");
  }

  @Test
  void oneTableInFiveToldOtherwiseHoldsTheNight() {
    tellLastDays("cla_placement", "clap_cla_placement_end_date", 5);

    heldBack().hasMessageContaining("In ssd_cla_placement, 10 of the 50 ends");
  }

  @Test
  void fewEndsToldOtherwiseAreCounted() throws IOException {
    tellLastDays("cla_placement", "clap_cla_placement_end_date", 10);

    extract();

    assertThat(counts.of(Conventions.NAME).byMeasure())
        .containsEntry("day_before_next_start:ssd_cla_placement", 5L);
  }

  @Test
  void declaredLastDaysGoOn() throws IOException {
    shape = "ends: {cla_episodes: last_day, cla_placement: last_day}";
    tellLastDays("cla_episodes", "clae_cla_episode_ceased_date", 1);
    tellLastDays("cla_placement", "clap_cla_placement_end_date", 1);

    extract();

    assertThat(counts.of(Conventions.NAME).byMeasure())
        .containsEntry("day_before_next_start:ssd_cla_episodes", 50L)
        .containsEntry("does_not_go_on:ssd_cla_episodes", 0L);
  }

  @Test
  void declaredLastDaysThatAreNoneHoldTheNight() {
    shape = "ends: {cla_episodes: last_day}";

    heldBack()
        .hasMessageContaining(
            "50 of the 50 ends with a following record are dated the day on which")
        .hasMessageContaining("ends: cla_episodes in conf/sources/ssd/shapes/own.yaml");
  }

  /**
   * If first and last day are the same, the stay is one night. For a stay without a night the last
   * day is the day before the first.
   */
  @Test
  void aStayOfNoNightEndsTheDayBeforeItStartsWhereEndsAreLastDays() throws IOException {
    shape = "ends: {cla_episodes: last_day, cla_placement: last_day, legal_status: last_day}";
    tellLastDays("cla_episodes", "clae_cla_episode_ceased_date", 1);
    tellLastDays("cla_placement", "clap_cla_placement_end_date", 1);
    tellLastDays("legal_status", "lega_legal_status_end_date", 1);
    LocalDate day = LocalDate.of(2024, 1, 10);
    stay(1, 4, day, day, "X1");
    stay(1, 5, day, day.minusDays(1), "X1");

    extract();

    assertThat(counts.of("ssd_cla_episodes").byMeasure()).containsEntry("loaded", 77L);
  }

  @Test
  void careThatShouldGoOnAndDoesNotHoldsTheNight() {
    records
        .get("cla_episodes")
        .removeIf(cells -> cells.get("clae_cla_placement_id").matches("[1-6]-3"));

    heldBack()
        .hasMessageContaining("50 ends that say that another record follows (X1), but 6 of them");
  }

  @Test
  void oneRecordOfEachCareLeaverThatNobodyDeclaredHoldsTheNight() throws IOException {
    for (int child = 1; child <= CHILDREN; child++) {
      contact(child, "2025-01-10");
      contact(child, "10-JAN-2025");
    }

    heldBack()
        .hasMessageContaining("ssd_care_leavers has one record of each of 25 people")
        .hasMessageContaining("latest_only: care_leavers in conf/sources/ssd/shapes/own.yaml");

    shape = "latest_only: {care_leavers: the latest only}";
    counts = new StepCounts();
    extract();
  }

  @Test
  void aHistoryOfCareLeaversThatIsDeclaredAbsentIsTold() throws IOException {
    for (int child = 1; child <= CHILDREN; child++) {
      contact(child, "2025-01-10");
    }
    contact(1, "2025-02-10");
    shape = "latest_only: {care_leavers: the latest only}";

    extract();

    assertThat(Extract.notes(counts))
        .anyMatch(note -> note.contains("history of ssd_care_leavers (1)"));
  }

  private void contact(int child, String day) {
    record(
        "care_leavers",
        Map.of("clea_person_id", "" + child, "clea_care_leaver_latest_contact", day));
  }

  @Test
  void aColumnThatTheSystemHasNotMayBeAbsent() throws IOException {
    shape =
        "not_carried: {columns: {professionals.prof_professional_name: none,"
            + " professionals.prof_agency_worker_flag: none}}";
    dropped.put("professionals", Set.of("prof_professional_name", "prof_agency_worker_flag"));

    extract();

    assertThat(counts.of("ssd_professionals").byMeasure()).containsEntry("loaded", 25L);
  }

  @Test
  void anAbsentColumnThatNobodyDeclaredBreaksTheContract() {
    dropped.put("professionals", Set.of("prof_professional_name"));

    assertThatThrownBy(this::extract)
        .isInstanceOf(KithException.class)
        .hasMessageContaining("column prof_professional_name is missing");
  }

  @Test
  void whatIsDeclaredAbsentAndIsThereIsTold() throws IOException {
    shape =
        "not_carried: {columns: {professionals.prof_agency_worker_flag: none},"
            + " tables: {professionals: none}}";
    records.get("professionals").forEach(cells -> cells.put("prof_agency_worker_flag", "Y"));

    extract();

    assertThat(Extract.notes(counts))
        .anyMatch(
            note ->
                note.contains(
                    "ssd_professionals (25), ssd_professionals.prof_agency_worker_flag (25)"));
  }

  @Test
  void aPlacementBelongsToTheChildOfItsPeriodOfCare() throws IOException {
    byPeriodOfCare();
    record(
        "cla_placement",
        Map.of("clap_cla_placement_id", "x", "clap_cla_id", "care-1 ", "clap_person_id", ""));

    extract();

    assertThat(raw("cla_placement"))
        .hasSize(76)
        .allSatisfy(
            row ->
                assertThat("care-" + row.<String>getAs("clap_person_id"))
                    .isEqualTo(row.<String>getAs("clap_cla_id").strip()));
  }

  @Test
  void aPeriodOfCareOfTwoChildrenNamesNone() {
    byPeriodOfCare();
    record(
        "cla_episodes",
        Map.of(
            "clae_person_id", "2",
            "clae_cla_id", "care-1",
            "clae_cla_placement_id", "9",
            "clae_cla_episode_start_date", "2023-01-01",
            "clae_cla_episode_ceased_date", "2023-02-01",
            "clae_cla_episode_ceased_reason", "E4A"));

    assertThatThrownBy(this::extract)
        .isInstanceOf(KithException.class)
        .hasMessageContaining("ssd_cla_placement (3 of 75)");
    assertThat(table("cla_placement", Zone.QUARANTINE))
        .allSatisfy(
            row ->
                assertThat(row.getList(row.fieldIndex("reasons")).toString())
                    .isEqualTo("[missing:clap_person_id]"));
  }

  @Test
  void fewRecordsOfNobodyAreOutOfScopeWhereThatIsDeclaredAndManyHoldTheNight() throws IOException {
    byPeriodOfCare();
    shape += "\nout_of_scope: [cla_placement]";
    for (int i = 0; i < 7; i++) {
      records.get("cla_placement").get(i).put("clap_cla_id", i < 4 ? "" : "another");
    }
    extract();
    assertThat(counts.of("ssd_cla_placement").byMeasure())
        .containsEntry(Judgement.OUT_OF_SCOPE, 7L);

    records.get("cla_placement").get(7).put("clap_cla_id", "");
    counts = new StepCounts();
    heldBack()
        .hasMessageContaining("ssd_cla_placement has 8 of 75 records of people outside the extract")
        .hasMessageContaining("person_by and out_of_scope: cla_placement in");
  }

  @Test
  void aPersonThatIsDeclaredAbsentAndIsNamedStandsAndIsTold() throws IOException {
    byPeriodOfCare();
    dropped.clear();
    records.get("cla_placement").get(0).put("clap_person_id", "2");

    extract();

    assertThat(raw("cla_placement"))
        .anyMatch(
            row ->
                row.getAs("clap_cla_id").equals("care-1")
                    && row.getAs("clap_person_id").equals("2"));
    assertThat(Extract.notes(counts))
        .anyMatch(note -> note.contains("ssd_cla_placement.clap_person_id (75)"));
  }

  private void byPeriodOfCare() {
    shape =
        "person_by: {cla_placement: {by: clap_cla_id, table: cla_episodes, key: clae_cla_id,"
            + " person: clae_person_id}}";
    dropped.put("cla_placement", Set.of("clap_person_id"));
  }

  @Test
  void aWorkersNumberIsReadFromTheColumnThatHasIt() throws IOException {
    shape = "instead: {professionals.prof_professional_id: prof_staff_id}";
    for (Map<String, String> cells : records.get("professionals")) {
      cells.put("prof_staff_id", cells.remove("prof_professional_id"));
    }

    extract();

    assertThat(raw("professionals"))
        .extracting(row -> row.<String>getAs("prof_professional_id"))
        .contains("W1", "W25");
  }

  private AbstractThrowableAssert<?, ?> heldBack() {
    return assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK));
  }

  /** Runs every step in an order in which each comes after those that it waits for. */
  private void extract() throws IOException {
    List<StageStep> waiting = new ArrayList<>(steps());
    while (!waiting.isEmpty()) {
      StageStep next =
          waiting.stream()
              .filter(step -> counts.byStep().keySet().containsAll(step.after()))
              .findFirst()
              .orElseThrow();
      waiting.remove(next);
      StageStep.Result result = next.run();
      result
          .tables()
          .forEach(written -> versions.put(written.table().qualified(), written.version()));
      counts.put(next.name(), result.counts());
    }
  }

  private List<StageStep> steps() throws IOException {
    SourceSystem whole = SourceSystem.of(Project.home(), "ssd");
    SourceShape declared =
        SourceShape.read("own", Files.writeString(folder.resolve("own.yaml"), shape + "\n"));
    SourceSystem some =
        whole.with(whole.contracts().stream().filter(one -> TABLES.contains(one.table())).toList());
    Path night = Files.createDirectories(folder.resolve("source").resolve(NIGHT.toString()));
    StringBuilder marker = new StringBuilder();
    for (SourceContract contract : some.contracts()) {
      Files.writeString(night.resolve(contract.file() + ".csv"), csv(contract));
      marker
          .append(contract.file())
          .append(',')
          .append(records.get(contract.table()).size())
          .append('\n');
    }
    Files.writeString(night.resolve("_COMPLETE"), marker);
    SourceSystem source = some.in(declared);
    NightFolder opened =
        NightReader.open(
            source,
            folder.resolve("source").toString(),
            NIGHT,
            Availability.of(Project.home(), "ssd").in(declared));
    return Extract.steps(
        List.of(opened),
        Optional.empty(),
        TextNight.needed(),
        Set.of(),
        CodeLists.of(Project.home()),
        Parameters.of(Project.home()),
        lake,
        versions,
        counts);
  }

  private String csv(SourceContract contract) {
    List<String> columns =
        contract.columns().stream()
            .map(SourceColumn::name)
            .filter(name -> !dropped.getOrDefault(contract.table(), Set.of()).contains(name))
            .toList();
    return String.join(",", columns)
        + "\n"
        + records.get(contract.table()).stream()
            .map(
                cells ->
                    columns.stream()
                            .map(column -> cells.getOrDefault(column, ""))
                            .collect(Collectors.joining(","))
                        + "\n")
            .collect(Collectors.joining());
  }

  private List<Row> raw(String table) {
    return table(table, Zone.RAW);
  }

  private List<Row> table(String table, Zone zone) {
    TableName name = new TableName(zone, "ssd_" + table);
    return lake.read(name, lake.version(name)).collectAsList();
  }
}

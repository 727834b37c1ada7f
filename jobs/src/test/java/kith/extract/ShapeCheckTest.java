package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.source.Extracted;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Counts;
import kith.table.StepCounts;
import kith.table.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a declared shape and a night contradict each other, from counts and a few landed rows. */
class ShapeCheckTest {

  private static final LocalDate NIGHT = JudgedTable.NIGHT;
  private static final int GAP_DAYS = 4;

  @TempDir private Path folder;
  private final MemoryLake lake = new MemoryLake();
  private final StepCounts counted = new StepCounts();
  private final Counts counts = new Counts();

  /** The source with some tables, in a shape of these settings. */
  private SourceSystem source(String shape, String... tables) {
    try {
      Path file = Files.writeString(folder.resolve("own.yaml"), shape);
      SourceSystem whole = SourceSystem.of(Project.home(), "ssd").in(SourceShape.read("own", file));
      return whole.with(Arrays.stream(tables).map(whole::contract).toList());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void check(SourceSystem source) {
    new ShapeCheck(
            new NightCells(new MemoryNight(source, NIGHT), JudgedTable.cells(source)),
            GAP_DAYS,
            lake,
            lake.versions())
        .check(counted, counts);
  }

  private void land(SourceSystem source, String table, List<String> lines) {
    String[] children =
        IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).toArray(String[]::new);
    lake.give(
        source.contract(table).in(Zone.RAW),
        NIGHT,
        new JudgedTable(source, table).knowing(children).judge(lines.toArray(String[]::new)).raw());
  }

  // --- people outside the extract

  private ShapeCheckTest strangers(int records, int strangers) {
    counted.put(
        "ssd_missing",
        new Counts().put(Extracted.PARSED, records).put(Judgement.OUT_OF_SCOPE, strangers));
    return this;
  }

  @Test
  void oneRecordInTenOfPeopleOutsideTheExtractIsNormalAndMoreHoldTheNight() {
    SourceSystem source = source("out_of_scope: [missing]", "missing");

    assertThatCode(() -> strangers(30, 3).check(source)).doesNotThrowAnyException();
    assertThatThrownBy(() -> strangers(30, 4).check(source))
        .isInstanceOfSatisfying(
            KithException.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("not written as the shape own says")
        .hasMessageContaining(
            "ssd_missing has 4 of 30 records of people outside the extract, or of no person")
        .hasMessageContaining("look at out_of_scope: missing in conf/sources/ssd/shapes/own.yaml");
  }

  @Test
  void nineteenRecordsProveNothing() {
    SourceSystem source = source("out_of_scope: [missing]", "missing");

    assertThatCode(() -> strangers(19, 19).check(source)).doesNotThrowAnyException();
    assertThatThrownBy(() -> strangers(20, 20).check(source)).isInstanceOf(KithException.class);
  }

  @Test
  void aLimitOfAHundredPercentHoldsNoNight() {
    SourceContract unlimited = TextNight.limited(folder, "missing", "undeclared_percent: 100");
    SourceSystem source = source("{}", "missing").with(List.of(unlimited));

    assertThatCode(() -> strangers(20, 20).check(source)).doesNotThrowAnyException();
  }

  // --- ends of periods

  /** Two placements of each of twenty children, the first of some ending a day early. */
  private void placements(SourceSystem source, int early) {
    land(
        source,
        "cla_placement",
        IntStream.rangeClosed(1, 20)
            .boxed()
            .flatMap(
                child -> {
                  String end = child <= early ? "2024-05-31" : "2024-06-01";
                  return Stream.of(
                      "a" + child + ",," + child + ",2024-01-10,U4,,,,," + end + ",",
                      "b" + child + ",," + child + ",2024-06-01,U4,,,,,,");
                })
            .toList());
  }

  @Test
  void twoEndsInTwentyOnTheOtherDayAreCounted() {
    SourceSystem source = source("{}", "cla_placement");
    placements(source, 2);

    check(source);

    assertThat(counts.of("on_next_start:ssd_cla_placement")).isEqualTo(18);
    assertThat(counts.of("day_before_next_start:ssd_cla_placement")).isEqualTo(2);
  }

  @Test
  void threeEndsInTwentyOnTheOtherDayHoldTheNight() {
    SourceSystem source = source("{}", "cla_placement");
    placements(source, 3);

    assertThatThrownBy(() -> check(source))
        .hasMessageContaining(
            "In ssd_cla_placement, 3 of the 20 ends with a following record are dated the day"
                + " before that record begins, but its ends are declared as the day after the last"
                + " (next_day)");
  }

  @Test
  void whereLastDaysAreDeclaredTheOthersContradict() {
    SourceSystem source = source("ends: {cla_placement: last_day}", "cla_placement");
    placements(source, 17);

    assertThatThrownBy(() -> check(source))
        .hasMessageContaining("3 of the 20 ends with a following record are dated the day on which")
        .hasMessageContaining("are declared as the last day (last_day)");
  }

  @Test
  void allContradictionsAreToldAtOnceWithTheirSettings() {
    SourceSystem source = source("out_of_scope: [missing]", "cla_placement", "missing");
    placements(source, 20);

    assertThatThrownBy(() -> strangers(30, 30).check(source))
        .hasMessageContaining("20 of the 20 ends")
        .hasMessageContaining("; ssd_missing has 30 of 30 records")
        .hasMessageContaining(
            "look at ends: cla_placement in conf/sources/ssd/shapes/own.yaml; at out_of_scope:"
                + " missing in conf/sources/ssd/shapes/own.yaml.");
  }

  // --- one record of each person

  /** A contact with each of these people. */
  private void contacts(SourceSystem source, int people) {
    List<String> columns =
        source.contract("care_leavers").columns().stream().map(SourceColumn::name).toList();
    land(
        source,
        "care_leavers",
        IntStream.rangeClosed(1, people)
            .mapToObj(
                person ->
                    columns.stream()
                        .map(
                            column ->
                                switch (column) {
                                  case "clea_person_id" -> "" + person;
                                  case "clea_care_leaver_latest_contact" -> "2025-01-10";
                                  default -> "";
                                })
                        .collect(Collectors.joining(",")))
            .toList());
  }

  @Test
  void oneRecordOfEachOfTwentyPeopleIsNoHistoryUnlessItIsDeclared() {
    SourceSystem source = source("{}", "care_leavers");
    contacts(source, 20);

    assertThatThrownBy(() -> check(source))
        .hasMessageContaining("ssd_care_leavers has one record of each of 20 people")
        .hasMessageContaining("latest_only: care_leavers");
    assertThatCode(() -> check(source("latest_only: {care_leavers: none}", "care_leavers")))
        .doesNotThrowAnyException();
  }

  @Test
  void nineteenPeopleShowNoHistoryEither() {
    SourceSystem source = source("{}", "care_leavers");
    contacts(source, 19);

    assertThatCode(() -> check(source)).doesNotThrowAnyException();
    assertThat(counts.of("persons:ssd_care_leavers")).isEqualTo(19);
  }

  // --- what is there although it is declared absent

  @Test
  void whatIsDeclaredAbsentAndIsThereIsToldAndHoldsNothing() {
    SourceSystem source =
        source(
            "not_carried: {tables: {missing: none}, columns: {sdq_scores.csdq_sdq_reason: none}}",
            "missing",
            "sdq_scores");
    counted.put("ssd_missing", new Counts().put(Extracted.SOURCE, 1_200));
    counted.put(
        "ssd_sdq_scores",
        new Counts().put("filled:csdq_sdq_reason", 9).put("filler:csdq_sdq_reason", 4));

    check(source);

    assertThat(ShapeCheck.note(counts))
        .contains(
            "The shape declares as absent what the extract does have: ssd_missing (1,200),"
                + " ssd_sdq_scores.csdq_sdq_reason (5). It counts as not carried until the shape is"
                + " corrected.");
  }

  @Test
  void cellsThatHoldOnlyFillersAreNotThere() {
    SourceSystem source =
        source("not_carried: {columns: {sdq_scores.csdq_sdq_reason: none}}", "sdq_scores");
    counted.put(
        "ssd_sdq_scores",
        new Counts().put("filled:csdq_sdq_reason", 9).put("filler:csdq_sdq_reason", 9));

    check(source);

    assertThat(ShapeCheck.note(counts)).isEmpty();
  }
}

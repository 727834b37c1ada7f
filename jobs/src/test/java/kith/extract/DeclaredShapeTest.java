package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.Zone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a shape says of a source beside the ends of stays: columns and histories that it does not
 * have, units, columns of another name, and the person of a placement.
 */
class DeclaredShapeTest {

  private static final String BY_PERIOD_OF_CARE =
      "person_by: {cla_placement: {by: clap_cla_id, table: cla_episodes, key: clae_cla_id,"
          + " person: clae_person_id}}";

  @TempDir private Path folder;
  private ShapedNight night;

  @BeforeEach
  void threeEpisodesOfEachChild() {
    night = new ShapedNight(folder);
  }

  @Test
  void hoursInsteadOfAShareHoldTheNightUntilTheShapeDeclaresThem() throws IOException {
    night.records("professionals").forEach(row -> row.put("prof_full_time_equivalency", "37"));
    assertThatThrownBy(night::extract)
        .isInstanceOfSatisfying(
            KithException.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_professionals.prof_full_time_equivalency (25 of 25 filled cells are out of the"
                + " range of their unit)");

    night.declare("units: {professionals.prof_full_time_equivalency: hours}");
    night.extract();
    assertThat(night.counts().of("ssd_professionals").byMeasure())
        .containsEntry("loaded", 25L)
        .doesNotContainKey("out_of_range:prof_full_time_equivalency");
  }

  @Test
  void oneRecordOfEachCareLeaverThatNobodyDeclaredHoldsTheNight() throws IOException {
    for (int child = 1; child <= ShapedNight.CHILDREN; child++) {
      contact(child, "2025-01-10");
      contact(child, "10-JAN-2025");
    }

    night
        .heldBack()
        .hasMessageContaining("ssd_care_leavers has one record of each of 25 people")
        .hasMessageContaining("latest_only: care_leavers in conf/sources/ssd/shapes/own.yaml");

    night.declare("latest_only: {care_leavers: the latest only}");
    night.extract();
  }

  @Test
  void aHistoryOfCareLeaversThatIsDeclaredAbsentIsTold() throws IOException {
    for (int child = 1; child <= ShapedNight.CHILDREN; child++) {
      contact(child, "2025-01-10");
    }
    contact(1, "2025-02-10");
    night.declare("latest_only: {care_leavers: the latest only}");

    night.extract();

    assertThat(Extract.notes(night.counts()))
        .anyMatch(note -> note.contains("history of ssd_care_leavers (1)"));
  }

  private void contact(int child, String day) {
    night.record(
        "care_leavers",
        Map.of("clea_person_id", "" + child, "clea_care_leaver_latest_contact", day));
  }

  @Test
  void aColumnThatTheSystemHasNotMayBeAbsent() throws IOException {
    night.declare(
        "not_carried: {columns: {professionals.prof_professional_name: none,"
            + " professionals.prof_agency_worker_flag: none}}");
    night.drop("professionals", "prof_professional_name", "prof_agency_worker_flag");

    night.extract();

    assertThat(night.counts().of("ssd_professionals").byMeasure()).containsEntry("loaded", 25L);
  }

  @Test
  void anAbsentColumnThatNobodyDeclaredBreaksTheContract() {
    night.drop("professionals", "prof_professional_name");

    assertThatThrownBy(night::extract)
        .isInstanceOf(KithException.class)
        .hasMessageContaining("column prof_professional_name is missing");
  }

  @Test
  void whatIsDeclaredAbsentAndIsThereIsTold() throws IOException {
    night.declare(
        "not_carried: {columns: {professionals.prof_agency_worker_flag: none},"
            + " tables: {professionals: none}}");
    night.records("professionals").forEach(cells -> cells.put("prof_agency_worker_flag", "Y"));

    night.extract();

    assertThat(Extract.notes(night.counts()))
        .anyMatch(
            note ->
                note.contains(
                    "ssd_professionals (25), ssd_professionals.prof_agency_worker_flag (25)"));
  }

  @Test
  void aPlacementBelongsToTheChildOfItsPeriodOfCare() throws IOException {
    byPeriodOfCare();
    night.record(
        "cla_placement",
        Map.of("clap_cla_placement_id", "x", "clap_cla_id", "care-1 ", "clap_person_id", ""));

    night.extract();

    assertThat(night.raw("cla_placement"))
        .hasSize(76)
        .allSatisfy(
            row ->
                assertThat("care-" + row.<String>getAs("clap_person_id"))
                    .isEqualTo(row.<String>getAs("clap_cla_id").strip()));
  }

  @Test
  void aPeriodOfCareOfTwoChildrenNamesNone() {
    byPeriodOfCare();
    night.record(
        "cla_episodes",
        Map.of(
            "clae_person_id", "2",
            "clae_cla_id", "care-1",
            "clae_cla_placement_id", "9",
            "clae_cla_episode_start_date", "2023-01-01",
            "clae_cla_episode_ceased_date", "2023-02-01",
            "clae_cla_episode_ceased_reason", "E4A"));

    assertThatThrownBy(night::extract)
        .isInstanceOf(KithException.class)
        .hasMessageContaining("ssd_cla_placement (3 of 75)");
    assertThat(night.table("cla_placement", Zone.QUARANTINE))
        .allSatisfy(
            row ->
                assertThat(row.getList(row.fieldIndex("reasons")).toString())
                    .isEqualTo("[missing:clap_person_id]"));
  }

  @Test
  void fewRecordsOfNobodyAreOutOfScopeWhereThatIsDeclaredAndManyHoldTheNight() throws IOException {
    byPeriodOfCare();
    night.declare(BY_PERIOD_OF_CARE + "\nout_of_scope: [cla_placement]");
    for (int i = 0; i < 7; i++) {
      night.records("cla_placement").get(i).put("clap_cla_id", i < 4 ? "" : "another");
    }
    night.extract();
    assertThat(night.counts().of("ssd_cla_placement").byMeasure())
        .containsEntry(Judgement.OUT_OF_SCOPE, 7L);

    night.records("cla_placement").get(7).put("clap_cla_id", "");
    night
        .heldBack()
        .hasMessageContaining("ssd_cla_placement has 8 of 75 records of people outside the extract")
        .hasMessageContaining("person_by and out_of_scope: cla_placement in");
  }

  @Test
  void aPersonThatIsDeclaredAbsentAndIsNamedStandsAndIsTold() throws IOException {
    byPeriodOfCare();
    night.dropNothing();
    night.records("cla_placement").get(0).put("clap_person_id", "2");

    night.extract();

    assertThat(night.raw("cla_placement"))
        .anyMatch(
            row ->
                row.getAs("clap_cla_id").equals("care-1")
                    && row.getAs("clap_person_id").equals("2"));
    assertThat(Extract.notes(night.counts()))
        .anyMatch(note -> note.contains("ssd_cla_placement.clap_person_id (75)"));
  }

  @Test
  void aWorkersNumberIsReadFromTheColumnThatHasIt() throws IOException {
    night.declare("instead: {professionals.prof_professional_id: prof_staff_id}");
    for (Map<String, String> cells : night.records("professionals")) {
      cells.put("prof_staff_id", cells.remove("prof_professional_id"));
    }

    night.extract();

    assertThat(night.raw("professionals"))
        .extracting(row -> row.<String>getAs("prof_professional_id"))
        .contains("W1", "W25");
  }

  private void byPeriodOfCare() {
    night.declare(BY_PERIOD_OF_CARE);
    night.drop("cla_placement", "clap_person_id");
  }
}

package kith.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceShapeTest {

  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");

  @TempDir private Path folder;

  private SourceSystem in(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), text);
    return SSD.in(SourceShape.read("own", file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "systemc", "mosaic", "eclipse"})
  void theShippedShapesFitTheContracts(String name) {
    SourceSystem source = SSD.in(SourceShape.of(Project.home(), "ssd", name));

    assertThat(source.shape().name()).isEqualTo(name);
    assertThat(source.contracts()).hasSameSizeAs(SSD.contracts());
  }

  @Test
  void aPlainSourceIsWrittenAsItsContractsSay() {
    assertThat(SSD.in(SourceShape.of(Project.home(), "ssd", "plain")).contracts())
        .isEqualTo(SSD.contracts());
  }

  @Test
  void endsAreDeclaredByTable() throws IOException {
    SourceSystem source = in("ends: {cla_episodes: last_day, legal_status: next_day}");

    assertThat(source.contract("cla_episodes").lastDays())
        .containsExactly("clae_cla_episode_ceased_date");
    assertThat(source.contract("legal_status").lastDays()).isEmpty();
  }

  @Test
  void whatStandsElsewhereIsReadThereAndCountsAsCarried() throws IOException {
    SourceSystem source = SSD.in(SourceShape.of(Project.home(), "ssd", "mosaic"));
    SourceContract placements = source.contract("cla_placement");

    assertThat(source.contract("professionals").column("prof_professional_id").readFrom())
        .isEqualTo("prof_staff_id");
    assertThat(placements.personBy().table()).isEqualTo("cla_episodes");
    assertThat(placements.column("clap_person_id").isCarried()).isFalse();
    Availability availability =
        Availability.of(Project.home(), "ssd").in(SourceShape.of(Project.home(), "ssd", "mosaic"));
    assertThat(availability.carries("cla_placement.clap_person_id", Set.of())).isTrue();
    assertThat(availability.carried("care_leavers")).isTrue();
    assertThat(availability.carries("care_leavers.clea_care_leaver_activity", Set.of())).isFalse();
    assertThat(availability.carries("cla_convictions.clac_cla_conviction_offence", Set.of()))
        .isFalse();
  }

  @Test
  void aTableThatASystemDoesNotHaveMeetsNoNeedAndMayBeAbsent() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("own.yaml"), "not_carried: {tables: {contacts: not in use here}}");
    Availability availability =
        Availability.of(Project.home(), "ssd").in(SourceShape.read("own", file));

    assertThat(availability.carried("contacts")).isFalse();
    assertThat(availability.carries("contacts.cont_contact_date", Set.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "end: {}|has no setting end",
        "ends: {cla_episodes: last}|neither last_day nor next_day",
        "ends: {cla_episode: last_day}|no table cla_episode",
        "ends: {person: last_day}|has no period",
        "not_carried: {fields: {}}|has no setting fields",
        "not_carried: {columns: {person.pers_shoe_size: never asked}}|no column person.pers_shoe",
        "not_carried: {columns: {cla_episodes.clae_person_id: gone}}|every record needs it",
        "not_carried: {tables: {shoes: never asked}}|no table shoes",
        "instead: {professionals.prof_professional_id: prof_shoe_size}|no column",
        "person_by: {cla_placement: {by: clap_cla_id}}|person_by of cla_placement has no",
        "latest_only: {cla_visits: none}|of which a person has one record",
        "out_of_scope: [shoes]|no table shoes",
        "units: {professionals.prof_shoe_size: hours}|no column"
      })
  void whatNoContractHasIsAWrongConfiguration(String text, String problem) {
    assertThatThrownBy(() -> in(text))
        .isInstanceOfSatisfying(
            KithException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"liquidlogic", "../plain", ""})
  void anUnknownShapeIsAWrongUsage(String name) {
    assertThatThrownBy(() -> SourceShape.of(Project.home(), "ssd", name))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("There is no shape " + name)
        .hasMessageContaining("there are eclipse, mosaic, plain, systemc.");
  }
}

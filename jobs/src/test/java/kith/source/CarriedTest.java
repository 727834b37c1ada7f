package kith.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import kith.project.Project;
import kith.table.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarriedTest {

  @TempDir private Path folder;

  /** The dataset's own staging SQL, with a declaration of the test's. */
  private Carried declared(String fields, String... tablesWithRows) throws IOException {
    String text =
        """
        tables:
          person: carried
          cla_episodes: carried
          cla_placement: carried
          disability: carried
          missing: carried
          care_leavers: carried
          return_interview: optional
        fields: {%s}
        """;
    Path file = Files.writeString(folder.resolve("availability.yaml"), text.formatted(fields));
    return Carried.of(
        Project.home(),
        SourceSystem.of(Project.home(), "ssd"),
        Availability.read(file),
        Set.of(tablesWithRows));
  }

  @Test
  void aTableIsCarriedWhereTheSourceCarriesWhatItIsMadeOf() throws IOException {
    Carried carried = declared("");

    assertThat(carried.meets("care_episode")).isTrue();
    assertThat(carried.meets("care_episode.started_on")).isTrue();
    assertThat(carried.meets("disability.disability")).isTrue();
    assertThat(carried.meets("review")).isFalse();
    assertThat(carried.meets("review.held_on")).isFalse();
  }

  @Test
  void anOptionalTableIsCarriedOnANightOnWhichItHasRows() throws IOException {
    assertThat(declared("").meets("return_interview.held_at")).isFalse();
    assertThat(declared("", "return_interview").meets("return_interview.held_at")).isTrue();
  }

  @Test
  void aColumnIsCarriedWhereTheSourceCarriesWhatItsExpressionNames() throws IOException {
    Carried carried =
        declared(
            "missing.miss_missing_rhi_offered: not_carried,"
                + " cla_placement.clap_cla_placement_distance: not_carried");

    assertThat(carried.meets("missing_episode.interview_offered")).isFalse();
    assertThat(carried.meets("missing_episode.interview_accepted")).isTrue();
    assertThat(carried.meets("placement_record.distance_miles")).isFalse();
    assertThat(carried.meets("placement_record.provider_urn")).isTrue();
  }

  @Test
  void ofTwoColumnsThatStandForEachOtherOneIsEnough() throws IOException {
    assertThat(declared("person.pers_dob: not_carried").meets("person.birth_on")).isTrue();
    assertThat(
            declared("person.pers_dob: not_carried, person.pers_expected_dob: not_carried")
                .meets("person.birth_on"))
        .isFalse();
  }

  @Test
  void aColumnMayFailToTellOneCodeApart() throws IOException {
    Carried carried = declared("cla_placement.clap_cla_placement_type=T0: not_carried");

    assertThat(carried.meets("placement_record.placement_type")).isTrue();
    assertThat(carried.meets("placement_record.placement_type=U1")).isTrue();
    assertThat(carried.meets("placement_record.placement_type=T0")).isFalse();
  }

  @Test
  void aTableThatNoSourceFillsIsThereWhereItWasLoaded() throws IOException {
    Carried carried = declared("");

    assertThat(carried.meets("postcode")).isFalse();
    assertThat(carried.with(Tables.STG_POSTCODE).meets("postcode")).isTrue();
    assertThat(carried.with(Tables.STG_POSTCODE).and(carried).meets("postcode")).isTrue();
    assertThat(carried.and(carried.with(Tables.STG_POSTCODE)).meets("postcode")).isTrue();
    assertThat(carried.with(Tables.STG_POSTCODE).meets("review")).isFalse();
  }

  @Test
  void aColumnThatStagingHasNotIsNotCarried() throws IOException {
    assertThat(declared("").meets("care_episode.shoe_size")).isFalse();
    assertThat(declared("").meets("benchmark")).isFalse();
  }

  @Test
  void whatOneSourceLacksAnotherMayCarry() throws IOException {
    Carried benchmarks =
        Carried.of(
            Project.home(),
            SourceSystem.of(Project.home(), "benchmark"),
            Availability.of(Project.home(), "benchmark"),
            Set.of());

    assertThat(benchmarks.meets("benchmark.value")).isTrue();
    assertThat(declared("").and(benchmarks).meets("benchmark.value")).isTrue();
    assertThat(declared("").and(benchmarks).meets("care_episode")).isTrue();
  }

  @Test
  void theFieldsToLookAtInTheSourceAreNamed() throws IOException {
    assertThat(declared("").sourceFields("person.birth_on"))
        .containsExactly("ssd.person.pers_dob", "ssd.person.pers_expected_dob");
    assertThat(declared("").sourceFields("placement_record.placement_type=T0"))
        .containsExactly("ssd.cla_placement.clap_cla_placement_type");
    assertThat(declared("").sourceFields("care_episode")).containsExactly("ssd.cla_episodes");
  }

  @Test
  void whatIsNoNeedIsADefect() throws IOException {
    Carried carried = declared("");

    assertThatThrownBy(() -> carried.meets("ssd.person.pers_dob"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

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
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityTest {

  private static final String TEXT =
      """
      tables:
        cla_episodes: carried
        cla_health: carried
        contacts: {state: not_carried, why: header only}
        return_interview: optional
      fields:
        cla_health.clah_health_check_date: not_carried
      """;

  @TempDir private Path folder;

  private Availability read(String text) throws IOException {
    return Availability.read(Files.writeString(folder.resolve("availability.yaml"), text));
  }

  @Test
  void aTableIsCarriedWhenItIsDeclaredSo() throws IOException {
    Availability availability = read(TEXT);

    assertThat(availability.carried("cla_episodes")).isTrue();
    assertThat(availability.carried("return_interview")).isFalse();
    assertThat(availability.carried("contacts")).isFalse();
    assertThat(availability.carried("never_heard_of")).isFalse();
  }

  @Test
  void aFieldIsMetByItsTableUnlessItIsDeclaredEmpty() throws IOException {
    Availability availability = read(TEXT);

    assertThat(availability.carries("cla_health", Set.of())).isTrue();
    assertThat(availability.carries("cla_health.clah_health_check_type", Set.of())).isTrue();
    assertThat(availability.carries("cla_health.clah_health_check_date", Set.of())).isFalse();
    assertThat(availability.carries("contacts.cont_contact_date", Set.of())).isFalse();
  }

  @Test
  void aFieldMayFailToTellOneCodeApart() throws IOException {
    Availability availability =
        read(TEXT + "  cla_episodes.clae_cla_episode_start_reason=T: not_carried\n");

    String reason = "cla_episodes.clae_cla_episode_start_reason";
    assertThat(availability.carries(reason, Set.of())).isTrue();
    assertThat(availability.carries(reason + "=P", Set.of())).isTrue();
    assertThat(availability.carries(reason + "=T", Set.of())).isFalse();
    assertThat(availability.carries("cla_health.clah_health_check_date=x", Set.of())).isFalse();
  }

  @Test
  void anOptionalTableMeetsANeedOnlyWhereItHasRowsTonight() throws IOException {
    Availability availability = read(TEXT);

    assertThat(availability.carries("return_interview.held_at", Set.of())).isFalse();
    assertThat(availability.carries("return_interview.held_at", Set.of("return_interview")))
        .isTrue();
  }

  @Test
  void anUnknownStateIsAWrongConfiguration() {
    assertThatThrownBy(() -> read("tables: {missing: perhaps}"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("perhaps");
  }

  @Test
  void theShippedFilesCanBeRead() {
    assertThat(Availability.of(Project.home(), "ssd").carried("cla_episodes")).isTrue();
  }

  /**
   * The name of the extracts' folder does not matter: the environment names the availability file.
   */
  @Test
  void whatASourceCarriesIsTheFileThatIsNamed() {
    Availability named = Availability.of(Project.home(), "ssd", "availability-ssd-sample");

    assertThat(named.name()).isEqualTo("availability-ssd-sample");
    assertThat(named.carried("contacts")).isFalse();
    assertThat(Availability.of(Project.home(), "ssd").name()).isEqualTo("availability");
  }

  @ParameterizedTest
  @ValueSource(strings = {"availability-other", "source", "../ssd/availability", ""})
  void aNameThatHasNoFileIsAWrongUsage(String name) {
    assertThatThrownBy(() -> Availability.of(Project.home(), "ssd", name))
        .isInstanceOfSatisfying(
            KithException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining(
            "There is no availability " + name + " in conf/sources/ssd: there are")
        .hasMessageContaining("availability, availability-ssd-sample.");
  }

  @Test
  void theContentIsWhatIsDeclaredHoweverTheFileIsWritten() throws IOException {
    String content = read(TEXT).content();

    assertThat(read("# Another day.\n" + TEXT.replace("header only", "empty")).content())
        .isEqualTo(content);
    assertThat(
            read(TEXT.replace("return_interview: optional", "return_interview: carried")).content())
        .isNotEqualTo(content);
    assertThat(read(TEXT + "history_from: 2017-04-01\n").content()).isNotEqualTo(content);
  }
}

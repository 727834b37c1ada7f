package kith.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source with people and visits whose tables have names of their own. */
class SourceSystemTest {

  private static final String PEOPLE =
      """
      table: klienten
      role: person
      file: klienten
      grain: one row per person
      person: number
      business_key: [number]
      columns:
        number: {type: id, required: true, meaning: Number of the person}
      """;

  private static final String VISITS =
      """
      table: besuche
      file: besuche
      grain: one row per visit
      person: visited
      business_key: [visited]
      columns:
        visited: {type: id, required: true, meaning: Number of the person}
      """;

  @TempDir private Path folder;
  private Path contracts;

  @BeforeEach
  void aSystem() throws IOException {
    contracts = Files.createDirectories(folder.resolve("conf/sources/other"));
    Files.createDirectories(folder.resolve("sql/staging/other"));
    Files.copy(
        Project.home().conf().resolve("sources/ssd/source.yaml"), contracts.resolve("source.yaml"));
    Files.writeString(contracts.resolve("availability.yaml"), "tables: {}");
    write("klienten", PEOPLE);
    write("besuche", VISITS);
  }

  private void write(String table, String text) throws IOException {
    Files.writeString(contracts.resolve(table + ".yaml"), text);
  }

  private SourceSystem read(String name) {
    return SourceSystem.of(new Project(folder), name);
  }

  private void refused(String name, String because) {
    assertThatThrownBy(() -> read(name))
        .isInstanceOfSatisfying(
            KithException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining(because)
        .hasMessageContaining("Nothing was run.");
  }

  @Test
  void thePersonTableIsThatOfTheRoleWhateverItsName() {
    assertThat(read("other").personTable().table()).isEqualTo("klienten");
  }

  @Test
  void aRoleIsThatOfOneTable() throws IOException {
    write("besuche", VISITS + "role: person\n");

    refused("other", "the role person is that of besuche and klienten");
  }

  @Test
  void whereATableNamesPeopleOneSaysWhoTheyAre() throws IOException {
    write("klienten", PEOPLE.replace("role: person\n", ""));

    refused("other", "besuche names people, but no table has the role person");
  }

  @Test
  void aSourceThatNamesNobodyNeedsNoPersonTable() throws IOException {
    Files.delete(contracts.resolve("klienten.yaml"));
    write("besuche", VISITS.replace("person: visited\n", ""));

    assertThat(read("other").contracts()).hasSize(1);
    assertThatThrownBy(() -> read("other").personTable()).hasMessage("no table of people in other");
  }

  @Test
  void aRoleThatThereIsNotIsAWrongConfiguration() throws IOException {
    write("besuche", VISITS + "role: visits\n");

    refused("other", "besuche.yaml of conf/sources/other cannot be used: its role visits is");
  }

  @Test
  void aSystemWithoutAFolderIsAWrongUsage() {
    refused("another", "There is no system another in conf/sources: there are other.");
    refused("../sources/other", "There is no system ../sources/other");
  }

  @Test
  void aSystemWithoutShapesHasOneWay() {
    Project project = new Project(folder);

    assertThat(SourceShape.named(project, "other", null)).isEmpty();
    assertThatThrownBy(() -> SourceShape.named(project, "other", "plain"))
        .hasMessageContaining("There is no shape plain in conf/sources/other/shapes: this system")
        .hasMessageContaining("Name no shape for this source.");
    assertThat(SourceShape.named(Project.home(), "ssd", null).orElseThrow().name())
        .isEqualTo("plain");
  }
}

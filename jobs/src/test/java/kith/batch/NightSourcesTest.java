package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.SourceSetting;
import kith.source.SourceNight;
import kith.source.SourceSystem;
import kith.table.Counts;
import kith.table.SourceMark;
import kith.table.StepCounts;
import kith.testing.Environments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two systems with nights of their own, and one that is the same for every night. */
class NightSourcesTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  @TempDir private Path folder;
  private NightSources sources;

  @BeforeEach
  void threeSources() {
    for (String system : List.of("north", "south", "list")) {
      describe(system);
    }
    write(
        "conf/sources/south/availability.yaml",
        "tables: {visits: carried}\nhistory_from: 2017-04-01");
    write("conf/sources/north/availability-small.yaml", "tables: {visits: optional}");
    night("north", "window_start,2019-04-01\nsimulated,true\n");
    night("south", "");
    write("list/visits.csv", "id\n1\n");
    write("list/README.md", "");
    sources = sources(environment());
  }

  private void describe(String system) {
    String conf = "conf/sources/" + system + "/";
    write(
        conf + "source.yaml",
        """
        fillers: {}
        owner: nobody
        limits: {fewer_rows_percent: 100, quarantined_percent: 100, unusable_percent: 100, unknown_code_percent: 100,
          emptied_percent: 100, undeclared_percent: 100, ahead_percent: 100}
        """);
    write(conf + "availability.yaml", "tables: {visits: carried}");
    write(
        conf + "visits.yaml",
        """
        table: visits
        file: visits
        grain: one row per visit
        business_key: [id]
        columns:
          id: {type: id, required: true, meaning: Number of the visit}
        """);
    write(
        "sql/staging/" + system + "/stg_visit.sql",
        "select id as visit_id from " + system + "_visits");
  }

  private void night(String system, String marker) {
    write(system + "/" + NIGHT + "/visits.csv", "id\n1\n2\n");
    write(system + "/" + NIGHT + "/something else.csv", "id\n");
    write(system + "/" + NIGHT + "/_COMPLETE", marker + "visits,2\n");
  }

  private void write(String file, String text) {
    try {
      Path path = folder.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private Environment environment() {
    return new Environment(
        "test",
        840,
        folder.resolve("lake"),
        List.of(
            source("north", SourceSetting.Kind.FOLDER_PER_NIGHT),
            source("south", SourceSetting.Kind.FOLDER_PER_NIGHT),
            source("list", SourceSetting.Kind.FOLDER)),
        null,
        null,
        true,
        null,
        "local[2]",
        Map.of());
  }

  private SourceSetting source(String system, SourceSetting.Kind kind) {
    return Environments.source(system, kind, folder.resolve(system));
  }

  private NightSources sources(Environment environment) {
    return new NightSources(new Project(folder), environment);
  }

  @Test
  void everySourceOfTheListIsOpenedAtItsPlace() {
    assertThat(sources.systems())
        .extracting(SourceSystem::name)
        .containsExactly("north", "south", "list");
    assertThat(sources.open(NIGHT))
        .extracting(night -> night.table(night.source().contracts().get(0)).orElseThrow().records())
        .containsExactly(2L, 2L, 1L);
  }

  @Test
  void everySourceIsNotedWithWindowAndSimulatedWhereItHasNights() {
    List<SourceNight> nights = sources.open(NIGHT);

    String code = CodeVersion.ofLoading();
    assertThat(sources.marks(nights))
        .containsExactly(
            new SourceMark(
                "north", nights.get(0).fingerprint(), code, LocalDate.of(2019, 4, 1), true, true),
            new SourceMark(
                "south", nights.get(1).fingerprint(), code, LocalDate.of(2017, 4, 1), true, false),
            new SourceMark("list", nights.get(2).fingerprint(), code, null, false, false));
  }

  /** A key that depended on names would skip a night that was read in another way. */
  @Test
  void theContentIsThatOfWhatDescribesTheSources() {
    String content = sources.content();

    Environment elsewhere = environment().with(folder.resolve("lake-2"), folder.resolve("moved"));
    assertThat(sources(elsewhere).content()).isEqualTo(content);
    assertThat(sources(environment().withAvailability("availability-small")).content())
        .isNotEqualTo(content);
    write("conf/sources/north/availability-small.yaml", "tables: {visits: carried}");
    assertThat(sources(environment().withAvailability("availability-small")).content())
        .isEqualTo(content);
  }

  @Test
  void oneSourceOfTheListCarriesWhatIsNeeded() {
    assertThat(sources.declared(new StepCounts()).meets("visit.visit_id")).isTrue();
    assertThat(sources.declared(new StepCounts()).meets("visit.held_on")).isFalse();
    write("conf/sources/south/availability.yaml", "tables: {}");
    write("conf/sources/list/availability.yaml", "tables: {}");
    NightSources small = sources(environment().withAvailability("availability-small"));
    assertThat(small.declared(new StepCounts()).meets("visit")).isFalse();
    StepCounts loaded = new StepCounts().put("north_visits", new Counts().put("loaded", 1));
    assertThat(small.declared(loaded).meets("visit")).isTrue();
  }

  @Test
  void aTableIsNamedWithItsSystemWhereSeveralHaveIt() {
    assertThat(sources.steps(List.of("south_visits"))).containsExactly("south_visits");
    assertThatThrownBy(() -> sources.steps(List.of("visits")))
        .isInstanceOfSatisfying(
            KithException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageContaining(
            "Several sources have a table visits: north_visits, south_visits, list_visits.");
    assertThatThrownBy(() -> sources.steps(List.of("shoes")))
        .hasMessageContaining("There is no source table shoes.");
  }
}

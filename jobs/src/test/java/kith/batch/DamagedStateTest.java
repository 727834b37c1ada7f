package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kith.marts.Quarter;
import kith.marts.Quarters;
import kith.testing.Said;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every state file of a lake, missing, truncated, without content or with values of wrong types: a
 * command that needs it ends with 2 and names it; readers see the same as before, or get a message.
 */
@Tag("long")
@Tag("part-3")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedStateTest {

  private static final LocalDate PUBLISHED = Lakes.LAST_NIGHT;
  private static final Quarter LAST_QUARTER = Quarter.parse("2025-06-30");
  private static final String POINTER = "published/current.json";

  /** What the files held before they were damaged. */
  private static final Map<String, String> WHOLE = new HashMap<>();

  @TempDir private static Path folder;
  private Lakes lakes;

  /** The kinds of damage to a file. */
  enum Damage {
    GONE,
    EMPTY,
    CUT,
    NO_CONTENT,
    OTHER_TYPES,
    GARBAGE
  }

  @BeforeAll
  void aNightIsPublished() throws IOException {
    lakes = new Lakes(folder).simulate(1);
    RunResult result = lakes.nightly("whole", PUBLISHED);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    // The place where a lake without its own environment looks for its secret.
    for (String lake : List.of("whole", "lost", "moved")) {
      Files.copy(folder.resolve("secret"), folder.resolve(lake + ".secret"));
    }
  }

  private Stream<Arguments> damages() {
    String night = "ops/nights/" + PUBLISHED + "/";
    return Stream.of(
            POINTER,
            "published/" + lakes.published("whole").id() + "/manifest.json",
            "lake.json",
            night + "extract.json",
            night + "conform.json",
            night + "marts.json",
            night + "publish.json")
        .flatMap(file -> Stream.of(Damage.values()).map(damage -> Arguments.of(file, damage)));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void aDamagedStateFileEndsEveryRunAndIsNamed(String file, Damage damage) throws IOException {
    List<Path> commits = lakes.commits("whole");

    damaged(
        file,
        damage,
        () -> {
          // The older night, because its figures must not replace newer ones where the pointer is
          // lost.
          RunResult result = lakes.nightly("whole", PUBLISHED.minusDays(1));
          assertThat(result.exitCode().code()).as(result.message()).isEqualTo(2);
          assertThat(result.message())
              .contains(file + (damage == Damage.GONE ? " is gone" : " is damaged"))
              .contains("kith check --repair");
          assertThat(check().text()).contains(file + " is ");

          Said repaired = check("--repair");

          assertThat(repaired.code()).as(repaired.text()).isZero();
          assertThat(repaired.text()).contains("Rebuilt " + file).contains("The lake is undamaged");
          RunResult again = lakes.nightly("whole", PUBLISHED);
          assertThat(again.message()).startsWith("Already done");
          assertThat(json(read(file))).as("what was rebuilt").isEqualTo(json(whole(file)));
        });

    assertThat(lakes.commits("whole")).isEqualTo(commits);
  }

  private Said check(String... options) {
    List<String> command =
        new ArrayList<>(List.of("check", "--lake", folder.resolve("whole").toString()));
    command.addAll(List.of(options));
    return Said.by(command.toArray(String[]::new));
  }

  @Test
  void aStepsResultThatIsDamagedIsTakenAwayByTheRepair() throws IOException {
    String step = "ops/nights/" + PUBLISHED + "/conform/dim_child.json";
    damaged(
        step,
        Damage.NO_CONTENT,
        () -> {
          assertThat(check().text()).contains(step + " is damaged");
          assertThat(check("--repair").code()).isZero();
          assertThat(folder.resolve("whole").resolve(step)).doesNotExist();
          assertThat(lakes.nightly("whole", PUBLISHED).message()).startsWith("Already done");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ops/result.json", "ops/nights/%s/quality.json"})
  void aResultThatNoRunNeedsIsTakenAwayByTheRepair(String path) throws IOException {
    String file = path.formatted(PUBLISHED);
    damaged(
        file,
        Damage.CUT,
        () -> {
          assertThat(check().text()).contains(file + " is damaged").contains("Found damaged: 1.");
          Said repaired = check("--repair");
          assertThat(repaired.code()).as(repaired.text()).isZero();
          assertThat(repaired.text()).contains("Took away " + file);
        });
  }

  /** A digit of a commit can change without any file becoming unreadable. */
  @Test
  void aCommitThatIsChangedButReadableIsFoundAndRestored() throws IOException {
    Path commit =
        lakes.commits("whole").stream()
            .filter(file -> file.toString().contains("ssd_cla_episodes"))
            .findFirst()
            .orElseThrow();
    Path file = folder.resolve("whole").resolve(commit);
    String whole = Files.readString(file);
    String changed = whole.replace("\"" + PUBLISHED + "\"", "\"2001-01-01\"");
    assertThat(changed).isNotEqualTo(whole).hasSameSizeAs(whole);
    Files.writeString(file, changed);

    Said found = check();
    Said repaired = check("--repair");

    assertThat(found.code()).as(found.text()).isEqualTo(2);
    assertThat(found.text()).contains("raw.ssd_cla_episodes: 1 commits of its log are damaged");
    assertThat(repaired.code()).as(repaired.text()).isZero();
    assertThat(file).hasContent(whole);
  }

  @Test
  void whatCannotBeRebuiltIsSaidToBeLost() throws IOException {
    lakes.copyLake("whole", "lost");
    Path night = folder.resolve("lost/ops/nights/" + PUBLISHED);
    Files.delete(night.resolve("marts.json"));
    FileUtils.deleteDirectory(night.resolve("marts").toFile());

    Said repaired = Said.by("check", "--lake", folder.resolve("lost").toString(), "--repair");

    assertThat(repaired.code()).isEqualTo(2);
    assertThat(repaired.text())
        .contains("LOST: ops/nights/" + PUBLISHED + "/marts.json")
        .contains("--again marts");
    RunResult again =
        lakes.run("lost").run("nightly", Stage.ALL, PUBLISHED, List.of(), Optional.of(Stage.MARTS));
    assertThat(again.exitCode().code()).as(again.message()).isZero();
    assertThat(again.message()).startsWith("Done: marts, publish of " + PUBLISHED);
    assertThat(lakes.contents("lost")).isEqualTo(lakes.contents("whole"));
  }

  /**
   * The versions of a table that is made again begin with 0: the numbers noted before are wrong.
   */
  @Test
  void nothingIsBelievedOfTheVersionsOfATableThatWasMovedAside() throws IOException {
    lakes.copyLake("whole", "moved");
    Path root = folder.resolve("moved");
    for (String table : List.of("warehouse/dim_child", "raw/ssd_person")) {
      FileUtils.deleteDirectory(root.resolve(table + "/_delta_log").toFile());
      Path copies = root.resolve("ops/log/" + table.replace('/', '.'));
      Files.write(copies.resolve("00000000000000000000.json"), new byte[0]);
    }

    Said repaired = Said.by("check", "--lake", root.toString(), "--repair");

    assertThat(repaired.text())
        .contains("LOST: 1 commits of the log of warehouse.dim_child")
        .contains("LOST: 1 commits of the log of raw.ssd_person");
    assertThat(lakes.published("moved").versions())
        .containsKey("warehouse.fact_placement")
        .doesNotContainKeys("warehouse.dim_child", "raw.ssd_person");
    assertThat(Lakes.files(root.resolve("ops/nights")))
        .hasSizeGreaterThan(50)
        .noneMatch(step -> read(step.toString()).contains("\"step_key\""));
    Said asked = Said.by("sql", "--lake", root.toString(), "-e", "select count(*) from dim_child");
    assertThat(asked.code()).isEqualTo(2);
    assertThat(asked.text()).startsWith("There is no table dim_child in this publication");
    RunResult backfill = lakes.run("moved").backfill(new Quarters(LAST_QUARTER, LAST_QUARTER));
    assertThat(backfill.exitCode().code()).as(backfill.message()).isEqualTo(2);
    assertThat(backfill.message())
        .contains("Tables of the published night, " + PUBLISHED + ", were lost and moved aside.")
        .contains("Run kith nightly --business-date " + PUBLISHED);

    RunResult again = lakes.nightly("moved", PUBLISHED);

    assertThat(again.exitCode().code()).as(again.message()).isZero();
    assertThat(lakes.contents("moved")).isEqualTo(lakes.contents("whole"));
  }

  @Test
  void aZoneThatIsOpenToEverybodyIsRefusedToReaders() throws IOException {
    for (String zone :
        List.of("", "raw", "quarantine", "restricted", "warehouse", "marts", "ops", "published")) {
      Path path = folder.resolve("whole").resolve(zone);
      var before = Files.getPosixFilePermissions(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      try {
        for (String command : List.of("sql", "status", "scorecard", "quality", "quarantine")) {
          Said said = Said.by(command, "--lake", folder.resolve("whole").toString());
          assertThat(said.code()).as(command + " " + zone + ": " + said.text()).isEqualTo(2);
          assertThat(said.text()).contains("open to everybody");
        }
      } finally {
        Files.setPosixFilePermissions(path, before);
      }
    }
  }

  @Test
  void numbersInMessagesDoNotFollowTheMachinesLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      Said said = Said.by("status", "--lake", folder.resolve("whole").toString());
      assertThat(said.text()).containsPattern("\\d,\\d{3}").doesNotContainPattern("\\d\\.\\d{3}");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aReaderIsToldOfADamagedPointerManifestAndLake() throws IOException {
    for (String file :
        List.of(
            POINTER,
            "published/" + lakes.published("whole").id() + "/manifest.json",
            "lake.json")) {
      for (Damage damage : Damage.values()) {
        damaged(
            file,
            damage,
            () -> {
              Said said = Said.by("sql", "--lake", folder.resolve("whole").toString());

              assertThat(said.code()).as(file + " " + damage + ": " + said.text()).isEqualTo(2);
              assertThat(said.text())
                  .contains(file + " is ")
                  .doesNotContain("Nothing is published");
            });
      }
    }
  }

  /** A first night that was stopped just before its last step has lost no pointer. */
  @Test
  void aFirstNightThatWasStoppedBeforeThePointerGoesOn() throws IOException {
    lakes.copyLake("whole", "stopped");
    Path root = folder.resolve("stopped");
    Files.delete(root.resolve(POINTER));
    Files.delete(root.resolve("ops/nights/" + PUBLISHED + "/publish.json"));
    Files.delete(root.resolve("ops/nights/" + PUBLISHED + "/publish/current.json"));

    RunResult result = lakes.nightly("stopped", PUBLISHED);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(lakes.published("stopped").businessDate()).isEqualTo(PUBLISHED);
    assertThat(result.steps()).extracting(RunResult.Step::name).containsExactly("current");
  }

  /** The job repository of this lake says that all of it is done. */
  @Test
  void aNightGoesOnWithTheStepsWhoseResultsTheLakeDoesNotHave() throws IOException {
    lakes.copyLake("whole", "resumed");
    Path root = folder.resolve("resumed");
    Path night = root.resolve("ops/nights/" + PUBLISHED);
    Files.delete(root.resolve(POINTER));
    FileUtils.deleteDirectory(root.resolve("published/" + lakes.published("whole").id()).toFile());
    Files.delete(night.resolve("publish.json"));
    FileUtils.deleteDirectory(night.resolve("publish").toFile());
    Files.delete(night.resolve("marts.json"));
    Files.delete(night.resolve("marts/kpi_quarterly.json"));

    RunResult result = lakes.nightly("resumed", PUBLISHED);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.steps())
        .extracting(RunResult.Step::name)
        // Neither of the two in the middle waits for the other.
        .startsWith("kpi_quarterly")
        .endsWith("published_files", "current")
        .containsExactlyInAnyOrder(
            "kpi_quarterly", "kpi_published", "kpi_flow", "published_files", "current");
    assertThat(lakes.contents("resumed")).isEqualTo(lakes.contents("whole"));
  }

  private static String read(String file) {
    try {
      return Files.readString(folder.resolve("whole").resolve(file));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The order of a file's fields means nothing. */
  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static String whole(String file) {
    return WHOLE.get(file);
  }

  /** Damages a file of the published lake, does something, and puts the file back. */
  private static void damaged(String file, Damage damage, Runnable meanwhile) throws IOException {
    Path path = folder.resolve("whole").resolve(file);
    byte[] whole = Files.readAllBytes(path);
    WHOLE.put(file, read(file));
    damage(path, damage);
    try {
      meanwhile.run();
    } finally {
      Files.write(path, whole);
    }
  }

  private static void damage(Path file, Damage damage) throws IOException {
    String text = Files.readString(file);
    switch (damage) {
      case GONE -> Files.delete(file);
      case EMPTY -> Files.writeString(file, "");
      case CUT -> Files.writeString(file, text.substring(0, text.length() / 2));
      case NO_CONTENT -> Files.writeString(file, "{}");
      case OTHER_TYPES ->
          Files.writeString(
              file,
              text.replaceAll("(\" : )(\"[^\"]*\"|\\d+|true|false)(,?\\n)", "$1[ ]$3")
                  .replaceAll("(\" : )\\{[^{}]*\\}", "$17"));
      case GARBAGE -> Files.write(file, new byte[] {0, 1, 2, (byte) 0xff, 7});
    }
  }
}

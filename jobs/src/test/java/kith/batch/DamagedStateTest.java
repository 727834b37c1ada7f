package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import kith.testing.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every state file of a lake, gone, cut, empty of content or with values of other types: whoever
 * needs it ends with 2 and names it, and readers go on seeing what they saw, or are told.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DamagedStateTest {

  private static final LocalDate NIGHT = Lakes.LAST_NIGHT;
  private static final LocalDate BEFORE = NIGHT.minusDays(1);
  private static final String POINTER = "published/current.json";

  @TempDir private static Path folder;
  private Lakes lakes;

  /** What may happen to a file. */
  enum Damage {
    GONE,
    EMPTY,
    CUT,
    NO_CONTENT,
    OTHER_TYPES,
    GARBAGE
  }

  @BeforeAll
  void aNightIsPublished() {
    lakes = new Lakes(folder).simulate(2, false);
    RunResult result = lakes.nightly("whole", BEFORE);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  private Stream<Arguments> damages() {
    String night = "ops/nights/" + BEFORE + "/";
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
          for (LocalDate night : List.of(BEFORE.minusDays(1), BEFORE, NIGHT)) {
            RunResult result = lakes.nightly("whole", night);

            assertThat(result.exitCode().code()).as(result.message()).isEqualTo(2);
            assertThat(result.message())
                .contains(file + (damage == Damage.GONE ? " is gone" : " is damaged"))
                .contains("kith check --repair");
          }
        });

    assertThat(lakes.commits("whole")).isEqualTo(commits);
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
    Files.delete(root.resolve("ops/nights/" + BEFORE + "/publish.json"));
    Files.delete(root.resolve("ops/nights/" + BEFORE + "/publish/current.json"));

    RunResult result = lakes.nightly("stopped", BEFORE);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(lakes.published("stopped").businessDate()).isEqualTo(BEFORE);
  }

  /** Damages a file of the published lake, does something, and puts the file back. */
  private static void damaged(String file, Damage damage, Runnable meanwhile) throws IOException {
    Path path = folder.resolve("whole").resolve(file);
    byte[] whole = Files.readAllBytes(path);
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

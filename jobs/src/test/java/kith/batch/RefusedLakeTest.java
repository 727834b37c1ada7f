package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.table.Zone;
import kith.testing.Environments;
import org.junit.jupiter.api.Test;

/** Lakes and secrets that no run may use: exit code 2. */
class RefusedLakeTest extends AfterAPublishedNight {

  @Test
  void theLakeOfANewerKithIsRefused() {
    LakeRoot root = copy("newer");
    ObjectNode about = (ObjectNode) root.files().read("lake.json").get();
    root.files().write("lake.json", about.put("format", about.get("format").asInt() + 1));

    refusedLake("newer", 2, "written by a newer version of Kith");
    assertThatThrownBy(() -> root.requireReadable(Set.of(Zone.MARTS), 840))
        .as("readers are refused as well")
        .hasMessageContaining("written by a newer version of Kith");
  }

  @Test
  void theLakeOfAnotherAuthorityIsRefused() {
    LakeRoot root = copy("other");
    ObjectNode about = (ObjectNode) root.files().read("lake.json").get();
    root.files().write("lake.json", about.put("authority_code", 841));

    refusedLake("other", 2, "belongs to authority 841");
    assertThatThrownBy(() -> root.requireReadable(Set.of(Zone.MARTS), 840))
        .as("readers are refused as well")
        .hasMessageContaining("belongs to authority 841");
  }

  @Test
  void aSimulatedExtractIsNotMixedWithRealRecords() {
    LakeRoot root = copy("real");
    ObjectNode about = (ObjectNode) root.files().read("lake.json").get();
    root.files().write("lake.json", about.put("simulated", false));

    refusedLake("real", 2, "SIMULATED");
  }

  @Test
  void anotherSecretAndAMissingOneAreRefused() throws Exception {
    copy("keyed");
    Path other = Files.writeString(folder.resolve("other-secret"), "another secret for tests");

    refusedWith(secret("keyed", other), "keyed", NIGHT, 2, "The secret is not the one");
    refusedWith(secret("keyed", null), "keyed", NIGHT, 2, "no secret");
  }

  @Test
  void anEmptySecretAndADamagedFileOfTheLakeAreRefused() throws Exception {
    copy("empty-secret");
    Path empty = Files.writeString(folder.resolve("empty.secret"), "\n");
    LakeRoot zero = copy("zero");
    Files.writeString(zero.path().resolve("lake.json"), "");
    LakeRoot half = copy("half-told");
    Path told =
        half.path().resolve("ops/nights").resolve(BEFORE.toString()).resolve("extract.json");
    Files.writeString(told, Files.readString(told).substring(0, 100));

    refusedWith(secret("empty-secret", empty), "empty-secret", NIGHT, 2, "is empty");
    refusedLake("zero", 2, "lake.json is damaged");
    refusedLake("half-told", 2, "extract.json is damaged");
  }

  @Test
  void aLakeWithoutItsLakeJsonAndASecretThatCouldBeGuessedAreRefused() throws Exception {
    LakeRoot lost = copy("lost");
    Files.delete(lost.path().resolve("lake.json"));
    Path other = Files.writeString(folder.resolve("guess"), "too short");

    refusedLake("lost", 2, "lake.json is gone");
    RunResult made =
        Lakes.run(secret("guessed", other)).run("nightly", Stage.ALL, NIGHT, List.of());
    assertThat(made.exitCode().code()).isEqualTo(2);
    assertThat(made.message()).contains("shorter than 16 characters");
    assertThat(lakes.commits("guessed")).isEmpty();
  }

  @Test
  void aLakeThatIsOpenToEverybodyIsRefused() throws Exception {
    LakeRoot root = copy("open");
    Files.setPosixFilePermissions(
        root.path().resolve(Zone.RESTRICTED.folder()),
        PosixFilePermissions.fromString("rwxr-xr-x"));

    RunResult result = lakes.nightly("open", NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("open to everybody");
    assertThat(lakes.published("open").businessDate()).isEqualTo(BEFORE);
    assertThat(lakes.commits("open")).isEqualTo(lakes.commits(PUBLISHED));
  }

  @Test
  void aStageWhoseStageBeforeIsMissingIsRefused() {
    RunResult result = lakes.run("empty").run("conform", List.of(Stage.CONFORM), NIGHT);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("has not been extracted yet");
  }

  private Environment secret(String lake, Path file) {
    return Environments.of(folder.resolve(lake), lakes.source(), file);
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own that is killed, and one that is asked to stop. */
@Tag("long")
@Tag("part-3")
class StoppedRunTest {

  @TempDir private Path folder;

  @Test
  void aRunThatIsStoppedSaysSoAndTheNextOneClearsWhatAKilledOneLeft() throws Exception {
    Lakes lakes = new Lakes(folder).simulate(1);
    Path temporary = folder.resolve("lake/tmp");

    Process killed = nightly(lakes);
    waitFor(killed, () -> !blocks(temporary).isEmpty());
    List<Path> left = blocks(temporary);
    assertThat(rights(temporary)).isEqualTo("rwx------");
    assertThat(rights(left.get(0).getParent())).isEqualTo("rwx------");
    killed.destroyForcibly().waitFor();
    assertThat(left).allSatisfy(path -> assertThat(path).exists());

    Process stopped = nightly(lakes);
    waitFor(
        stopped,
        () ->
            Files.exists(folder.resolve("lake/ops/nights/" + Lakes.LAST_NIGHT))
                && left.stream().noneMatch(Files::exists));
    stopped.destroy();

    assertThat(stopped.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(stopped.exitValue()).isEqualTo(5);
    assertThat(left).allSatisfy(path -> assertThat(path).doesNotExist());
    JsonNode result = lakes.root("lake").files().read("ops/result.json").orElseThrow();
    assertThat(result.path("exit_code").asInt()).isEqualTo(5);
    assertThat(result.path("message").asText())
        .startsWith("The run was stopped from outside")
        .contains("Nothing was published by this run")
        .contains("Run the same command again");
    assertThat(folder.resolve("said")).content().contains("The run was stopped from outside");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** The temporary files of a process's Spark session. */
  private static List<Path> blocks(Path temporary) {
    if (!Files.isDirectory(temporary)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(temporary, 2)) {
      return found.filter(path -> path.getFileName().toString().startsWith("blockmgr-")).toList();
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }

  private static void waitFor(Process process, java.util.function.BooleanSupplier seen)
      throws InterruptedException {
    while (!seen.getAsBoolean()) {
      assertThat(process.isAlive()).as("the run is still on its way").isTrue();
      Thread.sleep(20);
    }
  }

  private Process nightly(Lakes lakes) throws IOException {
    Path home = Project.home().root();
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "@" + home.resolve("jobs/bin/jvm.options"),
                "-Xmx1g",
                "-Dkith.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "kith.Main",
                "nightly",
                "--business-date",
                Lakes.LAST_NIGHT.toString(),
                "--lake",
                folder.resolve("lake").toString(),
                "--source",
                lakes.source().toString()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start();
  }
}

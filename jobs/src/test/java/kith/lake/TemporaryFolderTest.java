package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files of a process that works are left alone, those of one that was killed are not. */
class TemporaryFolderTest {

  @TempDir private Path lake;

  /** A second process that clears what killed ones left, as every command on a lake does. */
  static final class Clearing {

    private Clearing() {}

    /** Clears the lake that is named. */
    public static void main(String[] arguments) throws Exception {
      TemporaryFolder.clearDead(Path.of(arguments[0]));
    }
  }

  private void anotherProcessClears() throws Exception {
    List<String> command =
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Clearing.class.getName(),
            lake.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }

  @Test
  void aReaderTakesNothingFromAProcessThatRunsASecondNight() throws Exception {
    Path own = Files.writeString(TemporaryFolder.of(lake).resolve("spilled"), "rows");

    TemporaryFolder.clearDead(lake);
    anotherProcessClears();

    assertThat(own).exists();
  }

  @Test
  void whatAKilledProcessLeftIsDeleted() throws Exception {
    Path own = TemporaryFolder.of(lake);
    Path killed = Files.createDirectories(lake.resolve("tmp/process-killed"));
    Files.writeString(killed.resolve("held"), "");
    Files.writeString(killed.resolve("spilled"), "rows");

    anotherProcessClears();

    assertThat(killed).doesNotExist();
    assertThat(own).exists();
  }
}

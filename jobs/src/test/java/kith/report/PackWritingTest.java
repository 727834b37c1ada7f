package kith.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pack leaves behind where it cannot be written. */
class PackWritingTest {

  @TempDir private Path folder;

  private static KithException failure(Map<Path, byte[]> files, Path out) {
    return catchThrowableOfType(KithException.class, () -> PackFiles.put(files, out));
  }

  @Test
  void aFullDiskIsTriedAgainLaterAndThePackThatWasThereStands() throws Exception {
    Path small = folder.resolve("small");
    try (SmallDisk disk = SmallDisk.at(small, "1m")) {
      Path page = Files.writeString(small.resolve("pack.html"), "earlier");
      disk.fill(64 << 10);
      Map<Path, byte[]> files =
          Map.of(page, new byte[10], small.resolve("pack.pdf"), new byte[256 << 10]);

      KithException failed = failure(new TreeMap<>(files), small);

      assertThat(failed.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
      assertThat(failed)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("No file of the pack was written.");
      assertThat(page).hasContent("earlier");
      assertThat(small).isDirectoryNotContaining("glob:**/{.*,*.pdf}");
    }
  }

  @Test
  void whereALaterFileCannotTakeItsPlaceItSaysHowManyAreNew() throws IOException {
    Path page = folder.resolve("pack.html");
    Map<Path, byte[]> files = new TreeMap<>();
    files.put(page, new byte[] {1});
    files.put(folder.resolve("removed/pack.pdf"), new byte[] {2});

    KithException failed = failure(files, folder);

    assertThat(failed.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(failed).hasMessageContaining("1 of 2 files are new, the others are as they were.");
    assertThat(folder).isDirectoryContaining("glob:**/pack.html");
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aFolderInAPlaceOfAFileIsWrongUsage() throws IOException {
    Path page = Files.createDirectory(folder.resolve("pack.html"));

    KithException refused = failure(Map.of(page, new byte[1]), folder);

    assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(refused).hasMessageContaining("pack.html is a folder");
  }
}

package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source's folder holds, and the message if it cannot be read. */
class SourceFolderTest {

  @TempDir private Path root;

  private SourceFolder folder(String name) {
    return new SourceFolder(
        "ssd",
        LocalDate.of(2025, 3, 31),
        new org.apache.hadoop.fs.Path(root.resolve(name).toString()));
  }

  @Test
  void filesAndFoldersAreKnownByNameInOrder() throws IOException {
    Files.writeString(Files.createDirectories(root.resolve("night")).resolve("b.csv"), "");
    Files.createDirectories(root.resolve("night/c.parquet"));
    Files.writeString(root.resolve("night/a.csv"), "");

    assertThat(folder("night").entries())
        .containsExactly(
            new SourceFolder.Entry("a.csv", false),
            new SourceFolder.Entry("b.csv", false),
            new SourceFolder.Entry("c.parquet", true));
    assertThat(folder("night").entries("c.parquet")).isEmpty();
  }

  @Test
  void aNameWithAColonIsNoOtherFileSystem() throws IOException {
    Files.writeString(
        Files.createDirectories(root.resolve("night")).resolve("s3a:12:30.csv"), "text");

    try (InputStream file = folder("night").open("s3a:12:30.csv")) {
      assertThat(file.readAllBytes()).isEqualTo("text".getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aFolderIsThereOrNot() throws IOException {
    Files.createDirectories(root.resolve("night"));

    assertThat(folder("night").isThere()).isTrue();
    assertThat(folder("another").isThere()).isFalse();
  }

  @Test
  void aFolderThatCannotBeReadIsToldWithoutItsPlace() {
    KithException failure =
        catchThrowableOfType(KithException.class, () -> folder("another").entries());

    assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(failure)
        .hasMessageContaining("Cannot read the source ssd of 2025-03-31 (FileNotFoundException).")
        .hasMessageNotContaining("another");
  }
}

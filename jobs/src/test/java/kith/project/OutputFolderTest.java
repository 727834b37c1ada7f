package kith.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir private Path folder;
  private Path lake;

  @BeforeEach
  void make() throws IOException {
    lake = Files.createDirectories(folder.resolve("lake/published")).getParent();
  }

  private void isRefused(Path out, String why) {
    assertThatThrownBy(() -> OutputFolder.of(out, lake))
        .isInstanceOf(KithException.class)
        .hasMessageContaining(out + " " + why)
        .satisfies(
            refused ->
                assertThat(((KithException) refused).exitCode()).isEqualTo(ExitCode.WRONG_USAGE));
  }

  @Test
  void aFolderThatIsNotThereYetIsNotMade() {
    Path out = folder.resolve("packs/2026");

    assertThat(OutputFolder.of(out, lake)).isEqualTo(out.toAbsolutePath());
    assertThat(folder.resolve("packs")).doesNotExist();
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "text");

    isRefused(file, "is a file");
    isRefused(file.resolve("below"), "would be below a file");
  }

  @Test
  void theLakeIsNoPlaceForItAlsoBehindALink() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), lake.resolve("published"));

    isRefused(lake, "would be inside the lake");
    isRefused(lake.resolve("published/new"), "would be inside the lake");
    isRefused(link.resolve("new"), "would be inside the lake");
    assertThat(OutputFolder.of(folder.resolve("lake-packs"), lake)).isNotNull();
  }

  @Test
  void aLinkStandsForItsFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(OutputFolder.of(link.resolve("site"), lake))
        .isEqualTo(real.toRealPath().resolve("site"));
  }
}

package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.KithException;
import kith.project.Project;
import kith.source.Availability;
import kith.source.SourceSystem;
import kith.source.folder.NightFolder;
import kith.source.folder.NightReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedCasesTest {

  @TempDir private Path source;

  @Test
  void recordsOfACaseAreAddedAndCounted() throws IOException {
    Path night = SharedCases.night(source, "06-unaccompanied", "14-workers");

    assertThat(lines(night, "ssd_professionals.csv"))
        .isGreaterThan(lines(SharedCases.base(), "ssd_professionals.csv"));
    assertThat(open().files()).hasSizeGreaterThan(20);
  }

  @Test
  void aFileThatIsCountedByItsLinesIsRefusedWithBothCounts() throws IOException {
    Path night = SharedCases.night(source, "f09-counted-by-lines");

    long lines = lines(night, "ssd_involvements.csv");
    assertThatThrownBy(this::open)
        .isInstanceOf(KithException.class)
        .hasMessageContaining(
            "Cannot load ssd.involvements for 2026-03-31: the file has %d records, but _COMPLETE"
                    .formatted(lines - 2)
                + " says "
                + (lines - 1));
  }

  private NightFolder open() {
    return NightReader.open(
        SourceSystem.of(Project.home(), "ssd"),
        source.toString(),
        SharedCases.NIGHT,
        Availability.of(Project.home(), "ssd"));
  }

  private static long lines(Path night, String file) throws IOException {
    try (var lines = Files.lines(night.resolve(file))) {
      return lines.count();
    }
  }
}

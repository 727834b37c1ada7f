package kith.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import kith.simulate.InventedPostcodes;
import kith.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The invented authority on the command line. */
class SimulateCommandTest {

  @TempDir private Path folder;

  @Test
  void theFilesOfOtherSystemsComeWithAPostcodeDirectoryThatSaysHowToLoadIt() throws IOException {
    Path out = folder.resolve("extracts");

    Said said = simulate(out, "--other-files");

    assertThat(said.code()).isZero();
    assertThat(said.text()).contains("Load the postcodes with kith postcodes load " + out);
    assertThat(out.resolve("postcode_directory.csv"))
        .hasSameTextualContentAs(InventedPostcodes.write(folder.resolve("directory.csv")));
    assertThat(simulate(folder.resolve("plain")).code()).isZero();
    assertThat(folder.resolve("plain/postcode_directory.csv")).doesNotExist();
  }

  private static Said simulate(Path out, String... more) {
    String[] words = {
      "simulate",
      "--children-in-care",
      "20",
      "--years",
      "1",
      "--business-date",
      "2026-03-31",
      "--out",
      out.toString()
    };
    String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return Said.by(all);
  }
}

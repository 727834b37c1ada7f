package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kith.testing.Said;

/**
 * A pack as {@code kith report} wrote it.
 *
 * @param publication the folder that it was made from
 */
record WrittenPack(Path folder, Path publication) {

  /** Writes the pack of the latest quarter of the night that is published. */
  static WrittenPack of(Lakes lakes, Path folder) throws IOException {
    Path lake = lakes.root("lake").path();
    Said said = Said.by("report", "--out", folder.toString(), "--lake", lake.toString());
    assertThat(said.code()).as(said.text()).isZero();
    return new WrittenPack(folder, lake.resolve("published").resolve(lakes.published("lake").id()));
  }

  /** The file with an ending. */
  Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }
}

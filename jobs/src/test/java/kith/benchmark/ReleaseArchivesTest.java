package kith.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kith.project.Project;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The archive that the Explore Education Statistics service gives for a whole release: its files in
 * {@code data}, with a guide and other files beside them. Made here of the publishers' own files.
 */
class ReleaseArchivesTest {

  private static final Path RAW =
      Project.home().root().resolve("../shared/reference/benchmarks/raw");

  /** The archives' names, by the folder of a release. */
  private static final Map<String, String> RELEASES =
      Map.of(
          "cla_2022", "children-looked-after-in-england-including-adoptions_2022.zip",
          "cla_2023", "children-looked-after-in-england-including-adoptions_2023.zip",
          "cla_2024", "children-looked-after-in-england-including-adoptions_2024.zip",
          "cla_2025", "children-looked-after-in-england-including-adoptions_2025.zip",
          "stability_2024", "stability-measures-for-children-looked-after-in-england_2024.zip",
          "workforce_2025", "children-s-social-work-workforce_2025.zip");

  @TempDir private Path folder;

  @Test
  void theArchivesOfReleasesGiveWhatTheirFilesGive() throws IOException {
    assumeTrue(Files.isDirectory(RAW), "the publishers' files are not here");
    Path asFiles = Files.createDirectories(folder.resolve("files"));
    Path asArchives = Files.createDirectories(folder.resolve("archives"));
    for (Map.Entry<String, String> release : RELEASES.entrySet()) {
      Path to = Files.createDirectory(asFiles.resolve(release.getKey()));
      List<Path> files = files(RAW.resolve(release.getKey()));
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
      archive(asArchives.resolve(release.getValue()), files);
    }

    Loaded fromFiles = load(asFiles, "from files");
    Loaded fromArchives = load(asArchives, "from archives");

    assertThat(fromFiles.rows()).isGreaterThan(50_000);
    assertThat(fromArchives.rows()).isEqualTo(fromFiles.rows());
    assertThat(series("from archives")).isEqualTo(series("from files"));
    assertThat(fromArchives.notRead())
        .filteredOn(name -> name.contains("data-guidance") || name.contains("supporting-files"))
        .hasSize(2 * RELEASES.size());
  }

  private Loaded load(Path from, String to) throws IOException {
    return new BenchmarkLoad(Project.home())
        .load(from, folder.resolve(to), LocalDate.parse("2026-06-10"));
  }

  private String series(String loaded) throws IOException {
    return Files.readString(folder.resolve(loaded).resolve(SeriesFolder.SERIES));
  }

  private static List<Path> files(Path release) throws IOException {
    try (Stream<Path> files = Files.list(release)) {
      return files.sorted().toList();
    }
  }

  private static void archive(Path to, List<Path> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(to);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files) {
        zip.putNextEntry(new ZipEntry("data/" + file.getFileName()));
        Files.copy(file, zip);
        zip.closeEntry();
      }
      for (String other :
          List.of("data-guidance/data-guidance.txt", "supporting-files/tables.ods")) {
        zip.putNextEntry(new ZipEntry(other));
        zip.write("About the release\n".getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }
}

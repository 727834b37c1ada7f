package kith.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.OutputFolder;
import kith.project.Parameters;
import kith.project.Project;

/**
 * Writes the Panel's pack of a quarter from a publication: a page, a PDF and a workbook that say
 * the same. The same publication gives the same bytes.
 */
public final class PackFiles {

  private PackFiles() {}

  /**
   * Writes the three files, each put in place whole.
   *
   * @param publication folder of the publication
   * @param asAt last day of the quarter; empty takes the latest that is published
   * @param out folder for the files; made when it is missing
   * @return the files
   * @throws KithException when that quarter is not published
   */
  public static List<Path> write(
      Project project, Path publication, int authority, Optional<LocalDate> asAt, Path out) {
    Published published = Published.read(publication, authority);
    Wording words = Wording.read(project);
    LocalDate quarter = quarter(published, asAt);
    int tooFew = Parameters.of(project).at(quarter).integer("too_few_to_compare");
    Sheet sheet = new Sheet(published, words, quarter, tooFew);
    Pack pack = new PackBuilder(sheet, PackPlan.read(project)).pack();
    String page = new PackHtml(project).page(pack);
    String name = "pack-%d-%s".formatted(authority, pack.asAt());
    Map<Path, byte[]> files = new TreeMap<>();
    files.put(out.resolve(name + ".html"), page.getBytes(StandardCharsets.UTF_8));
    files.put(out.resolve(name + ".pdf"), PackPdf.of(page, pack, words));
    files.put(out.resolve(name + ".xlsx"), PackWorkbook.of(pack, words));
    put(files, out);
    return List.copyOf(files.keySet());
  }

  private static LocalDate quarter(Published published, Optional<LocalDate> asAt) {
    if (published.quarters().isEmpty()) {
      throw refused(
          "Nothing is published for authority " + published.authority() + ".",
          "Run kith nightly for a night of this authority first.");
    }
    LocalDate quarter = asAt.orElse(published.quarters().last());
    if (!published.quarters().contains(quarter)) {
      throw refused(
          "No quarter that ends on %s is published.".formatted(quarter),
          "Name the last day of a published quarter, from %s to %s."
              .formatted(published.quarters().first(), published.quarters().last()));
    }
    return quarter;
  }

  private static KithException refused(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, "No pack was written.", next);
  }

  /**
   * Writes all files beside their places before the first takes its place.
   *
   * @throws KithException when they cannot be written; it says how many are new
   */
  static void put(Map<Path, byte[]> files, Path folder) {
    for (Path file : files.keySet()) {
      if (Files.isDirectory(file)) {
        throw refused(
            "%s is a folder.".formatted(file), "Move it away, or name another folder with --out.");
      }
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException cause) {
      throw OutputFolder.unusable(folder, cause);
    }
    Map<Path, Path> fresh = new TreeMap<>();
    int placed = 0;
    try {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        // A name that nobody can have put a link under.
        Path beside = folder.resolve("." + UUID.randomUUID());
        fresh.put(file.getKey(), beside);
        Files.write(beside, file.getValue(), StandardOpenOption.CREATE_NEW);
      }
      for (Map.Entry<Path, Path> written : fresh.entrySet()) {
        Files.move(written.getValue(), written.getKey(), StandardCopyOption.ATOMIC_MOVE);
        placed++;
      }
    } catch (IOException cause) {
      String left =
          placed == 0
              ? "No file of the pack was written."
              : "%d of %d files are new, the others are as they were."
                  .formatted(placed, files.size());
      KithException failed = OutputFolder.interrupted(folder, left, cause);
      for (Path beside : fresh.values()) {
        try {
          Files.deleteIfExists(beside);
        } catch (IOException stays) {
          failed.addSuppressed(stays);
        }
      }
      throw failed;
    }
  }
}

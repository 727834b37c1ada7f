package kith.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.project.ExitCode;
import kith.project.KithException;
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
    List<Path> files = new ArrayList<>();
    Map.of(
            ".html", page.getBytes(StandardCharsets.UTF_8),
            ".pdf", PackPdf.of(page, pack, words),
            ".xlsx", PackWorkbook.of(pack, words))
        .forEach((ending, bytes) -> files.add(put(out.resolve(name + ending), bytes)));
    return files.stream().sorted().toList();
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

  private static Path put(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, bytes);
      return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kith.project.Project;
import kith.testing.PackTables;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Page, PDF and workbook say the same in every cell. */
class PackFilesAgreeTest {

  private static final int ROWS_AT_LEAST = 300;

  @TempDir private static Path folder;
  private static Path page;
  private static Path pdf;
  private static Path workbook;

  @BeforeAll
  static void write() {
    List<Path> files =
        PackFiles.write(
            Project.home(),
            InventedPublication.in(folder, true),
            840,
            Optional.empty(),
            folder.resolve("out"));
    page = files.get(0);
    pdf = files.get(1);
    workbook = files.get(2);
  }

  @Test
  void theWorkbookShowsEveryCellOfThePage() throws IOException {
    try (Workbook book = PackTables.book(workbook)) {
      assertThat(PackTables.pageOne(book)).hasSize(20).isEqualTo(PackTables.pageOne(page));
      assertThat(PackTables.behindCharts(book))
          .hasSizeGreaterThan(ROWS_AT_LEAST)
          .isEqualTo(PackTables.behindCharts(page));
    }
  }

  @Test
  void thePdfShowsEveryRowOfThePage() throws IOException {
    String text;
    try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
      text = new PDFTextStripper().getText(document).replaceAll("\\s", "");
    }

    for (List<String> row : PackTables.behindCharts(page)) {
      assertThat(text).contains(String.join("", row).replaceAll("\\s", ""));
    }
    for (List<String> row : PackTables.pageOne(page)) {
      for (String cell : row) {
        assertThat(text).contains(cell.replaceAll("\\s", ""));
      }
    }
  }
}

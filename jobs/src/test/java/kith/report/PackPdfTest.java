package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kith.project.Project;
import kith.testing.Pdf;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.PDFTextStripperByArea;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The PDF as a screen reader and a printer take it. */
class PackPdfTest {

  /** What a Panel can be sent. */
  private static final int PAGES = 14;

  /** Of the room between head and foot of a page. */
  private static final double LEAST_FILLED = 0.6;

  private static final double MILLIMETRE = 72 / 25.4;

  @TempDir private static Path folder;
  private static byte[] pdf;
  private static Pack pack;

  @BeforeAll
  static void write() throws Exception {
    Path publication = InventedPublication.in(folder, true);
    pack = InventedPack.of(publication);
    Path file =
        PackFiles.write(Project.home(), publication, 840, Optional.empty(), folder.resolve("out"))
            .stream()
            .filter(one -> one.toString().endsWith(".pdf"))
            .findFirst()
            .orElseThrow();
    pdf = Files.readAllBytes(file);
  }

  /** By veraPDF: every rule of PDF/UA-1 that a machine can check. */
  @Test
  void itIsAccessible() throws Exception {
    assertThat(Pdf.violations(pdf)).isEmpty();
  }

  @Test
  void noTextLiesOnAnother() throws IOException {
    assertThat(Pdf.overlapping(pdf)).isEmpty();
  }

  @Test
  void everyPageSaysWhatItIsOfAndThatItIsSimulated() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      int pages = document.getNumberOfPages();
      assertThat(pages).isBetween(8, PAGES);
      for (int page = 1; page <= pages; page++) {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(page);
        text.setEndPage(page);
        assertThat(text.getText(document))
            .contains(
                "SIMULATED", "31 March 2026", "2 April 2026", "Page " + page + " of " + pages);
      }
    }
  }

  @Test
  void noPageButTheLastIsHalfEmpty() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (int page = 1; page < document.getNumberOfPages(); page++) {
        double room = document.getPage(page - 1).getMediaBox().getHeight() - 25 * MILLIMETRE;

        assertThat(lowest(document, page) - 13 * MILLIMETRE)
            .as("page " + page)
            .isGreaterThan(LEAST_FILLED * room);
      }
    }
  }

  /** Where the last line of a page ends, from its top and without its foot. */
  private static double lowest(PDDocument document, int page) throws IOException {
    double foot = document.getPage(page - 1).getMediaBox().getHeight() - 12 * MILLIMETRE;
    List<Double> lines = new ArrayList<>();
    PDFTextStripper text =
        new PDFTextStripper() {
          @Override
          protected void writeString(String line, List<TextPosition> signs) {
            signs.forEach(sign -> lines.add((double) sign.getYDirAdj()));
          }
        };
    text.setStartPage(page);
    text.setEndPage(page);
    text.getText(document);
    return lines.stream().filter(line -> line < foot).max(Double::compare).orElse(0.0);
  }

  @Test
  void nothingIsSplitFromWhatItBelongsTo() throws Exception {
    List<String> pages = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(page);
        text.setEndPage(page);
        pages.add(bare(text.getText(document)));
      }
    }

    for (Pack.Theme theme : pack.themes()) {
      String head = theme.heading() + "So what?" + String.join("", theme.soWhat());
      assertThat(pages).as(theme.id()).anyMatch(page -> page.contains(bare(head)));
      for (Pack.ChartView chart : theme.charts()) {
        StringBuilder table = new StringBuilder(chart.caption());
        if (!chart.table().rows().isEmpty()) {
          chart.table().columns().forEach(table::append);
        }
        chart.table().rows().forEach(row -> row.forEach(cell -> table.append(cell.text())));
        assertThat(pages)
            .as(chart.id())
            .anyMatch(
                page ->
                    page.contains(bare(chart.title())) && page.contains(bare(table.toString())));
      }
    }
  }

  private static String bare(String text) {
    return text.replaceAll("\\s", "");
  }

  @Test
  void aBookmarkLeadsToEachTheme() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> names = new ArrayList<>();
      for (PDOutlineItem item : document.getDocumentCatalog().getDocumentOutline().children()) {
        names.add(item.getTitle());
        PDFTextStripperByArea below = new PDFTextStripperByArea();
        PDPage page = item.findDestinationPage(document);
        float top = ((PDPageXYZDestination) item.getDestination()).getTop();
        float height = page.getMediaBox().getHeight();
        below.addRegion(
            "below", new Rectangle2D.Float(0, height - top, page.getMediaBox().getWidth(), 60));
        below.extractRegions(page);
        assertThat(bare(below.getTextForRegion("below")))
            .as("what stands where the bookmark leads")
            .contains(bare(item.getTitle()));
      }
      assertThat(names)
          .containsAll(
              PackPlan.read(Project.home()).themes().stream()
                  .map(PackPlan.Theme::heading)
                  .toList());
      assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("en-GB");
    }
  }
}

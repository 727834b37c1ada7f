package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kith.project.Project;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** The PDF as a screen reader and a printer take it. */
class PackPdfTest {

  /** What a Panel can be sent. */
  private static final int PAGES = 14;

  @TempDir private static Path folder;
  private static byte[] pdf;

  @BeforeAll
  static void write() throws Exception {
    Path file =
        PackFiles.write(
                Project.home(),
                InventedPublication.in(folder, true),
                840,
                Optional.empty(),
                folder.resolve("out"))
            .stream()
            .filter(one -> one.toString().endsWith(".pdf"))
            .findFirst()
            .orElseThrow();
    pdf = Files.readAllBytes(file);
  }

  /** By veraPDF: every rule of PDF/UA-1 that a machine can check. */
  @Test
  void itIsAccessible() throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    try (PDFAParser parser =
        Foundries.defaultInstance()
            .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1)) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);

      assertThat(
              result.getTestAssertions().stream()
                  .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                  .map(one -> one.getRuleId().getClause() + " " + one.getMessage())
                  .distinct())
          .isEmpty();
      assertThat(result.getTotalAssertions()).isGreaterThan(10_000);
    }
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
  void aBookmarkLeadsToEachTheme() throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<String> names = new ArrayList<>();
      for (PDOutlineItem item : document.getDocumentCatalog().getDocumentOutline().children()) {
        names.add(item.getTitle());
        assertThat(item.findDestinationPage(document)).isNotNull();
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

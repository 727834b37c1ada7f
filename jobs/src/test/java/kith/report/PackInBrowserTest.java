package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import kith.project.Project;
import kith.testing.Browser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a real browser, as Debian ships it: on a telephone, on a desk and on paper. What was
 * seen is kept in {@code jobs/target/pack}.
 */
class PackInBrowserTest {

  /** What the browser calls an element that stands behind another one. */
  private static final int FOLLOWS = 4;

  @TempDir private static Path folder;
  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open("pack");
    page =
        PackFiles.write(
                Project.home(),
                InventedPublication.in(folder, true),
                840,
                Optional.empty(),
                folder.resolve("out"))
            .get(0);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void nothingScrollsSidewaysIsCutOrOverlaps(int width) {
    browser.show(page, width);
    browser.keep("page-" + width + ".png");

    assertThat(browser.number("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat(browser.cut()).isEmpty();
    assertThat(browser.overlapping()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void axeFindsNothingAgainstTheGuidelines(int width) {
    browser.show(page, width);

    assertThat(browser.violations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void theSentencesStandBeforeTheTableAndAreReadBeforeIt(int width) {
    browser.show(page, width);

    assertThat(browser.number("return document.querySelector('.sentences').offsetTop"))
        .isLessThan(browser.number("return document.querySelector('.score').offsetTop"));
    assertThat(
            browser.number(
                "return document.querySelector('.sentences')"
                    + ".compareDocumentPosition(document.querySelector('.score'))"))
        .isEqualTo(FOLLOWS);
  }

  @Test
  void noRequestLeavesThePageAndNothingGoesWrong() {
    browser.forgetSoFar();
    browser.show(page, 1280);

    assertThat(browser.requests())
        .noneMatch(message -> !message.contains(page.getFileName().toString()));
    assertThat(browser.console()).isEmpty();
    assertThat(browser.number("return document.scripts.length")).isZero();
  }

  @Test
  void itPrintsOnAtMostFourteenPages() throws IOException {
    browser.show(page, 1280);

    try (PDDocument document = Loader.loadPDF(browser.print("printed.pdf"))) {
      assertThat(document.getNumberOfPages()).isBetween(8, 14);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 596f);
      PDFTextStripper second = new PDFTextStripper();
      second.setStartPage(2);
      second.setEndPage(2);
      assertThat(second.getText(document))
          .as("page one fits on one page")
          .contains("How many children come into care and leave");
    }
  }
}

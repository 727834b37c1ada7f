package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import kith.testing.Browser;
import kith.testing.Folders;
import kith.testing.Pdf;
import kith.testing.Said;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The pack of a night, with its own bands, teams and neighbours, seen in a real browser. */
@TestInstance(Lifecycle.PER_CLASS)
class NightPackTest {

  private WrittenPack pack;
  private Browser browser;
  private Path page;

  /** The lake of a published night. */
  Lakes lakes() throws InterruptedException {
    return ThreeNights.made().lakes();
  }

  @BeforeAll
  void thePackIsWritten(@TempDir Path out) throws Exception {
    pack = WrittenPack.of(lakes(), out);
    page = pack.file(".html");
    browser = Browser.open(getClass().getSimpleName());
  }

  @AfterAll
  void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void nothingScrollsSidewaysIsCutOrOverlaps(int width) {
    browser.forgetSoFar();
    browser.show(page, width);
    browser.keep("page-" + width + ".png");

    assertThat(browser.number("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
    assertThat(browser.cut()).isEmpty();
    assertThat(browser.overlapping()).isEmpty();
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).isNotEmpty().allMatch(message -> message.contains("file://"));
    assertThat(browser.violations()).isEmpty();
  }

  @Test
  void thePdfIsAccessibleAndNoTextLiesOnAnother() throws Exception {
    byte[] pdf = Files.readAllBytes(pack.file(".pdf"));

    assertThat(Pdf.violations(pdf)).isEmpty();
    assertThat(Pdf.overlapping(pdf)).isEmpty();
  }

  /** A file of the publication that was changed afterwards gives no pack. */
  @Test
  void aChangedFileIsNotReported(@TempDir Path other) throws Exception {
    Path lake = lakes().root("lake").path();
    Path copy = Files.createDirectories(other.resolve("lake"));
    Files.copy(lake.resolve("lake.json"), copy.resolve("lake.json"));
    Folders.copy(lake.resolve("published"), copy.resolve("published"));
    Folders.close(copy);
    Path changed = copy.resolve("published").resolve(pack.publication().getFileName());
    Files.writeString(changed.resolve("kpi_target.csv"), "\n", StandardOpenOption.APPEND);

    Said said =
        Said.by("report", "--out", other.resolve("out").toString(), "--lake", copy.toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).contains("are gone or are not those published");
    assertThat(other.resolve("out")).doesNotExist();
  }

  @Test
  void theNeighboursAreDrawnAsBars() {
    browser.show(page, 1280);

    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('svg text')].map(t => t.textContent)"))
        .contains("Gateshead", "County Durham (as published)");
  }

  @Test
  void theKeyboardLeadsPastTheContentsAndThroughThem() {
    browser.show(page, 1280);
    browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);

    assertThat(focused()).isEqualTo("#page-one");
    browser.driver().switchTo().activeElement().sendKeys(Keys.TAB, Keys.TAB);
    assertThat(focused()).isEqualTo("#numbers");
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    assertThat(browser.driver().getCurrentUrl()).endsWith("#numbers");
  }

  private String focused() {
    return browser.texts("return [document.activeElement.getAttribute('href')]").get(0);
  }

  @Test
  void itPrintsOnAtMostFourteenPages() throws IOException {
    browser.show(page, 1280);

    try (PDDocument document = Loader.loadPDF(browser.print("printed.pdf"))) {
      assertThat(document.getNumberOfPages()).isBetween(8, 14);
      PDFTextStripper second = new PDFTextStripper();
      second.setStartPage(2);
      second.setEndPage(2);
      assertThat(second.getText(document))
          .as("page one fits on one page")
          .contains("How many children come into care and leave");
    }
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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

  /** A copy of the publication, in a lake of its own. */
  private Path copiedPublication(Path lake) throws Exception {
    Path from = lakes().root("lake").path();
    Files.createDirectories(lake);
    Files.copy(from.resolve("lake.json"), lake.resolve("lake.json"));
    Folders.copy(from.resolve("published"), lake.resolve("published"));
    Folders.close(lake);
    return lake.resolve("published").resolve(pack.publication().getFileName());
  }

  private static void isNotReported(Path other) {
    Path out = other.resolve("out");
    Said said =
        Said.by("report", "--out", out.toString(), "--lake", other.resolve("lake").toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).contains("are gone or are not those published");
    assertThat(out).doesNotExist();
  }

  /** A file of the publication that was changed afterwards gives no pack. */
  @Test
  void aChangedFileIsNotReported(@TempDir Path other) throws Exception {
    Path publication = copiedPublication(other.resolve("lake"));
    Files.writeString(publication.resolve("kpi_target.csv"), "\n", StandardOpenOption.APPEND);

    isNotReported(other);
  }

  /** Nor does a file that the publication does not name, since nothing says what it was. */
  @Test
  void aFileWithoutAHashIsNotReported(@TempDir Path other) throws Exception {
    Path manifest = copiedPublication(other.resolve("lake")).resolve("manifest.json");
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode named = (ObjectNode) mapper.readTree(manifest.toFile());
    assertThat(named.withObject("/files").remove("kpi_target.csv")).isNotNull();
    mapper.writeValue(manifest.toFile(), named);

    isNotReported(other);
  }

  /** A link that somebody put there is replaced, not followed. */
  @Test
  void theFilesTakeThePlaceOfALink(@TempDir Path other) throws Exception {
    Path mine = Files.writeString(other.resolve("mine.txt"), "mine");
    Path out = Files.createDirectory(other.resolve("out"));
    for (Path file : List.of(page, pack.file(".pdf"))) {
      Files.createSymbolicLink(out.resolve(file.getFileName()), mine);
      Files.createSymbolicLink(out.resolve(file.getFileName() + ".new"), mine);
    }

    Said said =
        Said.by(
            "report", "--out", out.toString(), "--lake", lakes().root("lake").path().toString());

    assertThat(said.code()).as(said.text()).isZero();
    assertThat(mine).hasContent("mine");
    assertThat(out.resolve(page.getFileName())).hasSameBinaryContentAs(page);
  }

  /** A folder that stands where a file belongs: none of the three is replaced. */
  @Test
  void aPackIsWrittenWholeOrNotAtAll(@TempDir Path out) throws Exception {
    Path pdf = pack.file(".pdf").getFileName();
    Files.createDirectories(out.resolve(pdf).resolve("in the way"));

    Said said =
        Said.by(
            "report", "--out", out.toString(), "--lake", lakes().root("lake").path().toString());

    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).contains(pdf + " is a folder");
    assertThat(out).isDirectoryNotContaining(file -> !file.endsWith(pdf));
  }

  @Test
  void theNeighboursAreDrawnAsBars() {
    browser.show(page, 1280);

    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('svg text')].map(t => t.textContent)"))
        .doesNotContain("County Durham")
        .contains("Gateshead", "Authority 840 (invented)");
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

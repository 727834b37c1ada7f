package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import kith.project.Project;
import kith.testing.Browser;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
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
    assertThat(browser.texts(CUT)).isEmpty();
    assertThat(browser.texts(OVERLAPPING)).isEmpty();
  }

  /** What is wider than the box that it stands in, or leaves the picture that it is drawn on. */
  private static final String CUT =
      """
      const cut = [];
      document.querySelectorAll('main h2, main h3, main p, main li, main th, main td').forEach(e => {
        const style = getComputedStyle(e);
        if (style.display !== 'none' && !e.closest('.unseen') && style.position !== 'absolute'
            && getComputedStyle(e.closest('thead') ?? e).position !== 'absolute'
            && e.offsetParent !== null && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1) {
          cut.push(e.textContent.trim());
        }
      });
      document.querySelectorAll('svg').forEach(svg => {
        const box = svg.getBoundingClientRect();
        svg.querySelectorAll('text').forEach(text => {
          const own = text.getBoundingClientRect();
          if (own.left < box.left - 1 || own.right > box.right + 1 || own.bottom > box.bottom + 1) {
            cut.push(svg.id + ' ' + text.textContent);
          }
        });
      });
      return cut;
      """;

  /** Texts of one picture that lie on each other. */
  private static final String OVERLAPPING =
      """
      const found = [];
      document.querySelectorAll('.picture svg').forEach(svg => {
        const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
        for (let i = 0; i < boxes.length; i++) {
          for (let j = i + 1; j < boxes.length; j++) {
            const [a, b] = [boxes[i][1], boxes[j][1]];
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && high > 0.4 * Math.min(a.height, b.height)) {
              found.push(boxes[i][0] + ' on ' + boxes[j][0]);
            }
          }
        }
      });
      return found;
      """;

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void axeFindsNothingAgainstTheGuidelines(int width) {
    browser.show(page, width);

    assertThat(browser.violations()).isEmpty();
  }

  @Test
  void noRequestLeavesThePageAndNothingGoesWrong() {
    browser.forgetRequests();
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
    }
  }
}

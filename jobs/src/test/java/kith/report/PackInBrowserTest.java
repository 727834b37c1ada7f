package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import kith.project.Project;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The page in a real browser, as Debian ships it: on a telephone, on a desk and on paper. What was
 * seen is kept in {@code jobs/target/pack}.
 */
class PackInBrowserTest {

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
  private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver");
  private static final Path SEEN = Project.home().root().resolve("jobs/target/pack");

  @TempDir private static Path folder;
  private static ChromeDriver browser;
  private static Path page;

  @BeforeAll
  static void open() throws IOException {
    Optional<String> chromium = first(BROWSERS);
    Optional<String> driver = first(DRIVERS);
    if (chromium.isEmpty() || driver.isEmpty()) {
      System.err.println("The pack was not looked at: there is no Chromium with a driver here.");
      Assumptions.abort("there is no Chromium with a driver: apt-get install chromium-driver");
    }
    page =
        PackFiles.write(
                Project.home(),
                InventedPublication.in(folder, true),
                840,
                Optional.empty(),
                folder.resolve("out"))
            .get(0);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    browser =
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(driver.orElseThrow()).toFile())
                .build(),
            options);
    Files.createDirectories(SEEN);
  }

  private static Optional<String> first(List<String> places) {
    return places.stream().filter(place -> Files.isExecutable(Path.of(place))).findFirst();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  private static void show(int width) {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    browser.get(page.toUri().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void nothingScrollsSidewaysIsCutOrOverlaps(int width) throws IOException {
    show(width);
    keep("page-" + width + ".png");

    assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    assertThat(texts(CUT)).isEmpty();
    assertThat(texts(OVERLAPPING)).isEmpty();
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

  private static long number(String script) {
    Object number = browser.executeScript(script);
    return ((Number) java.util.Objects.requireNonNull(number)).longValue();
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(String script) {
    return (List<String>) java.util.Objects.requireNonNull(browser.executeScript(script));
  }

  private static void keep(String name) throws IOException {
    Map<String, Object> picture =
        browser.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.write(SEEN.resolve(name), Base64.getDecoder().decode((String) picture.get("data")));
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void axeFindsNothingAgainstTheGuidelines(int width) {
    show(width);

    List<Rule> violations =
        new AxeBuilder()
            .withTags(
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze(browser)
            .getViolations();

    assertThat(violations.stream().map(rule -> rule.getId() + " " + rule.getNodes())).isEmpty();
  }

  @Test
  void noRequestLeavesThePageAndNothingGoesWrong() {
    browser.manage().logs().get(LogType.PERFORMANCE);
    show(1280);

    Stream<String> requests =
        browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(entry -> entry.getMessage())
            .filter(message -> message.contains("Network.requestWillBeSent\""))
            .filter(message -> !message.contains(page.getFileName().toString()));
    assertThat(requests).isEmpty();
    assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    assertThat(number("return document.scripts.length")).isZero();
  }

  @Test
  void itPrintsOnAtMostFourteenPages() throws IOException {
    show(1280);
    Map<String, Object> printed =
        browser.executeCdpCommand(
            "Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true));
    byte[] pdf = Base64.getDecoder().decode((String) printed.get("data"));
    Files.write(SEEN.resolve("printed.pdf"), pdf);

    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getNumberOfPages()).isBetween(8, 14);
      assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 596f);
    }
  }
}

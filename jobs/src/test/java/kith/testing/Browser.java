package kith.testing;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import kith.project.Project;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser, as Debian ships it, that looks at pages of a folder. */
public final class Browser implements AutoCloseable {

  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/google-chrome");
  private static final List<String> DRIVERS = List.of("/usr/bin/chromedriver");

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

  private final ChromeDriver driver;
  private final Path seen;

  private Browser(ChromeDriver driver, Path seen) {
    this.driver = driver;
    this.seen = seen;
  }

  /**
   * Opens a browser; where there is none, the test is skipped and says so.
   *
   * @param kept the folder below jobs/target for what was seen
   */
  public static Browser open(String kept) throws IOException {
    Optional<String> chromium = first(BROWSERS);
    Optional<String> driver = first(DRIVERS);
    if (chromium.isEmpty() || driver.isEmpty()) {
      System.err.println("Nothing was looked at: there is no Chromium with a driver here.");
      Assumptions.abort("there is no Chromium with a driver: apt-get install chromium-driver");
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.orElseThrow());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    Path seen = Project.home().root().resolve("jobs/target").resolve(kept);
    Files.createDirectories(seen);
    return new Browser(
        new ChromeDriver(
            new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(driver.orElseThrow()).toFile())
                .build(),
            options),
        seen);
  }

  private static Optional<String> first(List<String> places) {
    return places.stream().filter(place -> Files.isExecutable(Path.of(place))).findFirst();
  }

  /** The browser itself, to press keys and find elements. */
  public ChromeDriver driver() {
    return driver;
  }

  /** Shows a page in a window of a width. */
  public void show(Path page, int width) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    driver.get(page.toUri().toString());
  }

  /** The number that a script returns. */
  public long number(String script) {
    return ((Number) Objects.requireNonNull(driver.executeScript(script))).longValue();
  }

  /** The texts that a script returns. */
  @SuppressWarnings("unchecked")
  public List<String> texts(String script) {
    return (List<String>) Objects.requireNonNull(driver.executeScript(script));
  }

  /** What is cut on the page: wider than its box, or outside its picture. */
  public List<String> cut() {
    return texts(CUT);
  }

  /** Texts of a picture that lie on each other. */
  public List<String> overlapping() {
    return texts(OVERLAPPING);
  }

  /** Keeps a picture of the whole page. */
  public void keep(String name) {
    Map<String, Object> picture =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    keep(name, Base64.getDecoder().decode((String) picture.get("data")));
  }

  /** Prints the page as the browser would, and keeps the PDF. */
  public byte[] print(String name) {
    Map<String, Object> printed =
        driver.executeCdpCommand(
            "Page.printToPDF", Map.of("preferCSSPageSize", true, "printBackground", true));
    byte[] pdf = Base64.getDecoder().decode((String) printed.get("data"));
    keep(name, pdf);
    return pdf;
  }

  private void keep(String name, byte[] bytes) {
    try {
      Files.write(seen.resolve(name), bytes);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** What axe finds against WCAG 2.2 AA and good practice, as rule and elements. */
  public List<String> violations() {
    return new AxeBuilder()
            .withTags(
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze(driver)
            .getViolations()
            .stream()
            .map(rule -> rule.getId() + " " + rule.getNodes())
            .toList();
  }

  /** Forgets the requests and the lines of the console so far: axe causes some of its own. */
  public void forgetSoFar() {
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.manage().logs().get(LogType.BROWSER);
  }

  /** The requests since then, as the browser reports them. */
  public Stream<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("Network.requestWillBeSent\""));
  }

  /** What pages wrote to the console, errors among them. */
  public List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(String::valueOf)
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}

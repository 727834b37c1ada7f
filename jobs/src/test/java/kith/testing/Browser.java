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

  /** Forgets the requests so far. */
  public void forgetRequests() {
    driver.manage().logs().get(LogType.PERFORMANCE);
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

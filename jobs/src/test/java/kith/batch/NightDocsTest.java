package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.marts.KpiDefinitions;
import kith.project.Project;
import kith.publish.PublishedTable;
import kith.source.SourceSystem;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.View;
import kith.testing.Browser;
import kith.testing.Folders;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The pages that {@code kith docs} writes of a lake, read as files and seen in a real browser. */
class NightDocsTest {

  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  /** A copy of the lake of three nights. */
  private static final String LAKE = "changed-definition";

  @TempDir private static Path folder;
  private static Lakes lakes;
  private static Path site;
  private static Browser browser;

  @BeforeAll
  static void theSiteIsWritten() throws Exception {
    lakes = ThreeNights.made().lakes();
    lakes.copyLake("lake", LAKE);
    aDefinitionChangesOnTheLastNight();
    site = folder.resolve("site");
    Said said = said(site);
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text()).contains(site.resolve("index.html").toString());
    browser = Browser.open("site");
  }

  /** The last night is calculated again, with a KPI that has another title. */
  private static void aDefinitionChangesOnTheLastNight() throws IOException {
    Path root = folder.resolve("changed");
    Folders.copy(Project.home().conf(), root.resolve("conf"));
    Folders.copy(Project.home().sql(), root.resolve("sql"));
    Path definition = root.resolve("sql/marts/care/visit_ontime_pct.yaml");
    String text = Files.readString(definition);
    assertThat(text).contains("title: Statutory visits in time");
    Files.writeString(
        definition,
        text.replace("title: Statutory visits in time", "title: Children visited in time"));

    RunResult result =
        Lakes.run(new Project(root), lakes.environment(LAKE))
            .run("marts", List.of(Stage.MARTS), Lakes.LAST_NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Said said(Path out) {
    return Said.by("docs", "--out", out.toString(), "--lake", lakes.root(LAKE).path().toString());
  }

  private static String page(String path) {
    try {
      return Files.readString(site.resolve(path));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The cells of the row of a page's last table that begins with a cell. */
  private static List<String> row(String path, String first) {
    List<List<String>> rows = rows(path, first);
    return rows.get(rows.size() - 1);
  }

  /** The cells of the rows of a page's tables that begin with a cell. */
  private static List<List<String>> rows(String path, String first) {
    Pattern row =
        Pattern.compile(
            "<tr>\\s*<th[^>]*>(?:<[a-z][^>]*>)*" + Pattern.quote(first) + "<.*?</tr>",
            Pattern.DOTALL);
    return row.matcher(page(path))
        .results()
        .map(MatchResult::group)
        .map(cells -> cells.replaceAll("<[^>]+>", "").strip().lines().map(String::strip).toList())
        .toList();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(site)) {
      return files.filter(file -> file.toString().endsWith(".html")).toList();
    }
  }

  @Test
  void everyTableViewKpiAndChapterHasAPage() throws IOException {
    TableSpecs.forReaders(Project.home())
        .all()
        .forEach(
            spec ->
                assertThat(site.resolve("docs/tables/" + spec.table().name() + ".html")).exists());
    View.of(Project.home())
        .forEach(
            view ->
                assertThat(site.resolve("docs/tables/" + view.table().name() + ".html")).exists());
    SourceSystem.of(Project.home(), "ssd")
        .contracts()
        .forEach(
            contract ->
                assertThat(site.resolve("docs/tables/ssd." + contract.table() + ".html")).exists());
    PublishedTable.of(Project.home())
        .forEach(
            table ->
                assertThat(site.resolve("docs/tables/published." + table.name() + ".html"))
                    .exists());
    try (Stream<Path> texts = Files.walk(Project.home().root().resolve("docs"))) {
      for (Path text : texts.filter(file -> file.toString().endsWith(".md")).toList()) {
        String place = Project.home().root().relativize(text).toString();
        if (!place.equals("docs/dictionary.md")) {
          assertThat(site.resolve(place.replace(".md", ".html"))).exists();
        }
      }
    }
  }

  @Test
  void everyLinkLeadsToAPageAndAPlaceOnIt() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      String html = Files.readString(page);
      for (MatchResult link : LINK.matcher(html).results().toList()) {
        String to = link.group(1);
        if (to.contains("://")) {
          continue;
        }
        links++;
        String[] parts = to.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        boolean isThere = Files.isRegularFile(file) && file.startsWith(site);
        if (!isThere
            || parts.length > 1 && !Files.readString(file).contains("id=\"" + parts[1] + "\"")) {
          broken.add(site.relativize(page) + " -> " + to);
        }
      }
    }
    assertThat(links).isGreaterThan(3000);
    assertThat(broken).isEmpty();
  }

  @Test
  void columnsLeadBackToTheFieldsOfTheSource() {
    assertThat(row("docs/tables/stg_missing_episode.html", "started_at"))
        .containsExactly("started_at", "ssd.missing.miss_missing_episode_start_date");
    assertThat(row("docs/tables/fact_missing_episode.html", "placement_type").get(2))
        .contains("ssd.cla_placement.clap_cla_placement_type");
    assertThat(row("docs/tables/kpi_trend.html", "value"))
        .containsExactly("value", "kpi_quarterly.value", "see the page of the KPI");
    assertThat(row("docs/kpis/rhi_72h_pct.html", "fact_missing_episode.ended_at").get(1))
        .isEqualTo("ssd.missing.miss_missing_episode_end_date");
    assertThat(row("docs/tables/fact_care_leaver.html", "activity").get(2))
        .contains("ssd.care_leavers.clea_care_leaver_activity");
    assertThat(
            row(
                    "docs/kpis/cl_eet_1921_pct.html",
                    "fact_care_leaver.is_in_education_employment_or_training")
                .get(1))
        .contains("clea_care_leaver_activity");
    assertThat(page("docs/kpis/dental_check_pct.html")).contains("clah_health_check_status");
    assertThat(row("docs/tables/fact_care_episode.html", "legal_status").get(1))
        .contains("stg_legal_status.started_on");
    assertThat(page("docs/tables/fact_benchmark.html")).contains("SN&lt;model&gt;");
    assertThat(page("docs/tables/fact_placement.html"))
        .contains("<title id=\"lineage-title\">From the sources to fact_placement</title>")
        .contains("placement_3plus_pct.html");
  }

  @Test
  void everyKpiHasAPictureOfWhereItComesFrom() {
    KpiDefinitions.of(Project.home())
        .all()
        .forEach(
            kpi ->
                assertThat(page("docs/kpis/" + kpi.kpi() + ".html"))
                    .as(kpi.kpi())
                    .contains(
                        "<svg role=\"img\"",
                        ">Meaning</h2>",
                        "Members: ",
                        ">Cases</h2>",
                        ">Published figures</h2>",
                        ">History of its definition</h2>"));
  }

  @Test
  void theLastNightsShowTheirTotalsAndTheHistoryItsFirstNight() {
    String nights = page("docs/nights.html");
    for (int before = 0; before < 3; before++) {
      assertThat(nights)
          .contains("<h2 id=\"%1$s\">%1$s</h2>".formatted(Lakes.LAST_NIGHT.minusDays(before)));
    }
    assertThat(nights).contains("which is SIMULATED", "Data quality of " + Lakes.LAST_NIGHT);
    String status = Said.by("status", "--lake", lakes.root(LAKE).path().toString()).text();
    String all =
        status.lines().filter(line -> line.startsWith("all tables")).findFirst().orElseThrow();
    List<String> counts = List.of(all.substring("all tables".length()).strip().split("\\s+"));
    assertThat(nights.replaceAll("<[^>]+>", " ").replaceAll("\\s+", " "))
        .contains("all tables " + String.join(" ", counts));

    String version =
        lakes
            .table("lake", Tables.DIM_KPI)
            .where("kpi = 'cla_count'")
            .first()
            .getAs("rule_version");
    assertThat(row("docs/kpis/cla_count.html", Lakes.LAST_NIGHT.minusDays(2).toString()))
        .contains(version, "first recorded");
  }

  @Test
  void theHistoryOfADefinitionHasARowForEachVersionFromItsNight() {
    String page = "docs/kpis/visit_ontime_pct.html";
    List<String> first = row(page, Lakes.LAST_NIGHT.minusDays(2).toString());
    List<String> changed = row(page, Lakes.LAST_NIGHT.toString());

    assertThat(first.get(3)).isEqualTo("first recorded");
    assertThat(changed.get(1)).matches("[0-9a-f]{8}").isNotEqualTo(first.get(1));
    assertThat(changed.get(2)).contains("visit_interval_days=42").isEqualTo(first.get(2));
    assertThat(changed.get(3)).isEqualTo("title, before: Statutory visits in time; rule version");
    assertThat(page(page))
        .as("a night on which nothing changed")
        .doesNotContain(">" + Lakes.LAST_NIGHT.minusDays(1) + "<");
    assertThat(page("docs/kpis/cla_count.html"))
        .as("another KPI")
        .doesNotContain(">" + Lakes.LAST_NIGHT + "<");
  }

  @Test
  void aTableSaysWhatOneRowIsAndWhatTellsRowsApart() throws IOException {
    TableSpec spec = SparkTest.specs().get("fact_placement");

    assertThat(Files.readString(site.resolve("docs/tables/fact_placement.html")))
        .containsIgnoringCase(spec.grain())
        .contains("Key: " + String.join(", ", spec.key()) + ".");
  }

  @Test
  void aTableOfRunsSaysWhatItsColumnsMeanAndWhatWritesIt() {
    assertThat(rows("docs/tables/source_count.html", "cells").get(0))
        .startsWith("cells", "bigint", "cells", "never");
    assertThat(page("docs/tables/source_count.html"))
        .contains("<p>Key: business_date, source_system, source_table, measure, column.")
        .contains("The night's extract, with the control totals")
        .contains("href=\"control_total.html\"");
    assertThat(page("docs/tables/postcode.html")).contains("kith postcodes load");
    assertThat(page("docs/tables/stg_postcode.html")).contains("href=\"postcode.html\"");
    String list = page("docs/tables/README.html");
    assertThat(list.substring(list.indexOf("id=\"ops\""), list.indexOf("id=\"reference\"")))
        .contains("href=\"went_record.html\"");
    assertThat(list.substring(list.indexOf("id=\"reference\""))).contains("href=\"postcode.html\"");
    assertThat(page("search-index.js")).contains("volume_accepted");
  }

  @Test
  void quantitiesShowTheirUnit() {
    assertThat(rows("docs/tables/fact_workforce.html", "absence_days").get(0))
        .startsWith("absence_days", "decimal(5,1)", "working days", "yes");
    assertThat(row("docs/tables/published.kpi_published.html", "numerator"))
        .startsWith("numerator", "decimal(18,4)", "by KPI", "yes");
  }

  @Test
  void anEarlierSiteIsReplacedAndNothingElse() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("minutes.txt"), "ours");

    Said refused = said(other);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.text()).contains("Nothing was written.");
    assertThat(other.resolve("minutes.txt")).hasContent("ours");
    assertThat(said(other.resolve("minutes.txt")).code()).isEqualTo(2);

    Path again = folder.resolve("again");
    Folders.copy(site, again);
    Files.writeString(again.resolve("docs/notes.txt"), "ours");

    assertThat(said(again).text()).contains("holds 1 files that kith docs did not write");
    assertThat(again.resolve("docs/notes.txt")).hasContent("ours");
  }

  @ParameterizedTest
  @CsvSource({
    "index.html, 360", "index.html, 1280",
    "docs/kpis/placement_3plus_pct.html, 360", "docs/kpis/placement_3plus_pct.html, 1280",
    "docs/tables/fact_placement.html, 360", "docs/tables/fact_placement.html, 1280",
    "docs/nights.html, 360", "docs/definitions.html, 1280",
    "files/sql/marts/placement/placement_3plus_pct.sql.html, 360"
  })
  void axeFindsNothingAndNothingScrollsSideways(String path, int width) {
    browser.show(site.resolve(path), width);
    browser.keep(path.replace('/', '-') + "-" + width + ".png");

    assertThat(browser.violations()).isEmpty();
    assertThat(browser.number("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(width);
  }

  /** Chapters are written by hand, each with examples and tables of its own. */
  @Test
  void axeFindsNothingOnAnyChapter() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(site.resolve("docs"))) {
      for (Path page : files.filter(one -> one.toString().endsWith(".html")).sorted().toList()) {
        browser.show(page, 360);
        browser.violations().forEach(one -> found.add(page.getFileName() + ": " + one));
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void theSearchFindsAColumnByTheKeyboardAlone() {
    browser.forgetSoFar();
    browser.show(site.resolve("docs/tables/fact_review.html"), 1280);
    List<String> focused = new ArrayList<>();
    WebElement active = browser.driver().switchTo().activeElement();
    while (!"search".equals(active.getDomAttribute("id")) && focused.size() < 20) {
      active.sendKeys(Keys.TAB);
      active = browser.driver().switchTo().activeElement();
      focused.add(active.getText());
    }
    assertThat(focused.get(0)).isEqualTo("Skip to the text");

    active.sendKeys("next_placement_no");

    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('#found a')].map(a => a.textContent)"))
        .contains("fact_placement (Table)");
    active.sendKeys(Keys.TAB);
    browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
    assertThat(browser.driver().getCurrentUrl()).contains("/docs/");
    assertThat(browser.requests()).allMatch(message -> message.contains("file://"));
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void wordsOfAKpiFindItsPageFirst() {
    browser.show(site.resolve("index.html"), 1280);

    browser.driver().findElement(By.id("search")).sendKeys("three or more placements");

    assertThat(
            browser
                .texts("return [...document.querySelectorAll('#found a')].map(a => a.textContent)")
                .get(0))
        .startsWith("Children looked after with three or more placements");
    assertThat(
            new TreeSet<>(
                    browser.texts("return [document.getElementById('found-count').textContent]"))
                .first())
        .contains("page");
  }
}

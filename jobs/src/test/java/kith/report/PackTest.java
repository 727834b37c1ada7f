package kith.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kith.project.KithException;
import kith.project.Project;
import kith.project.Yaml;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pack says: of an invented publication, word by word. */
class PackTest {

  /** Homes, children and whole words stand in their place. */
  private static final String OFFICERS_WORDS =
      "(?i)\\b(placements?|cases?|caseloads?|extracts?|LAC|EET|NEET|IHA)\\b";

  @TempDir private static Path folder;
  private static Pack pack;
  private static String page;

  @BeforeAll
  static void build() {
    pack = InventedPack.of(InventedPublication.in(folder.resolve("publication"), true));
    page = new PackHtml(Project.home()).page(pack);
  }

  private static Pack.ScoreRow row(String kpi) {
    return InventedPack.row(pack, kpi);
  }

  private static Pack.ChartView chart(String id) {
    return InventedPack.chart(pack, id);
  }

  @Test
  void aKpiThatIsNotPublishedIsNamedWithTheNearest() {
    Published published =
        Published.read(InventedPublication.in(folder.resolve("unknown"), true), 840);

    assertThatThrownBy(() -> published.kpi("cla_cuont"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("names the KPI cla_cuont, which is not published")
        .hasMessageContaining("cla_count");
  }

  @Test
  void pageOneHasAtMostTwentyRowsAndWholeTitles() {
    List<Pack.ScoreRow> rows =
        pack.scorecard().stream().flatMap(group -> group.rows().stream()).toList();

    assertThat(rows).hasSizeBetween(15, PackPlan.ROWS);
    assertThat(rows).allSatisfy(row -> assertThat(page).contains(">" + row.title()));
    assertThat(pack.sentences()).hasSize(6);
  }

  /** The record says red; the target of 60 lies between 57 and 63. */
  @Test
  void noColourStandsWhereTheTargetLiesInsideTheInterval() {
    assertThat(row(InventedPublication.RED_BY_CHANCE))
        .extracting(Pack.ScoreRow::judgement, Pack.ScoreRow::tone)
        .containsExactly("Cannot tell: target within range", "none");
    assertThat(row(InventedPublication.RED))
        .extracting(Pack.ScoreRow::judgement, Pack.ScoreRow::tone)
        .containsExactly("Off target", "red");
  }

  @Test
  void whatIsHiddenAndWhatCannotBeMadeSaysSo() {
    Pack.ScoreRow hidden = row(InventedPublication.HIDDEN);

    assertThat(hidden.now().text()).isEqualTo("60.0%");
    assertThat(hidden.before().text()).isEqualTo("hidden");
    assertThat(hidden.count().text()).isEqualTo("600 of 1,000");
    assertThat(page).contains("There is no figure for: Social work posts that are vacant");
    assertThat(chart("from-which-home").table().rows())
        .anySatisfy(row -> assertThat(row.get(1).text()).isEqualTo("hidden"));
  }

  @Test
  void pageOneSaysHowManyNeighboursHaveAFigureWhereNotAllHave() {
    List<Pack.ScoreRow> rows = pack.scorecard().stream().flatMap(g -> g.rows().stream()).toList();

    assertThat(rows)
        .filteredOn(row -> row.remarks().contains("Neighbours: 8 of 10 have a figure"))
        .extracting(Pack.ScoreRow::kpi)
        .containsExactly("cl_eet_1921_pct");
    assertThat(InventedPack.theme(pack, "leavers").soWhat())
        .anyMatch(said -> said.contains("similar authorities 67% (8 of 10)."));
    assertThat(rows)
        .flatExtracting(Pack.ScoreRow::remarks)
        .noneMatch(remark -> remark.contains("10 of 10"));
  }

  /**
   * Similar authorities have 67% of all: a share of 60% (57 to 63) is worse where more is better.
   */
  /**
   * Turnover is worse too, and no row of page one: the period of the others' figure stands there.
   */
  /** The quarter before is hidden: the year before is not lost with it. */
  /**
   * 1,000 children at 19.8 each are 50.5 workers, and there are 50; a quarter before 1,001 and 51.
   */
  @Test
  void thePageOfThePackNamesEveryTheme() throws IOException {
    String documented = Files.readString(Project.home().root().resolve("docs/pack.md"));

    for (PackPlan.Theme theme : PackPlan.read(Project.home()).themes()) {
      assertThat(documented).contains("| " + theme.heading().replaceFirst(", and whether.*", ""));
      assertThat(theme.minute()).as(theme.id()).isNotEmpty();
      String heading = " " + theme.heading().replaceFirst(", and whether.*", "") + " ";
      boolean isSomethingMissing =
          documented
              .lines()
              .map(line -> line.split("\\|"))
              .filter(cells -> cells.length == 5 && cells[2].equals(heading))
              .anyMatch(cells -> !cells[4].isBlank());
      assertThat(theme.notPublished().isEmpty()).as(theme.id()).isNotEqualTo(isSomethingMissing);
    }
  }

  /** A count is exact; how far it moves by chance is no range of what was counted. */
  @Test
  void aCountHasNoRange() {
    assertThat(row("cla_count").interval().text()).isEmpty();
    assertThat(row("iha_ontime_pct").interval().text()).isEqualTo("57.0% to 63.0%");
  }

  /** 8 and 6 incidents are too few to tell; nor is a band the most common one of no incidents. */
  @Test
  void aBandOfIncidentsIsHighestByHalfAsMuchAgainAndMoreThanChance() {
    assertThat(chart("how-long").title()).isEqualTo("How long children were missing");
    assertThat(chart("why-moved").title()).startsWith("Most common reason");
  }

  /** A count is not set beside others, so that it says nothing of how old their figures are. */
  @Test
  void aCaveatOfTheFiguresOfOthersStandsWhereTheyDo() {
    assertThat(row("missing_incident_count").remarks())
        .containsExactly("Data: An incident has no end");
    assertThat(row("placement_3plus_pct").remarks()).contains("Data: The figure of others is old");
  }

  @Test
  void theSentencesSayHowWeStandToAllOthersAndHowManyComeForThoseWhoLeave() {
    assertThat(InventedPack.theme(pack, "numbers").soWhat())
        .anyMatch(
            said ->
                said.endsWith(
                    "for every 10 children who left care, 12.5 came in (1,000 in, 800 out)."
                        + " A year ago: 12.5 (1,004 and 804)."));
    assertThat(page)
        .contains(": England 67%, the region 61%, similar authorities 67%.")
        .contains("We are below England and similar authorities, by more than chance.")
        .contains("No clear difference from the region.")
        .contains("Two years ago it was 52.0%, 520 of 1,000: now more, by more than chance.")
        .contains("Neighbours of the 2025 model from Jun 25.");
  }

  @Test
  void aThemeSaysWhatChangedInTheFiguresOfItsChartsAndOverWhichPeriod() {
    assertThat(InventedPack.theme(pack, "health").changed())
        .containsExactly("Later health assessments in time, on the day: worse, 59.0% to 60.0%.");
  }

  /** 51 to 60 per cent in nine steps, each margin of chance 3 points wide on either side. */
  @Test
  void aStreakBeyondChanceMakesTheTitle() {
    assertThat(chart("three-homes").title())
        .isEqualTo("Larger share with 3+ homes: eighth quarter running");
    assertThat(chart("average").title()).isEqualTo("Children per full-time social worker");
  }

  /** A title that two charts share does not say which of them it is about. */
  @Test
  void noTwoKpisShareTheirWords() {
    JsonNode kpis = Yaml.read(PackPlan.folder(Project.home()).resolve("kpis.yaml"));
    for (String field : List.of("title", "name", "up", "down")) {
      assertThat(kpis).extracting(kpi -> kpi.path(field).asText()).doesNotHaveDuplicates();
    }
  }

  /** Rules of data quality have titles for officers; the pack words them for councillors. */
  @Test
  void everyCaveatUsesWordsThatCouncillorsUse() throws IOException {
    Wording words = Wording.read(Project.home());
    List<String> rules = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Project.home().sql().resolve("quality"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        JsonNode rule = Yaml.read(file);
        if (rule.hasNonNull("title")) {
          String id = file.getFileName().toString().replace(".yaml", "");
          rules.add(id);
          assertThat(words.caveatOr(id, rule.path("title").asText()))
              .as(id)
              .doesNotContainPattern(OFFICERS_WORDS);
        }
      }
    }
    assertThat(rules).hasSizeGreaterThan(100);
    JsonNode own = Yaml.read(PackPlan.folder(Project.home()).resolve("words.yaml")).path("caveats");
    own.fieldNames().forEachRemaining(id -> assertThat(rules).as("a rule").contains(id));
  }

  /** Every title that the rules can make, not only those of these figures. */
  @Test
  void noTitleOfAChartHasMoreThanTenWords() {
    Wording words = Wording.read(Project.home());
    JsonNode rules =
        Yaml.read(PackPlan.folder(Project.home()).resolve("words.yaml")).path("titles");
    List<String> titles = new ArrayList<>();
    for (PackPlan.Theme theme : PackPlan.read(Project.home()).themes()) {
      for (PackPlan.Chart chart : theme.charts()) {
        for (String title : new String[] {chart.title(), chart.firstAbove(), chart.secondAbove()}) {
          if (title != null) {
            titles.add(title);
          }
        }
        String kpi = chart.lines().get(0).kpi();
        for (String moves : List.of("up", "down")) {
          rules.forEach(
              rule ->
                  titles.add(
                      Wording.fill(
                          rule.asText(),
                          Map.of(
                              "moves", words.ofKpi(kpi, moves),
                              "nth", words.ordinal(8),
                              "name", words.ofKpi(kpi, "name")))));
        }
      }
    }

    assertThat(titles)
        .hasSizeGreaterThan(200)
        .allSatisfy(
            title -> assertThat(title.split("\\s+")).hasSizeLessThanOrEqualTo(ChartTitles.WORDS));
  }

  /** Homes, not placements; children, not cases; no abbreviations that only officers know. */
  @Test
  void thePackUsesWordsThatCouncillorsUse() {
    String text = page.replaceAll("(?s)<style>.*?</style>", "").replaceAll("<[^>]*>", " ");

    assertThat(text).doesNotContainPattern(OFFICERS_WORDS);
    assertThat(text)
        .contains("SIMULATED", "600 of 1,000", "31 March 2026", "2 April 2026", "cla-2025");
  }

  @Test
  void everyChartHasATitleADescriptionAndItsFigures() {
    for (Pack.Theme theme : pack.themes()) {
      for (Pack.ChartView chart : theme.charts()) {
        assertThat(chart.table().rows()).as(chart.id()).isNotEmpty();
        if (!chart.svg().isEmpty()) {
          assertThat(chart.svg())
              .contains(
                  "<title id=\"" + chart.id() + "-title\"", "<desc id=\"" + chart.id() + "-desc\"");
        }
      }
    }
    assertThat(chart("interviews").table().rows()).hasSizeGreaterThanOrEqualTo(8);
  }

  private static List<String> bands(String chart) {
    return chart(chart).table().rows().stream()
        .map(row -> row.get(0).text() + ": " + row.get(1).text())
        .toList();
  }

  @Test
  void aHiddenBandAndAZeroStandInTheirPlace() {
    assertThat(bands("weekday")).containsExactly("Friday: 8", "Saturday: hidden", "Sunday: 8");
    assertThat(bands("time-of-day"))
        .containsExactly("Morning (6 to 12): 0", "Evening (18 to 24): 8");
  }

  @Test
  void ofTwoCountsInOneChartTheTotalStandsWhereAllBandsAreHidden() {
    assertThat(bands("caseloads"))
        .containsExactly("20 to 24 children: 8", "25 children or more: 1,000");
  }

  @Test
  void whereFewBandsOfManyCanBeShownTheyAreListedAndNotDrawn() {
    assertThat(chart("first-health-team").svg()).isEmpty();
    assertThat(bands("first-health-team")).startsWith("North team: 70.0%").hasSize(6);
    assertThat(chart("first-health-team").caption())
        .isEqualTo(
            "Figures of 1 of 5 groups can be shown, too few to compare. The others are hidden (see the notes).");
  }

  /** Of 1,000 moves 900 have one reason; of 1,000 late ones 8 are known, and 992 hidden. */
  @Test
  void aBandIsSaidToBeHighestOnlyWhereHiddenOnesCannotBe() {
    assertThat(chart("why-moved").title())
        .isEqualTo("Most common reason: Carer or child ended the stay");
    assertThat(chart("late-step").title()).isEqualTo("Where late first assessments were held up");
    assertThat(page)
        .contains(
            "the most common reason for a move (900 of 1,000): Carer or child ended the stay.")
        .doesNotContain("the most common step");
  }

  /** The plan's axis ends at 40 per cent; the figures end at 60, and the benchmark at 67. */
  @Test
  void aSharedAxisGivesWayToAFigureThatWouldLeaveTheChart() {
    assertThat(chart("under-1").svg()).containsPattern(">80%</text\\s*>");
    assertThat(chart("study-or-work-1921").svg()).containsPattern(">100%</text\\s*>");
  }

  @Test
  void simulatedStandsOnEveryPageAndOnNoneOfARealAuthority() {
    int pages = pack.themes().size() + 2;
    String real =
        new PackHtml(Project.home())
            .page(InventedPack.of(InventedPublication.in(folder.resolve("real"), false)));

    assertThat(page.split("class=\"simulated", -1)).hasSize(pages + 1);
    assertThat(real).doesNotContain("SIMULATED");
  }

  @Test
  void theSamePublicationGivesTheSameBytes() throws IOException {
    Path publication = folder.resolve("publication");
    List<Path> first = write(publication, InventedPublication.LATEST, "first");
    List<Path> second = write(publication, InventedPublication.LATEST, "second");

    assertThat(first).hasSize(3);
    for (int i = 0; i < first.size(); i++) {
      assertThat(Files.mismatch(first.get(i), second.get(i)))
          .as(first.get(i).toString())
          .isEqualTo(-1);
    }
  }

  @Test
  void anotherQuarterIsAnotherPackAndAnUnknownOneIsRefused() {
    Path publication = folder.resolve("publication");

    assertThat(write(publication, LocalDate.of(2025, 9, 30), "before"))
        .allMatch(file -> file.toString().contains("pack-840-2025-09-30"));
    assertThatThrownBy(() -> write(publication, LocalDate.of(2025, 9, 29), "none"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("No quarter that ends on 2025-09-29 is published.");
  }

  private static List<Path> write(Path publication, LocalDate asAt, String out) {
    return PackFiles.write(
        Project.home(), publication, 840, Optional.of(asAt), folder.resolve(out));
  }
}

package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.Project;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts of neighbours, of several lines and of growth, and what is not drawn. */
class PackChartsTest {

  @TempDir private static Path folder;
  private static Pack pack;

  @BeforeAll
  static void build() {
    pack = InventedPack.of(InventedPublication.in(folder, true));
  }

  @Test
  void neighboursAreRankedWithOurOwnFigureAmongThem() {
    Pack.ChartView chart = InventedPack.chart(pack, "rate-neighbours");

    assertThat(chart.table().columns()).containsExactly("Authority", "Figure");
    assertThat(chart.table().rows())
        .extracting(row -> row.get(0).text() + ", " + row.get(1).text())
        .as("an invented authority's own records of that day, not the real one's figure of 61")
        .containsExactly("Authority 840 (invented), 1,004.0", "Southtown, 72", "Northtown, 59");
    assertThat(chart.caption()).contains("31 March 2025").contains("2 statistical neighbours");
    assertThat(chart.svg())
        .contains("Authority 840 (invented)")
        .containsPattern(">72</text\\s*>")
        .doesNotContain("72.0");
  }

  /** 67.6% is 68% as the others are rounded, so it shares the first place with Northtown. */
  @Test
  void whoHasTheSameRoundedFigureSharesAPlace(@TempDir Path tie) throws IOException {
    InventedPublication.in(tie, true);
    Path figures = tie.resolve("kpi_published.csv");
    String own = "840,placement_longterm_pct,POINT,2025-03-31,,,";
    String text = Files.readString(figures);
    assertThat(text).contains(own + "56.0,");
    Files.writeString(figures, text.replace(own + "56.0,", own + "67.6,"));

    assertThat(InventedPack.chart(InventedPack.of(tie), "stability-neighbours").table().rows())
        .extracting(row -> row.stream().map(Pack.Cell::text).collect(Collectors.joining(", ")))
        .contains("Northtown, 59%, 68%, 1", "Authority 840 (invented), 56.0%, 67.6%, 1");
  }

  @Test
  void aRealAuthorityStandsThereWithItsPublishedFigure(@TempDir Path real) {
    Pack.ChartView chart =
        InventedPack.chart(InventedPack.of(InventedPublication.in(real, false)), "rate-neighbours");

    assertThat(chart.table().rows())
        .extracting(row -> row.get(0).text() + ", " + row.get(1).text())
        .containsExactly("Southtown, 72", "Ours (us), 61", "Northtown, 59");
    assertThat(chart.caption()).contains("Darker: our own published figure.");
  }

  @Test
  void aSecondMeasureOfNeighboursHasItsPlacesBesideTheFirst() {
    Pack.ChartView chart = InventedPack.chart(pack, "stability-neighbours");

    assertThat(chart.table().columns())
        .containsExactly("Authority", "Three or more", "Same home", "Place");
    assertThat(chart.table().rows())
        .extracting(row -> row.stream().map(Pack.Cell::text).collect(Collectors.joining(", ")))
        .containsExactly(
            "Southtown, 72%, no figure, ",
            "Northtown, 59%, 68%, 1", "Authority 840 (invented), 56.0%, 56.0%, 2");
    assertThat(chart.svg()).containsPattern(">68% \\(1\\)</text\\s*>");
    assertThat(chart.description())
        .contains("Three or more: Bar chart of 3 groups: Southtown 72%")
        .contains("Same home: Bar chart of 3 groups: Southtown no figure");
    assertThat(chart.caption()).contains("1 the best");
  }

  /** Of 17- and 18-year-olds nothing is published of others: no empty column is drawn. */
  @Test
  void aSecondMeasureThatNobodyPublishesIsLeftOut() {
    assertThat(InventedPack.chart(pack, "study-or-work-neighbours").table().columns())
        .containsExactly("Authority", "Figure");
  }

  @Test
  void aPublicationOfAnEarlierKithHasNoFiguresOfNeighbours(@TempDir Path folder)
      throws IOException {
    Path publication = InventedPublication.in(folder.resolve("earlier"), true);
    Files.delete(publication.resolve("kpi_neighbour.csv"));

    List<Path> files =
        PackFiles.write(
            Project.home(), publication, 840, Optional.empty(), folder.resolve("reports"));

    assertThat(Files.readString(files.get(0)))
        .doesNotContain(": similar authorities")
        .contains("The figure of each similar authority.");
  }

  @Test
  void aChartOfSeveralLinesMarksWhatIsPublishedForOthers() {
    Pack.ChartView lines = InventedPack.chart(pack, "three-lines");

    assertThat(lines.description())
        .endsWith(
            "England: Fostered by family 67%, With parents 67%, To family as guardians 67%."
                + " Region: Fostered by family 61%, With parents 61%, To family as guardians 61%."
                + " Neighbours: Fostered by family 67%, With parents 67%, To family as guardians 67%.");
    assertThat(lines.caption())
        .as("the three marks of England would lie on each other")
        .contains("Latest published figures of others: in the table.");
    assertThat(lines.table().rows().subList(9, 12))
        .extracting(row -> row.get(0).text() + " " + row.get(1).text())
        .containsExactly("England, latest 67%", "Region, latest 61%", "Neighbours, latest 67%");
    assertThat(InventedPack.chart(pack, "in-and-out").caption()).doesNotContain("of others");
  }

  @Test
  void theSoWhatOfWorkersSaysHowDemandAndWorkersGrew() {
    assertThat(InventedPack.theme(pack, "workers").soWhat())
        .contains(
            "Since 31 March 2024: children with a worker fell by 0.8%"
                + " and full-time equivalent workers fell by 13.8%.");
  }

  @Test
  void aChartWithoutAnyFigureIsNamedAmongWhatIsNotPublished(@TempDir Path folder)
      throws IOException {
    Path publication = InventedPublication.in(folder.resolve("all-hidden"), true);
    leaveOut(publication.resolve("kpi_published.csv"), "age_band,10_to_15");
    Pack.Theme age = InventedPack.theme(InventedPack.of(publication), "age");

    assertThat(age.charts()).extracting(Pack.ChartView::id).doesNotContain("ages");
    assertThat(age.notPublished())
        .endsWith("Ages of all children looked after: small numbers hidden.");
  }

  @Test
  void oneBandBesideHiddenOnesIsListedAndNotDrawn() {
    Pack.ChartView step = InventedPack.chart(pack, "late-step");

    assertThat(step.svg()).isEmpty();
    assertThat(step.table().rows()).hasSize(2);
    assertThat(step.caption()).contains("Figures of 1 of 2 groups can be shown");
  }

  @Test
  void aBandOfACountHasItsShareOfAll() {
    Pack.Table moves = InventedPack.chart(pack, "why-moved").table();

    assertThat(moves.columns()).containsExactly("Group", "Figure", "Of all");
    assertThat(moves.rows())
        .anySatisfy(
            row ->
                assertThat(row)
                    .extracting(Pack.Cell::text)
                    .containsExactly("Carer or child ended the stay", "900", "90%"));
  }

  /** Of 1,000 moves: 30 + 20 planned, 900 + 40 not, and 10 of an unknown reason. */
  @Test
  void groupsOfBandsAreAddedUpInASentence(@TempDir Path folder) throws IOException {
    Path publication = InventedPublication.in(folder.resolve("moves"), true);
    Path figures = publication.resolve("kpi_published.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(figures));
    String brokeDown =
        lines.stream()
            .filter(line -> line.matches("840,placement_move_count,.*,move_reason,broke_down,.*"))
            .findFirst()
            .orElseThrow();
    lines.removeIf(line -> line.matches("840,placement_move_count,.*,move_reason,planned_.*"));
    for (String band :
        List.of(
            "planned_family_or_long_term,30,30",
            "planned_other,20,20",
            "not_planned_other,40,40")) {
      lines.add(brokeDown.replace("broke_down,900,900", band));
    }
    Files.write(figures, lines);

    assertThat(InventedPack.theme(InventedPack.of(publication), "stability").soWhat())
        .anySatisfy(
            said ->
                assertThat(said)
                    .contains(
                        "of 1,000 moves to another home 30 were good moves (planned, to family or friends or a"
                            + " long-term home) and 20 planned otherwise; 900 were breakdowns (the carer or"
                            + " the child ended the stay) and 40 not planned for other reasons."));
    assertThat(InventedPack.theme(pack, "stability").soWhat())
        .as("where one of the bands is hidden")
        .noneMatch(said -> said.contains("were not planned"));
  }

  /** Targets are published for quarters of which the records have no figure. */
  @Test
  void aTargetThatIsOlderThanTheFigureDoesNotBeginTheChart(@TempDir Path folder)
      throws IOException {
    Path publication = InventedPublication.in(folder.resolve("late"), true);
    Path figures = publication.resolve("kpi_published.csv");
    Files.write(
        figures,
        Files.readAllLines(figures).stream().map(PackChartsTest::withoutFigureOf2024).toList());
    leaveOut(publication.resolve("kpi_comparison.csv"), InventedPublication.RED);
    Pack.ChartView chart = InventedPack.chart(InventedPack.of(publication), "first-health");

    assertThat(chart.description())
        .startsWith("Line chart of 5 quarters, Mar 25 to Mar 26. Ours: 56 (Mar 25), 60 (Mar 26).")
        .contains("Target at least: 90 (Mar 25), 90 (Mar 26).");
  }

  private static void leaveOut(Path table, String text) throws IOException {
    Files.write(
        table, Files.readAllLines(table).stream().filter(line -> !line.contains(text)).toList());
  }

  private static String withoutFigureOf2024(String line) {
    String[] cells = line.split(",", -1);
    if (cells[1].equals(InventedPublication.RED) && cells[3].startsWith("2024")) {
      for (int i = 6; i < 11; i++) {
        cells[i] = "";
      }
      cells[12] = "insufficient_history";
    }
    return String.join(",", cells);
  }

  @Test
  void marksAreDrawnWhereTheyCanBeToldApart() {
    LineChart.Mark one = mark(Series.Look.SECOND, 10);

    assertThat(LineChart.areApart(List.of(one, mark(Series.Look.SECOND, 14)), 40)).isTrue();
    assertThat(LineChart.areApart(List.of(one, mark(Series.Look.SECOND, 12)), 40)).isFalse();
    assertThat(LineChart.areApart(List.of(one, mark(Series.Look.THIRD, 10)), 40))
        .as("they stand in columns of their own")
        .isTrue();
  }

  private static LineChart.Mark mark(Series.Look whose, double value) {
    return new LineChart.Mark(whose, "", Series.Look.FIRST, value);
  }

  @Test
  void anAxisThatBeginsAboveZeroSaysSo() {
    assertThat(InventedPack.chart(pack, "foster-homes").caption())
        .endsWith("The axis begins at 40%.");
    assertThat(InventedPack.chart(pack, "under-1").caption()).doesNotContain("axis");
  }
}

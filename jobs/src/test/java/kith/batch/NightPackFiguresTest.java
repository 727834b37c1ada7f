package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kith.project.Project;
import kith.project.Yaml;
import kith.testing.PackTables;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every number of the pack of a night is one that the night published, read by another way: its
 * workbook against {@code kith.duckdb}, by the order of {@code pack.yaml}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NightPackFiguresTest {

  private static final JsonNode PLAN =
      Yaml.read(Project.home().conf().resolve("report/pack/pack.yaml"));

  /** What is counted has no figure of others beside it. */
  private static final List<String> COUNTS =
      List.of("children", "incidents", "assessments", "moves", "workers");

  private static final JsonNode WORDS =
      Yaml.read(Project.home().conf().resolve("report/pack/words.yaml"));

  private WrittenPack pack;
  private Path page;
  private Workbook book;
  private PublishedModel published;
  private LocalDate asAt;
  private int compared;

  /** The lake of a published night. */
  Lakes lakes() throws InterruptedException {
    return ThreeNights.made().lakes();
  }

  /** The fewest numbers on page one and behind the charts: most children are few here. */
  List<Integer> fewest() {
    return List.of(60, 450);
  }

  @BeforeAll
  void thePackIsWritten(@TempDir Path out) throws Exception {
    pack = WrittenPack.of(lakes(), out);
    page = pack.file(".html");
    book = PackTables.book(pack.file(".xlsx"));
    published = PublishedModel.of(pack.publication());
    asAt =
        (LocalDate)
            published.rows("select max(as_at) as as_at from kpi_published").get(0).get("as_at");
  }

  @BeforeEach
  void countFromZero() {
    compared = 0;
  }

  @AfterAll
  void close() throws Exception {
    if (published != null) {
      published.close();
      book.close();
    }
  }

  @Test
  void theWorkbookShowsEveryCellOfThePage() {
    assertThat(PackTables.pageOne(book)).hasSize(20).isEqualTo(PackTables.pageOne(page));
    assertThat(PackTables.behindCharts(book)).isEqualTo(PackTables.behindCharts(page));
  }

  @Test
  void everyNumberOfPageOneIsPublished() throws SQLException {
    List<String> kpis = new ArrayList<>();
    PLAN.path("scorecard").forEach(group -> kpis.addAll(Yaml.texts(group.path("kpis"))));
    List<Row> rows = PackTables.rowsOfPageOne(book);
    assertThat(rows).hasSameSizeAs(kpis);

    for (int i = 0; i < kpis.size(); i++) {
      String kpi = kpis.get(i);
      Row row = rows.get(i);
      Map<String, Object> now = published.total(kpi, null, asAt);
      compare(kpi, row.getCell(6), now, "value");
      compare(kpi, row.getCell(7), published.total(kpi, null, ago(3)), "value");
      compare(kpi, row.getCell(8), published.total(kpi, null, ago(12)), "value");
      compareOther(kpi, row.getCell(9), now, "target");
      compareOther(kpi, row.getCell(10), now, "england");
      compareOther(kpi, row.getCell(11), now, "region");
      compareOther(kpi, row.getCell(12), now, "neighbours");
      for (int back = 0; back < 8; back++) {
        compare(kpi, row.getCell(23 - back), published.total(kpi, null, ago(3 * back)), "value");
      }
      comparePart(kpi, row.getCell(2), now, "numerator");
      comparePart(kpi, row.getCell(3), now, "denominator");
      if (!COUNTS.contains(now.get("unit"))) {
        comparePart(kpi, row.getCell(4), now, "low");
        comparePart(kpi, row.getCell(5), now, "high");
      }
      PackCells.compareWords(kpi, row, now);
    }
    assertThat(compared).isGreaterThan(fewest().get(0));
  }

  @Test
  void everyNumberBehindAChartIsPublished() throws SQLException {
    for (JsonNode theme : PLAN.path("themes")) {
      Sheet sheet = book.getSheet(theme.path("tab").asText());
      List<List<Row>> tables = new ArrayList<>(PackTables.tables(sheet));
      for (JsonNode chart : theme.path("charts")) {
        boolean isOfNeighbours = chart.path("kind").asText().equals("neighbours");
        if (isNamedAsNotPublished(sheet, chart)
            || (isOfNeighbours && kpisOfNeighbours(chart).isEmpty())) {
          continue;
        }
        List<Row> table = tables.remove(0);
        switch (chart.path("kind").asText()) {
          case "trend" -> compareTrend(chart, table);
          case "lines", "growth" -> compareLines(chart, table);
          case "neighbours" -> compareNeighbours(chart, table);
          default -> compareBands(chart, table);
        }
      }
      assertThat(tables).as("tables of no chart").isEmpty();
    }
    assertThat(compared).isGreaterThan(fewest().get(1));
  }

  private static boolean isNamedAsNotPublished(Sheet sheet, JsonNode chart) {
    String title = chart.path("title").asText("?") + ": ";
    for (Row row : sheet) {
      if (row.getCell(0) != null && row.getCell(0).toString().startsWith(title)) {
        return chart.path("kind").asText().equals("bands");
      }
    }
    return false;
  }

  private void compareTrend(JsonNode chart, List<Row> table) throws SQLException {
    String kpi = chart.path("kpi").asText();
    List<String> columns = PackCells.texts(table.get(0));
    assertThat(table.size()).as(kpi).isGreaterThanOrEqualTo(9);
    for (Row row : table.subList(1, table.size())) {
      Map<String, Object> figure =
          published.total(kpi, chart.path("period").textValue(), PackCells.quarter(row.getCell(0)));
      for (int i = 1; i < columns.size(); i++) {
        Cell cell = row.getCell(i);
        switch (columns.get(i)) {
          case "Ours" -> compare(kpi, cell, figure, "value");
          case "Count" -> comparePart(kpi, cell, figure, "numerator");
          case "Of" -> comparePart(kpi, cell, figure, "denominator");
          case "England", "Region", "Neighbours" ->
              compareOther(kpi, cell, figure, columns.get(i).toLowerCase(Locale.UK));
          default -> compareOther(kpi, cell, figure, "target");
        }
      }
    }
  }

  private void compareLines(JsonNode chart, List<Row> table) throws SQLException {
    for (Row row : table.subList(1, table.size())) {
      String[] name = row.getCell(0).toString().split(", latest");
      boolean isOfOthers = !name[0].equals(row.getCell(0).toString());
      LocalDate at = isOfOthers ? asAt : PackCells.quarter(row.getCell(0));
      int column = 1;
      for (JsonNode line : chart.path("lines")) {
        String kpi = line.path("kpi").asText();
        Map<String, Object> figure = published.total(kpi, line.path("period").textValue(), at);
        Cell cell = row.getCell(column++);
        if (isOfOthers) {
          compareOther(kpi, cell, figure, name[0].toLowerCase(Locale.UK));
        } else {
          compare(kpi, cell, figure, line.path("of").asText("value"));
        }
      }
    }
  }

  private void compareNeighbours(JsonNode chart, List<Row> table) throws SQLException {
    List<String> kpis = kpisOfNeighbours(chart);
    for (int i = 0; i < kpis.size(); i++) {
      Map<String, BigDecimal> expected = published.neighbours(kpis.get(i), asAt);
      Map<String, BigDecimal> shown = new HashMap<>();
      BigDecimal before = null;
      for (Row row : table.subList(1, table.size())) {
        Cell cell = row.getCell(1 + i);
        if (cell.getCellType() == CellType.NUMERIC) {
          shown.put(row.getCell(0).toString(), PackCells.number(cell));
          assertThat(i > 0 || before == null || before.compareTo(PackCells.number(cell)) >= 0)
              .as("ranked by the first")
              .isTrue();
          before = PackCells.number(cell);
          comparePlace(table, row, i, published.decimals(kpis.get(i)));
        }
      }
      assertThat(shown.keySet()).as(kpis.get(i)).isEqualTo(expected.keySet()).hasSizeGreaterThan(5);
      shown.forEach(
          (area, value) -> assertThat(value).as(area).isEqualByComparingTo(expected.get(area)));
      compared += shown.size();
    }
  }

  /** Where more or less is better, how many are better, and one: of figures rounded as theirs. */
  private static void comparePlace(List<Row> table, Row row, int column, int decimals) {
    String heading = String.valueOf(table.get(0).getCell(2 + column));
    if (column == 0 || !heading.equals("Place")) {
      return;
    }
    Cell place = row.getCell(2 + column);
    BigDecimal own =
        PackCells.number(row.getCell(1 + column)).setScale(decimals, RoundingMode.HALF_UP);
    List<BigDecimal> others =
        table.subList(1, table.size()).stream()
            .map(other -> other.getCell(1 + column))
            .filter(cell -> cell.getCellType() == CellType.NUMERIC)
            .map(cell -> PackCells.number(cell).setScale(decimals, RoundingMode.HALF_UP))
            .toList();
    long more = others.stream().filter(value -> value.compareTo(own) > 0).count();
    long less = others.stream().filter(value -> value.compareTo(own) < 0).count();
    assertThat(place.getNumericCellValue()).isIn(more + 1.0, less + 1.0);
  }

  /** Each number is that of its band, and only hidden bands have none. */
  private void compareBands(JsonNode chart, List<Row> table) throws SQLException {
    String breakdown = chart.path("breakdown").asText();
    Map<String, Object> values = new HashMap<>();
    for (JsonNode line : chart.has("lines") ? chart.path("lines") : List.of(chart)) {
      String kpi = line.path("kpi").asText();
      for (Map<String, Object> band :
          published.rows(
              "select dim_breakdown.breakdown_value, title, value, kpi_published.status from kpi_published"
                  + " inner join dim_breakdown using (breakdown_key) where kpi = ? and is_compared"
                  + " and as_at = ? and kpi_published.breakdown = ?",
              kpi,
              lastMarch(),
              breakdown)) {
        String own = WORDS.at("/bands/" + breakdown + "/" + band.get("breakdown_value")).asText("");
        String title = own.isEmpty() ? String.valueOf(band.get("title")) : own;
        Object value =
            PackCells.isShown(band)
                ? band.get("value")
                : "suppressed".equals(band.get("status")) ? "hidden" : null;
        values.merge(
            title, String.valueOf(value), (one, other) -> one.equals("hidden") ? other : one);
      }
      Object total = published.total(kpi, null, lastMarch()).get("value");
      values.put(line.path("label").asText("All"), String.valueOf(total));
      values.put("All", String.valueOf(total));
    }
    for (Row row : table.subList(1, table.size())) {
      String title = row.getCell(0).toString();
      Cell cell = row.getCell(1);
      if (cell.getCellType() == CellType.NUMERIC) {
        assertThat(PackCells.number(cell))
            .as(chart.path("id").asText() + " " + title)
            .isEqualByComparingTo(new BigDecimal(String.valueOf(values.get(title))));
        compared++;
      } else {
        assertThat(cell).hasToString("hidden");
        assertThat(values.getOrDefault(title, "hidden")).as(title).isEqualTo("hidden");
      }
    }
    long shown =
        values.values().stream()
            .filter(value -> !List.of("hidden", "null").contains(value))
            .count();
    assertThat(table.size())
        .as(chart.path("id").asText())
        .isGreaterThan((int) Math.min(shown / 2, 10));
  }

  /** Every measure of a chart whose neighbours' figures are published has them as bars. */
  @Test
  void everyMeasureThatNeighboursPublishHasTheirBars() throws SQLException {
    for (JsonNode theme : PLAN.path("themes")) {
      List<String> charted = new ArrayList<>();
      List<String> barred = new ArrayList<>();
      for (JsonNode chart : theme.path("charts")) {
        String kind = chart.path("kind").asText();
        List<String> kpis = PackCells.kpis(chart);
        if (kind.equals("neighbours")) {
          barred.addAll(kpis);
        } else if (kind.equals("trend") || kind.equals("lines")) {
          charted.addAll(kpis);
        }
      }
      for (String kpi : charted) {
        boolean isCount = COUNTS.contains(published.total(kpi, null, asAt).get("unit"));
        assertThat(barred.contains(kpi) || isCount || !hasOthers(kpi)).as(kpi).isTrue();
      }
    }
  }

  /** Whether the figure of any neighbour is held for the quarter. */
  private boolean hasOthers(String kpi) throws SQLException {
    return !published
        .rows("select 1 from kpi_neighbour where kpi = ? and as_at = ? and not is_own", kpi, asAt)
        .isEmpty();
  }

  private List<String> kpisOfNeighbours(JsonNode chart) throws SQLException {
    List<String> kpis = new ArrayList<>();
    for (String kpi : PackCells.kpis(chart)) {
      if (hasOthers(kpi)) {
        kpis.add(kpi);
      }
    }
    return kpis;
  }

  private LocalDate lastMarch() {
    int year = asAt.getMonthValue() >= 3 ? asAt.getYear() : asAt.getYear() - 1;
    return LocalDate.of(year, 3, 31);
  }

  /** A figure, or the word that stands in its place. */
  private void compare(String kpi, Cell cell, Map<String, Object> figure, String field) {
    Object value = figure.get(field);
    if (value != null && PackCells.isShown(figure)) {
      assertThat(cell.getCellType()).as(kpi).isEqualTo(CellType.NUMERIC);
      assertThat(PackCells.number(cell)).as(kpi).isEqualByComparingTo(PackCells.exact(value));
      compared++;
    } else {
      boolean isHidden = "suppressed".equals(figure.get("status"));
      assertThat(cell).as(kpi).hasToString(isHidden ? "hidden" : "no figure");
    }
  }

  /** A part of a figure that is shown, and nothing where it has none. */
  private void comparePart(String kpi, Cell cell, Map<String, Object> figure, String field) {
    if (PackCells.isShown(figure)
        && figure.get(field) != null
        && figure.get(PackCells.other(field)) != null) {
      assertThat(PackCells.number(cell))
          .as(kpi)
          .isEqualByComparingTo(PackCells.exact(figure.get(field)));
      compared++;
    } else {
      assertThat(cell.toString()).as(kpi + " " + field).isEmpty();
    }
  }

  private void compareOther(String kpi, Cell cell, Map<String, Object> figure, String field) {
    boolean isTargetOfNone = field.equals("target") && !PackCells.isShown(figure);
    boolean isCount = !field.equals("target") && COUNTS.contains(figure.get("unit"));
    // Behind a chart a target stands beside a figure that is hidden, too.
    if (figure.get(field) == null || isCount || (isTargetOfNone && cell.toString().equals("–"))) {
      assertThat(cell).as(kpi + " " + field).hasToString("–");
    } else {
      assertThat(PackCells.number(cell))
          .as(kpi + " " + field)
          .isEqualByComparingTo(PackCells.exact(figure.get(field)));
      compared++;
    }
  }

  private LocalDate ago(int months) {
    return YearMonth.from(asAt).minusMonths(months).atEndOfMonth();
  }
}

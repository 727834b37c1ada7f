package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kith.project.Project;
import kith.project.Yaml;
import kith.testing.PackTables;
import kith.testing.Said;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every number of the pack of a night is one that the night published, read by another way: its
 * workbook against {@code kith.duckdb}, by the order of {@code pack.yaml}.
 */
class NightPackFiguresTest {

  private static final JsonNode PLAN =
      Yaml.read(Project.home().conf().resolve("report/pack/pack.yaml"));

  private static final DateTimeFormatter QUARTER = DateTimeFormatter.ofPattern("MMM yy", Locale.UK);

  /** What is counted has no figure of others beside it. */
  private static final List<String> COUNTS =
      List.of("children", "incidents", "assessments", "moves", "workers");

  @TempDir private static Path folder;
  private static Path page;
  private static Workbook book;
  private static Connection published;
  private static LocalDate asAt;
  private int compared;

  @BeforeAll
  static void thePackIsWritten() throws Exception {
    Lakes lakes = ThreeNights.made().lakes();
    Path lake = lakes.root("lake").path();
    Said said = Said.by("report", "--out", folder.toString(), "--lake", lake.toString());
    assertThat(said.code()).as(said.text()).isZero();
    page = file(".html");
    book = PackTables.book(file(".xlsx"));
    Properties settings = new Properties();
    settings.setProperty("duckdb.read_only", "true");
    Path model = lake.resolve("published").resolve(lakes.published("lake").id());
    published =
        DriverManager.getConnection("jdbc:duckdb:" + model.resolve("kith.duckdb"), settings);
    asAt =
        rows("select max(as_at) as as_at from kpi_published where 1 = ?", 1).get(0).get("as_at")
                instanceof LocalDate day
            ? day
            : LocalDate.MIN;
  }

  @AfterAll
  static void close() throws Exception {
    if (published != null) {
      published.close();
      book.close();
    }
  }

  private static Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
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
      Map<String, Object> now = total(kpi, null, asAt);
      compare(kpi, row.getCell(6), now, "value");
      compare(kpi, row.getCell(7), total(kpi, null, ago(3)), "value");
      compare(kpi, row.getCell(8), total(kpi, null, ago(12)), "value");
      compareOther(kpi, row.getCell(9), now, "target");
      compareOther(kpi, row.getCell(10), now, "england");
      compareOther(kpi, row.getCell(11), now, "region");
      compareOther(kpi, row.getCell(12), now, "neighbours");
      for (int back = 0; back < 8; back++) {
        compare(kpi, row.getCell(23 - back), total(kpi, null, ago(3 * back)), "value");
      }
      for (int part = 2; part <= 5; part++) {
        String field = List.of("numerator", "denominator", "low", "high").get(part - 2);
        if (row.getCell(part).getCellType() == CellType.NUMERIC) {
          assertThat(number(row.getCell(part))).isEqualByComparingTo(exact(now.get(field)));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(250);
  }

  @Test
  void everyNumberBehindAChartIsPublished() throws SQLException {
    for (JsonNode theme : PLAN.path("themes")) {
      Sheet sheet = book.getSheet(theme.path("tab").asText());
      List<List<Row>> tables = new ArrayList<>(PackTables.tables(sheet));
      for (JsonNode chart : theme.path("charts")) {
        if (isNamedAsNotPublished(sheet, chart)) {
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
    assertThat(compared).isGreaterThan(900);
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
    List<String> columns = texts(table.get(0));
    assertThat(table.size()).as(kpi).isGreaterThanOrEqualTo(9);
    for (Row row : table.subList(1, table.size())) {
      Map<String, Object> figure =
          total(kpi, chart.path("period").textValue(), quarter(row.getCell(0)));
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
      int at = 1;
      for (JsonNode line : chart.path("lines")) {
        String kpi = line.path("kpi").asText();
        Map<String, Object> figure =
            total(kpi, line.path("period").textValue(), quarter(row.getCell(0)));
        compare(kpi, row.getCell(at++), figure, line.path("of").asText("value"));
      }
    }
  }

  private void compareNeighbours(JsonNode chart, List<Row> table) throws SQLException {
    List<String> kpis = new ArrayList<>();
    chart.path("lines").forEach(line -> kpis.add(line.path("kpi").asText()));
    if (kpis.isEmpty()) {
      kpis.add(chart.path("kpi").asText());
    }
    for (int i = 0; i < kpis.size(); i++) {
      Map<String, BigDecimal> expected = new HashMap<>();
      for (Map<String, Object> area :
          rows(
              "select area_name, is_own, value from kpi_neighbour where kpi = ? and as_at = ?",
              kpis.get(i),
              asAt)) {
        String name =
            area.get("area_name") + (area.get("is_own").equals(true) ? " (as published)" : "");
        expected.put(name, exact(area.get("value")));
      }
      Map<String, BigDecimal> shown = new HashMap<>();
      BigDecimal before = null;
      for (Row row : table.subList(1, table.size())) {
        Cell cell = row.getCell(1 + i);
        if (cell.getCellType() == CellType.NUMERIC) {
          shown.put(row.getCell(0).toString(), number(cell));
          assertThat(i > 0 || before == null || before.compareTo(number(cell)) >= 0)
              .as("ranked by the first")
              .isTrue();
          before = number(cell);
          comparePlace(table, row, i);
        }
      }
      assertThat(shown.keySet()).as(kpis.get(i)).isEqualTo(expected.keySet()).hasSizeGreaterThan(5);
      shown.forEach(
          (area, value) -> assertThat(value).as(area).isEqualByComparingTo(expected.get(area)));
      compared += shown.size();
    }
  }

  /** How many have more, and one. */
  private static void comparePlace(List<Row> table, Row row, int column) {
    if (column == 0) {
      return;
    }
    BigDecimal own = number(row.getCell(1 + column));
    long more =
        table.subList(1, table.size()).stream()
            .map(other -> other.getCell(1 + column))
            .filter(cell -> cell.getCellType() == CellType.NUMERIC)
            .filter(cell -> number(cell).compareTo(own) > 0)
            .count();
    assertThat(row.getCell(2 + column).getNumericCellValue()).isEqualTo(more + 1.0);
  }

  /** Each number is that of a band, and no band that is hidden has one. */
  private void compareBands(JsonNode chart, List<Row> table) throws SQLException {
    List<String> kpis = new ArrayList<>();
    chart.path("lines").forEach(line -> kpis.add(line.path("kpi").asText()));
    if (kpis.isEmpty()) {
      kpis.add(chart.path("kpi").asText());
    }
    List<BigDecimal> values = new ArrayList<>();
    for (String kpi : kpis) {
      for (Map<String, Object> band :
          rows(
              "select value, status from kpi_published where kpi = ? and is_compared"
                  + " and as_at = ? and breakdown in (?, 'total')",
              kpi,
              lastMarch(),
              chart.path("breakdown").asText())) {
        if (band.get("value") != null) {
          values.add(exact(band.get("value")));
        }
      }
      Object total = total(kpi, null, lastMarch()).get("value");
      if (total != null) {
        values.add(exact(total));
      }
    }
    for (Row row : table.subList(1, table.size())) {
      Cell cell = row.getCell(1);
      if (cell.getCellType() == CellType.NUMERIC) {
        BigDecimal shown = number(cell);
        BigDecimal found =
            values.stream().filter(value -> value.compareTo(shown) == 0).findFirst().orElse(null);
        assertThat(found).as("%s, a band of %s", shown, kpis).isNotNull();
        values.remove(found);
        compared++;
      } else {
        assertThat(cell).hasToString("hidden");
      }
    }
  }

  private static LocalDate lastMarch() {
    int year = asAt.getMonthValue() >= 3 ? asAt.getYear() : asAt.getYear() - 1;
    return LocalDate.of(year, 3, 31);
  }

  /** A figure, or the word that stands in its place. */
  private void compare(String kpi, Cell cell, Map<String, Object> figure, String field) {
    Object status = figure.get("status");
    Object value = figure.get(field);
    if (value != null && isShown(figure)) {
      assertThat(cell.getCellType()).as(kpi + " " + status).isEqualTo(CellType.NUMERIC);
      assertThat(number(cell)).as(kpi).isEqualByComparingTo(exact(value));
    } else {
      assertThat(cell).as(kpi).hasToString("suppressed".equals(status) ? "hidden" : "no figure");
    }
    compared++;
  }

  private static boolean isShown(Map<String, Object> figure) {
    return List.of("ok", "provisional").contains(String.valueOf(figure.get("status")));
  }

  private void comparePart(String kpi, Cell cell, Map<String, Object> figure, String field) {
    if (cell.getCellType() == CellType.NUMERIC) {
      assertThat(number(cell)).as(kpi).isEqualByComparingTo(exact(figure.get(field)));
      compared++;
    } else {
      assertThat(cell.toString()).as(kpi).isEmpty();
    }
  }

  private void compareOther(String kpi, Cell cell, Map<String, Object> figure, String field) {
    if (cell.getCellType() == CellType.NUMERIC) {
      assertThat(number(cell)).as(kpi + " " + field).isEqualByComparingTo(exact(figure.get(field)));
      compared++;
    } else {
      assertThat(cell).as(kpi + " " + field).hasToString("–");
      assertThat(
              figure.get(field) == null
                  || COUNTS.contains(figure.get("unit"))
                  || (field.equals("target") && !isShown(figure)))
          .as("%s %s is published", kpi, field)
          .isTrue();
    }
  }

  private static BigDecimal number(Cell cell) {
    BigDecimal shown = BigDecimal.valueOf(cell.getNumericCellValue());
    boolean isPercent = cell.getCellStyle().getDataFormatString().contains("%");
    return (isPercent ? shown.movePointRight(2) : shown).setScale(4, RoundingMode.HALF_UP);
  }

  private static BigDecimal exact(@Nullable Object value) {
    assertThat(value).isInstanceOf(BigDecimal.class);
    return (BigDecimal) value;
  }

  private static LocalDate quarter(Cell cell) {
    return YearMonth.parse(cell.toString().replace("Sep ", "Sept "), QUARTER).atEndOfMonth();
  }

  private static LocalDate ago(int months) {
    return YearMonth.from(asAt).minusMonths(months).atEndOfMonth();
  }

  private static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    row.forEach(cell -> texts.add(cell.toString()));
    return texts;
  }

  /** The total of a quarter, in one window or in the one that is compared; empty where none is. */
  private static Map<String, Object> total(String kpi, @Nullable String periodType, LocalDate at)
      throws SQLException {
    String window = periodType == null ? "is_compared and ? is null" : "period_type = ?";
    List<Map<String, Object>> rows =
        rows(
            "select kpi_published.*, dim_kpi.unit from kpi_published inner join dim_kpi"
                + " using (kpi) where breakdown_key = 'total' and kpi = ? and as_at = ? and "
                + window,
            kpi,
            at,
            periodType);
    assertThat(rows).as(kpi + " " + at).hasSizeLessThan(2);
    return rows.isEmpty() ? Map.of() : rows.get(0);
  }

  private static List<Map<String, Object>> rows(String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement query = published.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      List<Map<String, Object>> rows = new ArrayList<>();
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          Map<String, Object> row = new HashMap<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
          }
          rows.add(row);
        }
      }
      return rows;
    }
  }
}

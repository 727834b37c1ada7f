package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.jspecify.annotations.Nullable;

/** Cells of a pack's workbook, and figures of the published model, as what they mean. */
final class PackCells {

  private static final DateTimeFormatter QUARTER = DateTimeFormatter.ofPattern("MMM yy", Locale.UK);

  private PackCells() {}

  static BigDecimal number(Cell cell) {
    BigDecimal shown = BigDecimal.valueOf(cell.getNumericCellValue());
    boolean isPercent = cell.getCellStyle().getDataFormatString().contains("%");
    return (isPercent ? shown.movePointRight(2) : shown).setScale(4, RoundingMode.HALF_UP);
  }

  static BigDecimal exact(@Nullable Object value) {
    assertThat(value).isInstanceOf(BigDecimal.class);
    return (BigDecimal) value;
  }

  static LocalDate quarter(Cell cell) {
    return YearMonth.parse(cell.toString().replace("Sep ", "Sept "), QUARTER).atEndOfMonth();
  }

  static List<String> texts(Row row) {
    List<String> texts = new ArrayList<>();
    row.forEach(cell -> texts.add(cell.toString()));
    return texts;
  }

  /** Parts are shown in pairs. */
  static String other(String field) {
    return switch (field) {
      case "numerator" -> "denominator";
      case "denominator" -> "numerator";
      case "low" -> "high";
      default -> "low";
    };
  }

  static boolean isShown(Map<String, Object> figure) {
    return List.of("ok", "provisional").contains(String.valueOf(figure.get("status")));
  }

  static List<String> kpis(JsonNode chart) {
    List<String> kpis = new ArrayList<>();
    chart.path("lines").forEach(line -> kpis.add(line.path("kpi").asText()));
    return kpis.isEmpty() ? List.of(chart.path("kpi").asText()) : kpis;
  }

  /** Better, worse and colours as they are published. */
  static void compareWords(String kpi, Row row, Map<String, Object> now) {
    String change = row.getCell(13).toString();
    String direction = isShown(now) ? String.valueOf(now.get("direction")) : "";
    for (String word : List.of("better", "worse")) {
      assertThat(change.equals(word)).as(kpi + " " + change).isEqualTo(direction.equals(word));
    }
    Map<String, String> colours = Map.of("On", "green", "Near", "amber", "Off", "red");
    String judged = row.getCell(14).toString().split(" ")[0];
    if (colours.containsKey(judged)) {
      assertThat(now.get("rag")).as(kpi).isEqualTo(colours.get(judged));
    }
  }
}

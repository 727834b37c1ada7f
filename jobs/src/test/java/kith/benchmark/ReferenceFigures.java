package kith.benchmark;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/** The expected figures that are kept beside the project, with where each was read. */
final class ReferenceFigures {

  private static final Pattern FILE =
      Pattern.compile("(?:file |table |; |/)((?:la|cla|national|csww|ons|bds)_[\\w-]+)");

  /**
   * An expected figure.
   *
   * @param file the stem of the file that it was read from
   */
  record Expected(
      String kpi,
      String areaCode,
      String periodEnd,
      String edition,
      String file,
      @Nullable BigDecimal numerator,
      @Nullable BigDecimal denominator,
      @Nullable BigDecimal value) {

    String key() {
      return String.join("|", kpi, areaCode, periodEnd, edition);
    }
  }

  private ReferenceFigures() {}

  /** The figures of the latest editions and of earlier ones, without computed means. */
  static List<Expected> of(Path folder, String file) {
    return CodeLists.read(folder.resolve(file)).stream()
        .filter(row -> !"Statistical neighbours".equals(row.get("geographic_level")))
        .map(ReferenceFigures::expected)
        .toList();
  }

  private static Expected expected(Map<String, @Nullable String> row) {
    String source = CodeLists.filled(row, "source");
    String period = CodeLists.filled(row, "period");
    String end = row.get("period_end");
    String edition = row.get("edition");
    return new Expected(
        CodeLists.filled(row, "kpi_id"),
        CodeLists.filled(row, "area_code"),
        end != null ? end : "20" + period.substring(period.length() - 2) + "-03-31",
        edition != null ? "cla-" + edition : edition(source),
        stem(source),
        number(row.get("numerator")),
        number(row.get("denominator")),
        number(row.get("value")));
  }

  private static String edition(String source) {
    if (source.contains("Interactive Tool")) {
      return "lait-2026-04";
    }
    if (source.contains("social work workforce")) {
      return "workforce-2025";
    }
    if (source.contains("Stability measures")) {
      return "stability-2024";
    }
    if (source.contains("mid-year")) {
      return "ons-mye-2024";
    }
    Matcher year = Pattern.compile("31 March (\\d{4}) edition").matcher(source);
    if (!year.find()) {
      throw new IllegalStateException("no edition in: " + source);
    }
    return "cla-" + year.group(1);
  }

  private static String stem(String source) {
    Matcher file = FILE.matcher(source);
    if (!file.find()) {
      throw new IllegalStateException("no file in: " + source);
    }
    return file.group(1);
  }

  static @Nullable BigDecimal number(@Nullable String text) {
    return text == null || text.isEmpty() ? null : new BigDecimal(text);
  }
}

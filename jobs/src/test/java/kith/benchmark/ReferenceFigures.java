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
public final class ReferenceFigures {

  private static final Pattern FILE =
      Pattern.compile("(?:file |table |; |/)((?:la|cla|national|csww|ons|bds)_[\\w-]+)");

  private static final Pattern YEAR = Pattern.compile("31 March (\\d{4}) edition");

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

  /**
   * An expected mean of an authority's neighbours.
   *
   * @param withValue how many of the ten have a value
   */
  public record Mean(
      String kpi,
      String periodEnd,
      String model,
      String authority,
      int withValue,
      @Nullable BigDecimal value) {}

  private static final Pattern WITH_VALUE = Pattern.compile("mean of (\\d+) of 10");

  private ReferenceFigures() {}

  /** The means of neighbours, whose area is SN, the model's year and the authority. */
  public static List<Mean> means(Path folder) {
    return CodeLists.read(folder.resolve("benchmarks.csv")).stream()
        .filter(row -> "Statistical neighbours".equals(row.get("geographic_level")))
        .map(
            row -> {
              String area = CodeLists.filled(row, "area_code");
              return new Mean(
                  CodeLists.filled(row, "kpi_id"),
                  CodeLists.filled(row, "period_end"),
                  area.substring(2, 6),
                  area.substring(7),
                  Integer.parseInt(found(WITH_VALUE, CodeLists.filled(row, "note"))),
                  number(row.get("value")));
            })
        .toList();
  }

  private static String found(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in: " + text);
    }
    return found.group(1);
  }

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
        found(FILE, source),
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
    return "cla-" + found(YEAR, source);
  }

  static @Nullable BigDecimal number(@Nullable String text) {
    return text == null || text.isEmpty() ? null : new BigDecimal(text);
  }
}

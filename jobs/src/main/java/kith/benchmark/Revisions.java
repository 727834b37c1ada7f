package kith.benchmark;

import static kith.source.CodeLists.filled;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Nearest;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/** What an edition changed of the figures that an earlier one gave. */
public final class Revisions {

  private static final List<String> CELLS = List.of("numerator", "denominator", "value", "status");

  /**
   * A changed cell.
   *
   * @param cell its column
   * @param before blank where there was no number
   */
  public record Revision(
      String kpi,
      String areaCode,
      String areaName,
      String periodEnd,
      String cell,
      String before,
      String after) {

    /** Whether it is a sum behind the figure, not the figure or why there is none. */
    boolean isOfSums() {
      return cell.equals("numerator") || cell.equals("denominator");
    }
  }

  /**
   * The changes between two editions.
   *
   * @param compared figures that both editions give
   * @param before the figures of the earlier edition, by {@link #key}
   * @param after those of the later one
   */
  public record Changes(
      List<Revision> revisions,
      long compared,
      Map<String, Map<String, @Nullable String>> before,
      Map<String, Map<String, @Nullable String>> after) {}

  private final List<Map<String, @Nullable String>> rows;

  /** Reads the folder that a load wrote. */
  public Revisions(Path folder) {
    Path file = folder.resolve(SeriesFolder.SERIES);
    if (!Files.isRegularFile(file)) {
      throw wrong(
          "There is no " + SeriesFolder.SERIES + " in " + folder.getFileName() + ".",
          "Run kith benchmarks load first, or name its folder with --in.");
    }
    this.rows = CodeLists.read(file);
  }

  /** A cell as it is printed. */
  public static String shown(String cell) {
    return cell.isEmpty() ? "(none)" : cell;
  }

  /** Every cell that differs, by series, area and period. */
  public Changes between(String from, String to) {
    Map<String, Map<String, @Nullable String>> before = of(from);
    Map<String, Map<String, @Nullable String>> after = of(to);
    List<Revision> revisions = new ArrayList<>();
    long compared = 0;
    for (Map.Entry<String, Map<String, @Nullable String>> entry : after.entrySet()) {
      Map<String, @Nullable String> old = before.get(entry.getKey());
      if (old != null) {
        compared++;
        revisions.addAll(changes(old, entry.getValue()));
      }
    }
    revisions.sort(
        Comparator.comparing(Revision::kpi)
            .thenComparing(Revision::areaCode)
            .thenComparing(Revision::periodEnd));
    return new Changes(revisions, compared, before, after);
  }

  private Map<String, Map<String, @Nullable String>> of(String edition) {
    Map<String, Map<String, @Nullable String>> found = new HashMap<>();
    Set<String> editions = new TreeSet<>();
    for (Map<String, @Nullable String> row : rows) {
      editions.add(filled(row, "edition"));
      if (edition.equals(row.get("edition"))) {
        found.put(
            key(filled(row, "kpi"), filled(row, "area_code"), filled(row, "period_end")), row);
      }
    }
    if (found.isEmpty()) {
      throw wrong(
          "No figure is of the edition %s; %s."
              .formatted(edition, Nearest.of(List.of(edition), editions)),
          "Name one of " + String.join(", ", editions) + ".");
    }
    return found;
  }

  /** What identifies a figure within an edition. */
  static String key(String series, String areaCode, String periodEnd) {
    return String.join("|", series, areaCode, periodEnd);
  }

  private static List<Revision> changes(
      Map<String, @Nullable String> before, Map<String, @Nullable String> after) {
    return CELLS.stream()
        .filter(cell -> !Objects.equals(before.get(cell), after.get(cell)))
        .map(
            cell ->
                new Revision(
                    filled(after, "kpi"),
                    filled(after, "area_code"),
                    filled(after, "area_name"),
                    filled(after, "period_end"),
                    cell,
                    Objects.requireNonNullElse(before.get(cell), ""),
                    Objects.requireNonNullElse(after.get(cell), "")))
        .toList();
  }

  private static KithException wrong(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, "Nothing was compared.", next);
  }
}

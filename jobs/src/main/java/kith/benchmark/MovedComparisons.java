package kith.benchmark;

import static kith.source.CodeLists.filled;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.benchmark.Revisions.Revision;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * What an edition moves for one authority: its comparisons with England, region and neighbours, who
 * are those of the newest model.
 */
public final class MovedComparisons {

  private static final String ENGLAND = "E92000001";

  /**
   * A comparison that moves.
   *
   * @param series the published series
   * @param comparator {@code england}, {@code region} or {@code neighbours}
   * @param change the figure before and after, or how many of the neighbours' figures changed
   */
  public record Moved(String series, String comparator, String periodEnd, String change) {}

  private final String region;
  private final boolean isWeighted;
  private final Set<String> neighbours = new HashSet<>();

  /**
   * Reads who an authority is compared with.
   *
   * @param conf {@code conf/benchmarks} of the project
   * @param loaded the folder that a load wrote
   * @param authority DfE number, such as 840
   * @param neighbourFigure {@code mean}, {@code median} or {@code weighted} by denominators, which
   *     then move the figure too
   */
  public MovedComparisons(Path conf, Path loaded, String authority, String neighbourFigure) {
    isWeighted = neighbourFigure.equals("weighted");
    Path models = loaded.resolve(SeriesFolder.NEIGHBOURS);
    if (!Files.exists(models)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "There is no " + SeriesFolder.NEIGHBOURS + " in " + loaded + ".",
          "Nothing was compared.",
          "Name a folder that kith benchmarks load wrote, or conf/benchmarks.");
    }
    this.region =
        CodeLists.read(conf.resolve("authorities.csv")).stream()
            .filter(row -> authority.equals(row.get("authority_code")))
            .map(row -> filled(row, "region_code"))
            .findFirst()
            .orElseThrow(
                () ->
                    new KithException(
                        ExitCode.WRONG_USAGE,
                        "No authority has the number " + authority + ".",
                        "Nothing was compared.",
                        "Name a number of conf/benchmarks/authorities.csv, such as 840."));
    List<Map<String, @Nullable String>> rows =
        CodeLists.read(models).stream()
            .filter(row -> authority.equals(row.get("la_dfe_code")))
            .toList();
    String newest =
        rows.stream()
            .map(row -> filled(row, "model_year"))
            .max(Comparator.naturalOrder())
            .orElse("");
    rows.stream()
        .filter(row -> newest.equals(row.get("model_year")))
        .forEach(row -> neighbours.add(filled(row, "neighbour_gss_code")));
  }

  /** The comparisons whose figure or status these revisions change, by series and period. */
  public List<Moved> by(List<Revision> revisions) {
    List<Moved> moved = new ArrayList<>();
    Set<String> valuesMoved = new HashSet<>();
    revisions.stream()
        .filter(one -> one.cell().equals("value"))
        .forEach(one -> valuesMoved.add(key(one)));
    Map<String, Set<String>> changedNeighbours = new TreeMap<>();
    for (Revision one : revisions) {
      if (neighbours.contains(one.areaCode()) && movesNeighbours(one)) {
        changedNeighbours
            .computeIfAbsent(one.kpi() + "|" + one.periodEnd(), none -> new HashSet<>())
            .add(one.areaCode());
      }
      boolean isEngland = one.areaCode().equals(ENGLAND);
      boolean isFigure =
          one.cell().equals("value")
              || (one.cell().equals("status") && !valuesMoved.contains(key(one)));
      if (isFigure && (isEngland || one.areaCode().equals(region))) {
        moved.add(
            new Moved(
                one.kpi(),
                isEngland ? "england" : "region",
                one.periodEnd(),
                Revisions.shown(one.before()) + " -> " + Revisions.shown(one.after())));
      }
    }
    changedNeighbours.forEach(
        (key, areas) ->
            moved.add(
                new Moved(
                    key.substring(0, key.indexOf('|')),
                    "neighbours",
                    key.substring(key.indexOf('|') + 1),
                    "%d of %d neighbours".formatted(areas.size(), neighbours.size()))));
    moved.sort(
        Comparator.comparing(Moved::series)
            .thenComparing(Moved::periodEnd)
            .thenComparing(Moved::comparator));
    return moved;
  }

  /** A neighbour whose figure was hidden and is now not available for another reason moves none. */
  private boolean movesNeighbours(Revision revision) {
    return revision.cell().equals("value") || (isWeighted && revision.cell().equals("denominator"));
  }

  private static String key(Revision revision) {
    return String.join("|", revision.kpi(), revision.periodEnd(), revision.areaCode());
  }
}

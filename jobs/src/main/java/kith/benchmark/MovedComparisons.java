package kith.benchmark;

import static kith.source.CodeLists.filled;

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

/** What an edition moves for one authority: its comparisons with England, region and neighbours. */
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
  private final Set<String> neighbours = new HashSet<>();

  /**
   * Reads who an authority is compared with.
   *
   * @param conf {@code conf/benchmarks} of the project
   * @param loaded the folder that a load wrote
   * @param authority DfE number, such as 840
   */
  public MovedComparisons(Path conf, Path loaded, String authority) {
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
    List<Map<String, @Nullable String>> models =
        CodeLists.read(loaded.resolve(SeriesFolder.NEIGHBOURS)).stream()
            .filter(row -> authority.equals(row.get("la_dfe_code")))
            .toList();
    String newest =
        models.stream()
            .map(row -> filled(row, "model_year"))
            .max(Comparator.naturalOrder())
            .orElse("");
    models.stream()
        .filter(row -> newest.equals(row.get("model_year")))
        .forEach(row -> neighbours.add(filled(row, "neighbour_gss_code")));
  }

  /** The comparisons whose figure or status these revisions change, by series and period. */
  public List<Moved> by(List<Revision> revisions) {
    List<Moved> moved = new ArrayList<>();
    Map<String, Set<String>> changedNeighbours = new TreeMap<>();
    for (Revision one : revisions) {
      if (neighbours.contains(one.areaCode()) && !one.isOfSums()) {
        changedNeighbours
            .computeIfAbsent(one.kpi() + "|" + one.periodEnd(), none -> new HashSet<>())
            .add(one.areaCode());
      }
      boolean isEngland = one.areaCode().equals(ENGLAND);
      if (one.cell().equals("value") && (isEngland || one.areaCode().equals(region))) {
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
}

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
import java.util.TreeSet;
import kith.benchmark.Revisions.Changes;
import kith.benchmark.Revisions.Revision;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * What an edition moves for one authority: its comparisons with England, its region, and its
 * neighbours by each model.
 */
public final class MovedComparisons {

  private static final String ENGLAND = "E92000001";

  /**
   * A comparison that moves.
   *
   * @param series the published series
   * @param comparator {@code england}, {@code region} or {@code neighbours}
   * @param model year of the model of the neighbours; empty for England and the region
   * @param change the figure before and after; of neighbours also of how many
   */
  public record Moved(
      String series, String comparator, String model, String periodEnd, String change) {}

  private final String region;
  private final NeighbourFigure figure;

  /** The codes of the neighbours, by model. */
  private final Map<String, Set<String>> neighbours = new TreeMap<>();

  /**
   * Reads who an authority is compared with.
   *
   * @param conf {@code conf/benchmarks} of the project
   * @param loaded the folder that a load wrote
   * @param authority DfE number, such as 840
   * @param figure how the figure of the neighbours is worked out
   */
  public MovedComparisons(Path conf, Path loaded, String authority, NeighbourFigure figure) {
    this.figure = figure;
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
    CodeLists.read(models).stream()
        .filter(row -> authority.equals(row.get("la_dfe_code")))
        .forEach(
            row ->
                neighbours
                    .computeIfAbsent(filled(row, "model_year"), none -> new TreeSet<>())
                    .add(filled(row, "neighbour_gss_code")));
  }

  /** The comparisons whose figure or status an edition changes, by series and period. */
  public List<Moved> by(Changes changes) {
    List<Moved> moved = new ArrayList<>();
    Set<String> valuesMoved = new HashSet<>();
    changes.revisions().stream()
        .filter(one -> one.cell().equals("value"))
        .forEach(one -> valuesMoved.add(key(one)));
    for (Revision one : changes.revisions()) {
      boolean isEngland = one.areaCode().equals(ENGLAND);
      boolean isFigure =
          one.cell().equals("value")
              || (one.cell().equals("status") && !valuesMoved.contains(key(one)));
      if (isFigure && (isEngland || one.areaCode().equals(region))) {
        moved.add(
            new Moved(
                one.kpi(),
                isEngland ? "england" : "region",
                "",
                one.periodEnd(),
                Revisions.shown(one.before()) + " -> " + Revisions.shown(one.after())));
      }
    }
    neighbours.forEach((model, areas) -> addNeighbours(moved, model, areas, changes));
    moved.sort(
        Comparator.comparing(Moved::series)
            .thenComparing(Moved::periodEnd)
            .thenComparing(Moved::comparator)
            .thenComparing(Moved::model));
    return moved;
  }

  /** A neighbour whose figure was hidden and is now not available for another reason moves none. */
  private void addNeighbours(List<Moved> moved, String model, Set<String> areas, Changes changes) {
    Map<String, Revision> changed = new TreeMap<>();
    for (Revision one : changes.revisions()) {
      if (areas.contains(one.areaCode()) && figure.dependsOn(one.cell())) {
        changed.put(one.kpi() + "|" + one.periodEnd(), one);
      }
    }
    for (Revision one : changed.values()) {
      String before = shown(one, areas, changes.before());
      String after = shown(one, areas, changes.after());
      if (!before.equals(after)) {
        moved.add(
            new Moved(one.kpi(), "neighbours", model, one.periodEnd(), before + " -> " + after));
      }
    }
  }

  private String shown(
      Revision one, Set<String> areas, Map<String, Map<String, @Nullable String>> edition) {
    return figure.of(
        areas.stream()
            .map(area -> edition.get(Revisions.key(one.kpi(), area, one.periodEnd())))
            .filter(row -> row != null)
            .toList());
  }

  private static String key(Revision revision) {
    return Revisions.key(revision.kpi(), revision.areaCode(), revision.periodEnd());
  }
}

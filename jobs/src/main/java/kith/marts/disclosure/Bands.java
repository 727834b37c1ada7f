package kith.marts.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bands of a KPI, period type and quarter in one breakdown, as numbers of figures.
 *
 * @param whole their total; null where there is none
 */
record Bands(@Nullable Integer whole, List<Integer> bands) {

  private record Table(String kpi, String periodType, int quarter, @Nullable String breakdown) {

    static Table of(Figure figure, @Nullable String breakdown) {
      return new Table(figure.kpi(), figure.periodType(), figure.quarter(), breakdown);
    }
  }

  /** All of them among these figures, in their order. */
  static List<Bands> among(List<Figure> figures) {
    Map<Table, Integer> wholes = new HashMap<>();
    Map<Table, List<Integer>> bands = new LinkedHashMap<>();
    for (int f = 0; f < figures.size(); f++) {
      Figure figure = figures.get(f);
      if (figure.isTotal()) {
        wholes.put(Table.of(figure, null), f);
      } else {
        bands
            .computeIfAbsent(Table.of(figure, figure.breakdown()), none -> new ArrayList<>())
            .add(f);
      }
    }
    List<Bands> all = new ArrayList<>();
    bands.forEach(
        (table, parts) ->
            all.add(
                new Bands(
                    wholes.get(new Table(table.kpi(), table.periodType(), table.quarter(), null)),
                    List.copyOf(parts))));
    return all;
  }
}

package kith.benchmark;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of a publisher's file, by area, period and labels.
 *
 * @param filters the filters in the order of the labels of a key
 */
record PublishedTable(List<String> filters, Map<Place, PublishedTable.PlaceRows> places) {

  /**
   * An area and a period.
   *
   * @param time as the file writes it
   */
  record Place(Area area, String time) {}

  /** The rows of an area and a period, by their labels in the order of the filters. */
  record PlaceRows(List<String> filters, Map<List<String>, Map<String, Figure>> cells)
      implements Term.Rows {

    @Override
    public Optional<Figure> cell(String column, Map<String, String> labels) {
      List<String> key = filters.stream().map(filter -> labels.getOrDefault(filter, "")).toList();
      return Optional.ofNullable(cells.get(key)).map(row -> row.get(column));
    }
  }

  static PublishedTable with(List<String> filters) {
    return new PublishedTable(filters, new LinkedHashMap<>());
  }

  /** Adds a row; false where there is one with the same area, period and labels. */
  boolean add(Place place, List<String> labels, Map<String, Figure> figures) {
    PlaceRows rows = places.computeIfAbsent(place, key -> new PlaceRows(filters, new HashMap<>()));
    return rows.cells().putIfAbsent(labels, figures) == null;
  }
}

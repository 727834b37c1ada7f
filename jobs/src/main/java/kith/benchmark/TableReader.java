package kith.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kith.benchmark.Mapping.Filter;
import kith.benchmark.PublishedTable.Place;
import kith.project.KithException;
import kith.project.Nearest;
import kith.source.folder.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a publisher's file by its mapping. A column or a label that the mapping names and the file
 * lacks, a column or a label that no mapping knows, and a cell that is neither number nor symbol
 * stop the load.
 */
final class TableReader {

  /** A filter's column in the file, and what its labels mean. */
  private record LabelColumn(String filter, int position, Map<String, String> meanings) {}

  private record FigureColumn(String name, int position, boolean isDuration) {}

  private final PlainFile file;
  private final Mapping mapping;
  private final Figures figures;
  private final Columns columns;
  private final List<LabelColumn> labelColumns;
  private final List<FigureColumn> figureColumns;
  private final PlaceReader places;
  private final Map<String, Set<String>> seen = new HashMap<>();

  private TableReader(PlainFile file, Mapping mapping, Areas areas, Figures figures) {
    this.file = file;
    this.mapping = mapping;
    this.figures = figures;
    this.columns = Columns.of(file, mapping.file());
    this.labelColumns =
        mapping.filters().entrySet().stream()
            .map(filter -> labelColumn(filter.getKey(), filter.getValue()))
            .toList();
    this.figureColumns =
        mapping.measures().entrySet().stream()
            .map(
                measure ->
                    new FigureColumn(
                        measure.getKey(),
                        columns.position(measure.getValue().columns()),
                        measure.getValue().isDuration()))
            .toList();
    this.places = new PlaceReader(columns, mapping.layoutOf(Downloads.stem(file.name())), areas);
    requireOwnColumns();
    columns.requireKnown(mapping.columnsOf(Downloads.stem(file.name())));
  }

  static PublishedTable read(PlainFile file, Mapping mapping, Areas areas, Figures figures) {
    return new TableReader(file, mapping, areas, figures).read();
  }

  private LabelColumn labelColumn(String name, Filter filter) {
    Map<String, String> meanings = new LinkedHashMap<>();
    filter.labels().forEach((label, texts) -> texts.forEach(text -> meanings.put(text, label)));
    seen.put(name, new HashSet<>());
    return new LabelColumn(name, columns.position(filter.columns()), meanings);
  }

  /** Names drift between editions: what was one filter's column can be another's. */
  private void requireOwnColumns() {
    Map<Integer, String> filterByPosition = new HashMap<>();
    for (LabelColumn column : labelColumns) {
      String other = filterByPosition.put(column.position(), column.filter());
      if (other != null) {
        throw broken(
            "its column '%s' would be both %s and %s"
                .formatted(columns.names().get(column.position()), other, column.filter()));
      }
    }
  }

  private PublishedTable read() {
    PublishedTable table =
        PublishedTable.with(labelColumns.stream().map(LabelColumn::filter).toList());
    file.forEach((number, cells) -> take(table, number, cells));
    mapping.filters().forEach(this::requireLabels);
    return table;
  }

  private void take(PublishedTable table, long number, @Nullable String[] cells) {
    List<String> labels = labels(number, cells);
    if (labels.size() < labelColumns.size()) {
      return;
    }
    Place place = places.of(number, cells);
    Map<String, Figure> row = new HashMap<>();
    for (FigureColumn column : figureColumns) {
      row.put(column.name(), figure(column, number, cells[column.position()]));
    }
    if (!table.add(place, labels, row)) {
      throw broken("line %d repeats the period, area and labels of another line".formatted(number));
    }
  }

  /** What the labels of a row mean; fewer than there are filters where one means nothing. */
  private List<String> labels(long number, @Nullable String[] cells) {
    List<String> labels = new ArrayList<>();
    for (LabelColumn column : labelColumns) {
      String text = Objects.requireNonNullElse(cells[column.position()], "").strip();
      Filter filter = Objects.requireNonNull(mapping.filters().get(column.filter()));
      Objects.requireNonNull(seen.get(column.filter())).add(text);
      String label = column.meanings().get(text);
      if (label != null) {
        labels.add(label);
      } else if (!filter.mayHaveMore() && !filter.others().contains(text)) {
        throw broken(
            "line %d has a label in column '%s' that no mapping knows, '%s'; %s"
                .formatted(
                    number,
                    columns.names().get(column.position()),
                    text,
                    Nearest.of(List.of(text), filter.known())));
      }
    }
    return labels;
  }

  private Figure figure(FigureColumn column, long number, @Nullable String cell) {
    Optional<Figure> figure = figures.read(cell, column.isDuration());
    return figure.orElseThrow(
        () ->
            broken(
                "line %d has '%s' in column '%s', which is neither %s nor one of the symbols %s"
                    .formatted(
                        number,
                        cell == null ? "" : cell,
                        columns.names().get(column.position()),
                        column.isDuration() ? "years:months" : "a number",
                        figures.symbols())));
  }

  private void requireLabels(String name, Filter filter) {
    Set<String> texts = Objects.requireNonNull(seen.get(name));
    filter
        .labels()
        .forEach(
            (label, wordings) -> {
              if (wordings.stream().noneMatch(texts::contains)) {
                throw broken(
                    "its column '%s' nowhere has the label %s; %s"
                        .formatted(
                            columns.names().get(columns.position(filter.columns())),
                            Breach.words(wordings),
                            Nearest.of(wordings, texts)));
              }
            });
  }

  private KithException broken(String why) {
    return Breach.of(file.name(), why, mapping.file());
  }
}

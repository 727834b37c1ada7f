package kith.benchmark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kith.benchmark.PublishedTable.Place;
import kith.project.KithException;
import kith.project.Nearest;
import org.jspecify.annotations.Nullable;

/** Reads the area and the period of a file's rows. Only the columns of levels that occur count. */
final class PlaceReader {

  private record AreaCells(String level, String number, String code, String name) {}

  private final Columns columns;
  private final Layout layout;
  private final Areas areas;
  private final Map<AreaCells, Area> known = new HashMap<>();

  PlaceReader(Columns columns, Layout layout, Areas areas) {
    this.columns = columns;
    this.layout = layout;
    this.areas = areas;
  }

  Place of(long line, @Nullable String[] cells) {
    AreaCells of = layout.number() == null ? byLevel(line, cells) : byNumber(cells);
    Area area = known.computeIfAbsent(of, key -> area(line, key));
    return new Place(area, cell(cells, layout.time()));
  }

  private AreaCells byNumber(@Nullable String[] cells) {
    return new AreaCells("", cell(cells, Objects.requireNonNull(layout.number())), "", "");
  }

  private AreaCells byLevel(long line, @Nullable String[] cells) {
    String level = cell(cells, Objects.requireNonNull(layout.level()));
    Layout.Level its = layout.levels().get(level);
    if (its == null) {
      throw Breach.of(
          columns.file(),
          "line %d has the unknown level '%s'; %s"
              .formatted(line, level, Nearest.of(List.of(level), layout.levels().keySet())),
          Layout.FILE);
    }
    return new AreaCells(
        level,
        its.authority() == null ? "" : cell(cells, its.authority()),
        cell(cells, its.code()),
        cell(cells, its.name()));
  }

  private Area area(long line, AreaCells cells) {
    if (layout.number() != null) {
      return areas
          .region(cells.number())
          .or(() -> areas.authority(layout.authorityLevel(), cells.number()))
          .orElseThrow(() -> unknown(line, cells.number()));
    }
    Area asWritten = new Area(cells.level(), cells.code(), cells.name());
    boolean hasNumber =
        Objects.requireNonNull(layout.levels().get(cells.level())).authority() != null;
    if (!hasNumber || areas.isJoint(cells.number())) {
      return asWritten;
    }
    Optional<Area> authority = areas.authority(cells.level(), cells.number());
    return authority.orElseThrow(() -> unknown(line, cells.number()));
  }

  private KithException unknown(long line, String number) {
    return Breach.of(
        columns.file(),
        "line %d is about the authority or region '%s', which is not known".formatted(line, number),
        "authorities.csv");
  }

  private String cell(@Nullable String[] cells, String column) {
    return Objects.requireNonNullElse(cells[columns.position(column)], "").strip();
  }
}

package kith.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import kith.project.KithException;
import kith.project.Yaml;
import kith.source.folder.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * A model of statistical neighbours as published: one row per authority, with its neighbours side
 * by side. A file of {@code conf/benchmarks/neighbours}.
 *
 * @param name the file's name without its ending
 * @param year the year of the model
 * @param files names of the publisher's file, without ending
 * @param authority the column of the authority's number
 * @param neighbour the column of a neighbour's number, with "{rank}" for its rank
 * @param closeness the column that says how close it is; where all are called the same, each
 *     follows its neighbour's
 * @param otherColumns further columns that are not read
 */
record NeighbourModel(
    String name,
    int year,
    List<String> files,
    String authority,
    String neighbour,
    String closeness,
    int neighbours,
    String level,
    List<String> otherColumns) {

  static final String FOLDER = "neighbours";

  private static final String RANK = "{rank}";

  /** A row of {@code statistical_neighbours}. */
  record Neighbour(
      int year,
      String number,
      Area authority,
      int rank,
      String neighbourNumber,
      Area neighbour,
      String closeness) {}

  static List<NeighbourModel> readAll(Path benchmarks) {
    Path folder = benchmarks.resolve(FOLDER);
    return Yaml.names(folder).stream()
        .map(name -> of(name, Yaml.read(folder.resolve(name + ".yaml"))))
        .toList();
  }

  private static NeighbourModel of(String name, JsonNode node) {
    return new NeighbourModel(
        name,
        node.path("model_year").asInt(),
        Yaml.texts(node.path("files")),
        node.path("authority").asText(),
        node.path("neighbour").asText(),
        node.path("closeness").asText(),
        node.path("neighbours").asInt(),
        node.path("level").asText(),
        Yaml.texts(node.path("other_columns")));
  }

  boolean isNamed(String stem) {
    return files.stream().anyMatch(name -> Mapping.matches(name, stem));
  }

  private String file() {
    return FOLDER + "/" + name + ".yaml";
  }

  /** The neighbours in a file of the model. */
  List<Neighbour> read(PlainFile file, Areas areas) {
    Columns columns = Columns.of(file, file());
    int own = columns.position(authority);
    List<Integer> positions = new ArrayList<>();
    List<Integer> closenesses = new ArrayList<>();
    Set<String> known = new TreeSet<>(otherColumns);
    known.add(authority);
    for (int rank = 1; rank <= neighbours; rank++) {
      String name = neighbour.replace(RANK, String.valueOf(rank));
      int position = columns.position(name);
      positions.add(position);
      closenesses.add(closeness(columns, rank, position));
      known.add(name);
      known.add(closeness.replace(RANK, String.valueOf(rank)));
    }
    columns.requireKnown(known);
    List<Neighbour> found = new ArrayList<>();
    file.forEach(
        (line, cells) -> {
          String number = cell(cells, own);
          if (number.isEmpty()) {
            // A heading between two groups of authorities.
            return;
          }
          Area area = area(file, line, number, areas);
          for (int rank = 1; rank <= neighbours; rank++) {
            String other = cell(cells, positions.get(rank - 1));
            found.add(
                new Neighbour(
                    year,
                    number,
                    area,
                    rank,
                    other,
                    area(file, line, other, areas),
                    cell(cells, closenesses.get(rank - 1))));
          }
        });
    return found;
  }

  private int closeness(Columns columns, int rank, int neighbourAt) {
    if (closeness.contains(RANK)) {
      return columns.position(closeness.replace(RANK, String.valueOf(rank)));
    }
    int next = neighbourAt + 1;
    if (next >= columns.names().size() || !columns.names().get(next).equals(closeness)) {
      throw Breach.of(
          columns.file(),
          "its column '%s' is not followed by '%s'"
              .formatted(columns.names().get(neighbourAt), closeness),
          file());
    }
    return next;
  }

  private Area area(PlainFile file, long line, String number, Areas areas) {
    return areas.authority(level, number).orElseThrow(() -> unknown(file, line, number));
  }

  private static KithException unknown(PlainFile file, long line, String number) {
    return Breach.of(
        file.name(),
        "line %d names the authority '%s', which is not known".formatted(line, number),
        "authorities.csv");
  }

  private static String cell(@Nullable String[] cells, int position) {
    return Objects.requireNonNullElse(cells[position], "").strip();
  }
}

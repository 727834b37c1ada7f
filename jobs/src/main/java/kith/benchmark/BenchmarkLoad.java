package kith.benchmark;

import static kith.source.CodeLists.filled;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import kith.benchmark.Loaded.ReadFile;
import kith.benchmark.NeighbourModel.Neighbour;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.folder.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the publishers' files of a folder and writes the folder that the source {@code benchmark}
 * is read from: all series, authorities, regions and England, one row per edition that has the
 * figure. Means of neighbours are not written: no publisher gives them.
 */
public final class BenchmarkLoad {

  private final Areas areas;
  private final Figures figures;
  private final Editions editions;
  private final List<Mapping> mappings;
  private final List<NeighbourModel> models;
  private final Map<String, String> whyNotRead;

  private final List<SeriesRow> rows = new ArrayList<>();
  private final List<Neighbour> neighbours = new ArrayList<>();
  private final List<ReadFile> read = new ArrayList<>();
  private final List<String> notRead = new ArrayList<>();
  private final Map<String, PlainFile> files = new HashMap<>();
  private long tooEarly;

  /** Reads what the project knows of publishers. */
  public BenchmarkLoad(Project project) {
    Path folder = project.conf().resolve("benchmarks");
    this.areas = new Areas(folder);
    this.figures = new Figures(folder);
    this.editions = new Editions(folder);
    this.mappings = MappingFile.readAll(folder);
    this.models = NeighbourModel.readAll(folder);
    this.whyNotRead =
        CodeLists.read(folder.resolve("not_read.csv")).stream()
            .collect(Collectors.toMap(row -> filled(row, "file"), row -> filled(row, "why")));
  }

  /**
   * Loads one folder into another.
   *
   * @param today the day of loading of the rows that the other does not have yet, as they are
   */
  public Loaded load(Path from, Path to, LocalDate today) throws IOException {
    try (Downloads downloads = Downloads.in(from)) {
      downloads.files().forEach(this::add);
      downloads.others().forEach(name -> notRead.add(name + ": not a CSV, Parquet or ZIP file"));
    }
    if (read.isEmpty()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "No mapping knows a file of " + from.getFileName() + ".",
          "Nothing was written.",
          "Name the folder with the publishers' files; docs/benchmarks.md lists them.");
    }
    List<SeriesRow> kept = withoutRepeated();
    requireOnce(kept);
    kept.sort(SeriesRow.ORDER);
    new SeriesFolder(to).write(kept, neighbours, today);
    Set<String> authorities = areas.authoritiesOn(today);
    return new Loaded(
        read,
        notRead,
        kept.size(),
        neighbours.size(),
        held(kept, authorities),
        authorities.size(),
        kept.stream().map(row -> row.area().code()).distinct().count(),
        tooEarly,
        rows.size() - kept.size());
  }

  private static Map<String, Long> held(List<SeriesRow> rows, Set<String> authorities) {
    Map<String, Set<String>> areas = new TreeMap<>();
    rows.forEach(
        row -> areas.computeIfAbsent(row.kpi(), key -> new HashSet<>()).add(row.area().code()));
    Map<String, Long> held = new TreeMap<>();
    areas.forEach(
        (series, codes) -> held.put(series, codes.stream().filter(authorities::contains).count()));
    return held;
  }

  private void add(PlainFile file) {
    String stem = Downloads.stem(file.name());
    Optional<NeighbourModel> model = models.stream().filter(one -> one.isNamed(stem)).findFirst();
    if (model.isPresent()) {
      addModel(file, model.get());
      return;
    }
    Optional<Mapping> named = mappings.stream().filter(one -> one.isNamed(stem)).findFirst();
    if (named.isPresent()) {
      addSeries(file, named.get());
      return;
    }
    Optional<String> why = whyNotRead(stem);
    if (why.isPresent()) {
      notRead.add(file.name() + ": " + why.get());
      return;
    }
    List<String> columns = file.columns();
    List<Mapping> fitting = mappings.stream().filter(one -> one.fits(columns)).toList();
    if (fitting.size() == 1) {
      addSeries(file, fitting.get(0));
    } else {
      notRead.add(
          file.name()
              + (fitting.isEmpty()
                  ? ": no mapping knows its name or columns"
                  : ": no mapping knows its name, and its columns are those of "
                      + fitting.stream().map(Mapping::name).collect(Collectors.joining(", "))));
    }
  }

  /** Why no series comes from a file that releases hold; empty for a file that is not listed. */
  Optional<String> whyNotRead(String stem) {
    return whyNotRead.entrySet().stream()
        .filter(listed -> Mapping.matches(listed.getKey(), stem))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private void addModel(PlainFile file, NeighbourModel model) {
    if (isFirst(file, "the neighbour model " + model.year())) {
      List<Neighbour> found = model.read(file, areas);
      neighbours.addAll(found);
      read.add(new ReadFile(file.name(), model.name(), "model " + model.year(), found.size()));
    }
  }

  private void addSeries(PlainFile file, Mapping mapping) {
    PublishedTable table = TableReader.read(file, mapping, areas, figures);
    SeriesReader.Found found = new SeriesReader(file, mapping, editions).of(table);
    String edition = found.edition().name();
    if (isFirst(file, mapping.name() + " of edition " + edition)) {
      rows.addAll(found.rows());
      tooEarly += found.tooEarly();
      read.add(new ReadFile(file.name(), mapping.name(), edition, found.rows().size()));
    }
  }

  /** False for a second copy of a file; another file of the same content is refused. */
  private boolean isFirst(PlainFile file, String what) {
    PlainFile other = files.putIfAbsent(what, file);
    if (other == null) {
      return true;
    }
    if (!sameContent(file, other)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "%s and %s are both %s, with different content."
              .formatted(other.name(), file.name(), what),
          "Nothing was written.",
          "Keep the one that is right. Where the publisher revised an edition, give the revision a"
              + " line in conf/benchmarks/"
              + Editions.FILE
              + " and put each file into a folder named after its edition.");
    }
    notRead.add(file.name() + ": a copy of " + other.name());
    return false;
  }

  private static boolean sameContent(PlainFile one, PlainFile other) {
    try {
      return Files.mismatch(one.path(), other.path()) < 0;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Leaves out what a republication says of an area and a period that another file has, unless it
   * has another figure and republishes an edition later than those held.
   */
  private List<SeriesRow> withoutRepeated() {
    record Gap(String kpi, String areaCode, LocalDate periodEnd) {
      static Gap of(SeriesRow row) {
        return new Gap(row.kpi(), row.area().code(), row.periodEnd());
      }
    }
    Map<Gap, SeriesRow> newest =
        rows.stream()
            .filter(row -> !row.fillsGap())
            .collect(
                Collectors.toMap(
                    Gap::of,
                    row -> row,
                    BinaryOperator.maxBy(
                        Comparator.comparing(row -> row.edition().publishedOn()))));
    return rows.stream()
        .filter(row -> !row.fillsGap() || addsTo(newest.get(Gap.of(row)), row))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private boolean addsTo(@Nullable SeriesRow held, SeriesRow republished) {
    return held == null
        || (republished.value() != null
            && !republished.value().equals(held.value())
            && editions.hasLater(held.edition(), republished.edition().publishedOn()));
  }

  private static void requireOnce(List<SeriesRow> rows) {
    Set<SeriesRow.Key> keys = new HashSet<>();
    for (SeriesRow row : rows) {
      if (!keys.add(row.key())) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "Two files give %s for %s in edition %s."
                .formatted(row.kpi(), row.periodEnd(), row.edition().name()),
            "Nothing was written.",
            "Keep one of them in the folder, then run the same command again.");
      }
    }
  }
}

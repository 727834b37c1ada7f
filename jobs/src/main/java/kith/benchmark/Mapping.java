package kith.benchmark;

import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the columns and labels of a publisher's file mean: a file of {@code
 * conf/benchmarks/datasets}.
 *
 * @param name the dataset: the file's name without its ending
 * @param publication whose editions it belongs to
 * @param files names of the publisher's file over the editions, without ending; {@code *} stands
 *     for anything
 * @param extracts names of the same file cut down to some areas
 * @param fillsGaps true for a republication, whose figures count only where no other file has one
 * @param measures columns with figures
 * @param filters columns with labels
 * @param otherColumns further columns that are not read
 */
record Mapping(
    String name,
    String publication,
    Layout layout,
    @Nullable Layout extractLayout,
    List<String> files,
    List<String> extracts,
    boolean fillsGaps,
    Map<String, Measure> measures,
    Map<String, Filter> filters,
    List<String> otherColumns,
    List<Series> series) {

  /**
   * A column with figures.
   *
   * @param columns its name over the editions
   * @param isDuration true for years and months
   */
  record Measure(List<String> columns, boolean isDuration) {}

  /**
   * A column with labels.
   *
   * @param columns its name over the editions
   * @param labels the project's name of a label, and its wordings over the editions
   * @param others labels that no series needs
   * @param mayHaveMore true where further labels change nothing
   */
  record Filter(
      List<String> columns,
      Map<String, List<String>> labels,
      List<String> others,
      boolean mayHaveMore) {

    /** Every label that the mapping knows. */
    List<String> known() {
      return Stream.concat(labels.values().stream().flatMap(List::stream), others.stream())
          .toList();
    }
  }

  /**
   * A series of figures.
   *
   * @param kpi what the series is called
   * @param where the labels of its row, by filter
   * @param periodEnd the last day of its periods, in the year that the file gives
   * @param firstPublishedIn the publication in which its figures come out first
   */
  record Series(
      String kpi,
      String unit,
      Map<String, String> where,
      @Nullable Term numerator,
      @Nullable Term denominator,
      Term value,
      MonthDay periodEnd,
      String firstPublishedIn) {}

  /** Where the mapping is, below {@code conf/benchmarks}. */
  String file() {
    return MappingFile.FOLDER + "/" + name + ".yaml";
  }

  /** Whether a file's name, without its ending, is one of the dataset's. */
  boolean isNamed(String stem) {
    return Stream.concat(files.stream(), extracts.stream()).anyMatch(name -> matches(name, stem));
  }

  /** The layout of a file with this name. */
  Layout layoutOf(String stem) {
    return extractLayout != null && extracts.stream().anyMatch(name -> matches(name, stem))
        ? extractLayout
        : layout;
  }

  /** Every column that a file with this name may have. */
  Set<String> columnsOf(String stem) {
    return Stream.of(
            layoutOf(stem).columns(),
            measures.values().stream().flatMap(measure -> measure.columns().stream()),
            filters.values().stream().flatMap(filter -> filter.columns().stream()),
            otherColumns.stream())
        .flatMap(columns -> columns)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a file with these columns could be the dataset's, whatever its name. */
  boolean fits(List<String> columns) {
    return columns.contains(layout.time())
        && Stream.concat(
                measures.values().stream().map(Measure::columns),
                filters.values().stream().map(Filter::columns))
            .allMatch(names -> names.stream().anyMatch(columns::contains));
  }

  static boolean matches(String name, String stem) {
    String pattern = Pattern.quote(name.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q");
    return stem.toLowerCase(Locale.ROOT).matches(pattern);
  }
}

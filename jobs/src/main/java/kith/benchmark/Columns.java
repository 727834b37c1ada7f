package kith.benchmark;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import kith.project.KithException;
import kith.project.Nearest;
import kith.source.folder.PlainFile;

/**
 * The columns of a publisher's file, found by name and never by position: publishers change their
 * order.
 *
 * @param file what messages call the file
 * @param mapping the file of {@code conf/benchmarks} that names the columns
 */
record Columns(String file, String mapping, List<String> names) {

  static Columns of(PlainFile file, String mapping) {
    return new Columns(file.name(), mapping, file.columns());
  }

  /** Where the first of some alternatives is; a file that has none of them is broken. */
  int position(List<String> alternatives) {
    return find(alternatives).orElseThrow(() -> missing(alternatives));
  }

  int position(String name) {
    return position(List.of(name));
  }

  /** A column that stands twice is refused: which of the two is meant is not known. */
  Optional<Integer> find(List<String> alternatives) {
    Optional<String> found = alternatives.stream().filter(names::contains).findFirst();
    if (found.isPresent() && Collections.frequency(names, found.get()) > 1) {
      throw Breach.of(file, "it has the column '" + found.get() + "' twice", mapping);
    }
    return found.map(names::indexOf);
  }

  /**
   * A column that nobody named may split rows that were one: its meaning has to be said first.
   * Lines that end with a comma have a column without a name.
   */
  void requireKnown(Collection<String> known) {
    for (String name : names) {
      if (!name.isBlank() && !known.contains(name)) {
        throw Breach.of(
            file,
            "it has a column that no mapping knows, '%s'; %s; if the figures are read without it, add it to other_columns"
                .formatted(name, Nearest.of(List.of(name), known)),
            mapping);
      }
    }
  }

  private KithException missing(List<String> alternatives) {
    return Breach.of(
        file,
        "it has no column " + Breach.words(alternatives) + "; " + Nearest.of(alternatives, names),
        mapping);
  }
}

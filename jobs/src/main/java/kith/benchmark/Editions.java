package kith.benchmark;

import static kith.source.CodeLists.filled;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.CodeLists;

/**
 * The editions of the publications and the days they came out, from {@code editions.csv}. A file
 * does not say which edition it is of: its newest period does.
 */
final class Editions {

  static final String FILE = "editions.csv";

  private final List<Edition> editions;
  private final Set<String> chosen;

  /**
   * Reads the list of a folder.
   *
   * @param chosen editions that the caller names, for publications of which several editions have
   *     the same newest period
   */
  Editions(Path folder, Set<String> chosen) {
    this.editions =
        CodeLists.read(folder.resolve(FILE)).stream()
            .map(
                row -> {
                  String first = row.get("first_new_period");
                  return new Edition(
                      filled(row, "edition"),
                      filled(row, "publication"),
                      first == null ? null : LocalDate.parse(first),
                      LocalDate.parse(filled(row, "newest_period")),
                      LocalDate.parse(filled(row, "published_on")));
                })
            .toList();
    this.chosen = chosen;
    Set<String> names = editions.stream().map(Edition::name).collect(Collectors.toSet());
    chosen.stream()
        .filter(name -> !names.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new KithException(
                  ExitCode.WRONG_USAGE,
                  "There is no edition "
                      + name
                      + " in conf/benchmarks/"
                      + FILE
                      + "; "
                      + Breach.nearest(List.of(name), names)
                      + ".",
                  "Nothing was written.",
                  "Name another edition, or add a line for it.");
            });
  }

  /** The edition of a file, by the last day of its newest period. */
  Edition of(String file, String publication, LocalDate newest) {
    List<Edition> found =
        editions.stream()
            .filter(edition -> edition.publication().equals(publication))
            .filter(edition -> edition.newest().equals(newest))
            .toList();
    List<Edition> named = found.stream().filter(one -> chosen.contains(one.name())).toList();
    if (found.size() > 1 && named.size() == 1) {
      return named.get(0);
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new KithException(
        ExitCode.WRONG_USAGE,
        "Cannot tell the edition of %s: %s of %s with %s as its newest period."
            .formatted(
                file,
                found.isEmpty()
                    ? "there is no edition"
                    : found.stream().map(Edition::name).collect(Collectors.joining(" and "))
                        + " are editions",
                publication,
                newest),
        "Nothing was written.",
        found.isEmpty()
            ? "Add a line with the day it came out to conf/benchmarks/" + FILE + "."
            : "Name the one it is with --edition.");
  }

  /** The day the figures of a period first came out; empty where the list does not say. */
  Optional<LocalDate> firstPublished(String publication, LocalDate periodEnd) {
    return editions.stream()
        .filter(edition -> edition.publication().equals(publication) && edition.begins(periodEnd))
        .map(Edition::publishedOn)
        .min(Comparator.naturalOrder());
  }
}

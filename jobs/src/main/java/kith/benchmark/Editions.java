package kith.benchmark;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * The editions of the publications and the days they came out, from {@code editions.csv}. A file
 * does not say which edition it is of: its newest period does. Where several editions have the same
 * newest period, such as one and its revision, the folder or archive that the file is in says it,
 * by an edition's name.
 */
final class Editions {

  static final String FILE = "editions.csv";

  private final List<Edition> editions;

  /** Reads the list of a folder. */
  Editions(Path folder) {
    this.editions = CodeLists.read(folder.resolve(FILE)).stream().map(Editions::edition).toList();
  }

  private static Edition edition(Map<String, @Nullable String> row) {
    return new Edition(
        text(row, "edition"),
        text(row, "publication"),
        row.get("first_new_period") == null ? null : day(row, "first_new_period"),
        day(row, "newest_period"),
        day(row, "published_on"));
  }

  private static LocalDate day(Map<String, @Nullable String> row, String column) {
    String text = text(row, column);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException noDay) {
      throw Breach.ofMapping(
          FILE,
          "%s of %s is '%s', not a date (expected yyyy-mm-dd)"
              .formatted(column, row.get("edition"), text));
    }
  }

  private static String text(Map<String, @Nullable String> row, String column) {
    String text = row.get(column);
    if (text == null) {
      throw Breach.ofMapping(FILE, "a line has no " + column);
    }
    return text;
  }

  /** The edition of a file, by the last day of its newest period. */
  Edition of(String file, String publication, LocalDate newest) {
    List<Edition> found =
        editions.stream()
            .filter(edition -> edition.publication().equals(publication))
            .filter(edition -> edition.newest().equals(newest))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> folders = List.of(file.split("/|\\.zip/"));
    List<Edition> named = found.stream().filter(one -> folders.contains(one.name())).toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    String names = found.stream().map(Edition::name).collect(Collectors.joining(" or "));
    throw new KithException(
        ExitCode.WRONG_USAGE,
        "Cannot tell the edition of %s: %s of %s with %s as its newest period."
            .formatted(
                file,
                found.isEmpty() ? "the list has no edition" : "it could be " + names,
                publication,
                newest),
        "Nothing was written.",
        found.isEmpty()
            ? "Add a line with the day it came out to conf/benchmarks/" + FILE + "."
            : "Put the file into a folder named after its edition.");
  }

  /** The day the figures of a period first came out; empty where the list does not say. */
  Optional<LocalDate> firstPublished(String publication, LocalDate periodEnd) {
    return editions.stream()
        .filter(edition -> edition.publication().equals(publication) && edition.begins(periodEnd))
        .map(Edition::publishedOn)
        .min(Comparator.naturalOrder());
  }

  /** Whether the publication had a later edition than this one by a day. */
  boolean hasLater(Edition edition, LocalDate by) {
    return editions.stream()
        .filter(other -> other.publication().equals(edition.publication()))
        .map(Edition::publishedOn)
        .anyMatch(day -> day.isAfter(edition.publishedOn()) && !day.isAfter(by));
  }
}

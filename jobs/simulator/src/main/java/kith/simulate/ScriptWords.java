package kith.simulate;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words that scripts write, and the codes that they know. They are in {@code scripts.txt}. */
final class ScriptWords {

  private static final Map<String, List<String>> SECTIONS = Resource.sections("scripts.txt");

  private ScriptWords() {}

  /** The lines of a section, each a text of its own. */
  static Set<String> texts(String section) {
    return Set.copyOf(lines(section));
  }

  /** The codes of a section, which have blanks between them. */
  static Set<String> codes(String section) {
    return lines(section).stream()
        .flatMap(line -> Stream.of(line.split(" ")))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What is written for each text. */
  static Map<String, String> words(String section) {
    return mapped(section, words -> words);
  }

  /** Several wordings of each text, of which any may be written. */
  static Map<String, List<String>> choices(String section) {
    return mapped(section, words -> List.of(words.split(" \\| ")));
  }

  private static <T> Map<String, T> mapped(String section, Function<String, T> read) {
    return lines(section).stream()
        .map(line -> line.split(" = ", 2))
        .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> read.apply(parts[1])));
  }

  private static List<String> lines(String section) {
    return Objects.requireNonNull(SECTIONS.get(section));
  }
}

package kith.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.project.Project;

/** The commands that README.md and the pages of docs/ show as examples. */
public final class Pages {

  private static final String COMMAND = "jobs/bin/kith ";

  /** A word of a command line, quoted or not; a comment ends the line. */
  private static final Pattern WORD = Pattern.compile("#.*|\"([^\"]*)\"|(\\S+)");

  private Pages() {}

  /** The arguments of every example. */
  public static List<String[]> examples() {
    Path root = Project.home().root();
    try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      List<Path> pages = new ArrayList<>(List.of(root.resolve("README.md")));
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
      List<String[]> examples = new ArrayList<>();
      for (Path page : pages) {
        examples.addAll(examples(page));
      }
      return examples;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** The arguments of the examples of README.md. */
  public static List<String[]> ofReadme() {
    try {
      return examples(Project.home().root().resolve("README.md"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<String[]> examples(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith(COMMAND))
        .map(line -> arguments(line.substring(COMMAND.length())))
        .toList();
  }

  private static String[] arguments(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find() && !word.group().startsWith("#")) {
      words.add(word.group(1) == null ? word.group() : word.group(1));
    }
    return words.toArray(String[]::new);
  }
}

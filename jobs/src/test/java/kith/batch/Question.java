package kith.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;

/**
 * One example of {@code sql/examples}: a query that begins with comments. The first line of them is
 * the question, the others say how to read the answer.
 *
 * @param file the query, in the folder of its subject
 * @param asked the question, one sentence
 * @param reading how to read the answer, as one text
 * @param sql the whole file
 */
record Question(Path file, String asked, String reading, String sql) {

  private static final String COMMENT = "-- ";

  /** Every example of the project, by subject and name. */
  static List<Question> all() {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted()
          .map(Question::read)
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Path folder() {
    return Project.home().sql().resolve("examples");
  }

  private static Question read(Path file) {
    String sql = text(file);
    List<String> comments =
        sql.lines()
            .takeWhile(line -> line.startsWith(COMMENT))
            .map(line -> line.substring(COMMENT.length()).strip())
            .toList();
    String asked = comments.isEmpty() ? "" : comments.get(0);
    return new Question(
        file, asked, comments.stream().skip(1).collect(Collectors.joining(" ")), sql);
  }

  /** Subject and name, such as {@code homes/moves_by_reason}. */
  String name() {
    String path = folder().relativize(file).toString();
    return path.substring(0, path.length() - ".sql".length());
  }

  /** The words of its folder, as a heading. */
  String subject() {
    String words = file.getParent().getFileName().toString().replace('_', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** The answer of the demo, beside the query. */
  Path answer() {
    return folder().resolve(name() + ".answer.csv");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

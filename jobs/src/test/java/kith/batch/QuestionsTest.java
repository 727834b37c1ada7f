package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.Project;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The demo answers every example of {@code sql/examples} as the file beside it says. */
@Tag("long")
@Tag("part-3")
class QuestionsTest {

  /** The demo has the files of all systems, and six years of them. */
  private static final Set<String> WITHOUT_ROWS = Set.of("figures/figures_that_cannot_be_given");

  private static Answers demo;

  @BeforeAll
  static void theDemo() {
    demo = new Answers(TheDemo.made());
  }

  static Stream<String> names() {
    return Question.all().stream().map(Question::name);
  }

  private static Question named(String name) {
    return Question.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aQuestionHasTheAnswerBesideIt(String name) {
    Question question = named(name);
    Dataset<Row> answer = demo.rows(question.sql());
    String found = Answers.table(answer);
    Path kept = keep(question, found);

    assertThat(answer.columns())
        .as("an example counts: it shows no key and no record of a child")
        .noneMatch(column -> column.matches(".*(_key|_id|_rows|_urn|_number)"));
    assertThat(found.lines().count() > 1)
        .as("rows and a line of names")
        .isEqualTo(!WITHOUT_ROWS.contains(name));
    assertThat(question.answer())
        .as("read the answer in %s, then keep it beside the example", kept)
        .exists();
    assertThat(found)
        .as("%s; if the new answer is right, copy it from %s", question.asked(), kept)
        .isEqualTo(Question.text(question.answer()));
  }

  /** Each answer is left below {@code target}, so that a changed one can be read and copied. */
  private static Path keep(Question question, String found) {
    Path file =
        Project.home()
            .root()
            .resolve("jobs/target/answers")
            .resolve(question.name() + ".answer.csv");
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, found);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

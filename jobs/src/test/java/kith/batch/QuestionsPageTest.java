package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import kith.project.Project;
import org.junit.jupiter.api.Test;

/** What the examples of {@code sql/examples} ask, and the page that lists them. */
class QuestionsPageTest {

  private static final String HEAD =
      """
      # Questions that are asked

      Made from the comments of the queries in `sql/examples`; a test fails when it is out of date. Each is run as

      ```
      jobs/bin/kith sql -f sql/examples/figures/figures_against_target.sql     # with --env demo: on the demo's lake
      ```

      and answers for the latest night that is published, so that no date has to be changed. Copy one that is near to your question and change it.
      They use the [views](dictionary.md) that reports may rely on: a column of a view is not dropped, renamed or changed without a new major version
      (`sql/views/released.yaml`). Where a KPI counts the same, the query gives the KPI's number; the tests hold it to that.

      The answers are exact, for those who may read the marts: small numbers are not hidden, so do not pass them on outside the council.
      The file beside each query (`.answer.csv`) is what the demo answers.
      """;

  /** Their rows are days, and a day before the history has none; or a day to look at. */
  private static final Set<String> ONLY_DAYS_HELD =
      Set.of(
          "children/unaccompanied_children",
          "missing/missing_by_age_and_sex",
          "workers/caseload_on_any_day");

  @Test
  void everyExampleAsksOneQuestionAndSaysHowToReadTheAnswer() {
    List<Question> all = Question.all();

    assertThat(all)
        .hasSizeGreaterThanOrEqualTo(30)
        .allSatisfy(
            question -> {
              assertThat(question.asked()).as(question.name()).matches("[A-Z][^?]*\\?");
              assertThat(question.reading()).as(question.name()).matches("[A-Z0-9].*\\.");
              // Rows of the same rank could otherwise come in any order.
              assertThat(question.sql()).as(question.name()).contains("\norder by");
            });
    assertThat(all).extracting(Question::asked).doesNotHaveDuplicates();
  }

  /** A figure that the records held do not reach back for says so, in every answer. */
  @Test
  void anExampleThatLooksBackSaysWhetherTheHistoryIsHeld() {
    assertThat(Question.all())
        .filteredOn(question -> question.sql().matches("(?s).*(kpi_trend|add_months|-12|-24).*"))
        .filteredOn(question -> !ONLY_DAYS_HELD.contains(question.name()))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            question ->
                assertThat(question.sql())
                    .as(question.name())
                    .containsPattern("status\\b|has_full_history|is_year_before_held"));
  }

  /** A date would make an example a question about the past. */
  @Test
  void noExampleNamesADate() {
    assertThat(Question.all())
        .allSatisfy(
            question ->
                assertThat(question.sql()).as(question.name()).doesNotContainPattern("20\\d\\d-"));
  }

  @Test
  void thePageListsEveryQuestionBySubject() throws IOException {
    Path made = Files.writeString(folder().resolve("questions.md"), page());

    assertThat(Question.text(Project.home().root().resolve("docs/questions.md")))
        .as("copy %s to docs/questions.md", made)
        .isEqualTo(page());
  }

  private static Path folder() throws IOException {
    return Files.createDirectories(Project.home().root().resolve("jobs/target/answers"));
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    String subject = "";
    for (Question question : Question.all()) {
      if (!question.subject().equals(subject)) {
        subject = question.subject();
        page.append(
            "\n## %s\n\n| question | how to read the answer | query |\n| --- | --- | --- |\n"
                .formatted(subject));
      }
      String name = question.file().getFileName().toString().replace(".sql", "");
      page.append(
          "| %s | %s | [%s](../sql/examples/%s.sql) |\n"
              .formatted(cell(question.asked()), cell(question.reading()), name, question.name()));
    }
    return page.toString();
  }

  /** A pipe would end the cell. */
  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}

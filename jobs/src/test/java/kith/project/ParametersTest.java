package kith.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParametersTest {

  @TempDir private Path folder;

  private Parameters read(String text) throws IOException {
    return Parameters.read(Files.writeString(folder.resolve("parameters.yaml"), text));
  }

  private static final String LIMITS =
      """
      limit:
        - {value: 25}
        - {from: 2026-04-01, value: 20}
        - {from: 2027-04-01, value: 18}
      """;

  @Test
  void onePlainValueAppliesOnEveryDay() throws IOException {
    Parameters parameters = read("limit: 25\nroles: [CW, AW]\nshare: 0.01\n");

    assertThat(parameters.integer("limit")).isEqualTo(25);
    assertThat(parameters.at(LocalDate.of(1990, 1, 1)).integer("limit")).isEqualTo(25);
    assertThat(parameters.texts("roles")).containsExactly("CW", "AW");
    assertThat(parameters.sql("limit", "as_at")).isEqualTo("25");
    assertThat(parameters.sql("share", "as_at")).isEqualTo("0.01");
    assertThat(parameters.described("limit")).isEqualTo("25");
    assertThat(parameters.described("roles")).isEqualTo("CW, AW");
  }

  @ParameterizedTest
  @CsvSource({
    "1990-01-01, 25",
    "2026-03-31, 25",
    "2026-04-01, 20",
    "2027-03-31, 20",
    "2027-04-01, 18",
    "2040-01-01, 18"
  })
  void aDatedValueAppliesFromItsDayUntilTheNext(LocalDate day, int value) throws IOException {
    assertThat(read(LIMITS).at(day).integer("limit")).isEqualTo(value);
  }

  @Test
  void inSqlEachRowHasTheValueOfItsDay() throws IOException {
    assertThat(read(LIMITS).sql("limit", "as_at"))
        .isEqualTo(
            "(case when as_at >= date'2027-04-01' then 18"
                + " when as_at >= date'2026-04-01' then 20 else 25 end)");
    assertThat(
            read("word: {}\noperator: [{value: at_most}, {from: 2026-04-01, value: \"o'clock\"}]")
                .sql("operator", "as_at"))
        .isEqualTo("(case when as_at >= date'2026-04-01' then 'o\\'clock' else 'at_most' end)");
  }

  @Test
  void allValuesAreInTheDescription() throws IOException {
    assertThat(read(LIMITS).described("limit"))
        .isEqualTo("25; 20 from 2026-04-01; 18 from 2027-04-01");
  }

  @Test
  void whereNoDaySaysWhichAValueWithSeveralIsRefused() throws IOException {
    Parameters parameters = read(LIMITS);

    assertThatThrownBy(() -> parameters.integer("limit"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("limit")
        .hasMessageContaining("several values");
    assertThat(parameters.scalars()).isEmpty();
    assertThat(parameters.at(LocalDate.of(2026, 4, 1)).scalars()).containsEntry("limit", 20);
  }

  @Test
  void aListThatIsMalformedIsRefusedByName() {
    for (String list :
        List.of(
            "[{from: 2026-04-01, value: 20}]",
            "[{value: 25}, {value: 20}]",
            "[{value: 25}, {from: 2027-04-01, value: 20}, {from: 2026-04-01, value: 18}]",
            "[{value: 25}, {from: 2026-04-01, value: 20}, {from: 2026-04-01, value: 18}]",
            "[{value: 25}, {from: 1.4.2026, value: 20}]",
            "[{value: 25}, {from: 2026-04-01}]",
            "[{value: 25}, {since: 2026-04-01, value: 20}]",
            "[{value: 25}, 20]")) {
      assertThatThrownBy(() -> read("limit: " + list))
          .as(list)
          .isInstanceOf(KithException.class)
          .hasMessageContaining("Parameter limit in conf/parameters.yaml");
    }
  }

  @Test
  void aParameterThatIsMissingIsNamed() throws IOException {
    Parameters parameters = read("limit: 25\n");

    assertThatThrownBy(() -> parameters.sql("other", "as_at"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("other is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "suppression_threshold: 0, is not a whole number of at least 1",
    "suppression_threshold: five, is not a whole number of at least 1",
    "x1_gap_days: -1, is not a whole number of at least 0",
    "insufficient_history_share: 1.5, is not a number of at least 0 and at most 1",
    "'care_plan_months: [{value: 6}, {from: 2026-04-01, value: six}]', is not a whole number",
    "neighbour_figure: average, 'is none of: mean, median, weighted'",
    "published_breakdowns_month: 4, 'is none of: 0, 3, 6, 9, 12'",
    "birthday_of_29_february: 2 March, 'is none of: 1 March, 28 February'"
  })
  void aValueThatAParameterCannotHaveIsRefused(String line, String problem) throws IOException {
    Files.createDirectories(folder.resolve("conf"));
    Files.writeString(folder.resolve("conf").resolve("parameters.yaml"), line + "\n");

    assertThatThrownBy(() -> Parameters.of(new Project(folder)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
              assertThat(failure.getMessage()).contains(line.split(":")[0], problem);
            });
  }

  @Test
  void everyParameterOfTheProjectHasItsLimits() {
    Set<String> roles = Set.of("caseload_roles", "main_worker_roles");

    assertThat(Yaml.read(Project.home().conf().resolve("parameters.yaml")).properties())
        .extracting(Map.Entry::getKey)
        .filteredOn(name -> !roles.contains(name))
        .allMatch(name -> Yaml.builtIn("kith-parameters.yaml").has(name));
  }
}

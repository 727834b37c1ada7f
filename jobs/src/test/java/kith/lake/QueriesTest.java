package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kith.lake.TinyLake.Answer;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.SqlFunctions;
import kith.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import scala.Option;

/** Queries that analysts ask are answered. */
class QueriesTest {

  @TempDir private static Path folder;
  private static PublishedTables tables;

  @BeforeAll
  static void makeLake() {
    tables = new TinyLake(folder).open();
  }

  static Stream<String> queries() throws IOException {
    Path file = Project.home().root().resolve("jobs/src/test/resources/kith/lake/queries.sql");
    return Statements.of(Files.readString(file)).stream();
  }

  @ParameterizedTest
  @MethodSource("queries")
  void aQueryIsAnswered(String query) {
    List<Row> rows = tables.query(query).collectAsList();

    assertThat(rows).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          select count(*) from kpi_quarterly where breakdown is null                       | 4
          with child_identity as (select 2 as own) select own from child_identity          | 2
          with kpi_quarterly as (select 'own' as kpi) select * from kpi_quarterly          | own
          select age_on(birth_month, date'2026-03-31') from dim_child where child_key = 12 | 15
          select nights from placement_nights where child_key = 12                         | 398
          with placement_nights as (select 3 as own) select own from placement_nights      | 3
          with Own as (select count(*) as n from kpi_quarterly) select n from OWN          | 5
          with recursive own as (select 1 as n union all select n + 1 from own where n < 3) select max(n) from own | 3
          """)
  void anAnswerIsRight(String query, String answer) {
    assertThat(TinyLake.ask(tables, query)).isEqualTo(new Answer(false, answer));
  }

  /**
   * Every function on the list is one of Spark's or Kith's, and Spark's own examples of it get
   * through.
   */
  @Test
  void theExamplesOfEveryAllowedFunctionAreAnswered() {
    Pattern example = Pattern.compile("(?m)^\\s*> (SELECT .*?);$");
    Set<String> unknown = new TreeSet<>();
    Set<String> refused = new TreeSet<>();
    for (String function : QueryRules.read().functions()) {
      Option<ExpressionInfo> known =
          FunctionRegistry$.MODULE$.builtin().lookupFunction(new FunctionIdentifier(function));
      if (known.isEmpty()) {
        unknown.add(function);
        continue;
      }
      example
          .matcher(known.get().getExamples())
          .results()
          .map(found -> found.group(1))
          .filter(query -> isRefused(query))
          .forEach(refused::add);
    }

    assertThat(unknown).containsExactlyElementsOf(new TreeSet<>(SqlFunctions.NAMES));
    assertThat(refused).isEmpty();
  }

  private static boolean isRefused(String query) {
    try {
      return tables.query(query) == null;
    } catch (KithException refused) {
      // An example of a type that Spark itself does not take yet.
      return !refused.happened().contains("[UNSUPPORTED_TIME_TYPE]");
    } catch (RuntimeException failed) {
      // An example of how a function fails.
      return false;
    }
  }

  /** Registering them takes a fifth of the start of a session. */
  @Test
  void theFunctionsOfKithAreRegisteredOnceAQueryNamesOne() {
    PublishedTables asked = new TinyLake(folder.resolve("functions")).open();

    assertThat(hasFunctions(asked.query("select count(*), 'birthday(' from dim_child"))).isFalse();
    assertThat(
            hasFunctions(
                asked.query(
                    "with own as (select Birthday(birth_month, 18) as day from dim_child)"
                        + " select * from own")))
        .isTrue();
  }

  private static boolean hasFunctions(Dataset<Row> rows) {
    return rows.sparkSession().catalog().functionExists("birthday");
  }

  @Test
  void tablesAndColumnsAreTold() {
    assertThat(texts(tables.query("show tables")))
        .containsExactly(
            "marts|family_and_friends",
            "marts|kpi_quarterly",
            "warehouse|dim_child",
            "warehouse|fact_placement",
            "warehouse|placement_nights",
            "warehouse|source_night");
    assertThat(texts(tables.query("SHOW TABLES LIKE '*placement'")))
        .containsExactly("warehouse|fact_placement");
    assertThat(texts(tables.query("describe dim_child")))
        .containsExactly(
            "child_key|bigint|keyed hash of authority and person",
            "sex|string|male, female, indeterminate or unknown",
            "birth_month|date|first day of the birth month; null when unknown");
    assertThat(
            texts(new TinyLake(folder.resolve("raw")).open(Zone.RAW).query("describe ssd_person")))
        .containsExactly("pers_forename|string|null", "business_date|date|null");
    assertThat(texts(tables.query("desc table FACT_PLACEMENT"))).hasSize(9);
    assertThat(texts(tables.query("describe placement_nights")))
        .hasSize(7)
        .contains("placed_on|date|first day");
    assertThat(texts(tables.query("show columns in dim_child")))
        .containsExactly("child_key", "sex", "birth_month");
    assertThat(texts(tables.query("show columns from dim_child"))).hasSize(3);
  }

  private static List<String> texts(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.mkString("|")).toList();
  }

  @Test
  void severalStatementsAreAllCheckedBeforeOneIsRun() {
    assertThat(tables.queries("select 1; -- one; two\nshow tables;\nselect ';'")).hasSize(3);
    assertThatThrownBy(() -> tables.queries("select 1; select 2; drop table kpi_quarterly"))
        .isInstanceOfSatisfying(
            KithException.class,
            refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
        .hasMessageStartingWith("Statement 3: ");
    assertThatThrownBy(() -> tables.queries(" -- nothing\n"))
        .hasMessageStartingWith("There is no statement.");
  }

  @Test
  void aRefusalSaysWhatWasRefused() {
    assertThat(refusal("select reflect('a', 'b')"))
        .startsWith("The function reflect may not be used here.");
    assertThat(refusal("drop table kpi_quarterly")).contains("drop table");
    assertThat(refusal("select * from child_birth"))
        .startsWith("child_birth is in the zone restricted, which has to be asked for with --zone");
    assertThat(refusal("select * from delta.`/somewhere`"))
        .startsWith("Name tables by their plain names");
    assertThat(refusal("select nothing from dim_child"))
        .contains("nothing")
        .doesNotContain("file:");
  }

  private static String refusal(String statement) {
    Answer answer = TinyLake.ask(tables, statement);
    assertThat(answer.refused()).as(statement).isTrue();
    return answer.text();
  }
}

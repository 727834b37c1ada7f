package kith.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.marts.KpiDefinitions;
import kith.project.Parameters;
import kith.project.Project;
import kith.project.Yaml;
import kith.table.ColumnSpec;
import kith.table.TableSpec;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every rule of the project is proved by the cases in its file: rows that break it, rows that keep
 * it, and where it names {@code of} rows that it is not about.
 */
class RuleCasesTest {

  private static final Path QUALITY = Project.home().sql().resolve("quality");
  private static final Set<String> KEYS =
      Set.of(
          "title",
          "table",
          "of",
          "breaks",
          "severity",
          "threshold_percent",
          "threshold_rows",
          "owner",
          "kpis",
          "series_column",
          "needs",
          "any_of",
          "why",
          "cases");
  private static final Set<String> KEYS_OF_CASES =
      Set.of("business_date", "breaks", "keeps", "not_concerned");
  private static Rules rules;

  /** The file of every rule, by the rule's name. */
  private static Map<String, Path> files;

  /** Read in the test, not in a field: an unreadable rule then fails once, with the reason. */
  @BeforeAll
  static void readTheRules() {
    rules = Rules.of(Project.home());
    files =
        files().stream()
            .collect(
                Collectors.toMap(
                    file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""),
                    Function.identity()));
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.walk(QUALITY)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(QUALITY.resolve("views")))
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @TestFactory
  Stream<DynamicNode> everyRuleTellsRowsThatBreakItFromRowsThatDoNot() {
    return rules.all().stream()
        .map(rule -> DynamicTest.dynamicTest(rule.rule(), () -> named(rule)));
  }

  /** Test reports drop the names of generated tests, so the failure message names the rule. */
  private static void named(Rule rule) {
    try {
      checkCases(rule);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(rule.rule() + ": " + failure.getMessage(), failure);
    }
  }

  private static void checkCases(Rule rule) {
    JsonNode definition = Yaml.read(files.get(rule.rule()));
    JsonNode cases = definition.path("cases");
    assertThat(KEYS).as(rule.rule()).containsAll(keys(definition));
    assertThat(KEYS_OF_CASES).as(rule.rule()).containsAll(keys(cases));
    List<Map<String, Object>> rows = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String answer : List.of("breaks", "keeps", "not_concerned")) {
      for (JsonNode row : cases.path(answer)) {
        rows.add(cells(row));
        expected.add(answer);
      }
    }
    assertThat(expected).as(rule.rule()).contains("breaks", "keeps");
    if (!rule.of().equals("true")) {
      assertThat(expected).as(rule.rule() + " names of").contains("not_concerned");
    }

    TestTables.rows(spec(rule.table()), rows).createOrReplaceTempView("rule_case");
    Map<String, Object> arguments = new HashMap<>(Parameters.of(Project.home()).scalars());
    arguments.put("business_date", LocalDate.parse(cases.required("business_date").asText()));
    SparkTest.spark().conf().set("spark.sql.legacy.parameterSubstitution.constantsOnly", "true");
    List<String> found =
        SparkTest.spark()
            .sql(
                """
                select case
                    when not coalesce(%s, false) then 'not_concerned'
                    when coalesce(%s, false) then 'breaks'
                    else 'keeps'
                end
                from rule_case
                """
                    .formatted("(" + rule.of() + ")", "(" + rule.breaks() + ")"),
                arguments)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0))
            .toList();

    assertThat(found).as(rule.rule() + ": " + rows).isEqualTo(expected);
  }

  private static List<String> keys(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static Map<String, Object> cells(JsonNode row) {
    Map<String, Object> cells = new LinkedHashMap<>();
    row.properties()
        .forEach(
            cell -> {
              JsonNode value = cell.getValue();
              cells.put(
                  cell.getKey(),
                  value.isNull() ? null : value.isArray() ? Yaml.texts(value) : value.asText());
            });
    return cells;
  }

  private static TableSpec spec(String table) {
    return rules.isView(table)
        ? TableSpec.read(QUALITY.resolve("views").resolve(table + ".yaml"))
        : SparkTest.specs().get(table);
  }

  @Test
  void thereAreAtLeastFortyRulesAndEverySubjectHasSome() {
    assertThat(rules.all()).hasSizeGreaterThanOrEqualTo(40);
    assertThat(rules.byTable().keySet())
        .contains(
            "fact_care_episode",
            "fact_care_period",
            "fact_placement",
            "fact_legal_status",
            "fact_assessment",
            "fact_missing_episode",
            "fact_care_leaver",
            "fact_care_leaver_contact",
            "fact_case_allocation",
            "fact_caseload",
            "dim_worker",
            "dim_child",
            "fact_benchmark",
            "fact_population");
  }

  @Test
  void everyRuleNamesKpisThatAreThere() {
    Set<String> kpis = KpiDefinitions.of(Project.home()).byName().keySet();
    for (Rule rule : rules.all()) {
      assertThat(kpis).as(rule.rule()).containsAll(rule.kpis());
      assertThat(rule.kpis()).as(rule.rule()).doesNotHaveDuplicates();
    }
  }

  @Test
  void aSeriesColumnIsAColumnOfTheTable() {
    assertThat(rules.all()).anyMatch(rule -> rule.seriesColumn().isPresent());
    for (Rule rule : rules.all()) {
      rule.seriesColumn()
          .ifPresent(
              column ->
                  assertThat(spec(rule.table()).columns().stream().map(ColumnSpec::name))
                      .as(rule.rule())
                      .contains(column));
    }
  }

  @Test
  void whatARuleNeedsIsInStaging() {
    for (Rule rule : rules.all()) {
      for (String need : rule.needs().named()) {
        String[] parts = need.replaceFirst("=.*", "").split("\\.");
        TableSpec staging = SparkTest.specs().get("stg_" + parts[0]);
        if (parts.length == 2) {
          assertThat(staging.columns().stream().map(ColumnSpec::name))
              .as(rule.rule())
              .contains(parts[1]);
        }
      }
    }
  }

  /** The subjects are the packages that build the warehouse. */
  @Test
  void everyFileIsARuleInTheFolderOfASubject() {
    Path subjects = Project.home().root().resolve("jobs/src/main/java/kith/conform");

    assertThat(files.keySet())
        .containsExactlyInAnyOrderElementsOf(rules.all().stream().map(Rule::rule).toList());
    assertThat(files.values())
        .allSatisfy(
            file -> {
              Path subject = file.getParent();
              assertThat(subject).hasParent(QUALITY);
              assertThat(subjects.resolve(subject.getFileName())).isDirectory();
            });
  }

  @Test
  void thePageShowsARuleAsItStands() throws IOException {
    Matcher shown =
        Pattern.compile("`sql/quality/([a-z_/]+\\.yaml)`:\\s+```yaml\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Project.home().root().resolve("docs/quality.md")));

    assertThat(shown.find()).isTrue();
    assertThat(shown.group(2)).isEqualTo(Files.readString(QUALITY.resolve(shown.group(1))));
  }

  @Test
  void aFlagThatARuleAsksForIsOneThatTheTableRaises() {
    Pattern flag = Pattern.compile("array_contains\\(flags, '([a-z0-9_]+)'\\)");
    for (Rule rule : rules.all()) {
      flag.matcher(rule.of() + rule.breaks())
          .results()
          .forEach(
              named ->
                  assertThat(spec(rule.table()).flags())
                      .as(rule.rule())
                      .containsKey(named.group(1)));
    }
  }

  @Test
  void aRuleIsWrittenInLinesThatCanBeRead() {
    for (Rule rule : rules.all()) {
      assertThat(rule.breaks())
          .as(rule.rule())
          .endsWith("\n")
          .isEqualTo(rule.breaks().strip() + "\n");
      assertThat((rule.of() + "\n" + rule.breaks()).lines())
          .as(rule.rule())
          .allMatch(line -> line.length() <= 130);
      assertThat(rule.title()).as(rule.rule()).hasSizeLessThanOrEqualTo(100);
    }
  }

  @Test
  void everyRuleRunsOnTheProjectsTables() {
    Pass pass =
        new Pass(
            SparkTest.spark(),
            rules,
            name -> TestTables.rows(SparkTest.specs().get(name), List.of()),
            LocalDate.of(2025, 3, 31),
            Parameters.of(Project.home()).scalars());

    Stream<String> errors =
        rules.byTable().entrySet().stream()
            .flatMap(table -> pass.run(table.getKey(), table.getValue()).stream())
            .filter(result -> result.error() != null)
            .map(
                result ->
                    "%s on %s: %s"
                        .formatted(result.rule().rule(), result.rule().table(), result.error()));

    assertThat(errors).isEmpty();
  }

  @Test
  void aRowThatARuleCannotJudgeDoesNotBreakIt() {
    List<Row> rows =
        SparkTest.spark().sql("select count_if(null), count_if(true and null)").collectAsList();

    assertThat(rows.get(0).getLong(0)).isZero();
    assertThat(rows.get(0).getLong(1)).isZero();
  }
}

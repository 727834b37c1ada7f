package kith.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.project.KithException;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of one table in one pass, and how rules that cannot run end. */
class PassTest {

  private static final String PLACEMENTS =
      """
      child_key | placement_no | placed_on  | left_on    | distance_miles | placement_type
      amy       | 1            | 2025-01-01 | 2025-01-02 | 1      | U6
      ben       | 1            | 2025-01-01 | 2025-02-01 | 31     | unknown
      cal       | 1            | 2025-01-01 | -          | 89     | Mrs Example
      """;

  @TempDir private Path folder;
  private final List<String> read = new ArrayList<>();
  private final LongAccumulator rowsRead = SparkTest.spark().sparkContext().longAccumulator();

  @Test
  void allRulesOfATableAreOnePassOverIt() throws IOException {
    rule("one_mile", "distance_miles = 1", "of: left_on is not null\nthreshold_percent: 50");
    rule("no_type", "placement_type = 'unknown'", "threshold_percent: 33");

    assertThat(asked())
        .containsEntry("one_mile", "pass 1 of 2")
        .containsEntry("no_type", "fail 1 of 3");
    assertThat(read).containsExactly("fact_placement");
    assertThat(rowsRead.value()).as("the three rows, each read once").isEqualTo(3);
  }

  @Test
  void aShareThatIsExactlyTheThresholdPasses() throws IOException {
    rule("one_mile", "distance_miles = 1", "of: left_on is not null\nthreshold_percent: 50");
    rule("still_there", "left_on is null", "threshold_percent: 33.33");

    assertThat(asked())
        .containsEntry("one_mile", "pass 1 of 2")
        .containsEntry("still_there", "fail 1 of 3");
  }

  @Test
  void soManyRowsAsAreAllowedPassWhateverTheirShare() throws IOException {
    rule("one_mile", "distance_miles = 1", "threshold_percent: 0\nthreshold_rows: 1");
    rule("left", "left_on is not null", "threshold_percent: 0\nthreshold_rows: 1");

    assertThat(asked())
        .containsEntry("one_mile", "pass 1 of 3")
        .containsEntry("left", "fail 2 of 3");
  }

  @Test
  void aRuleOfNoRowIsNotApplicable() throws IOException {
    rule("hospital", "distance_miles > 42", "of: placement_type = 'T1'\nthreshold_percent: 0");

    assertThat(asked()).containsEntry("hospital", "not_applicable 0 of 0");
  }

  @Test
  void aRuleWithAColumnThatIsNotThereIsAnErrorAndTheOthersRun() throws IOException {
    rule("broken", "no_such_column = 1", "threshold_percent: 99");
    rule("one_mile", "distance_miles = 1", "threshold_percent: 50");

    assertThat(asked())
        .containsEntry("broken", "error UNRESOLVED_COLUMN.WITH_SUGGESTION")
        .containsEntry("one_mile", "pass 1 of 3");
  }

  @Test
  void aRuleThatIsNoExpressionIsAnErrorAndTheOthersRun() throws IOException {
    rule("unfinished", "distance_miles = ", "threshold_percent: 99");
    rule("two", "true), count_if(true", "threshold_percent: 99");
    rule("number", "distance_miles + 1", "threshold_percent: 99");
    rule("one_mile", "distance_miles = 1", "threshold_percent: 50");

    assertThat(asked().get("unfinished")).startsWith("error PARSE_SYNTAX_ERROR");
    assertThat(asked().get("two")).startsWith("error PARSE");
    assertThat(asked().get("number")).startsWith("error DATATYPE_MISMATCH");
    assertThat(asked()).containsEntry("one_mile", "pass 1 of 3");
  }

  @Test
  void aRuleThatAsksAnotherQueryIsAnError() throws IOException {
    rule(
        "asks",
        "child_key in (select child_key from quality_fact_placement)",
        "threshold_percent: 9");

    assertThat(asked()).containsEntry("asks", "error SubqueryInRule");
  }

  @Test
  void aRuleThatFailsOnARowIsAnErrorThatDoesNotPrintTheCell() throws IOException {
    rule("casts", "cast(placement_type as int) > 1", "threshold_percent: 99");
    rule("one_mile", "distance_miles = 1", "threshold_percent: 50");

    assertThat(asked())
        .containsEntry("casts", "error CAST_INVALID_INPUT")
        .containsEntry("one_mile", "pass 1 of 3");
  }

  @Test
  void aTableThatWasNotMadeIsAnErrorOfEachOfItsRules() throws IOException {
    rule("one_mile", "distance_miles = 1", "threshold_percent: 50");
    rule("no_type", "placement_type = 'unknown'", "threshold_percent: 50");

    Map<String, String> said =
        run(
            name -> {
              throw new IllegalStateException(name + " was not made this night");
            });

    assertThat(said)
        .containsEntry("one_mile", "error IllegalStateException")
        .containsEntry("no_type", "error IllegalStateException");
  }

  @Test
  void aViewOverSeveralTablesIsAskedInOnePass() throws IOException {
    write(
        "views/stay.sql",
        "with own as (select distance_miles from fact_placement) select * from own");
    rule("one_mile", "distance_miles = 1", "threshold_percent: 50", "stay");
    rule("long", "distance_miles > 80", "threshold_percent: 50", "stay");

    assertThat(asked())
        .containsEntry("one_mile", "pass 1 of 3")
        .containsEntry("long", "pass 1 of 3");
    assertThat(read).containsExactly("fact_placement");
    assertThat(rowsRead.value()).as("the three rows, each read once").isEqualTo(3);
  }

  @Test
  void aViewOfATableThatRulesMayNotReadIsAnError() throws IOException {
    write("views/stay.sql", "select * from child_identity");
    rule("one_mile", "true", "threshold_percent: 50", "stay");

    assertThat(asked()).containsEntry("one_mile", "error KithException");
  }

  @Test
  void aRuleOfATableThatRulesMayNotReadIsRefused() throws IOException {
    rule("names", "true", "threshold_percent: 50", "child_identity");

    assertThatThrownBy(this::rules)
        .isInstanceOf(KithException.class)
        .hasMessageContaining("child_identity, which is not a table that rules may read");
  }

  @Test
  void aDefinitionThatCannotBeUsedIsRefusedWithItsName() throws IOException {
    rule("loud", "true", "threshold_percent: 100");
    assertThatThrownBy(this::rules)
        .hasMessageContaining("loud.yaml")
        .hasMessageContaining("threshold_percent is not a number from 0 to below 100");

    String loud = Files.readString(folder.resolve("care/loud.yaml"));
    write("care/loud.yaml", loud.replace("warn", "shout"));
    assertThatThrownBy(this::rules).hasMessageContaining("severity is not warn or hold");
  }

  @Test
  void aRuleWithoutAnExpressionIsRefused() throws IOException {
    rule("empty", "", "threshold_percent: 0");

    assertThatThrownBy(this::rules)
        .hasMessageContaining("empty.yaml cannot be used: breaks is missing");
  }

  @Test
  void twoRulesOfOneNameAreRefused() throws IOException {
    rule("one_mile", "distance_miles = 1", "threshold_percent: 0");
    write("placement/one_mile.yaml", Files.readString(folder.resolve("care/one_mile.yaml")));

    assertThatThrownBy(this::rules)
        .hasMessageContaining(
            "one_mile.yaml cannot be used: two subjects have a rule of this name");
  }

  /** Two KPIs are compared with one series, none with another, and one rests on two. */
  @Test
  void aRuleWhoseRowsNameASeriesCountsForEachAlone() throws IOException {
    rule("old", "last_period_end < date '2023-06-30'", "threshold_percent: 50");
    String file = Files.readString(folder.resolve("care/old.yaml"));
    write(
        "care/old.yaml",
        file.replace("fact_placement", "dim_benchmark_series")
            .replace("kpis: [cla_count]", "series_column: kpi\nof: \"kpi <> 'population_0_17'\""));
    write(
        "care/very_old.yaml",
        Files.readString(folder.resolve("care/old.yaml")).replace("2023-06-30", "2021-06-30"));
    Rules rules =
        rules()
            .forKpis(
                Map.of(),
                Map.of(
                    "cla_count", Set.of("cla_count", "cla_net_change"),
                    "sgo_pct", Set.of("sgo_pct", "cla_net_change"),
                    "population_0_17", Set.of("cla_rate_10k")));
    Dataset<Row> series =
        TestTables.rows(
            Tables.DIM_BENCHMARK_SERIES,
            """
            kpi             | last_period_end
            cla_count       | 2022-03-31
            sgo_pct         | 2025-03-31
            adopted_pct     | 2025-03-31
            population_0_17 | 2020-06-30
            -               | 2025-03-31
            """);

    List<RuleResult> results =
        new Pass(SparkTest.spark(), rules, name -> series, LocalDate.of(2025, 3, 31), Map.of())
            .run("dim_benchmark_series", List.copyOf(rules.all()));
    RuleResult result = results.get(0);

    assertThat(results.get(1).status()).isEqualTo(RuleResult.Status.PASS);
    assertThat(results.get(1).failed()).isZero();
    assertThat(results.get(1).kpis()).hasSize(3);
    assertThat(result.status()).isEqualTo(RuleResult.Status.FAIL);
    assertThat(result.checked()).isEqualTo(3);
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.kpis())
        .containsExactly(
            new RuleResult.OfKpi("cla_count", RuleResult.Status.FAIL, 1, 1),
            new RuleResult.OfKpi("cla_net_change", RuleResult.Status.FAIL, 2, 1),
            new RuleResult.OfKpi("sgo_pct", RuleResult.Status.PASS, 1, 0));
  }

  @Test
  void aRuleThatNamesBothKpisAndASeriesOrNeitherIsRefused() throws IOException {
    rule("both", "true", "threshold_percent: 0\nseries_column: kpi");

    assertThatThrownBy(this::rules)
        .hasMessageContaining("both.yaml cannot be used: it needs either kpis or series_column");
    write(
        "care/both.yaml",
        Files.readString(folder.resolve("care/both.yaml"))
            .replace("series_column: kpi", "")
            .replace("kpis: [cla_count]", ""));
    assertThatThrownBy(this::rules).hasMessageContaining("it needs either kpis or series_column");
  }

  @Test
  void theViewsOfAPassDoNotOutliveIt() throws IOException {
    rule("one_mile", "distance_miles = 1", "threshold_percent: 50");

    asked();

    assertThat(SparkTest.spark().catalog().tableExists("quality_fact_placement")).isFalse();
  }

  private void rule(String name, String breaks, String more) throws IOException {
    rule(name, breaks, more, "fact_placement");
  }

  private void rule(String name, String breaks, String more, String table) throws IOException {
    write(
        "care/" + name + ".yaml",
        """
        title: A test
        table: %s
        breaks: |
          %s
        severity: warn
        owner: the testers
        kpis: [cla_count]
        why: For a test.
        %s
        """
            .formatted(table, breaks, more));
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }

  private Rules rules() {
    return Rules.read(folder, Map.of(), SparkTest.specs());
  }

  private Map<String, String> asked() {
    read.clear();
    rowsRead.reset();
    return run(
        name -> {
          read.add(name);
          return TestTables.counting(rowsRead, TestTables.rows(Tables.FACT_PLACEMENT, PLACEMENTS));
        });
  }

  private Map<String, String> run(java.util.function.Function<String, Dataset<Row>> tables) {
    Rules rules = rules();
    Pass pass = new Pass(SparkTest.spark(), rules, tables, LocalDate.of(2025, 3, 31), Map.of());
    Map<String, String> said = new TreeMap<>();
    rules
        .byTable()
        .forEach(
            (table, of) ->
                pass.run(table, of)
                    .forEach(
                        result ->
                            said.put(
                                result.rule().rule(),
                                result.status().word()
                                    + " "
                                    + (result.error() != null
                                        ? result.error()
                                        : result.failed() + " of " + result.checked()))));
    return said;
  }
}

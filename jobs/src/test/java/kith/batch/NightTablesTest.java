package kith.batch;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.Tables;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the tables of a night hold: of every record, every child and every worker. */
class NightTablesTest {

  private static final LocalDate LAST = Lakes.LAST_NIGHT;

  private static Lakes lakes;

  @BeforeAll
  static void theNights() throws Exception {
    lakes = ThreeNights.made().lakes();
  }

  @Test
  void everyRowOfTheExtractIsLoadedQuarantinedOrADuplicate() throws Exception {
    List<Row> totals =
        lakes
            .table("lake", new TableName(Zone.OPS, "control_total"))
            .where("business_date = date'" + LAST + "' and source_system = 'ssd'")
            .collectAsList();

    assertThat(totals)
        .extracting(row -> row.<String>getAs("source_table"))
        .containsExactlyInAnyOrderElementsOf(
            SourceSystem.of(Project.home(), "ssd").contracts().stream()
                .map(SourceContract::table)
                .toList());
    assertThat(totals).allSatisfy(row -> assertThat(row.<Boolean>getAs("holds")).isTrue());
    Map<String, Long> marker = new HashMap<>();
    for (String line : Files.readAllLines(lakes.source().resolve(LAST + "/_COMPLETE"))) {
      String[] parts = line.split(",");
      if (parts[1].matches("\\d+")) {
        marker.put(parts[0].replaceFirst("^ssd_", ""), Long.valueOf(parts[1]));
      }
    }
    assertThat(totals)
        .allSatisfy(
            row ->
                assertThat(row.<Long>getAs("source_rows"))
                    // Files of other systems are not in this extract.
                    .isEqualTo(marker.getOrDefault(row.<String>getAs("source_table"), 0L)));
  }

  @Test
  void everyTableIsAsItsSpecificationSays() {
    List<TableSpec> specs =
        SparkTest.specs().all().stream()
            .filter(
                spec ->
                    List.of(Zone.WAREHOUSE, Zone.RESTRICTED, Zone.MARTS)
                        .contains(spec.table().zone()))
            .toList();

    assertThat(specs.stream().map(spec -> spec.table().qualified()))
        .as("specifications and tables of the night")
        .containsExactlyInAnyOrderElementsOf(
            lakes.published("lake").versions().keySet().stream()
                .filter(table -> table.matches("(warehouse|restricted|marts)\\..*"))
                .toList());
    for (TableSpec spec : specs) {
      Dataset<Row> table = lakes.table("lake", spec.table());
      assertThat(Arrays.stream(table.schema().fields()).map(NightTablesTest::nameAndType))
          .as("columns of " + spec.table())
          .containsExactlyElementsOf(
              Arrays.stream(spec.schema().fields()).map(NightTablesTest::nameAndType).toList());
      assertThat(oddities(spec, table)).as("rows of " + spec.table()).isEmpty();
    }
  }

  private static String nameAndType(StructField field) {
    return field.name() + " " + field.dataType().catalogString();
  }

  /** Repeated keys, nulls in columns without nulls, and flags that are not declared. */
  private static Map<String, Long> oddities(TableSpec spec, Dataset<Row> table) {
    List<Column> counts = new ArrayList<>();
    counts.add(
        expr(
            "count(*) - count(distinct struct(%s)) as repeated_keys"
                .formatted(String.join(", ", spec.key()))));
    for (String column : spec.requiredColumns()) {
      counts.add(expr("count_if(%1$s is null) as null_%1$s".formatted(column)));
    }
    if (spec.has(TableSpec.FLAGS)) {
      String declared =
          spec.flags().keySet().stream()
              .map(flag -> "'" + flag + "'")
              .collect(Collectors.joining(", "));
      counts.add(
          expr(
              "count_if(size(array_except(flags, cast(array(%s) as array<string>))) > 0) as undeclared_flags"
                  .formatted(declared)));
    }
    Row counted = table.select(counts.toArray(Column[]::new)).first();
    Map<String, Long> oddities = new TreeMap<>();
    for (String name : counted.schema().fieldNames()) {
      if (counted.<Long>getAs(name) > 0) {
        oddities.put(name, counted.getAs(name));
      }
    }
    return oddities;
  }

  @Test
  void factsOfEveryKindAreMade() {
    for (TableName fact :
        List.of(
            Tables.FACT_REVIEW,
            Tables.FACT_VISIT,
            Tables.FACT_CARE_PLAN,
            Tables.FACT_SUBSTANCE_MISUSE,
            Tables.FACT_OFFENCE,
            Tables.FACT_ADOPTION,
            Tables.FACT_WORKFORCE,
            Tables.DIM_PROVIDER,
            Tables.FACT_CARE_LEAVER_CONTACT)) {
      assertThat(lakes.table("lake", fact).count()).as(fact.toString()).isPositive();
    }
    assertThat(
            lakes
                .table("lake", Tables.FACT_ASSESSMENT)
                .where("is_held")
                .select("assessment_type")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder(
            "initial_health",
            "review_health",
            "dental",
            "development",
            "sdq",
            "immunisation",
            "child_and_family");
    assertThat(
            lakes
                .table("lake", Tables.FACT_CARE_LEAVER_CONTACT)
                .where("worker_key is not null and team_key is not null")
                .count())
        .isPositive();
  }

  @Test
  void flagsAndPlaceholdersAreCountedByNight() throws Exception {
    Dataset<Row> counts = lakes.table("lake", new TableName(Zone.OPS, "flag_count"));

    assertThat(
            counts.groupBy("business_date").count().collectAsList().stream()
                .map(row -> row.getDate(0).toLocalDate()))
        .containsExactlyInAnyOrder(LAST.minusDays(2), LAST.minusDays(1), LAST);
    Map<String, Long> ofTheNight = new HashMap<>();
    counts
        .where("business_date = date'" + LAST + "'")
        .collectAsList()
        .forEach(
            row ->
                ofTheNight.put(
                    row.<String>getAs("table_name") + " " + row.<String>getAs("flag"),
                    row.<Long>getAs("rows")));
    assertThat(ofTheNight)
        .containsKeys("fact_placement two_open", "fact_visit seen_unknown")
        .containsEntry("dim_worker placeholder", 0L);
    Dataset<Row> periods = lakes.table("lake", Tables.FACT_CARE_PERIOD);
    assertThat(ofTheNight.get("fact_care_period x1_not_continued"))
        .isEqualTo(periods.where("array_contains(flags, 'x1_not_continued')").count());
    Dataset<Row> reviews = lakes.table("lake", Tables.FACT_REVIEW);
    assertThat(ofTheNight.get("fact_review due_differs"))
        .isEqualTo(reviews.where("array_contains(flags, 'due_differs')").count());
    JsonNode conform =
        new ObjectMapper()
            .readTree(
                lakes.root("lake").path().resolve("ops/nights/" + LAST + "/conform.json").toFile());
    assertThat(conform.at("/counts/fact_review/flag:due_differs").asLong())
        .isEqualTo(ofTheNight.get("fact_review due_differs"));
    assertThat(conform.at("/counts/foreign_keys/references").asLong()).isGreaterThan(30);
  }

  @Test
  void versionsOfChildrenAndWorkersFollowEachOther() {
    for (TableName table : List.of(Tables.DIM_CHILD, Tables.DIM_WORKER)) {
      String key = table.equals(Tables.DIM_CHILD) ? "child_key" : "worker_key";
      Dataset<Row> versions = lakes.table("lake", table);
      Dataset<Row> chained =
          versions.selectExpr(
              "*",
              "lead(valid_from) over (partition by authority_code, %s order by valid_from) as next"
                  .formatted(key));

      assertThat(chained.where("not (valid_to <=> next)").count()).as(table.toString()).isZero();
      assertThat(
              versions.where("valid_to <= valid_from or is_current <> (valid_to is null)").count())
          .as(table.toString())
          .isZero();
      assertThat(versions.where("valid_from = date'1900-01-01'").count())
          .as(table.toString())
          .isEqualTo(versions.where("is_current").count());
    }
    assertThat(lakes.table("lake", Tables.DIM_WORKER).where("not is_current").count()).isPositive();
  }

  @Test
  void aTableThatIsMadeOfTheSameStands() throws Exception {
    assertThat(ThreeNights.made().lastRun().steps().stream().filter(RunResult.Step::stands))
        .extracting(RunResult.Step::name)
        .contains(
            "dim_authority",
            "dim_benchmark_publication",
            "dim_benchmark_series",
            "dim_change_reason",
            "dim_end_reason",
            "dim_kpi",
            "dim_legal_status",
            "dim_placement_type",
            "fact_benchmark",
            "fact_population")
        .doesNotContain("child_birth", "dim_date", "fact_care_episode", "kpi_member");
  }
}

package kith.batch;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.lake.DeltaLake;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.marts.Quarter;
import kith.marts.Quarters;
import kith.project.Environment;
import kith.project.Project;
import kith.quality.Rules;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.Publication;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.Tables;
import kith.table.Zone;
import kith.testing.Environments;
import kith.testing.Pages;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Whole nights of a small invented authority, from the extract to the pointer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NightsTest {

  private static final LocalDate LAST = Lakes.LAST_NIGHT;

  @TempDir private static Path folder;
  private Lakes lakes;
  private RunResult lastRun;

  /**
   * What the reader saw at each poll: the pointer's night and the nights in the files behind it.
   */
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeAll
  void threeNightsArePublishedWhileAReaderPolls() throws Exception {
    lakes = new Lakes(folder).simulate(3, false);
    AtomicBoolean done = new AtomicBoolean();
    Thread reader = new Thread(() -> poll(done));
    reader.start();
    for (int night = 2; night >= 0; night--) {
      RunResult result = lakes.nightly("lake", LAST.minusDays(night));
      assertThat(result.exitCode().code()).as(result.message()).isZero();
      lastRun = result;
    }
    done.set(true);
    reader.join();
  }

  /** Reads as an outside tool does: the pointer, then the Parquet files that it names. */
  private void poll(AtomicBoolean done) {
    Path published = folder.resolve("lake/published");
    while (!done.get()) {
      Path pointer = published.resolve("current.json");
      try {
        if (Files.exists(pointer)) {
          JsonNode current = new ObjectMapper().readTree(pointer.toFile());
          String id = current.get("publication_id").asText();
          List<Row> nights =
              SparkTest.spark()
                  .read()
                  .parquet(published.resolve(id).resolve("kpi_published.parquet").toString())
                  .selectExpr("cast(business_date as string)", "publication_id")
                  .distinct()
                  .collectAsList();
          seen.add(
              current.get("business_date").asText()
                  + " "
                  + id
                  + " = "
                  + nights.stream().map(row -> row.getString(0) + " " + row.getString(1)).toList());
        }
        Thread.sleep(200);
      } catch (Exception failure) {
        seen.add("failed: " + failure.getClass());
      }
    }
  }

  @Test
  @Order(1)
  void aReaderNeverSeesTwoNightsMixed() {
    assertThat(seen).hasSizeGreaterThan(3);
    assertThat(seen)
        .allSatisfy(
            look -> {
              String[] parts = look.split(" = ");
              assertThat(parts[1]).isEqualTo("[" + parts[0] + "]");
            });
    assertThat(seen.stream().distinct().count()).isBetween(2L, 3L);
  }

  @Test
  @Order(1)
  void aTableThatIsMadeOfTheSameStands() {
    assertThat(lastRun.steps().stream().filter(RunResult.Step::stands))
        .extracting(RunResult.Step::name)
        .contains(
            "dim_authority",
            "dim_benchmark_series",
            "dim_end_reason",
            "dim_kpi",
            "dim_legal_status",
            "dim_placement_type",
            "fact_benchmark",
            "fact_population")
        .doesNotContain("child_birth", "dim_date", "fact_care_episode", "kpi_member");
  }

  @Test
  @Order(1)
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
                    .isEqualTo(marker.get(row.<String>getAs("source_table"))));
  }

  @Test
  @Order(1)
  void everyKpiHasARowForEveryQuarterAndSaysSimulated() {
    List<Row> rows =
        lakes
            .table("lake", Tables.KPI_QUARTERLY)
            .selectExpr("concat_ws(' ', kpi, period_type, as_at)", "string(as_at)", "simulated")
            .collectAsList();
    Set<String> quarters = rows.stream().map(row -> row.getString(1)).collect(Collectors.toSet());
    List<String> expected = new ArrayList<>();
    for (KpiDefinition kpi : KpiDefinitions.of(Project.home()).all()) {
      for (String periodType : kpi.periodTypes()) {
        quarters.forEach(quarter -> expected.add(kpi.kpi() + " " + periodType + " " + quarter));
      }
    }

    assertThat(quarters).hasSizeGreaterThan(4);
    assertThat(rows)
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(rows).extracting(row -> row.getBoolean(2)).containsOnly(true);
  }

  @Test
  @Order(1)
  void aFigureIsTheSumOfItsMembers() {
    SparkTest.spark();
    lakes.table("lake", Tables.KPI_MEMBER).createOrReplaceTempView("test_member");
    lakes.table("lake", Tables.KPI_QUARTERLY).createOrReplaceTempView("test_quarterly");

    long different =
        SparkTest.spark()
            .sql(
                """
                with summed as (
                    select kpi, period_type, as_at, sum(numerator) as numerator
                    from test_member
                    group by kpi, period_type, as_at
                )
                select count(*)
                from test_quarterly
                left join summed using (kpi, period_type, as_at)
                where test_quarterly.status <> 'not_available'
                    and coalesce(summed.numerator, 0) <> coalesce(test_quarterly.numerator, 0)
                """)
            .first()
            .getLong(0);

    assertThat(different).isZero();
  }

  @Test
  @Order(1)
  void aMemberLeadsToTheLineOfTheFile() throws Exception {
    lakes.table("lake", Tables.KPI_MEMBER).createOrReplaceTempView("test_member");
    lakes.table("lake", Tables.FACT_CARE_PERIOD).createOrReplaceTempView("test_period");
    Row traced =
        SparkTest.spark()
            .sql(
                """
                select source_row
                from test_member
                join test_period on member_key = cast(child_key as string)
                lateral view explode(source_rows) as source_row
                where kpi = 'cla_count' and source_row like '%/cla_episodes:%'
                order by source_row
                limit 1
                """)
            .first();
    String[] nightAndRow = traced.getString(0).split("/cla_episodes:");
    int line = Integer.parseInt(nightAndRow[1]);

    List<String> file =
        Lakes.lines(lakes.source().resolve(nightAndRow[0] + "/ssd_cla_episodes.csv"));

    long inRaw =
        lakes
            .table("lake", new TableName(Zone.RAW, "ssd_cla_episodes"))
            .where("source_row = '" + traced.getString(0) + "'")
            .selectExpr("clae_cla_episode_id")
            .collectAsList()
            .stream()
            .filter(row -> file.get(line - 1).startsWith(row.getString(0) + ","))
            .count();
    assertThat(inRaw).isOne();
  }

  @Test
  @Order(1)
  void onlySuppressedFiguresAreInThePublishedFolder() {
    List<Path> published = Lakes.files(folder.resolve("lake/published"));

    assertThat(published)
        .allSatisfy(
            file ->
                assertThat(file.toString())
                    .containsAnyOf(
                        "kpi_published", "scorecard.json", "manifest.json", "current.json"));
    long small =
        SparkTest.spark()
            .read()
            .format("delta")
            .load(
                folder
                    .resolve("lake/published/" + lakes.published("lake").id() + "/kpi_published")
                    .toString())
            .where("numerator between 1 and 5")
            .count();
    assertThat(small).isZero();
  }

  @Test
  @Order(1)
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
      assertThat(Arrays.stream(table.schema().fields()).map(NightsTest::nameAndType))
          .as("columns of " + spec.table())
          .containsExactlyElementsOf(
              Arrays.stream(spec.schema().fields()).map(NightsTest::nameAndType).toList());
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
  @Order(1)
  void factsOfEveryKindAreMade() {
    for (TableName fact :
        List.of(
            Tables.FACT_REVIEW,
            Tables.FACT_VISIT,
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
            "initial_health", "review_health", "dental", "sdq", "immunisation", "child_and_family");
    assertThat(
            lakes
                .table("lake", Tables.FACT_CARE_LEAVER_CONTACT)
                .where("worker_key is not null and team_key is not null")
                .count())
        .isPositive();
  }

  @Test
  @Order(1)
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
            .readTree(folder.resolve("lake/ops/nights/" + LAST + "/conform.json").toFile());
    assertThat(conform.at("/counts/fact_review/flag:due_differs").asLong())
        .isEqualTo(ofTheNight.get("fact_review due_differs"));
    assertThat(conform.at("/counts/foreign_keys/references").asLong()).isGreaterThan(30);
  }

  @Test
  @Order(1)
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
  @Order(1)
  void everyRunWritesItsResult() throws Exception {
    JsonNode result = new ObjectMapper().readTree(folder.resolve("lake/ops/result.json").toFile());

    assertThat(result.get("command").asText()).isEqualTo("nightly");
    assertThat(result.get("exit_code").asInt()).isZero();
    assertThat(result.get("business_date").asText()).isEqualTo(LAST.toString());
    assertThat(result.get("simulated").asBoolean()).isTrue();
    assertThat(result.get("publication_id").asText()).isEqualTo(lakes.published("lake").id());
    assertThat(result.get("tables").has("warehouse.fact_placement")).isTrue();
    assertThat(result.get("steps").size()).isGreaterThan(50);
  }

  @Test
  @Order(1)
  void sqlAnswersByPlainNamesInEveryFormat() {
    String query =
        "select count(*) as kpis, max(simulated) as simulated from dim_kpi, kpi_quarterly";

    assertThat(
            said(
                "sql",
                "-e",
                "select kpi, unit from dim_kpi where kpi = 'cla_count'",
                "--format",
                "csv"))
        .isEqualTo("0\nkpi,unit\ncla_count,children\n");
    assertThat(
            said(
                "sql",
                "-e",
                "select kpi, unit from dim_kpi where kpi = 'cla_count'",
                "--format",
                "json"))
        .isEqualTo("0\n[\n  {\"kpi\":\"cla_count\",\"unit\":\"children\"}\n]\n");
    assertThat(said("sql", "-e", query))
        .contains("simulated")
        .contains("true")
        .contains("(1 rows)");
  }

  @Test
  @Order(1)
  void sqlRunsSeveralStatementsOfAFileOrNone() throws Exception {
    Path file = folder.resolve("several.sql");
    Files.writeString(
        file,
        "-- two; queries\nselect kpi from dim_kpi where kpi = 'cla_count';\nshow tables like"
            + " 'dim_kpi';\n");
    assertThat(said("sql", "-f", file.toString(), "--format", "csv"))
        .isEqualTo("0\nkpi\ncla_count\n\nzone,table\nwarehouse,dim_kpi\n");

    Files.writeString(file, "select kpi from dim_kpi; drop table dim_kpi");
    assertThat(said("sql", "-f", file.toString()))
        .startsWith("2\nStatement 2: ")
        .doesNotContain("cla_count");

    assertThat(said("sql", "-e", "describe kpi_quarterly")).startsWith("0\n").contains("as_at");
  }

  @Test
  @Order(1)
  void sqlOpensGuardedZonesOnlyWhenAsked() {
    assertThat(said("sql", "-e", "select count(*) as people from child_birth"))
        .startsWith("2\n")
        .contains("--zone restricted");
    assertThat(
            said("sql", "-e", "select count(*) as people from child_birth", "--zone", "restricted"))
        .startsWith("0\n");
    assertThat(said("sql", "-e", "drop table kpi_quarterly")).startsWith("2\n");
    assertThat(said("sql", "-e", "select * from text.`" + folder + "/secret`")).startsWith("2\n");
    assertThat(said("sql", "-e", "with own as (select 1 as one) select * from own"))
        .startsWith("0\n");
    assertThat(said("sql", "-e", "select (select count(*) from child_birth) as people"))
        .startsWith("2\n");
    assertThat(said("sql", "-e", "select java_method('java.lang.System', 'getenv', 'HOME')"))
        .startsWith("2\n");
    assertThat(said("sql", "-e", "select cast(kpi as date) from dim_kpi"))
        .startsWith("2\n")
        .doesNotContain("cla_count");
    assertThat(said("sql", "-f", folder.resolve("no such file").toString())).startsWith("2\n");
    assertThat(said("sql", "-e", "select nothing from kpi_quarterly")).startsWith("2\n");
  }

  @Test
  @Order(1)
  void statusShowsWhatIsPublishedTheRunsAndTheTotals() {
    assertThat(said("status"))
        .startsWith("0\n")
        .contains("SIMULATED")
        .contains(lakes.published("lake").id())
        .contains("nightly")
        .contains("ssd_cla_episodes")
        .contains("all tables");
  }

  @Test
  @Order(1)
  void everyRuleOfQualityIsAskedEachNightAndStandsBesideItsKpis() {
    List<Row> byNight =
        lakes
            .table("lake", Tables.QUALITY_RESULT)
            .groupBy("business_date")
            .agg(
                org.apache.spark.sql.functions.count("rule"),
                org.apache.spark.sql.functions.expr("count_if(status = 'error')"))
            .collectAsList();
    int rules = Rules.of(Project.home()).all().size();

    assertThat(byNight).hasSize(3);
    assertThat(byNight).extracting(row -> row.getLong(1)).containsOnly((long) rules);
    assertThat(byNight).extracting(row -> row.getLong(2)).containsOnly(0L);
    assertThat(lakes.table("lake", Tables.KPI_QUALITY).select("kpi").distinct().count())
        .isEqualTo(lakes.table("lake", Tables.KPI_QUARTERLY).select("kpi").distinct().count());
  }

  @Test
  @Order(1)
  void qualityListsWhatTheRulesSaidWithoutAnEngine() {
    assertThat(said("quality"))
        .startsWith("0\nQuality of the records of " + LAST + ", SIMULATED\n")
        .contains("night_without_children_in_care")
        .contains("children in care team");
    assertThat(said("quality", "--business-date", LAST.minusDays(2).toString()))
        .startsWith("0\nQuality of the records of " + LAST.minusDays(2));
    assertThat(said("quality", "--failed")).doesNotContain("\npass");
    assertThat(said("quality", "--business-date", "2020-01-01"))
        .startsWith("2\n")
        .contains("have not run for");
  }

  /** The pages' examples that read a lake can read any lake. */
  @Test
  @Order(1)
  void theExamplesOfThePagesRun() {
    Set<String> reading = Set.of("status", "quarantine", "quality", "sql", "scorecard");
    List<String[]> examples =
        Pages.examples().stream()
            .filter(words -> reading.contains(words[0]))
            .filter(words -> !List.of(words).contains("--lake"))
            .toList();
    assertThat(examples).hasSizeGreaterThan(8);
    for (String[] words : examples) {
      String[] ofThisLake =
          Stream.of(words)
              .map(word -> word.replaceAll("20\\d\\d-\\d\\d-\\d\\d", LAST.toString()))
              .toArray(String[]::new);
      assertThat(said(ofThisLake)).as(String.join(" ", words)).startsWith("0\n");
    }
  }

  @Test
  @Order(1)
  void everyCommandExplainsItself() {
    for (String command :
        List.of(
            "demo",
            "nightly",
            "extract",
            "conform",
            "marts",
            "publish",
            "backfill",
            "check",
            "scorecard",
            "status",
            "quality",
            "quarantine",
            "bench",
            "sql",
            "dictionary",
            "simulate")) {
      assertThat(plain(command, "--help")).startsWith("0\n").contains("Usage: kith " + command);
    }
    assertThat(plain("nightly", "--business-date", "yesterday")).startsWith("3\n");
    assertThat(plain("nonsense")).startsWith("2\n");
  }

  /** Exit code and output of a command on the lake. */
  private static String said(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--lake", folder.resolve("lake").toString()));
    return plain(all.toArray(String[]::new));
  }

  private static String plain(String... arguments) {
    Said said = Said.by(arguments);
    return said.code() + "\n" + said.text();
  }

  @Test
  @Order(2)
  void anUnchangedNightIsAlreadyDoneAndWritesNoTable() {
    Map<Path, Long> before = modified();

    RunResult result = lakes.nightly("lake", LAST);

    assertThat(result.exitCode().code()).isZero();
    assertThat(result.message()).startsWith("Already done");
    assertThat(modified()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void anotherSecretIsRefusedEvenWhereNothingIsToBeDone() throws java.io.IOException {
    Path another = Files.writeString(folder.resolve("another"), "another secret");
    Environment wrong = Environments.of(lakes.environment("lake").lake(), lakes.source(), another);

    RunResult result = Lakes.run(wrong).run("nightly", Stage.ALL, LAST);

    assertThat(result.exitCode().code()).isEqualTo(2);
    assertThat(result.message()).contains("The secret is not the one");
  }

  private Map<Path, Long> modified() {
    Map<Path, Long> times = new HashMap<>();
    for (Path file : Lakes.files(folder.resolve("lake"))) {
      boolean isRunRecord =
          file.toString().contains("/ops/result")
              || file.toString().endsWith("/ops/lease")
              || file.getFileName().toString().startsWith(".");
      if (!isRunRecord) {
        times.put(file, file.toFile().lastModified());
      }
    }
    return times;
  }

  @Test
  @Order(2)
  void aNightOlderThanThePublishedOneIsRefused() throws Exception {
    Path night = lakes.copy(LAST.minusDays(2), "corrected");
    Path reviews = night.resolve("ssd_cla_reviews.csv");
    List<String> lines = Lakes.lines(reviews);
    lines.set(1, lines.get(1) + " ");
    Lakes.write(reviews, lines);
    Environment environment = lakes.environment("lake").with(null, folder.resolve("corrected"));

    RunResult result = Lakes.run(environment).run("nightly", Stage.ALL, LAST.minusDays(2));

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(2);
    assertThat(result.message()).contains("older than the one published");
    assertThat(lakes.published("lake").businessDate()).isEqualTo(LAST);
  }

  @Test
  @Order(3)
  void eachStageAloneInAFreshLakeGivesTheSameTables() {
    for (Stage stage : Stage.ALL) {
      RunResult result = lakes.run("staged").run(stage.word(), List.of(stage), LAST);
      assertThat(result.exitCode().code()).as(result.message()).isZero();
    }

    assertThat(lakes.contents("staged")).isEqualTo(lakes.contents("lake"));
  }

  @Test
  @Order(4)
  void aCorrectedExtractReplacesTheNight() throws Exception {
    String before = lakes.published("staged").id();
    Path night = lakes.copy(LAST, "corrected");
    Path episodes = night.resolve("ssd_missing.csv");
    List<String> lines = Lakes.lines(episodes);
    lines.remove(lines.size() - 1);
    Lakes.write(episodes, lines);
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .map(
                line ->
                    line.startsWith("ssd_missing,") ? "ssd_missing," + (lines.size() - 1) : line)
            .toList());
    long incidents = lakes.table("staged", Tables.FACT_MISSING_EPISODE).count();

    RunResult result =
        Lakes.run(lakes.environment("staged").with(null, folder.resolve("corrected")))
            .run("nightly", Stage.ALL, LAST);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(lakes.published("staged").id()).isNotEqualTo(before).startsWith(LAST.toString());
    assertThat(lakes.table("staged", Tables.FACT_MISSING_EPISODE).count()).isEqualTo(incidents - 1);
  }

  @Test
  @Order(5)
  void aBackfillRecalculatesItsQuartersAndKeepsTheOthers() {
    Map<String, String> before = figures();
    String published = lakes.published("staged").id();

    RunResult result =
        lakes
            .run("staged")
            .backfill(new Quarters(Quarter.parse("2025-03-31"), Quarter.parse("2025-06-30")));

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    String backfilled = lakes.published("staged").id();
    assertThat(backfilled).isNotEqualTo(published);
    assertThat(figures()).isEqualTo(before);
    assertThat(result.message()).contains("Published as " + backfilled);
    JsonNode written = lakes.root("staged").files().read("ops/result.json").orElseThrow();
    assertThat(written.path("publication_id").asText()).isEqualTo(backfilled);

    RunResult future =
        lakes
            .run("staged")
            .backfill(new Quarters(Quarter.parse("2025-09-30"), Quarter.parse("2025-12-31")));
    assertThat(future.exitCode().code()).isEqualTo(2);
    assertThat(future.message()).contains("The quarter to 2025-12-31 had not ended");

    RunResult again =
        Lakes.run(lakes.environment("staged").with(null, folder.resolve("corrected")))
            .run("nightly", Stage.ALL, LAST);

    assertThat(again.message()).startsWith("Already done");
    assertThat(lakes.published("staged").id()).isEqualTo(backfilled);
  }

  @Test
  @Order(6)
  void aBackfillThatStoppedBeforeItPublishedGoesOnWithItsTables() {
    Quarters quarters = new Quarters(Quarter.parse("2025-06-30"), Quarter.parse("2025-06-30"));
    Publication before = lakes.published("staged");
    RunSetup setup =
        RunSetup.of(
            Project.home(),
            lakes.environment("staged"),
            new Progress(Progress.Form.QUIET, System.out));
    NightRequest request =
        new NightRequest(LAST, Optional.of(quarters), Set.of(), Optional.empty());
    new StageRunner(setup, new NightState(setup, request), new RunResult("backfill", LAST))
        .run(List.of(Stage.MARTS));

    RunResult result = lakes.run("staged").backfill(quarters);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(result.message()).startsWith("Done: publish");
    Publication after = lakes.published("staged");
    assertThat(after.id()).isNotEqualTo(before.id());
    assertThat(after.versions().keySet()).isEqualTo(before.versions().keySet());
    assertThat(after.versions().get(Tables.KPI_QUARTERLY.qualified()))
        .isGreaterThan(before.versions().get(Tables.KPI_QUARTERLY.qualified()));
  }

  /** Tables that keep all nights then hold the other extract's records. */
  @Test
  @Order(7)
  void aNightIsNoLongerDoneWhenAnotherExtractOfItWasBegun() throws Exception {
    Path night = lakes.copy(LAST, "broken");
    Path missing = night.resolve("ssd_missing.csv");
    List<String> lines = Lakes.lines(missing);
    for (int line = 1; line < lines.size(); line++) {
      Lakes.set(lines, line, "miss_missing_episode_start_date", "no day");
    }
    Lakes.write(missing, lines);
    RunResult broken =
        Lakes.run(lakes.environment("staged").with(null, folder.resolve("broken")))
            .run("nightly", Stage.ALL, LAST);
    assertThat(broken.exitCode().code()).as(broken.message()).isEqualTo(4);
    assertThat(incidentsLanded()).isZero();

    RunResult again =
        Lakes.run(lakes.environment("staged").with(null, folder.resolve("corrected")))
            .run("nightly", Stage.ALL, LAST);

    assertThat(again.exitCode().code()).as(again.message()).isZero();
    assertThat(again.message()).startsWith("Done: extract");
    assertThat(incidentsLanded()).isPositive();
  }

  /** Of the last night, in the newest version of the table. */
  private long incidentsLanded() {
    TableName raw = new TableName(Zone.RAW, "ssd_missing");
    DeltaLake lake = new DeltaLake(SparkTest.spark(), lakes.root("staged").path().toString());
    return lake.nights(raw, lake.version(raw), LAST).count();
  }

  private Map<String, String> figures() {
    Map<String, String> figures = new HashMap<>();
    lakes
        .table("staged", Tables.KPI_QUARTERLY)
        .selectExpr(
            "concat_ws(' ', kpi, period_type, as_at)",
            "concat_ws(' ', status, numerator, denominator, value, england, direction, rag)")
        .collectAsList()
        .forEach(row -> figures.put(row.getString(0), row.getString(1)));
    return figures;
  }
}

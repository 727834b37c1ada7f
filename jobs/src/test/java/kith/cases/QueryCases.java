package kith.cases;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kith.cases.CaseRunner.Result;
import kith.marts.DetailMart;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.marts.Population;
import kith.project.Parameters;
import kith.project.Project;
import kith.project.Yaml;
import kith.source.Needs;
import kith.source.Postcode;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.table.ColumnSpec;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Zone;
import kith.testing.Cells;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Turns the case files beside the project's SQL into tests, one for each case. */
final class QueryCases {

  /** A KPI whose edge cases are not tested is not proven. */
  private static final int CASES_OF_A_KPI = 5;

  private static final List<String> KPI_KEYS =
      List.of(
          "title",
          "short_title",
          "meaning",
          "grain",
          "population",
          "unit",
          "better",
          "excludes",
          "edges",
          "period_types",
          "comparable_period_type",
          "comparators",
          "needs",
          "source",
          "owner");

  private static final List<String> OTHER_KPI_KEYS =
      List.of(
          "kpi",
          "benchmark",
          "denominator_series",
          "not_compared",
          "looks_back_months",
          "parameters",
          "panel",
          "breakdowns",
          "bridge",
          "related");

  /** Folders of the marts' SQL that hold no KPIs. */
  private static final List<String> NOT_SUBJECTS =
      List.of("shared", "population", "breakdown", "detail");

  private static final List<String> MEMBER_KEY =
      List.of("authority_code", "period_type", "as_at", "member_kind", "member_key");

  private QueryCases() {}

  /** Tests of every KPI of a project. */
  static Stream<DynamicNode> ofKpis(Project project) {
    return ofKpis(project.sql().resolve("marts"), project);
  }

  /**
   * Tests of every KPI under a folder like {@code sql/marts}.
   *
   * @param project whose tables, parameters and benchmarks they use
   */
  static Stream<DynamicNode> ofKpis(Path marts, Project project) {
    TableSpecs specs = TableSpecs.of(project);
    CaseRunner runner = martsRunner(project, specs);
    Map<String, KpiDefinition> kpis = KpiDefinitions.read(marts, specs).byName();
    JsonNode parameters = Yaml.read(project.conf().resolve("parameters.yaml"));
    return folders(marts)
        .filter(folder -> !NOT_SUBJECTS.contains(folder.getFileName().toString()))
        .flatMap(QueryCases::queries)
        .map(
            sql ->
                container(
                    sql,
                    CASES_OF_A_KPI,
                    () -> checkMeaning(sql, parameters, project, specs),
                    one -> checkKpi(runner, kpis.get(stem(sql)), sql, one, parameters)));
  }

  /** Tests of the populations in a folder like {@code sql/marts/population}. */
  static Stream<DynamicNode> ofPopulations(Path populations) {
    CaseRunner runner = martsRunner();
    return queries(populations)
        .map(
            sql ->
                container(
                    sql,
                    1,
                    () -> {},
                    one ->
                        checkTable(
                            runner,
                            sql,
                            specOf(sql),
                            Population.HEAD,
                            one,
                            UnaryOperator.identity())));
  }

  /** Tests of what the KPIs share and of the detail marts, in the same folder. */
  static Stream<DynamicNode> ofSharedAndDetail(Path marts) {
    CaseRunner runner = martsRunner();
    return folders(marts)
        .filter(folder -> List.of("shared", "detail").contains(folder.getFileName().toString()))
        .flatMap(QueryCases::queries)
        .map(
            sql ->
                container(
                    sql,
                    1,
                    () -> {},
                    one ->
                        checkTable(runner, sql, specOf(sql), List.of(), one, DetailMart::counted)));
  }

  /** Tests of every staging query under a folder like {@code sql/staging}. */
  static Stream<DynamicNode> ofStaging(Path staging) {
    registerKeys();
    return folders(staging)
        .flatMap(QueryCases::queries)
        .map(
            sql -> {
              CaseRunner runner = new CaseRunner(QueryCases::rawView, Map.of());
              Path spec = staging.resolve(stem(sql) + ".yaml");
              return container(sql, 1, () -> {}, one -> checkTable(runner, sql, spec, one));
            });
  }

  /** Tests of the views in a folder like {@code sql/views} or {@code sql/quality/views}. */
  static Stream<DynamicNode> ofViews(Path views) {
    CaseRunner runner = martsRunner();
    return queries(views)
        .map(sql -> container(sql, 1, () -> {}, one -> checkTable(runner, sql, specOf(sql), one)));
  }

  interface Check {
    void of(Case one);
  }

  static DynamicContainer container(Path sql, int fewest, Executable meaning, Check check) {
    Path file = sql.resolveSibling(stem(sql) + ".cases.yaml");
    List<Case> cases = Files.exists(file) ? Case.readAll(file) : List.of();
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest("says what it means", meaning));
    tests.add(
        DynamicTest.dynamicTest(
            "has at least " + fewest + " cases",
            () ->
                Assertions.assertThat(cases)
                    .as(file.toString())
                    .hasSizeGreaterThanOrEqualTo(fewest)));
    tests.add(
        DynamicTest.dynamicTest(
            "proves each edge", () -> Edges.check(stem(sql), Edges.of(specOf(sql)), cases)));
    cases.forEach(
        one -> tests.add(DynamicTest.dynamicTest(one.name(), () -> named(stem(sql), one, check))));
    return DynamicContainer.dynamicContainer(stem(sql), tests);
  }

  /** Test reports drop the names of generated tests, so the failure message names the case. */
  private static void named(String query, Case one, Check check) {
    try {
      check.of(one);
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(
          query + ": " + one.name() + System.lineSeparator() + failure.getMessage(), failure);
    }
  }

  /** What a KPI's YAML names must exist: its keys, parameters, tables and columns of staging. */
  private static void checkMeaning(
      Path sql, JsonNode configured, Project project, TableSpecs specs) {
    JsonNode spec = Yaml.read(sql.resolveSibling(stem(sql) + ".yaml"));
    Assertions.assertThat(spec.path("kpi").asText()).as("kpi").isEqualTo(stem(sql));
    for (String key : KPI_KEYS) {
      Assertions.assertThat(spec.path(key).isMissingNode()).as(key + " is missing").isFalse();
    }
    Assertions.assertThat(
            spec.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> !KPI_KEYS.contains(key) && !OTHER_KPI_KEYS.contains(key)))
        .as("unknown keys (a KPI has %s and may have %s)", KPI_KEYS, OTHER_KPI_KEYS)
        .isEmpty();
    Assertions.assertThat(Yaml.texts(spec.get("period_types")))
        .contains(spec.get("comparable_period_type").asText());
    Assertions.assertThat(configured.properties().stream().map(Map.Entry::getKey))
        .as("conf/parameters.yaml")
        .containsAll(Yaml.texts(spec.path("parameters")));
    List<String> series = new ArrayList<>();
    for (String key : List.of("benchmark", "denominator_series")) {
      if (spec.has(key)) {
        series.add(spec.get(key).asText());
      }
    }
    Assertions.assertThat(BenchmarkNames.of(project))
        .as("series of conf/benchmarks")
        .containsAll(series);
    Needs.of(spec).requireIn(specs, "its definition");
  }

  private static void checkKpi(
      CaseRunner runner, KpiDefinition kpi, Path sql, Case one, JsonNode configured) {
    JsonNode spec = Yaml.read(sql.resolveSibling(stem(sql) + ".yaml"));
    List<String> periodTypes = Yaml.texts(spec.required("period_types"));
    String periodType =
        one.periodType() != null
            ? one.periodType()
            : spec.required("comparable_period_type").asText();
    Assertions.assertThat(periodTypes).as("period_types").contains(periodType);
    Assertions.assertThat(one.asAt()).as("as_at").isNotEmpty();

    Parameters parameters = one.parameters(spec, configured);
    Result result = runner.run(kpi.sql().text(), one, periodType, parameters, kpi::members);
    result.assertUnique(MEMBER_KEY);
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("denominator", null);
    defaults.put("has_full_history", "true");
    if (one.asAt().size() > 1 && !one.expect().isEmpty()) {
      Assertions.assertThat(one.expect())
          .allSatisfy(row -> Assertions.assertThat(row).containsKey("as_at"));
    }
    result.assertRows(one.expect(), defaults);
  }

  private static void checkTable(CaseRunner runner, Path sql, Path specFile, Case one) {
    checkTable(runner, sql, specFile, List.of(), one, UnaryOperator.identity());
  }

  /**
   * @param head columns beside those of the specification
   * @param finish what the stage does with the rows that the SQL selects
   */
  private static void checkTable(
      CaseRunner runner,
      Path sql,
      Path specFile,
      List<String> head,
      Case one,
      UnaryOperator<Dataset<Row>> finish) {
    TableSpec spec = TableSpec.read(specFile);
    String periodType = one.periodType() == null ? "POINT" : one.periodType();
    JsonNode configured = Yaml.read(Project.home().conf().resolve("parameters.yaml"));
    Parameters parameters = one.parameters(Yaml.read(specFile), configured);
    Result result = runner.run(text(sql), one, periodType, parameters, finish);
    // The marts stage adds to every detail mart whether its records are invented, to no view.
    boolean isAdded =
        spec.table().zone() == Zone.MARTS && !result.columnNames().contains("simulated");
    Assertions.assertThat(result.columnNames())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(head.stream(), spec.columns().stream().map(ColumnSpec::name))
                .filter(name -> !isAdded || !name.equals("simulated"))
                .toList());
    result.assertUnique(spec.key().stream().filter(result.columnNames()::contains).toList());
    result.assertRows(one.expect(), Map.of());
  }

  static CaseRunner martsRunner() {
    return martsRunner(Project.home(), SparkTest.specs());
  }

  private static CaseRunner martsRunner(Project project, TableSpecs specs) {
    Path shared = project.sql().resolve("marts/shared");
    Map<String, TableSpec> relations =
        SqlLayers.shared(shared).stream()
            .collect(toMap(name -> name, name -> TableSpec.read(shared.resolve(name + ".yaml"))));
    return new CaseRunner(
        name -> relations.containsKey(name) ? relations.get(name) : specs.get(name),
        queries(shared).collect(toMap(QueryCases::stem, QueryCases::text)));
  }

  static Path specOf(Path sql) {
    return sql.resolveSibling(stem(sql) + ".yaml");
  }

  /**
   * The columns of a raw view such as {@code ssd_cla_episodes}, from the source's contract: typed
   * as landed rows are after their cast, without what is dropped before landing.
   */
  private static TableSpec rawView(String view) {
    SourceContract contract = contract(view.substring(0, view.indexOf('_')), view);
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(new ColumnSpec("authority_code", "int", true, "authority"));
    columns.add(new ColumnSpec("source_system", "string", true, "system"));
    columns.add(new ColumnSpec("source_row", "string", true, "raw row"));
    columns.add(new ColumnSpec("row_hash", "string", true, "hash of its content"));
    columns.add(new ColumnSpec("business_key_hash", "string", true, "hash of its business key"));
    columns.add(new ColumnSpec("cast_errors", "array<string>", true, "columns without a value"));
    for (SourceColumn column : contract.landed()) {
      String type =
          switch (column.type()) {
            case TEXT, ID, CODE -> "string";
            case INTEGER -> "int";
            case DECIMAL -> "decimal(18,4)";
            case FLAG -> "boolean";
            case DATE -> "date";
            case TIMESTAMP -> "timestamp";
          };
      columns.add(new ColumnSpec(column.name(), type, false, column.meaning()));
      if (contract.periods().stream().anyMatch(period -> period.ends().equals(column.name()))) {
        columns.add(new ColumnSpec(column.name() + "_planned", type, false, "planned end"));
      }
    }
    return new TableSpec(contract.in(Zone.RAW), contract.grain(), List.of(), columns);
  }

  private static SourceContract contract(String system, String view) {
    String table = view.substring(system.length() + 1);
    Path sources = Project.home().conf().resolve("sources");
    return SourceContract.read(system, sources.resolve(system).resolve(table + ".yaml"));
  }

  /** In cases the key of a person, worker, team or provider is the key of its invented name. */
  private static void registerKeys() {
    for (String function :
        List.of(
            "person_key",
            "worker_key",
            "team_key",
            "provider_key",
            "household_key",
            "postcode_key")) {
      SparkTest.spark()
          .udf()
          .register(
              function, (String id) -> Cells.parse(id, DataTypes.LongType), DataTypes.LongType);
    }
    SparkTest.spark()
        .udf()
        .register("postcode", (String text) -> Postcode.normalised(text), DataTypes.StringType);
    SparkTest.spark()
        .udf()
        .register(
            "postcode_district", (String text) -> Postcode.district(text), DataTypes.StringType);
  }

  static Stream<Path> folders(Path parent) {
    return list(parent).filter(Files::isDirectory);
  }

  static Stream<Path> queries(Path folder) {
    return list(folder).filter(file -> file.toString().endsWith(".sql"));
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  static String stem(Path sql) {
    String name = sql.getFileName().toString();
    return name.substring(0, name.length() - ".sql".length());
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

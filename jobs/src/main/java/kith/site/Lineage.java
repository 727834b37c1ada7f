package kith.site;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.conform.Conform;
import kith.marts.DetailDefinition;
import kith.marts.DetailMart;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.marts.MartRun;
import kith.marts.Marts;
import kith.marts.Target;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Carried;
import kith.source.SourceSystem;
import kith.table.ColumnLineage;
import kith.table.EmptyTables;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.View;
import kith.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * From which columns the columns of tables, views and KPIs are made: read from the plans of their
 * builds over tables without rows, and from the staging SQL of each source. A column is written
 * {@code table.column}, one of a source {@code system.table.column}.
 */
final class Lineage {

  /** The stage gives periods to the SQL of the marts: they come from these columns. */
  private static final String PERIOD = "period";

  private static final Set<String> PERIODS_FROM =
      Set.of("source_night.business_date", "source_night.history_from");

  private static final String AUTHORITY = "authority_code";

  /** Made by the SQL of every KPI: the columns that are read are on the page of each. */
  private static final List<TableName> OF_KPIS = List.of(Tables.KPI_MEMBER, Tables.KPI_QUARTERLY);

  private static final Pattern TECHNICAL =
      Pattern.compile("authority_code|\\w+_key|\\w*person_id|source_rows?|row_hash");

  private final Map<String, ColumnLineage> tables = new TreeMap<>();
  private final Map<String, Set<String>> reads = new TreeMap<>();
  private final Map<String, Set<String>> kpis = new TreeMap<>();
  private final Map<String, Set<String>> staged = new HashMap<>();
  private final List<Carried> sources;
  private final TableSpecs specs;

  private Lineage(List<Carried> sources, TableSpecs specs) {
    this.sources = sources;
    this.specs = specs;
  }

  /**
   * The lineage of a project.
   *
   * @param spark plans; no rows are read
   * @param day whose parameters the plans hold
   */
  static Lineage of(Project project, SparkSession spark, LocalDate day) {
    List<Carried> sources =
        SourceSystem.names(project).stream()
            .map(name -> Carried.everythingOf(project, SourceSystem.of(project, name)))
            .toList();
    EmptyTables empty = new EmptyTables(spark, TableSpecs.of(project));
    Lineage lineage = new Lineage(sources, empty.specs());
    Parameters parameters = Parameters.of(project);
    Conform.builds(project, parameters, day).forEach(build -> lineage.add(build, empty, day));
    KpiDefinitions kpis = KpiDefinitions.of(project);
    MartRun run =
        new MartRun(
            "",
            kpis,
            sources.stream().reduce(Carried::and).orElseThrow(),
            parameters,
            Target.of(project),
            Optional.empty());
    Set<TableName> bySql = new TreeSet<>(OF_KPIS);
    kpis.details().forEach(detail -> bySql.add(detail.spec().table()));
    try (Marts marts = Marts.of(run)) {
      for (TableBuild build : marts.builds()) {
        if (!bySql.contains(build.writes())) {
          lineage.add(build, empty, day);
        } else {
          lineage.reads.put(build.writes().name(), names(build.reads()));
        }
      }
    }
    lineage.addSql(project, kpis, parameters, empty);
    return lineage;
  }

  private void add(TableBuild build, EmptyTables empty, LocalDate day) {
    String name = build.writes().name();
    tables.put(name, ColumnLineage.of(build.build(empty, day)));
    reads.put(name, names(build.reads()));
  }

  private static Set<String> names(List<TableName> tables) {
    return tables.stream().map(TableName::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The SQL of KPIs, detail marts and views, which reads tables by their plain names. */
  private void addSql(
      Project project, KpiDefinitions definitions, Parameters parameters, EmptyTables empty) {
    SparkSession spark = empty.spark();
    List<String> views = new ArrayList<>();
    try {
      for (TableSpec spec : empty.specs().all()) {
        register(spec.table().name(), empty.of(spec), views);
      }
      Path period = project.sql().resolve("marts/shared/" + PERIOD + ".yaml");
      register(PERIOD, empty.of(TableSpec.read(period)), views);
      definitions
          .ofMembers()
          .forEach((name, sql) -> register(name, sql.rows(spark, parameters), views));
      for (KpiDefinition kpi : definitions.all()) {
        addKpi(kpi, ColumnLineage.of(kpi.sql().rows(spark, parameters)));
      }
      for (DetailDefinition detail : definitions.details()) {
        Dataset<Row> rows = DetailMart.counted(detail.sql().rows(spark, parameters));
        ColumnLineage lineage = ColumnLineage.of(rows);
        Map<String, Set<String>> madeFrom = new TreeMap<>(lineage.madeFrom());
        // The build joins it to the rows of the SQL.
        madeFrom.put("simulated", Set.of("source_night.simulated"));
        addQuery(
            detail.spec().table().name(),
            new ColumnLineage(madeFrom, lineage.decidedBy(), lineage.isWhole()));
      }
      for (View view : View.of(project)) {
        addQuery(view.table().name(), ColumnLineage.of(spark.sql(view.sql())));
      }
    } finally {
      views.forEach(view -> spark.catalog().dropTempView(view));
    }
  }

  private static void register(String name, Dataset<Row> rows, List<String> views) {
    rows.createOrReplaceTempView(name);
    views.add(name);
  }

  private void addKpi(KpiDefinition kpi, ColumnLineage lineage) {
    Set<String> columns = new TreeSet<>();
    columns.addAll(withoutPeriods(lineage.decidedBy()));
    lineage.madeFrom().values().forEach(from -> columns.addAll(withoutPeriods(from)));
    if (kpi.denominatorSeries() != null) {
      columns.add("fact_population.population");
    }
    kpis.put(kpi.kpi(), columns);
  }

  private void addQuery(String name, ColumnLineage lineage) {
    Map<String, Set<String>> madeFrom = new TreeMap<>();
    lineage.madeFrom().forEach((column, from) -> madeFrom.put(column, withoutPeriods(from)));
    ColumnLineage made =
        new ColumnLineage(madeFrom, withoutPeriods(lineage.decidedBy()), lineage.isWhole());
    tables.put(name, made);
    reads.put(
        name,
        Stream.concat(madeFrom.values().stream().flatMap(Set::stream), made.decidedBy().stream())
            .map(Lineage::table)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Set<String> withoutPeriods(Set<String> columns) {
    return columns.stream()
        .flatMap(column -> table(column).equals(PERIOD) ? PERIODS_FROM.stream() : Stream.of(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The table of a column, with its system if it is a source's. */
  static String table(String column) {
    return column.substring(0, column.lastIndexOf('.'));
  }

  /** The name of a column within its table. */
  static String name(String column) {
    return column.substring(column.lastIndexOf('.') + 1);
  }

  /** Keys, and what Kith notes beside the values: nearly every column is joined by them. */
  static boolean isTechnical(String column) {
    return TECHNICAL.matcher(name(column)).matches();
  }

  /** The tables that a table or view is made from; empty if none is read. */
  Set<String> reads(String table) {
    return reads.getOrDefault(table, Set.of());
  }

  /** The tables and views that read a table. */
  Set<String> readBy(String table) {
    return reads.entrySet().stream()
        .filter(reader -> reader.getValue().contains(table))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The KPIs whose SQL reads a column of a table. */
  Set<String> kpisOf(String table) {
    return kpis.entrySet().stream()
        .filter(kpi -> kpi.getValue().stream().anyMatch(column -> table(column).equals(table)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The columns that a KPI's SQL reads, with those of its population. */
  Set<String> ofKpi(String kpi) {
    return kpis.getOrDefault(kpi, Set.of());
  }

  /** The columns that decide which rows a table has. */
  Set<String> decidedBy(String table) {
    ColumnLineage lineage = tables.get(table);
    return lineage == null ? Set.of() : lineage.decidedBy();
  }

  /** The columns from which a column is made; none if it is made of nothing that is read. */
  Set<String> from(String column) {
    if (column.startsWith("stg_")) {
      return staged.computeIfAbsent(column, this::fields);
    }
    ColumnLineage lineage = tables.get(table(column));
    return lineage == null
        ? Set.of()
        : lineage.madeFrom().getOrDefault(column.substring(table(column).length() + 1), Set.of());
  }

  /** The staging tables that a table of a source fills. */
  Set<String> stagedFrom(String sourceTable) {
    return specs.all().stream()
        .filter(spec -> spec.table().zone() == Zone.STAGING)
        .filter(
            spec ->
                spec.columns().stream()
                    .flatMap(column -> from(spec.table().name() + "." + column.name()).stream())
                    .anyMatch(field -> table(field).equals(sourceTable)))
        .map(spec -> spec.table().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> fields(String column) {
    return sources.stream()
        .flatMap(source -> source.sourceFields(column.substring("stg_".length())).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All columns of the sources from which columns are made, at whatever distance. */
  Set<String> inSources(Collection<String> columns) {
    return upstream(columns).values().stream()
        .flatMap(Set::stream)
        .filter(Lineage::isOfSource)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static boolean isOfSource(String column) {
    return table(column).contains(".");
  }

  /**
   * What columns are made from, and what these are made from, up to the sources. Technical columns
   * are followed only from technical ones.
   */
  Map<String, Set<String>> upstream(Collection<String> columns) {
    Map<String, Set<String>> upstream = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(columns);
    while (!open.isEmpty()) {
      String column = open.pop();
      if (!upstream.containsKey(column)) {
        Set<String> from = new TreeSet<>(from(column));
        if (!isTechnical(column)) {
          from.removeIf(Lineage::isTechnical);
        }
        upstream.put(column, from);
        open.addAll(from);
      }
    }
    return upstream;
  }

  /**
   * The columns of the sources that decide which rows the tables have through which columns come,
   * besides those from which the columns are made.
   */
  Set<String> decidingInSources(Collection<String> columns) {
    Set<String> made = inSources(columns);
    Set<String> deciding = new TreeSet<>();
    upstream(columns).keySet().stream()
        .map(Lineage::table)
        .distinct()
        .flatMap(table -> decidedBy(table).stream())
        .filter(column -> !isTechnical(column))
        .forEach(deciding::add);
    return inSources(deciding).stream()
        .filter(column -> !made.contains(column))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a column comes by way of the SQL of all KPIs, whose pages name their columns. */
  boolean isOfKpis(String column) {
    return upstream(Set.of(column)).keySet().stream()
        .map(Lineage::table)
        .anyMatch(table -> OF_KPIS.stream().anyMatch(one -> one.name().equals(table)));
  }
}

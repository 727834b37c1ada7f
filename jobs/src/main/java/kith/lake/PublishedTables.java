package kith.lake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Nearest;
import kith.table.ColumnSpec;
import kith.table.ParsedSql;
import kith.table.Publication;
import kith.table.SqlFunctions;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.View;
import kith.table.Zone;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.CurrentNamespace$;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableOrView;
import org.apache.spark.sql.catalyst.plans.logical.DescribeRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ShowColumns;
import org.apache.spark.sql.catalyst.plans.logical.ShowTables;
import org.apache.spark.sql.catalyst.util.StringUtils;
import org.apache.spark.sql.execution.CommandExecutionMode;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * SQL over the tables of one publication, by plain names, all at the versions that it names. A
 * statement is a query that {@link QueryRules} allows, or lists tables or columns.
 */
public final class PublishedTables {

  private final DeltaLake lake;
  private final SparkSession spark;
  private final Publication publication;
  private final Set<Zone> zones;
  private final Supplier<TableSpecs> specs;
  private final List<View> views;
  private final QueryRules rules = QueryRules.read();
  private final Set<BaseRelation> opened = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> openNames = new HashSet<>();
  private boolean hasFunctions;

  /**
   * Opens a publication to queries, in a session of its own: queries see nothing of the caller's
   * session.
   *
   * @param zones the zones that the reader asked for
   * @param specs what the columns of tables mean; only read when somebody asks
   * @param views what may be queried beside the tables
   */
  public PublishedTables(
      SparkSession spark,
      String root,
      Publication publication,
      Set<Zone> zones,
      Supplier<TableSpecs> specs,
      List<View> views) {
    this.spark = spark.newSession();
    this.lake = new DeltaLake(this.spark, root);
    this.publication = publication;
    this.zones = zones;
    this.specs = specs;
    this.views = views;
  }

  /** The rows of one statement. A statement that would change anything is refused. */
  public Dataset<Row> query(String sql) {
    // Spark reads settings of its parser from the thread's session. Without one it would put in the
    // values of the environment's variables, even of secrets.
    Option<SparkSession> before = SparkSession.getActiveSession();
    SparkSession.setActiveSession(spark);
    try {
      return rows(parsed(sql));
    } catch (QueryRules.Refused refused) {
      throw wrong(refused.getMessage() + ".");
    } finally {
      if (before.isDefined()) {
        SparkSession.setActiveSession(before.get());
      } else {
        SparkSession.clearActiveSession();
      }
    }
  }

  /**
   * The rows of each statement of a text. All are checked before any is run.
   *
   * @throws KithException if one is refused, with its number if there are several
   */
  public List<Dataset<Row>> queries(String text) {
    List<String> statements = Statements.of(text);
    if (statements.isEmpty()) {
      throw wrong("There is no statement.");
    }
    List<Dataset<Row>> all = new ArrayList<>();
    for (String statement : statements) {
      try {
        all.add(query(statement));
      } catch (KithException refused) {
        throw statements.size() == 1
            ? refused
            : wrong("Statement " + (all.size() + 1) + ": " + refused.happened());
      }
    }
    return all;
  }

  private LogicalPlan parsed(String sql) {
    try {
      return spark.sessionState().sqlParser().parsePlan(sql);
    } catch (Exception malformed) {
      throw new QueryRules.Refused(
          "The query cannot be parsed: " + firstLine(malformed.getMessage()));
    }
  }

  private Dataset<Row> rows(LogicalPlan plan) {
    if (plan instanceof ShowTables show && show.namespace() == CurrentNamespace$.MODULE$) {
      return tables(show.pattern());
    }
    if (plan instanceof DescribeRelation described
        && described.partitionSpec().isEmpty()
        && !described.isExtended()
        && described.relation() instanceof UnresolvedTableOrView relation) {
      return columns(named(relation));
    }
    if (plan instanceof ShowColumns show
        && show.namespace().isEmpty()
        && show.child() instanceof UnresolvedTableOrView relation) {
      return columns(named(relation)).select("column");
    }
    rules.requireParsed(plan);
    registerFunctions(plan);
    openTables(plan);
    try {
      LogicalPlan analysed =
          spark.sessionState().executePlan(plan, CommandExecutionMode.SKIP()).analyzed();
      rules.requireAnalysed(analysed, opened);
      return org.apache.spark.sql.classic.Dataset.ofRows(
          (org.apache.spark.sql.classic.SparkSession) spark, analysed);
    } catch (Exception failure) {
      if (failure instanceof AnalysisException analysis) {
        throw new QueryRules.Refused(
            "The query does not fit the tables: " + firstLine(analysis.getSimpleMessage()));
      }
      throw failure;
    }
  }

  /** Registers the functions that Kith's SQL shares once a query names one. */
  private void registerFunctions(LogicalPlan plan) {
    if (!hasFunctions
        && QueryRules.functionsNamed(plan).stream().anyMatch(SqlFunctions.NAMES::contains)) {
      SqlFunctions.register(spark);
      hasFunctions = true;
    }
  }

  /** The tables by zone and name; with a pattern, only those that match it. */
  private Dataset<Row> tables(Option<String> pattern) {
    List<TableName> tables = of(publication, zones, views);
    Set<String> fitting =
        Set.copyOf(
            CollectionConverters.asJava(
                StringUtils.filterPattern(
                    CollectionConverters.asScala(tables.stream().map(TableName::name).toList())
                        .toSeq(),
                    pattern.isDefined() ? pattern.get() : "*")));
    return spark.createDataFrame(
        tables.stream()
            .filter(table -> fitting.contains(table.name()))
            .map(table -> RowFactory.create(table.zone().folder(), table.name()))
            .toList(),
        new StructType().add("zone", "string").add("table", "string"));
  }

  /**
   * The columns of a table in their order, with what each means: stored tables carry no comments,
   * their specifications do. Null for a table without one, as in raw.
   */
  private Dataset<Row> columns(TableName table) {
    Optional<View> view = view(table.name());
    StructType schema =
        view.map(each -> each.spec().schema()).orElseGet(() -> read(table).schema());
    Map<String, String> meanings =
        view.map(View::spec).or(() -> spec(table)).stream()
            .flatMap(spec -> spec.columns().stream())
            .collect(Collectors.toMap(ColumnSpec::name, ColumnSpec::meaning));
    return spark.createDataFrame(
        Arrays.stream(schema.fields())
            .map(
                field ->
                    RowFactory.create(
                        field.name(), field.dataType().simpleString(), meanings.get(field.name())))
            .toList(),
        new StructType().add("column", "string").add("type", "string").add("meaning", "string"));
  }

  private Optional<TableSpec> spec(TableName table) {
    TableSpecs all = specs.get();
    return all.contains(table.name())
        ? Optional.of(all.get(table.name())).filter(spec -> spec.table().equals(table))
        : Optional.empty();
  }

  private TableName named(UnresolvedTableOrView relation) {
    String name = String.join(".", CollectionConverters.asJava(relation.multipartIdentifier()));
    return view(name).map(View::table).orElseGet(() -> table(name));
  }

  private Optional<View> view(String name) {
    List<View> named = views.stream().filter(view -> is(view.table(), name)).toList();
    return views(publication, zones, named).findFirst();
  }

  /**
   * Opens the tables and views that the query names, each once, and nothing else: no file, no other
   * catalog.
   */
  private void openTables(LogicalPlan plan) {
    for (String name : ParsedSql.relations(plan)) {
      String small = name.toLowerCase(Locale.ROOT);
      if (!openNames.contains(small)) {
        open(name);
        openNames.add(small);
      }
    }
  }

  private void open(String name) {
    Optional<View> view = view(name);
    if (view.isPresent()) {
      LogicalPlan behind = parsed(view.get().sql());
      registerFunctions(behind);
      openTables(behind);
      spark.sql(view.get().sql()).createOrReplaceTempView(view.get().table().name());
      return;
    }
    TableName table = table(name);
    Dataset<Row> rows = read(table);
    CollectionConverters.asJava(rows.queryExecution().analyzed().collectLeaves()).stream()
        .filter(LogicalRelation.class::isInstance)
        .forEach(leaf -> opened.add(((LogicalRelation) leaf).relation()));
    rows.createOrReplaceTempView(table.name());
  }

  private Dataset<Row> read(TableName table) {
    return lake.read(table, Objects.requireNonNull(publication.versions().get(table.qualified())));
  }

  /** The table of a plain name; of two, the one in the zone further from the source. */
  private TableName table(String name) {
    List<TableName> tables =
        of(publication, EnumSet.allOf(Zone.class), List.of()).stream()
            .filter(known -> is(known, name))
            .toList();
    if (tables.isEmpty()) {
      throw new QueryRules.Refused(
          "There is no table "
              + name
              + " in this publication; "
              + Nearest.of(
                  List.of(name),
                  of(publication, zones, views).stream().map(TableName::name).toList())
              + ", and kith sql lists them");
    }
    String zone = tables.get(0).zone().folder();
    return tables.stream()
        .filter(table -> zones.contains(table.zone()))
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                new QueryRules.Refused(
                    name
                        + " is in the zone "
                        + zone
                        + ", which has to be asked for with --zone "
                        + zone
                        + ", in the shell with \\zone "
                        + zone));
  }

  private static boolean is(TableName table, String name) {
    return table.name().equals(name.toLowerCase(Locale.ROOT));
  }

  /** The tables and views that may be queried, by zone and name. */
  public static List<TableName> of(Publication publication, Set<Zone> zones, List<View> views) {
    return Stream.concat(
            publication.versions().keySet().stream()
                .map(TableName::of)
                .filter(table -> zones.contains(table.zone())),
            views(publication, zones, views).map(View::table))
        .sorted()
        .toList();
  }

  /** The views over tables that the publication has, in these zones. */
  private static Stream<View> views(Publication publication, Set<Zone> zones, List<View> views) {
    return views.stream()
        .filter(view -> zones.contains(view.table().zone()))
        .filter(
            view ->
                view.reads().stream()
                    .allMatch(
                        name ->
                            view.readable().stream()
                                .map(zone -> new TableName(zone, name).qualified())
                                .anyMatch(publication.versions()::containsKey)));
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "" : message.strip().lines().findFirst().orElse("");
  }

  private static KithException wrong(String happened) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        happened,
        "Nothing was read.",
        "Correct the query, then run it again.");
  }
}

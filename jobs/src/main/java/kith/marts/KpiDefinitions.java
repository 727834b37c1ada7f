package kith.marts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.marts.disclosure.RelatedKpis;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.Zone;

/** The KPIs of a project, and the SQL that they share. */
public final class KpiDefinitions {

  /** The views that the marts stage offers beside tables and the shared SQL. */
  private static final Set<String> PROVIDED = Set.of("period", "banded_member");

  private static final String SHARED = "shared";

  private static final String BANDED = "banded";

  /** Folders of the marts' SQL that hold neither KPIs nor detail marts. */
  private static final Set<String> NOT_SUBJECTS =
      Set.of(SHARED, Population.FOLDER, Breakdown.FOLDER);

  private final List<KpiDefinition> all;
  private final List<DetailDefinition> details;
  private final Map<String, KpiSql> shared;
  private final List<TableName> tables;

  private KpiDefinitions(
      List<KpiDefinition> all,
      List<DetailDefinition> details,
      Map<String, KpiSql> shared,
      List<TableName> tables) {
    this.all = all;
    this.details = details;
    this.shared = shared;
    this.tables = tables;
  }

  /**
   * Reads {@code sql/marts/<subject>/<kpi>.yaml}, {@code sql/marts/detail/<table>.yaml} and the SQL
   * beside each, by subject and KPI. SQL that reads anything but the warehouse and {@code
   * child_birth} is wrong configuration.
   */
  public static KpiDefinitions of(Project project) {
    return read(project.sql().resolve("marts"), TableSpecs.of(project));
  }

  /**
   * Reads the KPIs of a folder like {@code sql/marts}.
   *
   * @param specs the tables that their SQL may read
   */
  public static KpiDefinitions read(Path marts, TableSpecs specs) {
    Map<String, KpiSql> shared = shared(marts);
    List<KpiDefinition> all = described(marts, shared, specs);
    requireNeeds(all, specs);
    List<DetailDefinition> details =
        definitionFiles(marts).stream()
            .filter(KpiDefinitions::isOfDetail)
            .map(DetailDefinition::read)
            .toList();
    Stream<KpiSql> breakdowns =
        all.stream()
            .flatMap(definition -> definition.breakdowns().stream())
            .map(Breakdown::sql)
            .distinct();
    Set<TableName> tables = new TreeSet<>();
    Stream.of(
            shared.values().stream(),
            breakdowns,
            all.stream().map(KpiDefinition::sql),
            details.stream().map(DetailDefinition::sql))
        .flatMap(queries -> queries)
        .forEach(sql -> tables.addAll(tables(sql, shared.keySet(), specs)));
    return new KpiDefinitions(all, details, shared, List.copyOf(tables));
  }

  /**
   * The definition of every KPI, by subject and name, for reader commands: what its SQL reads is
   * not checked, since that needs Spark.
   */
  public static List<KpiDefinition> described(Project project) {
    Path marts = project.sql().resolve("marts");
    return described(marts, shared(marts), TableSpecs.of(project));
  }

  /**
   * The staging tables and columns that the figures of any KPI depend on.
   *
   * @throws KithException when a KPI needs something that staging does not have
   */
  public static Set<String> restOn(Project project, TableSpecs specs) {
    List<KpiDefinition> all = described(project);
    requireNeeds(all, specs);
    return all.stream()
        .flatMap(KpiDefinition::restsOn)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void requireNeeds(List<KpiDefinition> all, TableSpecs specs) {
    all.forEach(definition -> definition.needs().requireIn(specs, definition.kpi() + ".yaml"));
  }

  /** The SQL of {@code sql/marts/shared}, by the name under which others read it. */
  private static Map<String, KpiSql> shared(Path marts) {
    Map<String, KpiSql> shared = new TreeMap<>();
    try (Stream<Path> files = Files.list(marts.resolve(SHARED))) {
      files
          .filter(file -> file.toString().endsWith(".sql"))
          .map(KpiSql::read)
          .forEach(sql -> shared.put(sql.name().replaceFirst("\\.sql$", ""), sql));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return shared;
  }

  private static List<KpiDefinition> described(
      Path marts, Map<String, KpiSql> shared, TableSpecs specs) {
    Map<String, Population> populations = Population.all(marts);
    Map<String, Breakdown> breakdowns = Breakdown.all(marts);
    List<KpiDefinition> all =
        definitionFiles(marts).stream()
            .filter(file -> !isOfDetail(file))
            .map(file -> KpiFile.read(file, populations, breakdowns, shared, specs))
            .sorted(Comparator.comparing(KpiDefinition::subject).thenComparing(KpiDefinition::kpi))
            .toList();
    all.forEach(definition -> requireBridge(marts, definition, all));
    all.forEach(
        definition -> RelatedDefinitions.require(marts, file(marts, definition), definition, all));
    return all;
  }

  /** A bridge names counts of the windows between the days that are compared. */
  private static void requireBridge(Path marts, KpiDefinition definition, List<KpiDefinition> all) {
    KpiDefinition.Bridge bridge = definition.bridge();
    if (bridge == null) {
      return;
    }
    for (String name : List.of(bridge.starts(), bridge.ceases())) {
      if (all.stream()
          .filter(other -> other.kpi().equals(name))
          .filter(other -> other.unit().kind().isCounted())
          .noneMatch(other -> other.periodTypes().containsAll(KpiDefinition.Bridge.WINDOWS))) {
        throw DefinitionFile.malformed(
            file(marts, definition),
            "bridge names "
                + name
                + ", which is not a count with the period types "
                + String.join(" and ", KpiDefinition.Bridge.WINDOWS));
      }
    }
  }

  private static Path file(Path marts, KpiDefinition definition) {
    return marts.resolve(definition.subject()).resolve(definition.kpi() + ".yaml");
  }

  private static boolean isOfDetail(Path file) {
    return subject(file).endsWith("detail");
  }

  private static Path subject(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  private static List<Path> definitionFiles(Path marts) {
    try (Stream<Path> files = Files.walk(marts, 2)) {
      return files
          .filter(file -> !subject(file).equals(marts) && !file.equals(marts))
          .filter(file -> !NOT_SUBJECTS.contains(subject(file).getFileName().toString()))
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.toString().endsWith(".cases.yaml"))
          .sorted()
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<TableName> tables(KpiSql sql, Set<String> shared, TableSpecs specs) {
    List<TableName> tables = new ArrayList<>();
    for (String relation : sql.relations()) {
      if (PROVIDED.contains(relation) || shared.contains(relation)) {
        continue;
      }
      TableSpec spec = specs.contains(relation) ? specs.get(relation) : null;
      if (spec == null
          || (spec.table().zone() != Zone.WAREHOUSE && !spec.table().equals(Tables.CHILD_BIRTH))) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            sql.name() + " reads " + relation + ", which KPIs may not read.",
            "Nothing was run: KPIs read the warehouse and child_birth only.",
            "Correct the SQL, then run the command again.");
      }
      tables.add(spec.table());
    }
    return tables;
  }

  /** All KPIs, by subject and name. */
  public List<KpiDefinition> all() {
    return all;
  }

  /** The detail marts, by name. */
  public List<DetailDefinition> details() {
    return details;
  }

  /** The KPIs that the Panel reads, without breakdowns. */
  public KpiDefinitions totalsForThePanel() {
    return new KpiDefinitions(
        all.stream().filter(KpiDefinition::panel).map(KpiDefinition::withoutBreakdowns).toList(),
        details,
        shared,
        tables);
  }

  /** How their members are related, for hiding small numbers, with the bridges between counts. */
  RelatedKpis related() {
    return RelatedDefinitions.among(all);
  }

  /** The KPIs by name. */
  public Map<String, KpiDefinition> byName() {
    Map<String, KpiDefinition> byName = new TreeMap<>();
    all.forEach(definition -> byName.put(definition.kpi(), definition));
    return byName;
  }

  /** The names of the KPIs by the population that they count. */
  public Map<String, Set<String>> byPopulation() {
    Map<String, Set<String>> byPopulation = new TreeMap<>();
    all.forEach(
        definition ->
            byPopulation
                .computeIfAbsent(definition.population().name(), population -> new TreeSet<>())
                .add(definition.kpi()));
    return byPopulation;
  }

  /** The names of the KPIs that are compared with each published series, or rest on it. */
  public Map<String, Set<String>> bySeries() {
    Map<String, Set<String>> bySeries = new TreeMap<>();
    for (KpiDefinition definition : all) {
      Stream.of(definition.benchmark(), definition.denominatorSeries())
          .filter(Objects::nonNull)
          .forEach(
              series ->
                  bySeries.computeIfAbsent(series, kpis -> new TreeSet<>()).add(definition.kpi()));
    }
    return bySeries;
  }

  /** The shared SQL that populations and KPIs read, by the name under which they read it. */
  public Map<String, KpiSql> ofMembers() {
    Map<String, KpiSql> ofMembers = new TreeMap<>(shared);
    ofMembers.remove(BANDED);
    return ofMembers;
  }

  /** The shared SQL of where a child was in care on the day that its band is of. */
  KpiSql banded() {
    return Objects.requireNonNull(shared.get(BANDED));
  }

  /** The breakdowns that any KPI names, by name. */
  List<Breakdown> breakdowns() {
    return all.stream()
        .flatMap(definition -> definition.breakdowns().stream())
        .distinct()
        .sorted(Comparator.comparing(Breakdown::name))
        .toList();
  }

  /** The tables that the SQL of any KPI reads. */
  public List<TableName> tables() {
    return tables;
  }
}

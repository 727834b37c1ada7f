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
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.Zone;

/** The KPIs of a project, and the shared definition of who is looked after. */
public final class KpiDefinitions {

  /** The views that the marts stage offers to the SQL in addition to tables. */
  static final Set<String> PROVIDED = Set.of("period", "looked_after", "banded_member", "banded");

  /** Folders of the marts' SQL that hold neither KPIs nor detail marts. */
  private static final Set<String> NOT_SUBJECTS =
      Set.of("shared", Population.FOLDER, Breakdown.FOLDER);

  private final List<KpiDefinition> all;
  private final List<DetailDefinition> details;
  private final KpiSql lookedAfter;
  private final KpiSql banded;
  private final List<TableName> tables;

  private KpiDefinitions(
      List<KpiDefinition> all,
      List<DetailDefinition> details,
      KpiSql lookedAfter,
      KpiSql banded,
      List<TableName> tables) {
    this.all = all;
    this.details = details;
    this.lookedAfter = lookedAfter;
    this.banded = banded;
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
    KpiSql lookedAfter = lookedAfter(marts);
    List<KpiDefinition> all = described(marts, lookedAfter);
    requireNeeds(all, specs);
    List<DetailDefinition> details =
        definitionFiles(marts).stream()
            .filter(KpiDefinitions::isOfDetail)
            .map(DetailDefinition::read)
            .toList();
    KpiSql banded = KpiSql.read(marts.resolve("shared").resolve("banded.sql"));
    Set<TableName> tables = new TreeSet<>(tables(lookedAfter, specs));
    tables.addAll(tables(banded, specs));
    all.stream()
        .flatMap(definition -> definition.breakdowns().stream())
        .forEach(breakdown -> tables.addAll(tables(breakdown.sql(), specs)));
    all.forEach(definition -> tables.addAll(tables(definition.sql(), specs)));
    details.forEach(detail -> tables.addAll(tables(detail.sql(), specs)));
    return new KpiDefinitions(all, details, lookedAfter, banded, List.copyOf(tables));
  }

  /**
   * The definition of every KPI, by subject and name, for reader commands: what its SQL reads is
   * not checked, since that needs Spark.
   */
  public static List<KpiDefinition> described(Project project) {
    Path marts = project.sql().resolve("marts");
    return described(marts, lookedAfter(marts));
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

  private static KpiSql lookedAfter(Path marts) {
    return KpiSql.read(marts.resolve("shared").resolve("looked_after.sql"));
  }

  private static List<KpiDefinition> described(Path marts, KpiSql lookedAfter) {
    Map<String, Population> populations = Population.all(marts);
    Map<String, Breakdown> breakdowns = Breakdown.all(marts);
    return definitionFiles(marts).stream()
        .filter(file -> !isOfDetail(file))
        .map(file -> KpiDefinition.read(file, populations, breakdowns, lookedAfter.text()))
        .sorted(Comparator.comparing(KpiDefinition::subject).thenComparing(KpiDefinition::kpi))
        .toList();
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

  private static List<TableName> tables(KpiSql sql, TableSpecs specs) {
    List<TableName> tables = new ArrayList<>();
    for (String relation : sql.relations()) {
      if (PROVIDED.contains(relation)) {
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
  List<DetailDefinition> details() {
    return details;
  }

  /** The KPIs that the Panel reads, without breakdowns. */
  public KpiDefinitions totalsForThePanel() {
    return new KpiDefinitions(
        all.stream().filter(KpiDefinition::panel).map(KpiDefinition::withoutBreakdowns).toList(),
        details,
        lookedAfter,
        banded,
        tables);
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

  /** The shared SQL of who is looked after on which date. */
  public KpiSql lookedAfter() {
    return lookedAfter;
  }

  /** The shared SQL of where a child was in care on the day that its band is of. */
  KpiSql banded() {
    return banded;
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

package kith.lake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.Publication;
import kith.contract.TableName;
import kith.contract.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.jdk.javaapi.CollectionConverters;

/**
 * SQL over the tables of one publication, by plain names, all at the versions that it points to.
 */
public final class PublishedTables {

  private static final Pattern REFLECTION =
      Pattern.compile("(?i)\\b(java_method|reflect|try_reflect)`?\\s*\\(");

  private final DeltaLake lake;
  private final SparkSession spark;
  private final Publication publication;
  private final Set<Zone> zones;

  /**
   * Opens a publication to queries.
   *
   * @param zones the zones that the reader asked for
   */
  public PublishedTables(
      SparkSession spark, String root, Publication publication, Set<Zone> zones) {
    this.spark = spark;
    this.lake = new DeltaLake(spark, root);
    this.publication = publication;
    this.zones = zones;
  }

  /** Runs a query. Anything that would change something is refused. */
  public Dataset<Row> query(String sql) {
    LogicalPlan plan;
    try {
      plan = spark.sessionState().sqlParser().parsePlan(sql);
    } catch (RuntimeException | org.apache.spark.sql.catalyst.parser.ParseException malformed) {
      throw wrong("The query cannot be parsed: " + firstLine(malformed.getMessage()));
    }
    if (plan instanceof Command) {
      throw wrong("Only queries may be run here.");
    }
    openTables(plan, sql);
    try {
      return spark.sql(sql);
    } catch (Exception failure) {
      if (failure instanceof org.apache.spark.sql.AnalysisException analysis) {
        throw wrong("The query does not fit the tables: " + firstLine(analysis.getSimpleMessage()));
      }
      throw failure;
    }
  }

  /** Opens the tables that the query names, and nothing else: no file, no other catalog. */
  private void openTables(LogicalPlan plan, String sql) {
    if (REFLECTION.matcher(sql).find()) {
      throw wrong("Functions that call into the engine may not be used here.");
    }
    Map<String, List<TableName>> byName = new TreeMap<>();
    for (String qualified : publication.versions().keySet()) {
      String[] parts = qualified.split("\\.", 2);
      byName
          .computeIfAbsent(parts[1], name -> new ArrayList<>())
          .add(new TableName(Zone.of(parts[0]), parts[1]));
    }
    Set<String> named = new TreeSet<>();
    Set<String> defined = new TreeSet<>();
    collect(plan, named, defined);
    for (String name : named) {
      List<TableName> tables = byName.get(name.toLowerCase(Locale.ROOT));
      if (tables != null) {
        TableName table = allowed(name, tables);
        lake.read(table, publication.versions().get(table.qualified()))
            .createOrReplaceTempView(table.name());
      } else if (!defined.contains(name)) {
        throw wrong("There is no table " + name + " in this publication; kith sql lists them.");
      }
    }
  }

  private static void collect(LogicalPlan plan, Set<String> named, Set<String> defined) {
    if (plan instanceof UnresolvedRelation relation) {
      named.add(
          CollectionConverters.asJava(relation.multipartIdentifier()).stream()
              .collect(Collectors.joining(".")));
    }
    if (plan instanceof UnresolvedWith with) {
      CollectionConverters.asJava(with.cteRelations())
          .forEach(
              definition -> {
                defined.add(definition._1());
                collect(definition._2(), named, defined);
              });
    }
    CollectionConverters.asJava(plan.children()).forEach(child -> collect(child, named, defined));
    CollectionConverters.asJava(plan.subqueries())
        .forEach(subquery -> collect((LogicalPlan) subquery, named, defined));
  }

  private TableName allowed(String name, List<TableName> tables) {
    return tables.stream()
        .filter(table -> zones.contains(table.zone()))
        .reduce((first, second) -> second)
        .orElseThrow(
            () ->
                wrong(
                    name
                        + " is in the zone "
                        + tables.get(0).zone().folder()
                        + ", which has to be asked for with --zone "
                        + tables.get(0).zone().folder()
                        + "."));
  }

  /** The tables that may be asked for, by zone and name. */
  public static List<TableName> of(Publication publication, Set<Zone> zones) {
    return publication.versions().keySet().stream()
        .map(qualified -> qualified.split("\\.", 2))
        .map(parts -> new TableName(Zone.of(parts[0]), parts[1]))
        .filter(table -> zones.contains(table.zone()))
        .toList();
  }

  private static String firstLine(String message) {
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

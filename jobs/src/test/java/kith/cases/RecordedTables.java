package kith.cases;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import kith.conform.Conform;
import kith.project.Project;
import kith.project.Yaml;
import kith.table.TableBuild;
import kith.table.TableBuildStep;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables that a night would make of the records that a case gives as rows of staging. Each is
 * made when it is read, after those that its build reads; one that the case gives is not made.
 */
final class RecordedTables {

  /** Every night has a row of it: the one staging table that a case need not give. */
  static final String NIGHT = Tables.STG_SOURCE_NIGHT.name();

  private final Case one;
  private final Function<String, Dataset<Row>> given;
  private final Map<String, TableBuild> builds;
  private final Map<String, Dataset<Row>> made = new HashMap<>();

  /**
   * The tables of a case.
   *
   * @param given the rows of a relation that is not made of records
   */
  RecordedTables(Case one, Function<String, Dataset<Row>> given) {
    this.one = one;
    this.given = given;
    this.builds =
        one.hasRecords()
            ? Conform.builds(
                    Project.home(),
                    one.parameters(Yaml.read(Project.home().conf().resolve("parameters.yaml"))),
                    one.businessDate())
                .stream()
                .collect(Collectors.toMap(build -> build.writes().name(), build -> build))
            : Map.of();
  }

  /** The relations, and the tables that the builds of those made of records read. */
  Set<String> withWhatTheyAreMadeOf(Set<String> relations) {
    Set<String> all = new TreeSet<>(relations);
    for (String relation : relations) {
      if (isMade(relation)) {
        all.addAll(withWhatTheyAreMadeOf(sources(relation)));
      }
    }
    return all;
  }

  private boolean isMade(String relation) {
    return builds.containsKey(relation)
        && !one.given().containsKey(relation)
        && sources(relation).stream().anyMatch(source -> isRecords(source) || isMade(source));
  }

  private boolean isRecords(String relation) {
    return relation.equals(NIGHT)
        || relation.startsWith(Case.STAGING) && one.given().containsKey(relation);
  }

  private Set<String> sources(String relation) {
    return builds.get(relation).reads().stream().map(TableName::name).collect(Collectors.toSet());
  }

  /** The rows of a relation: those of the case, else those made of its records. */
  Dataset<Row> table(String relation) {
    if (!isMade(relation)) {
      return given.apply(relation);
    }
    if (!made.containsKey(relation)) {
      made.put(relation, build(builds.get(relation)));
    }
    return made.get(relation);
  }

  private Dataset<Row> build(TableBuild build) {
    Map<TableName, Dataset<Row>> inputs = new HashMap<>();
    build.reads().forEach(table -> inputs.put(table, table(table.name())));
    Dataset<Row> rows =
        TableBuildStep.conformed(
            TestTables.build(build, one.businessDate().toString(), inputs),
            SparkTest.specs().get(build.writes().name()));
    // As if read from the lake: the table is not built again.
    return SparkTest.spark().createDataFrame(rows.collectAsList(), rows.schema());
  }
}

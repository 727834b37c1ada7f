package kith.publish;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.project.Project;
import kith.project.Yaml;
import kith.source.CodeLists;
import kith.table.ColumnSpec;
import kith.table.Inputs;
import kith.table.ParsedSql;
import kith.table.Publication;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tables of the published model. Their SQL reads marts and dimensions by name, the lists
 * of {@code conf/report} as {@code report_<list>}, and as {@code report_targets}, {@code
 * report_breakdowns} and {@code report_bands} what targets and breakdowns are defined by.
 */
final class PublishedModel {

  /** The stored tables that the model is made from. */
  static final List<TableName> READS =
      List.of(
          Tables.KPI_PUBLISHED,
          Tables.KPI_COMPARISON,
          Tables.KPI_RANK,
          Tables.KPI_NEIGHBOUR,
          Tables.KPI_QUALITY,
          Tables.DIM_KPI);

  private final Project project;
  private final Publication publication;
  private final Inputs inputs;

  PublishedModel(Project project, Publication publication, Inputs inputs) {
    this.project = project;
    this.publication = publication;
    this.inputs = inputs;
  }

  /** The rows of each table, with the columns and types that it promises, by its key. */
  Map<PublishedTable, Dataset<Row>> tables() {
    SparkSession spark = inputs.spark();
    List<PublishedTable> tables = PublishedTable.of(project);
    TreeSet<String> read = new TreeSet<>();
    tables.forEach(table -> read.addAll(ParsedSql.relations(table.sql())));
    Map<String, List<Map<String, @Nullable String>>> lists = lists();
    for (String name : read) {
      Dataset<Row> rows =
          lists.containsKey(name) ? rows(spark, lists.get(name)) : inputs.table(table(name));
      rows.createOrReplaceTempView(name);
    }
    Map<PublishedTable, Dataset<Row>> made = new LinkedHashMap<>();
    for (PublishedTable table : tables) {
      made.put(
          table,
          spark
              .sql(table.sql())
              .select(table.columns().stream().map(PublishedModel::typed).toArray(Column[]::new))
              .coalesce(1)
              .sortWithinPartitions(
                  table.key().stream().map(name -> col(name)).toArray(Column[]::new)));
    }
    read.forEach(name -> spark.catalog().dropTempView(name));
    return made;
  }

  private static Column typed(ColumnSpec column) {
    return col(column.name()).cast(column.type()).as(column.name());
  }

  private static TableName table(String name) {
    return READS.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("sql/published reads " + name + ", which is not there"));
  }

  private Map<String, List<Map<String, @Nullable String>>> lists() {
    Map<String, List<Map<String, @Nullable String>>> lists = new TreeMap<>();
    Path report = project.conf().resolve("report");
    try (Stream<Path> files = Files.list(report)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .forEach(
              name ->
                  lists.put(
                      "report_" + name.substring(0, name.length() - ".csv".length()),
                      CodeLists.read(report.resolve(name))));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    lists.put(
        "report_targets", CodeLists.read(project.conf().resolve("targets").resolve("targets.csv")));
    lists.put(
        "report_publication",
        List.of(
            Map.of(
                "publication_id", publication.id(),
                "business_date", publication.businessDate().toString(),
                "simulated", Boolean.toString(publication.simulated()),
                "model_version", PublishedTable.modelVersion(project))));
    addBreakdowns(lists);
    return lists;
  }

  private void addBreakdowns(Map<String, List<Map<String, @Nullable String>>> lists) {
    List<Map<String, @Nullable String>> breakdowns = new ArrayList<>();
    List<Map<String, @Nullable String>> bands = new ArrayList<>();
    try (Stream<Path> files = Files.list(project.sql().resolve("marts").resolve("breakdown"))) {
      files
          .filter(file -> file.toString().matches(".*(?<!\\.cases)\\.yaml"))
          .sorted()
          .map(Yaml::read)
          .forEach(
              node -> {
                String breakdown = node.required("table").asText();
                breakdowns.add(
                    Map.of("breakdown", breakdown, "title", node.required("title").asText()));
                int order = 1;
                for (Map.Entry<String, JsonNode> band : node.required("values").properties()) {
                  boolean isUnknown = band.getKey().equals("unknown");
                  bands.add(
                      Map.of(
                          "breakdown", breakdown,
                          "breakdown_value", band.getKey(),
                          "title", band.getValue().asText(),
                          "sort_order", Integer.toString(isUnknown ? 999 : order++)));
                }
              });
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    lists.put("report_breakdowns", breakdowns);
    lists.put("report_bands", bands);
  }

  private static Dataset<Row> rows(SparkSession spark, List<Map<String, @Nullable String>> list) {
    List<String> columns = list.isEmpty() ? List.of() : List.copyOf(list.get(0).keySet());
    StructType schema = new StructType();
    for (String column : columns) {
      schema = schema.add(column, "string");
    }
    return spark.createDataFrame(
        list.stream()
            .map(row -> RowFactory.create(columns.stream().map(row::get).toArray()))
            .toList(),
        schema);
  }
}

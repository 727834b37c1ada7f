package kith.contract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;

/**
 * Builds a table as its specification says and stores it: columns in order, types exact, required
 * columns never null.
 */
public final class TableBuildStep implements StageStep {

  private final TableBuild build;
  private final TableSpec spec;
  private final List<String> after;
  private final Inputs inputs;
  private final Lake lake;
  private final LocalDate businessDate;

  private TableBuildStep(
      TableBuild build,
      TableSpec spec,
      List<String> after,
      Inputs inputs,
      Lake lake,
      LocalDate businessDate) {
    this.build = build;
    this.spec = spec;
    this.after = after;
    this.inputs = inputs;
    this.lake = lake;
    this.businessDate = businessDate;
  }

  /** The steps of builds, each after the builds whose tables it reads. */
  public static List<StageStep> of(
      List<TableBuild> builds, TableSpecs specs, Inputs inputs, Lake lake, LocalDate businessDate) {
    Map<TableName, String> made =
        builds.stream()
            .collect(Collectors.toMap(TableBuild::writes, build -> build.writes().name()));
    List<StageStep> steps = new ArrayList<>();
    for (TableBuild build : builds) {
      List<String> after =
          build.reads().stream()
              .filter(table -> made.containsKey(table) && !table.equals(build.writes()))
              .map(made::get)
              .toList();
      steps.add(
          new TableBuildStep(
              build, specs.get(build.writes().name()), after, inputs, lake, businessDate));
    }
    return steps;
  }

  @Override
  public String name() {
    return build.writes().name();
  }

  @Override
  public List<String> after() {
    return after;
  }

  @Override
  public Result run() {
    Dataset<Row> rows = conformed(build.build(inputs, businessDate));
    List<String> required = spec.requiredColumns();
    Observation observed = new Observation();
    Column[] nulls =
        required.stream()
            .skip(1)
            .map(column -> count_if(col(column).isNull()).as(column))
            .toArray(Column[]::new);
    Column first = count_if(col(required.get(0)).isNull()).as(required.get(0));
    Written written = lake.replace(build.writes(), rows.observe(observed, first, nulls));
    Map<String, Long> missing = missing(observed);
    if (!missing.isEmpty()) {
      throw new KithException(
          ExitCode.DEFECT,
          "Built "
              + build.writes()
              + " with nulls where there are never any: "
              + missing.entrySet().stream()
                  .map(entry -> entry.getKey() + " in " + entry.getValue() + " rows")
                  .collect(Collectors.joining(", "))
              + ".",
          "Nothing was published; the figures published before stand.",
          "Report this as a defect of Kith with the counts above.");
    }
    return Result.of(written);
  }

  private Dataset<Row> conformed(Dataset<Row> rows) {
    return rows.select(
        spec.columns().stream()
            .map(column -> col(column.name()).cast(column.type()).as(column.name()))
            .toArray(Column[]::new));
  }

  private static Map<String, Long> missing(Observation observed) {
    try {
      Map<String, Long> missing = new HashMap<>();
      observed
          .getAsJava()
          .forEach(
              (column, count) -> {
                if (((Number) count).longValue() > 0) {
                  missing.put(column, ((Number) count).longValue());
                }
              });
      return missing;
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while nulls were counted");
    }
  }
}

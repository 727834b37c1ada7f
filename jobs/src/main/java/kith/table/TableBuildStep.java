package kith.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.size;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Builds a table as its specification says and stores it: columns in order, types exact, required
 * columns never null. Rows by flag and placeholders are counted while they are written.
 */
public final class TableBuildStep implements StageStep {

  /** Begins the names of counts of rows by flag, such as {@code flag:overlaps}. */
  public static final String FLAG = "flag:";

  /** Name of the count of placeholders: rows that other tables name and no source describes. */
  public static final String PLACEHOLDERS = "placeholder";

  private static final String NULL = "null:";
  private static final String UNDECLARED = "undeclared:";

  private final TableBuild build;
  private final TableSpec spec;
  private final List<String> after;
  private final Inputs inputs;
  private final Lake lake;
  private final LocalDate businessDate;
  private final Function<TableBuild, Optional<String>> keys;

  private TableBuildStep(
      TableBuild build,
      TableSpec spec,
      List<String> after,
      Inputs inputs,
      Lake lake,
      LocalDate businessDate,
      Function<TableBuild, Optional<String>> keys) {
    this.build = build;
    this.spec = spec;
    this.after = after;
    this.inputs = inputs;
    this.lake = lake;
    this.businessDate = businessDate;
    this.keys = keys;
  }

  /**
   * The steps of builds, each after the builds whose tables it reads.
   *
   * @param keys what the table of a build depends on, see {@link StageStep#key}
   */
  public static List<StageStep> of(
      List<TableBuild> builds,
      TableSpecs specs,
      Inputs inputs,
      Lake lake,
      LocalDate businessDate,
      Function<TableBuild, Optional<String>> keys) {
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
              build, specs.get(build.writes().name()), after, inputs, lake, businessDate, keys));
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
  public Optional<String> key() {
    return keys.apply(build);
  }

  @Override
  public Result run() {
    Written written =
        lake.replace(
            build.writes(), conformed(build.build(inputs, businessDate), spec), counts(spec));
    Map<String, Long> counted = written.counts();
    refuse(counted, NULL, "with nulls in columns that are never null");
    refuse(counted, UNDECLARED, "with flags that its specification does not name");
    Counts told = new Counts();
    counted.forEach(
        (name, count) -> {
          if (name.startsWith(FLAG) || name.equals(PLACEHOLDERS)) {
            told.put(name, count);
          }
        });
    build.counts().forEach(told::put);
    return new Result(List.of(written), told);
  }

  /**
   * Counts made while a table's rows are written, so that it is not read again for them: nulls in
   * columns that are never null, flags, placeholders.
   */
  public static List<Column> counts(TableSpec spec) {
    List<Column> counts = new ArrayList<>();
    for (String column : spec.requiredColumns()) {
      counts.add(count_if(col(column).isNull()).as(NULL + column));
    }
    if (spec.has(TableSpec.FLAGS)) {
      Column flags = col(TableSpec.FLAGS);
      Column declared =
          array(spec.flags().keySet().stream().map(functions::lit).toArray(Column[]::new))
              .cast("array<string>");
      // Most rows have no flags: they are not compared with the list.
      counts.add(
          count_if(size(flags).gt(0).and(size(array_except(flags, declared)).gt(0)))
              .as(UNDECLARED + TableSpec.FLAGS));
      for (String flag : spec.flags().keySet()) {
        counts.add(count_if(array_contains(flags, flag)).as(FLAG + flag));
      }
    }
    if (spec.has(TableSpec.IS_PLACEHOLDER)) {
      counts.add(count_if(col(TableSpec.IS_PLACEHOLDER)).as(PLACEHOLDERS));
    }
    return counts;
  }

  private void refuse(Map<String, Long> counted, String kind, String what) {
    Map<String, Long> broken = new TreeMap<>();
    counted.forEach(
        (name, count) -> {
          if (name.startsWith(kind) && count > 0) {
            broken.put(name.substring(kind.length()), count);
          }
        });
    if (!broken.isEmpty()) {
      throw new KithException(
          ExitCode.DEFECT,
          "Built "
              + build.writes()
              + " "
              + what
              + ": "
              + broken.entrySet().stream()
                  .map(entry -> entry.getKey() + " in " + entry.getValue() + " rows")
                  .collect(Collectors.joining(", "))
              + ".",
          Meaning.NOTHING_PUBLISHED,
          "Report this as a defect of Kith with the counts above.");
    }
  }

  /** Rows with the columns of a specification, in its order and of its types. */
  public static Dataset<Row> conformed(Dataset<Row> rows, TableSpec spec) {
    return rows.select(
        spec.columns().stream()
            .map(column -> col(column.name()).cast(column.type()).as(column.name()))
            .toArray(Column[]::new));
  }
}

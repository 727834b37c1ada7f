package kith.conform;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.table.ColumnSpec;
import kith.table.Counts;
import kith.table.Inputs;
import kith.table.StageStep;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The final check of the conform stage: every key in a table exists in the table that its
 * specification names ({@code references}). Rows that the source does not describe have
 * placeholders, so a key without a match is a defect of Kith.
 *
 * <p>One query reads the key columns of all tables: each table once for the keys that it names, and
 * once if others refer to it. Every key becomes one number of 64 bits with the name of the
 * referenced table, and numbers without a match are counted.
 */
public final class ForeignKeys implements StageStep {

  /** Name of the step. */
  public static final String NAME = "foreign_keys";

  private final List<TableSpec> made;
  private final TableSpecs specs;
  private final Inputs inputs;

  /**
   * @param tables the tables that the stage makes
   */
  public ForeignKeys(List<TableName> tables, TableSpecs specs, Inputs inputs) {
    this.made = tables.stream().map(table -> specs.get(table.name())).toList();
    this.specs = specs;
    this.inputs = inputs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return made.stream().map(spec -> spec.table().name()).toList();
  }

  /** Counts the rows whose key has no match, by column; any is a defect. */
  @Override
  public Result run() {
    List<String> references = new ArrayList<>();
    Map<String, Dataset<Row>> keys = new LinkedHashMap<>();
    Dataset<Row> named = null;
    for (TableSpec spec : made) {
      List<Column> found = new ArrayList<>();
      for (ColumnSpec column : spec.columns()) {
        if (column.references() != null) {
          Target target = Target.of(column.references(), specs);
          keys.computeIfAbsent(column.references(), reference -> target.keys(inputs));
          found.add(
              when(
                  col(column.name()).isNotNull(),
                  struct(
                      lit(references.size()).as("reference"),
                      target.keyFrom(spec, column).as("key"))));
          references.add(spec.table() + "." + column.name());
        }
      }
      if (!found.isEmpty()) {
        Dataset<Row> ofTable =
            inputs
                .table(spec.table())
                .select(explode(array_compact(array(found.toArray(Column[]::new)))).as("named"))
                .select("named.reference", "named.key");
        named = named == null ? ofTable : named.union(ofTable);
      }
    }
    if (named == null) {
      return new Result(List.of(), new Counts());
    }
    Dataset<Row> known = keys.values().stream().reduce(Dataset::union).orElseThrow();
    Map<String, Long> broken = new TreeMap<>();
    named
        .join(broadcast(known), new String[] {"key"}, "left_anti")
        .groupBy("reference")
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> broken.put(references.get(row.getInt(0)), row.getLong(1)));
    if (!broken.isEmpty()) {
      throw new KithException(
          ExitCode.DEFECT,
          "Keys without a matching row: "
              + broken.entrySet().stream()
                  .map(entry -> entry.getKey() + " in " + entry.getValue() + " rows")
                  .collect(Collectors.joining(", "))
              + ".",
          Meaning.NOTHING_PUBLISHED,
          "Report this as a defect of Kith with the counts above.");
    }
    return new Result(List.of(), new Counts().put("references", references.size()));
  }

  /**
   * A column that others refer to, with the columns of its table's key that tell its rows apart
   * there and here, such as the authority.
   */
  private record Target(String reference, TableSpec spec, String column) {

    static Target of(String reference, TableSpecs specs) {
      String[] parts = reference.split("\\.");
      return new Target(reference, specs.get(parts[0]), parts[1]);
    }

    Dataset<Row> keys(Inputs inputs) {
      List<Column> parts = new ArrayList<>();
      parts.add(lit(reference));
      keyColumns().forEach(column -> parts.add(col(column)));
      return inputs.table(spec.table()).select(hash(parts).as("key"));
    }

    Column keyFrom(TableSpec from, ColumnSpec referring) {
      List<Column> parts = new ArrayList<>();
      parts.add(lit(reference));
      for (String column : keyColumns()) {
        if (!column.equals(this.column) && !from.has(column)) {
          throw new IllegalStateException(
              from.table() + " refers to " + reference + " without the column " + column);
        }
        parts.add(col(column.equals(this.column) ? referring.name() : column));
      }
      return hash(parts);
    }

    /** Versions of a row share one key: a fact's date says which version it means. */
    private List<String> keyColumns() {
      return spec.key().stream().filter(column -> !column.equals("valid_from")).toList();
    }

    private static Column hash(List<Column> parts) {
      return xxhash64(parts.toArray(Column[]::new));
    }
  }
}

package kith.extract;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.md5;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kith.contract.SourceCells;
import kith.contract.SourceContract;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Decides for every landed record whether it is loaded, quarantined with reasons, or an exact
 * duplicate of a record on an earlier line (equal in every column that is not volatile).
 */
final class Judgement {

  private final SourceContract contract;
  private final SourceCells cells;

  Judgement(SourceContract contract, SourceCells cells) {
    this.contract = contract;
    this.cells = cells;
  }

  /**
   * Adds {@code row_hash}, {@code cast_errors}, {@code reasons}, {@code is_duplicate}.
   *
   * @param persons known person ids in a column {@code known_person}, or null when the table names
   *     none
   */
  Dataset<Row> judge(Dataset<Row> landed, Dataset<Row> persons) {
    Dataset<Row> hashed = landed.withColumn("row_hash", contentHash());
    Dataset<Row> known = hashed;
    if (persons != null) {
      known =
          hashed.join(
              functions.broadcast(persons),
              trim(col(contract.person())).equalTo(col("known_person")),
              "left");
    }
    return known
        .withColumn("cast_errors", castErrors())
        .withColumn("reasons", reasons(persons != null))
        .withColumn(
            "is_duplicate",
            row_number().over(Window.partitionBy("row_hash").orderBy("line")).gt(1));
  }

  private Column contentHash() {
    Column[] content =
        contract.landed().stream()
            .filter(column -> !column.isVolatile())
            .map(column -> coalesce(trim(col(column.name())), lit("")))
            .toArray(Column[]::new);
    return md5(concat_ws("\u0001", content).cast("binary"));
  }

  private Column castErrors() {
    Column[] errors =
        contract.landed().stream()
            .filter(Judgement::canFail)
            .map(column -> when(cells.isUnusable(column), lit(column.name())))
            .toArray(Column[]::new);
    return array_compact(array(errors)).cast("array<string>");
  }

  private static boolean canFail(SourceContract.Column column) {
    return column.type() != SourceContract.Type.TEXT && column.type() != SourceContract.Type.CODE;
  }

  private Column reasons(boolean namesPersons) {
    List<Column> reasons = new ArrayList<>();
    for (SourceContract.Column column : contract.landed()) {
      if (column.required()) {
        reasons.add(when(cells.text(column).isNull(), lit("missing:" + column.name())));
        if (canFail(column)) {
          reasons.add(
              when(
                  functions.array_contains(col("cast_errors"), column.name()),
                  lit("unusable:" + column.name())));
        }
      }
    }
    for (SourceContract.Period period : contract.periods()) {
      Column starts = cells.value(column(period.starts()));
      Column ends = cells.value(column(period.ends()));
      reasons.add(when(ends.lt(starts), lit("ends_before_start:" + period.starts())));
    }
    if (namesPersons) {
      reasons.add(
          when(
              trim(col(contract.person())).notEqual("").and(col("known_person").isNull()),
              lit("unknown_person:" + contract.person())));
    }
    return array_compact(array(reasons.toArray(Column[]::new))).cast("array<string>");
  }

  private SourceContract.Column column(String name) {
    return contract.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Records that are loaded. */
  static Column isLoaded() {
    return col("is_duplicate").equalTo(false).and(size(col("reasons")).equalTo(0));
  }

  /** Records that are quarantined. */
  static Column isQuarantined() {
    return col("is_duplicate").equalTo(false).and(size(col("reasons")).gt(0));
  }

  /** What is counted while a table is loaded: outcomes, and odd cells by column, by name. */
  Map<String, Column> counts() {
    Map<String, Column> counts = new LinkedHashMap<>();
    counts.put("parsed", functions.count(lit(1)));
    counts.put("loaded", count_if(isLoaded()));
    counts.put("quarantined", count_if(isQuarantined()));
    counts.put("duplicate", count_if(col("is_duplicate")));
    for (SourceContract.Column column : contract.landed()) {
      counts.put("filler:" + column.name(), count_if(cells.isFiller(column)));
      if (canFail(column)) {
        counts.put(
            "unusable:" + column.name(),
            count_if(functions.array_contains(col("cast_errors"), column.name())));
      }
      if (column.type() == SourceContract.Type.CODE) {
        counts.put("unknown_code:" + column.name(), count_if(cells.isUnknownCode(column)));
      }
    }
    return counts;
  }

  /** The business key of a record as JSON, for the data owner to find it. */
  Column businessKey() {
    return to_json(
        struct(contract.businessKey().stream().map(functions::col).toArray(Column[]::new)));
  }
}

package kith.conform.child;

import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code child_likeness} (restricted): whether a person seems to be in the extract under a
 * second number.
 *
 * <ul>
 *   <li>Grain: one row per person of the extract.
 *   <li>Source: {@code stg_person}; {@code person_pair}, which the extract stage finds by comparing
 *       keyed hashes of identifiers. Persons are not merged: both are counted.
 *   <li>Nulls: none; {@code same_as} and {@code agrees_on} are empty if there is no similar person.
 * </ul>
 */
public final class ChildLikenesses implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.CHILD_LIKENESS;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_PERSON, Tables.PERSON_PAIR);
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> pairs =
        inputs
            .table(Tables.PERSON_PAIR)
            .groupBy("child_key")
            .agg(
                expr("array_sort(collect_set(other_child_key)) as others"),
                expr("array_sort(array_distinct(flatten(collect_list(agrees_on)))) as agreed"));
    return inputs
        .table(Tables.STG_PERSON)
        .select(Key.CHILD.columns())
        .distinct()
        // A child's key is made of the authority too, so that pairs need not name it.
        .join(pairs, new String[] {"child_key"}, "left")
        .selectExpr(
            Key.CHILD.names(
                "coalesce(others, cast(array() as array<bigint>)) as same_as",
                "coalesce(agreed, cast(array() as array<string>)) as agrees_on"));
  }
}

package kith.conform.child;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code child_birth} (restricted): the full birth date, which ages and birthdays need.
 *
 * <ul>
 *   <li>Grain: one row per person whose birth date is held, known or estimated.
 *   <li>Source: {@code stg_person}.
 *   <li>Nulls: none; a person without a birth date has no row.
 * </ul>
 */
public final class Births implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.CHILD_BIRTH;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_PERSON);
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_PERSON)
        .where(col("birth_on").isNotNull())
        .select(Key.CHILD.columns("birth_on", "birth_estimated"));
  }
}

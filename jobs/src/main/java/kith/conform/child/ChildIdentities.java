package kith.conform.child;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code child_identity}: which person of which source a key belongs to.
 *
 * <ul>
 *   <li>Grain: one row per source system and person id. Zone: restricted.
 *   <li>Source: {@code stg_person_id}, all systems.
 *   <li>Errors: two persons with one key hold the night back. Keys have 63 bits, so this is almost
 *       impossible, but it is checked.
 * </ul>
 */
public final class ChildIdentities implements TableBuild {

  @Override
  public TableName writes() {
    return Tables.CHILD_IDENTITY;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_PERSON_ID);
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
    Dataset<Row> identities = inputs.table(Tables.STG_PERSON_ID);
    long collisions =
        identities.groupBy(Key.CHILD.columns("source_system")).count().where("count > 1").count();
    if (collisions > 0) {
      throw new KithException(
          ExitCode.DEFECT,
          collisions + " keys stand for more than one person.",
          Meaning.NOTHING_PUBLISHED,
          "Start a new lake with another secret, and report this.");
    }
    return identities;
  }
}

package kith.lake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import kith.table.TableName;
import kith.table.Zone;

/** A process that flushes one version of a table, and a publication, to disk. */
final class SecureOnce {

  static final TableName TABLE = new TableName(Zone.WAREHOUSE, "fact_placement");
  static final String PUBLICATION = "published/p1";

  private SecureOnce() {}

  /**
   * Flushes version 1 of the table, after version 0 has been flushed.
   *
   * @param arguments the lake's folder
   */
  public static void main(String[] arguments) {
    new TableFiles(Path.of(arguments[0]))
        .secure(Map.of(TABLE, 1L), Map.of(TABLE, 0L), List.of(PUBLICATION));
  }
}

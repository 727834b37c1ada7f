package kith.table;

import java.util.Map;
import java.util.TreeMap;

/**
 * The version of every table that this night has made so far. Safe for steps that run side by side.
 */
public final class Versions {

  private final Map<String, Long> byTable = new TreeMap<>();

  /** Notes the version of a table by its qualified name. */
  public synchronized void put(String table, long version) {
    byTable.put(table, version);
  }

  /** Notes all of them. */
  public synchronized void putAll(Map<String, Long> versions) {
    byTable.putAll(versions);
  }

  /** The version of a table of this night; a defect if this night has not made it. */
  public synchronized long of(TableName table) {
    Long version = byTable.get(table.qualified());
    if (version == null) {
      throw new IllegalStateException(table.qualified() + " was not made this night");
    }
    return version;
  }

  /** True when this night has made the table. */
  public synchronized boolean contains(TableName table) {
    return byTable.containsKey(table.qualified());
  }

  /** All of them, by qualified name. */
  public synchronized Map<String, Long> all() {
    return new TreeMap<>(byTable);
  }
}

package kith.table;

import java.util.Map;

/**
 * A table as a step wrote it.
 *
 * @param version Delta version that holds the rows
 * @param rows rows in that version, or of that night in a table kept by night, as its files say
 * @param files the files that this version added, by path below the table's folder
 * @param counts the counts that were asked for, by name
 */
public record Written(
    TableName table,
    long version,
    long rows,
    Map<String, FileMark> files,
    Map<String, Long> counts) {

  /** A table without other counts. */
  public Written(TableName table, long version, long rows, Map<String, FileMark> files) {
    this(table, version, rows, files, Map.of());
  }
}

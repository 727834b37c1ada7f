package kith.table;

/**
 * A table by zone and plain name, such as {@code warehouse.fact_placement}. SQL uses the plain
 * name.
 */
public record TableName(Zone zone, String name) implements Comparable<TableName> {

  /**
   * The table of a qualified name.
   *
   * @throws IllegalArgumentException if the text is not one
   */
  public static TableName of(String qualified) {
    String[] parts = qualified.split("\\.", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("not a qualified table name");
    }
    return new TableName(Zone.of(parts[0]), parts[1]);
  }

  /** The name with its zone, as manifests and results have it. */
  public String qualified() {
    return zone.folder() + "." + name;
  }

  @Override
  public int compareTo(TableName other) {
    return qualified().compareTo(other.qualified());
  }

  @Override
  public String toString() {
    return name;
  }
}

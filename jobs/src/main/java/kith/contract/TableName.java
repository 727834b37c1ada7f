package kith.contract;

/**
 * A table by zone and plain name, such as {@code warehouse.fact_placement}. SQL uses the plain
 * name.
 */
public record TableName(Zone zone, String name) implements Comparable<TableName> {

  /** The name with its zone, as it stands in manifests and results. */
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

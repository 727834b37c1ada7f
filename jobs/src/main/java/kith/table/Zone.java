package kith.table;

/** A zone of the lake: one root folder, one group of readers. Staging is never stored. */
public enum Zone {
  RAW,
  QUARANTINE,
  RESTRICTED,
  STAGING,
  WAREHOUSE,
  MARTS,
  REFERENCE,
  OPS;

  /**
   * Name of the zone's folder below the lake's root, also the value of {@code zone} in a table's
   * specification.
   */
  public String folder() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The zone of that folder name. */
  public static Zone of(String folder) {
    return valueOf(folder.toUpperCase(java.util.Locale.ROOT));
  }
}

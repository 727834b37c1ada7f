package kith.source;

/**
 * The counts of the extract stage that other stages use: measures of the steps that load a table,
 * each named after the table. The records of the source are loaded, quarantined or exact
 * duplicates.
 */
public final class Extracted {

  /**
   * Counted by the step that loads a source's episodes of care: children whose open episodes are
   * all quarantined.
   */
  public static final String CHILDREN_LEFT_OUT = "children_left_out";

  /** Records in the source, counted independently of the parser. */
  public static final String SOURCE = "source";

  /** Records that the parser read. */
  public static final String PARSED = "parsed";

  public static final String LOADED = "loaded";
  public static final String QUARANTINED = "quarantined";
  public static final String DUPLICATE = "duplicate";

  /** Rows of the night in the table of {@code raw}, and of {@code quarantine}. */
  public static final String RAW_ROWS = "raw_rows";

  public static final String QUARANTINE_ROWS = "quarantine_rows";

  /** Columns of the file that no contract names. */
  public static final String EXTRA_COLUMNS = "extra_columns";

  private Extracted() {}
}

package kith.simulate;

/** Whose published script writes the extract; {@link #PLAIN} is the dataset as specified. */
public enum Shape {
  PLAIN,
  SYSTEMC,
  MOSAIC,
  ECLIPSE;

  /** Rewrites a night's tables; PLAIN needs nothing rewritten. */
  Script script(Records records) {
    return switch (this) {
      case PLAIN -> plain -> plain;
      case SYSTEMC -> new SystemcScript();
      case MOSAIC -> new MosaicScript(records);
      case ECLIPSE -> new EclipseScript(records);
    };
  }

  /** No case-management system writes the files that other systems keep. */
  boolean writes(Table table) {
    return this == PLAIN || table.isDumped();
  }
}

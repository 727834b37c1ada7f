package kith.simulate;

import java.time.LocalDate;

/** Whose published script writes the extract; {@link #PLAIN} is the dataset as specified. */
public enum Shape {
  PLAIN,
  SYSTEMC,
  MOSAIC,
  ECLIPSE;

  /** Rewrites a night's tables; PLAIN needs nothing rewritten. */
  Script script(Records records, long seed, LocalDate night) {
    return switch (this) {
      case PLAIN -> plain -> plain;
      case SYSTEMC -> new SystemcScript(seed);
      case MOSAIC -> new MosaicScript(records, seed, night);
      case ECLIPSE -> new EclipseScript(records, seed);
    };
  }

  /** No case-management system writes the files that other systems keep. */
  boolean writes(Table table) {
    return this == PLAIN || table.isDumped();
  }
}

package kith.simulate;

import java.time.LocalDate;

/** Whose published script writes the extract; {@link #PLAIN} is the dataset as specified. */
public enum Shape {
  PLAIN,
  SYSTEMC,
  MOSAIC,
  ECLIPSE;

  /** Rewrites a night's tables; PLAIN changes nothing. */
  Script script(Records records, long seed, LocalDate night) {
    return switch (this) {
      case PLAIN -> plain -> plain;
      case SYSTEMC -> new SystemcScript(seed);
      case MOSAIC -> new MosaicScript(records, seed, night);
      case ECLIPSE -> new EclipseScript(records, seed);
    };
  }

  /** No case-management system writes the files that come from other systems. */
  boolean writes(Table table) {
    return this == PLAIN || table.isDumped();
  }
}

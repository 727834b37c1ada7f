package kith.simulate;

import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A cell that differs between nights because something happened in between. */
interface Known {

  /** What the source system shows at the end of this day. */
  Object on(LocalDate night);

  /** A date that is blank until it has come; null stays blank. */
  static Object once(@Nullable LocalDate day) {
    return day == null ? "" : from(day, day);
  }

  /** A value that is blank until the day it is recorded; a null day means never. */
  static Object from(@Nullable LocalDate day, Object value) {
    return from(day, value, "");
  }

  static Object from(@Nullable LocalDate day, Object value, Object before) {
    return day == null ? before : (Known) night -> night.isBefore(day) ? before : value;
  }

  /** The value of the latest step that is not after the night. */
  static Known steps(NavigableMap<LocalDate, ?> steps) {
    NavigableMap<LocalDate, ?> kept = new TreeMap<>(steps);
    return night -> kept.floorEntry(night) == null ? "" : kept.floorEntry(night).getValue();
  }
}

package kith.table;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What one step has counted, by measure. A measure that it has not counted is 0. */
public final class Counts {

  private final Map<String, Long> byMeasure = new TreeMap<>();

  /** Counts that are known already. */
  public static Counts from(Map<String, Long> byMeasure) {
    Counts counts = new Counts();
    counts.byMeasure.putAll(byMeasure);
    return counts;
  }

  /** Sets a measure. */
  public Counts put(String measure, long count) {
    byMeasure.put(measure, count);
    return this;
  }

  /** Adds to a measure. */
  public Counts add(String measure, long count) {
    byMeasure.merge(measure, count, Long::sum);
    return this;
  }

  /** The count of a measure; 0 if it was not counted. */
  public long of(String measure) {
    return byMeasure.getOrDefault(measure, 0L);
  }

  /** True if the measure was counted, even as 0. */
  public boolean has(String measure) {
    return byMeasure.containsKey(measure);
  }

  /**
   * The counts whose names begin with a kind, by the rest of their names: for {@code filled:} one
   * count for each column.
   */
  public Map<String, Long> ofKind(String kind) {
    Map<String, Long> counts = new TreeMap<>();
    byMeasure.forEach(
        (measure, count) -> {
          if (measure.startsWith(kind)) {
            counts.put(measure.substring(kind.length()), count);
          }
        });
    return counts;
  }

  /** All counts, by the name of their measure. */
  public Map<String, Long> byMeasure() {
    return Collections.unmodifiableMap(byMeasure);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts counts && byMeasure.equals(counts.byMeasure);
  }

  @Override
  public int hashCode() {
    return byMeasure.hashCode();
  }

  @Override
  public String toString() {
    return byMeasure.toString();
  }
}

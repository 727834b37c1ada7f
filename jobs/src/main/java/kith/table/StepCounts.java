package kith.table;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What steps have counted, by step. Steps that run side by side may add to it. */
public final class StepCounts {

  private final Map<String, Counts> byStep = new ConcurrentSkipListMap<>();

  /** Sets what a step has counted. */
  public StepCounts put(String step, Counts counts) {
    byStep.put(step, counts);
    return this;
  }

  /** Adds the counts of other steps. */
  public StepCounts putAll(StepCounts others) {
    byStep.putAll(others.byStep);
    return this;
  }

  /** What a step has counted; empty if it has not run. */
  public Counts of(String step) {
    return byStep.getOrDefault(step, new Counts());
  }

  /** Whether a step has run. */
  public boolean has(String step) {
    return byStep.containsKey(step);
  }

  /** The sum of a measure over all steps. */
  public long sum(String measure) {
    return byStep.values().stream().mapToLong(counts -> counts.of(measure)).sum();
  }

  /**
   * The counts of one kind of all steps, by step and the rest of their names, with a dot between.
   */
  public Map<String, Long> ofKind(String kind) {
    Map<String, Long> all = new TreeMap<>();
    byStep.forEach(
        (step, counts) ->
            counts.ofKind(kind).forEach((of, count) -> all.put(step + "." + of, count)));
    return all;
  }

  /** The counts of each step. */
  public Map<String, Counts> byStep() {
    return Collections.unmodifiableMap(byStep);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StepCounts counts && byStep.equals(counts.byStep);
  }

  @Override
  public int hashCode() {
    return byStep.hashCode();
  }

  @Override
  public String toString() {
    return byStep.toString();
  }
}

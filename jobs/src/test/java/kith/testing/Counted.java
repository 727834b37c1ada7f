package kith.testing;

import java.util.Map;
import kith.table.Counts;
import kith.table.StepCounts;

/** The counts of steps, from plain maps. */
public final class Counted {

  private Counted() {}

  /** What each of some steps has counted, by its name. */
  public static StepCounts by(Map<String, Map<String, Long>> steps) {
    StepCounts counts = new StepCounts();
    steps.forEach((step, of) -> counts.put(step, Counts.from(of)));
    return counts;
  }
}

package kith.marts;

import kith.project.ExitCode;
import kith.project.KithException;

/** The quarters that a backfill recalculates, both ends included. */
public record Quarters(Quarter from, Quarter to) {

  /** Refuses a range that ends before it begins. */
  public Quarters {
    if (from.compareTo(to) > 0) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "The quarters from " + from + " to " + to + " end before they begin.",
          "Nothing was run.",
          "Give the earlier quarter first.");
    }
  }
}

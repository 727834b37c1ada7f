package kith.batch;

import kith.table.StageStep;

/** Runs one step and returns the rows that it wrote. */
interface StepRunner {
  long run(StageStep step);
}

package kith.batch;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import kith.table.StageStep;

/**
 * Decides when each step of a launch may run: when the steps that it waits for are done and a place
 * is free. Once a step has failed, no waiting step gets a turn; running steps finish.
 */
final class Turns {

  private final Map<String, CompletableFuture<Boolean>> done;
  private final Set<String> placed = ConcurrentHashMap.newKeySet();
  private final Semaphore places;
  private volatile boolean hasFailed;

  /**
   * Gives turns to steps.
   *
   * @param places how many steps may run in parallel
   */
  Turns(List<StageStep> steps, int places) {
    this.done =
        steps.stream()
            .collect(Collectors.toMap(StageStep::name, step -> new CompletableFuture<>()));
    this.places = new Semaphore(places, true);
  }

  /** Waits for the step's turn and takes a place; false if the step may not run any more. */
  boolean await(StageStep step) {
    for (String before : step.after()) {
      if (done.containsKey(before) && !Objects.requireNonNull(done.get(before)).join()) {
        return giveUp(step);
      }
    }
    places.acquireUninterruptibly();
    placed.add(step.name());
    if (hasFailed) {
      release(step);
      return giveUp(step);
    }
    return true;
  }

  private void release(StageStep step) {
    if (placed.remove(step.name())) {
      places.release();
    }
  }

  /**
   * Notes that a step's flow has ended. A step that had a turn but never ran, because the job
   * repository failed, counts as failed.
   */
  void end(StageStep step) {
    if (!Objects.requireNonNull(done.get(step.name())).isDone()) {
      hasFailed = true;
      release(step);
      giveUp(step);
    }
  }

  private boolean giveUp(StageStep step) {
    Objects.requireNonNull(done.get(step.name())).complete(false);
    return false;
  }

  /** Runs the steps that have a turn and frees their places when they end. */
  StepRunner releasing(StepRunner runner) {
    return step -> {
      boolean isWell = false;
      try {
        long rows = runner.run(step);
        isWell = true;
        return rows;
      } finally {
        if (!isWell) {
          hasFailed = true;
        }
        release(step);
        Objects.requireNonNull(done.get(step.name())).complete(isWell);
      }
    };
  }
}

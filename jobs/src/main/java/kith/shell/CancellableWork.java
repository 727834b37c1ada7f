package kith.shell;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Does what may take long in a thread of its own, so that it can be cancelled: what Spark runs is
 * told to stop, and what does not stop is left behind.
 */
final class CancellableWork {

  /** The work was cancelled. */
  static final class Cancelled extends RuntimeException {
    private final boolean isLeftBehind;

    private Cancelled(boolean isLeftBehind) {
      this.isLeftBehind = isLeftBehind;
    }

    /** Whether a part of it still runs: nothing stops a single long step, such as a pattern. */
    boolean isLeftBehind() {
      return isLeftBehind;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Later<SparkSession> engine;
  private volatile @Nullable CompletableFuture<@Nullable Void> cancelled;
  private int number;

  CancellableWork(Later<SparkSession> engine) {
    this.engine = engine;
  }

  /** Cancels the work that is being done, if there is any; does not wait. */
  void cancel() {
    CompletableFuture<@Nullable Void> running = cancelled;
    if (running != null) {
      running.complete(null);
    }
  }

  /**
   * Does work and returns its result.
   *
   * @throws Cancelled when it was cancelled
   * @throws Throwable as the work does
   */
  <T> T run(Callable<T> work) throws Throwable {
    String group = "kith-sql-" + ++number;
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread worker = new Thread(() -> work(group, work, result), group);
    worker.setDaemon(true);
    CompletableFuture<@Nullable Void> stop = new CompletableFuture<>();
    cancelled = stop;
    try {
      worker.start();
      CompletableFuture.anyOf(result, stop).exceptionally(failed -> null).join();
      if (stop.isDone()) {
        throw new Cancelled(!hasStopped(group, worker));
      }
      return result.get();
    } catch (ExecutionException failed) {
      throw failed.getCause();
    } finally {
      cancelled = null;
    }
  }

  private <T> void work(String group, Callable<T> work, CompletableFuture<T> result) {
    try {
      // Jobs that the work starts belong to the group, also those of threads that it starts.
      engine.get().sparkContext().setJobGroup(group, "kith sql", true);
      result.complete(work.call());
    } catch (Throwable failure) {
      result.completeExceptionally(failure);
    }
  }

  private boolean hasStopped(String group, Thread worker) throws InterruptedException {
    if (engine.isThere()) {
      // Also those that the work has not started yet.
      engine.get().sparkContext().cancelJobGroupAndFutureJobs(group);
      worker.join(PATIENCE.toMillis());
    }
    if (worker.isAlive()) {
      worker.interrupt();
      worker.join(PATIENCE.toMillis());
    }
    return !worker.isAlive();
  }
}

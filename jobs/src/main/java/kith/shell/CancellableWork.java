package kith.shell;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.spark.SparkContext;
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

    /** Whether a part of it still runs: nothing stops a single long step. */
    boolean isLeftBehind() {
      return isLeftBehind;
    }
  }

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(20);

  /** What Spark's threads run while they do a task. */
  private static final String TASK = "org.apache.spark.executor.Executor$TaskRunner";

  private final Engine engine;
  private final Set<String> leftBehind = new HashSet<>();
  private volatile @Nullable CompletableFuture<@Nullable Void> cancelled;

  CancellableWork(Engine engine) {
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
    // Never a name that was cancelled before: Spark cancels what comes under it, too.
    String group = "kith-sql-" + UUID.randomUUID();
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

  /**
   * Tells the work to stop; whether it did. A task that takes no new row looks at nothing that
   * could tell it, and goes on although its query has ended.
   */
  private boolean hasStopped(String group, Thread worker) throws InterruptedException {
    if (!engine.isThere()) {
      worker.interrupt();
      worker.join(PATIENCE.toMillis());
      return !worker.isAlive();
    }
    SparkContext context = engine.get().sparkContext();
    // Also those that the work has not started yet.
    context.cancelJobGroupAndFutureJobs(group);
    worker.join(PATIENCE.toMillis());
    if (worker.isAlive()) {
      worker.interrupt();
      worker.join(PATIENCE.toMillis());
    }
    return haveEnded(tasks()) && !worker.isAlive();
  }

  /** Waits until tasks have ended; those that begin meanwhile are of other work. */
  private boolean haveEnded(Set<String> tasks) throws InterruptedException {
    Set<String> left = new HashSet<>(tasks);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!left.isEmpty() && System.nanoTime() < until) {
      Thread.sleep(LOOK.toMillis());
      left.retainAll(tasks());
    }
    leftBehind.addAll(left);
    return left.isEmpty();
  }

  /**
   * The tasks that threads of this process do, but for those known to be left behind. Spark itself
   * no longer counts a task once its query was cancelled, although the task keeps its place. Where
   * tasks are done by other machines, there are none.
   */
  private Set<String> tasks() {
    Set<String> tasks = new HashSet<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              if (Arrays.stream(frames).anyMatch(frame -> frame.getClassName().equals(TASK))) {
                // Spark names the thread after the task, with a number that no other task has.
                tasks.add(thread.getName());
              }
            });
    tasks.removeAll(leftBehind);
    return tasks;
  }
}

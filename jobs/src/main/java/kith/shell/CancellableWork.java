package kith.shell;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkJobInfo;
import org.jspecify.annotations.Nullable;
import scala.Option;

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

  private static final Pattern STAGE = Pattern.compile("in stage (\\d+)\\.");

  /** The job group of what nobody waits for, so that it is not taken for a part of the work. */
  static final String BACKGROUND = "kith-sql-background";

  /**
   * A task that a thread does. An engine that was started again gives its tasks the names of the
   * one before; their threads are others.
   */
  private record Task(long thread, String name) {

    private boolean isOf(Set<Integer> stages) {
      Matcher stage = STAGE.matcher(name);
      return stage.find() && stages.contains(Integer.valueOf(stage.group(1)));
    }
  }

  private final Engine engine;
  private final Set<Task> leftBehind = new HashSet<>();
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
    return haveEnded(tasks(context), context) && !worker.isAlive();
  }

  /** Waits until tasks have ended; those that begin meanwhile are of other work. */
  private boolean haveEnded(Set<Task> tasks, SparkContext context) throws InterruptedException {
    Set<Task> left = new HashSet<>(tasks);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!left.isEmpty() && System.nanoTime() < until) {
      Thread.sleep(LOOK.toMillis());
      left.retainAll(tasks(context));
    }
    leftBehind.addAll(left);
    return left.isEmpty();
  }

  /**
   * The tasks that threads of this process do, but for those known to be left behind and those of
   * the background, which are not cancelled. Spark itself no longer counts a task once its query
   * was cancelled, although the task keeps its place. Where tasks are done by other machines, there
   * are none.
   */
  private Set<Task> tasks(SparkContext context) {
    Set<Task> tasks = new HashSet<>();
    Thread.getAllStackTraces()
        .forEach(
            (thread, frames) -> {
              if (Arrays.stream(frames).anyMatch(frame -> frame.getClassName().equals(TASK))) {
                // Spark names the thread after the task, with a number that no other task of an
                // engine has.
                tasks.add(new Task(thread.getId(), thread.getName()));
              }
            });
    tasks.removeAll(leftBehind);
    Set<Integer> background = stagesOfBackground(context);
    tasks.removeIf(task -> task.isOf(background));
    return tasks;
  }

  private static Set<Integer> stagesOfBackground(SparkContext context) {
    Set<Integer> stages = new HashSet<>();
    for (int job : context.statusTracker().getJobIdsForGroup(BACKGROUND)) {
      Option<SparkJobInfo> known = context.statusTracker().getJobInfo(job);
      if (known.isDefined()) {
        Arrays.stream(known.get().stageIds()).forEach(stages::add);
      }
    }
    return stages;
  }
}

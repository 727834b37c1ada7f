package kith.batch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.table.StateFiles;

/**
 * Lets a run that the operating system stops (SIGTERM, Ctrl-C) end with a result and a message. A
 * run ends once: by itself, or stopped.
 */
final class StoppedRun {

  private final AtomicBoolean isEnded = new AtomicBoolean();
  private boolean isOver;
  private final RunResult result;
  private final StateFiles files;
  private final Thread hook = new Thread(this::stop, "stopped-run");

  /** Watches over a run that holds the lake, until it has ended. */
  StoppedRun(RunResult result, StateFiles files) {
    this.result = result;
    this.files = files;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * The run is over by itself; where it has been stopped meanwhile, waits for the process's end.
   */
  void ended() {
    if (isOver) {
      return;
    }
    while (!isEnded.compareAndSet(false, true)) {
      LockSupport.park(this);
    }
    isOver = true;
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException processEnds) {
      // The hook finds the run ended, and leaves its result as it is.
      return;
    }
  }

  private void stop() {
    if (!isEnded.compareAndSet(false, true)) {
      return;
    }
    KithException stopped =
        new KithException(
            ExitCode.UNREACHABLE,
            "The run was stopped from outside (SIGTERM or Ctrl-C)" + result.lastStep() + ".",
            result.isPublished()
                ? "This run's figures were published before that: readers see them."
                : Meaning.NOTHING_PUBLISHED_BY_THIS_RUN,
            "Run the same command again: it goes on where it was stopped.");
    result.end(stopped.exitCode(), stopped.getMessage());
    System.err.println(stopped.getMessage());
    try {
      result.write(files);
    } finally {
      // Whatever still runs must not go on beside a result that says it was stopped.
      Runtime.getRuntime().halt(stopped.exitCode().code());
    }
  }
}

package kith.batch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.table.StateFiles;

/**
 * Lets a run that the operating system stops (SIGTERM, Ctrl-C) end with a result and a message. A
 * run ends only once: by itself or because it was stopped.
 */
final class StoppedRun {

  private final AtomicBoolean isEnded = new AtomicBoolean();
  private boolean isOver;
  private final RunResult result;
  private final StateFiles files;
  private final Thread hook = new Thread(this::stop, "stopped-run");

  /** Watches a run that holds the lake's lease until it has ended. */
  StoppedRun(RunResult result, StateFiles files) {
    this.result = result;
    this.files = files;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /**
   * Notes that the run has ended by itself. If it was stopped meanwhile, waits for the process to
   * end.
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
      // The shutdown hook finds that the run has ended and keeps its result.
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
                ? Meaning.PUBLISHED_BY_THIS_RUN
                : Meaning.NOTHING_PUBLISHED_BY_THIS_RUN,
            "Run the same command again: it resumes where it was stopped.");
    result.end(stopped.exitCode(), stopped.getMessage());
    System.err.println(stopped.getMessage());
    try {
      result.write(files);
    } finally {
      // Work that is still running must not continue once the result says that the run was stopped.
      Runtime.getRuntime().halt(stopped.exitCode().code());
    }
  }
}

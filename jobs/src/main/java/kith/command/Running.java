package kith.command;

import kith.batch.RunResult;

/** Shows how a run ended: the summary on standard output, a failure on standard error. */
final class Running {

  private Running() {}

  static int end(RunResult result) {
    if (result.exitCode().code() == 0) {
      System.out.println(result.message());
    } else {
      System.err.println(result.message());
    }
    return result.exitCode().code();
  }
}

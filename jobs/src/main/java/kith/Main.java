package kith;

import kith.command.KithCommand;

/** Entry point of {@code jobs/bin/kith}. */
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(KithCommand.execute(arguments));
  }
}

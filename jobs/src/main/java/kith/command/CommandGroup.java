package kith.command;

import picocli.CommandLine;

/** A command that only groups others: run alone, it prints its usage. */
abstract class CommandGroup implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public final void run() {
    spec.commandLine().usage(System.out);
  }
}

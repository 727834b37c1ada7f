package kith.command;

import picocli.CommandLine;

/** A command that only has commands of its own: alone it says which. */
abstract class CommandGroup implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public final void run() {
    spec.commandLine().usage(System.out);
  }
}

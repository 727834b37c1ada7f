package kith.command;

/**
 * Whether somebody sits at a terminal. The launcher says so, since the JVM cannot tell for each
 * stream.
 */
final class Terminal {

  private Terminal() {}

  /** Whether messages go to one. */
  static boolean isThere() {
    return "true".equals(System.getProperty("kith.terminal"));
  }

  /** Whether input comes from one and output goes to one. */
  static boolean isInteractive() {
    return "true".equals(System.getProperty("kith.interactive"));
  }
}

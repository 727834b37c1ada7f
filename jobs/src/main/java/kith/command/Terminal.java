package kith.command;

/**
 * Whether output goes to a terminal. The launcher says so, since the JVM cannot tell for each
 * stream.
 */
final class Terminal {

  private Terminal() {}

  static boolean isThere() {
    return "true".equals(System.getProperty("kith.terminal"));
  }
}

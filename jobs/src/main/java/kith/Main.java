package kith;

/** Entry point of {@code jobs/bin/kith}. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(0);
  }
}

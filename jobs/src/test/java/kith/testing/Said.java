package kith.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import kith.command.KithCommand;

/**
 * The output of a Kith command, on both streams.
 *
 * @param code the exit code
 */
public record Said(int code, String text) {

  /** Runs a command in this process. */
  public static Said by(String... arguments) {
    int[] code = new int[1];
    String text = during(() -> code[0] = KithCommand.execute(arguments));
    return new Said(code[0], text);
  }

  /** The output on both streams while something runs. */
  public static String during(Runnable work) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      work.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

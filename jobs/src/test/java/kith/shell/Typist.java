package kith.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import kith.testing.SparkTest;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;

/** Somebody at the keyboard of a shell: types, waits for the next prompt, and reads the screen. */
final class Typist implements AutoCloseable {

  static final String CTRL_C = "\u0003";
  static final String CTRL_D = "\u0004";
  static final String TAB = "\t";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The prompt at the end of what is on the screen. */
  private static final Pattern PROMPT = Pattern.compile("2026-\\d\\d-\\d\\d( \\+\\w+)*> $");

  private final PipedOutputStream keyboard = new PipedOutputStream();
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Terminal terminal;
  private final Thread shell;

  /** At a terminal that only prints, as over a line without a screen. */
  Typist(Reading reading) {
    this(reading, Terminal.TYPE_DUMB, Rows.TABLE, null);
  }

  Typist(Reading reading, String terminalType, Rows format, @Nullable Path history) {
    try {
      terminal =
          new ExternalTerminal(
              "test",
              terminalType,
              new PipedInputStream(keyboard, 1 << 16),
              shown,
              StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    terminal.setSize(Size.of(300, 40));
    Engine engine = new Engine(SparkTest::spark, spark -> {});
    Shell answering = new Shell(terminal, reading, engine, format, history);
    shell = new Thread(answering::run, "typist");
    shell.start();
    waitFor("the first prompt", () -> PROMPT.matcher(screen()).find());
  }

  /** Types a line and returns what came after it, up to the next prompt. */
  String ask(String line) {
    return press(line + "\n");
  }

  /** Presses keys and returns what came after them, up to the next prompt. */
  String press(String keys) {
    int from = screen().length();
    type(keys);
    waitFor("a prompt after " + keys, () -> PROMPT.matcher(since(from)).find());
    return PROMPT.matcher(since(from)).replaceAll("");
  }

  /** Presses keys and waits until the screen shows something. */
  String pressUntil(String keys, String text) {
    int from = screen().length();
    type(keys);
    waitFor(text + " after " + keys, () -> since(from).contains(text));
    return since(from);
  }

  private String since(int from) {
    return screen().substring(from);
  }

  /** Presses keys and waits for nothing. */
  void type(String keys) {
    try {
      keyboard.write(keys.getBytes(StandardCharsets.UTF_8));
      keyboard.flush();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** All that was shown, without the codes that colour it and move the cursor. */
  String screen() {
    return shown
        .toString(StandardCharsets.UTF_8)
        .replaceAll("\u001B\\[[0-9;?]*[A-Za-z]|\u001B[=>]|\u0007", "")
        .replace("\r", "");
  }

  boolean isLeft() {
    return !shell.isAlive();
  }

  /** Presses keys after which the shell ends. */
  void leave(String keys) {
    type(keys);
    waitFor("the end of the shell", this::isLeft);
  }

  void waitFor(String what, BooleanSupplier isThere) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!isThere.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("waited in vain for " + what + "; the screen says\n" + screen());
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  /** Cancels what runs, leaves what is shown by pages and lets go of the keyboard. */
  @Override
  public void close() {
    try {
      if (!isLeft()) {
        type(CTRL_C + "q" + CTRL_C);
      }
      keyboard.close();
      waitFor("the end of the shell", this::isLeft);
      terminal.close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

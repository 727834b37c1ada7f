package kith.shell;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;

/** Shows text on a terminal. */
final class Screen {

  private final Terminal terminal;

  Screen(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Prints lines. */
  void say(String text) {
    text.lines().forEach(terminal.writer()::println);
    terminal.flush();
  }

  /** The characters of a line. */
  int width() {
    return terminal.getWidth() > 0 ? terminal.getWidth() : 100;
  }

  /**
   * Shows lines: page by page, with wide ones cut at the edge and arrow keys to move, where they do
   * not fit on the screen. A terminal that cannot move its cursor gets them all. A control
   * character is shown as a blank: it could command the terminal.
   */
  void show(List<String> answer) {
    List<String> lines = answer.stream().map(line -> line.replaceAll("\\p{Cc}", " ")).toList();
    boolean fits =
        lines.size() < terminal.getHeight()
            && lines.stream().allMatch(line -> line.length() <= width());
    if (fits || terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
      lines.forEach(terminal.writer()::println);
      terminal.flush();
      return;
    }
    Less less = new Less(terminal, Path.of(""));
    less.chopLongLines = true;
    less.quiet = true;
    less.ignoreCaseCond = true;
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      less.run(
          new Source.InputStreamSource(
              new ByteArrayInputStream(text), true, "answer (q leaves, h helps)"));
    } catch (IOException cause) {
      throw new IllegalStateException(cause);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

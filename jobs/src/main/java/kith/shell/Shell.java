package kith.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A shell for SQL over a lake: the engine starts once, while the first query is typed. Whatever
 * goes wrong ends a query and not the shell, and no message holds a cell of a table.
 */
public final class Shell {

  private final Screen screen;
  private final Session session;
  private final Commands commands;
  private final LineReader reader;
  private final Rows format;

  /**
   * A shell on a terminal.
   *
   * @param engine opens a session; called once
   * @param history the file of earlier queries; null keeps none
   */
  Shell(Terminal terminal, Reading reading, Engine engine, Rows format, @Nullable Path history) {
    this.screen = new Screen(terminal);
    Later<SparkSession> spark = new Later<>("kith-sql-engine", engine::open);
    this.session =
        new Session(
            reading,
            spark,
            new Later<>("kith-sql-catalogue", () -> new Catalogue(reading.project())));
    this.commands = new Commands(session, screen);
    this.format = format;
    this.reader = reader(terminal, history);
    terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
  }

  /** What opens a session of Spark. */
  interface Engine {
    SparkSession open();
  }

  /**
   * Runs a shell on the terminal of this process until somebody leaves it.
   *
   * @param isKept whether queries are kept in a file
   */
  public static void run(Reading reading, Rows format, boolean isKept) {
    try (Terminal terminal = TerminalBuilder.builder().name("kith").build()) {
      new Shell(terminal, reading, reading::session, format, isKept ? HistoryFile.place() : null)
          .run();
    } catch (IOException cause) {
      throw QueryFailures.refused(
          "The terminal cannot be used (" + cause.getClass().getSimpleName() + ").",
          "Ask with -e or -f instead.");
    }
  }

  private LineReader reader(Terminal terminal, @Nullable Path history) {
    LineReaderBuilder builder =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("kith")
            .parser(new TypedText())
            .completer(new SqlCompleter(session))
            // An exclamation mark in a query is no event of the history.
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
            .option(LineReader.Option.CASE_INSENSITIVE, true)
            .option(LineReader.Option.INSERT_TAB, false)
            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "%P  ...> ");
    if (history != null) {
      try {
        HistoryFile.prepare(history);
        builder.variable(LineReader.HISTORY_FILE, history);
      } catch (IOException | UnsupportedOperationException cause) {
        screen.say("No history is kept: " + history + " cannot be written.");
      }
    }
    return builder.build();
  }

  /** Answers until somebody leaves. */
  void run() {
    greet();
    boolean goesOn = true;
    while (goesOn) {
      try {
        goesOn = answer(reader.readLine(prompt()));
      } catch (UserInterruptException typedAgain) {
        // Ctrl-C at the prompt throws away what was typed.
      } catch (EndOfFileException left) {
        goesOn = false;
      }
    }
  }

  private void greet() {
    if (session.reading().publication().simulated()) {
      screen.say("SIMULATED: an invented authority, no real child.");
    }
    screen.say(
        "Authority %d, records of %s. A semicolon ends a query; \\? helps, Ctrl-D leaves."
            .formatted(
                session.reading().environment().authorityCode(),
                session.reading().publication().businessDate()));
    Object history = reader.getVariable(LineReader.HISTORY_FILE);
    screen.say(
        history == null
            ? "No history is kept."
            : "Queries are kept in "
                + history
                + ", which only you can read. They may hold keys of persons: --history off"
                + " keeps none, a blank before a line leaves it out.");
  }

  private String prompt() {
    StringBuilder prompt =
        new StringBuilder(session.reading().publication().businessDate().toString());
    session.reading().zones().stream()
        .filter(Reading.GUARDED::contains)
        .forEach(zone -> prompt.append(" +").append(zone.folder()));
    return prompt.append("> ").toString();
  }

  /** Answers what was typed; returns false when somebody wants to leave. */
  private boolean answer(String typed) {
    try {
      if (TypedText.isCommand(typed)) {
        return commands.run(typed);
      }
      if (!typed.isBlank()) {
        query(typed);
      }
    } catch (CancellableWork.Cancelled cancelled) {
      screen.say(
          cancelled.isLeftBehind()
              ? "Cancelled. A part of it cannot be stopped: it goes on until it ends or you leave."
              : "Cancelled.");
    } catch (Throwable failure) {
      screen.say(QueryFailures.of(failure).getMessage());
    }
    return true;
  }

  private void query(String typed) throws Throwable {
    if (!session.isEngineThere()) {
      screen.say("Starting the engine (once) ...");
    }
    for (Dataset<Row> rows : session.queries(typed)) {
      long started = System.nanoTime();
      Optional<OutputFile> file = commands.output();
      if (file.isPresent()) {
        long count = session.write(rows, file.get());
        commands.toScreen();
        screen.say(
            "Wrote %,d rows to %s. Figures for readers outside the council are those of kpi_published only."
                .formatted(count, file.get().path()));
      } else {
        screen.show(session.lines(rows, format));
      }
      screen.say("%.1f s".formatted((System.nanoTime() - started) / 1e9));
    }
  }
}

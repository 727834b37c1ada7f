package kith.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
  private final Optional<Path> history;

  /**
   * A shell on a terminal.
   *
   * @param history the file of earlier queries; null keeps none
   */
  Shell(Terminal terminal, Reading reading, Engine engine, Rows format, @Nullable Path history) {
    this.screen = new Screen(terminal);
    this.session =
        new Session(
            reading,
            engine,
            new Later<>("kith-sql-catalogue", () -> new Catalogue(reading.project())));
    session.warmUp();
    this.commands = new Commands(session, screen);
    this.format = format;
    this.history = prepared(history);
    this.reader = reader(terminal);
    terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
  }

  /**
   * Runs a shell on the terminal of this process until somebody leaves it.
   *
   * @param isKept whether queries are kept in a file
   */
  public static void run(Reading reading, Rows format, boolean isKept) {
    try (Terminal terminal = TerminalBuilder.builder().name("kith").build()) {
      new Shell(
              terminal,
              reading,
              new Engine(reading::session, SparkSession::stop),
              format,
              isKept ? HistoryFile.place() : null)
          .run();
    } catch (IOException cause) {
      throw QueryFailures.refused(
          "The terminal cannot be used (" + cause.getClass().getSimpleName() + ").",
          "Ask with -e or -f instead.");
    }
  }

  /**
   * The file, or none where it cannot be written: a shell without a history is better than none.
   */
  private static Optional<Path> prepared(@Nullable Path file) {
    if (file == null) {
      return Optional.empty();
    }
    try {
      HistoryFile.prepare(file);
      return Optional.of(file);
    } catch (IOException | UnsupportedOperationException cause) {
      return Optional.empty();
    }
  }

  private LineReader reader(Terminal terminal) {
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
    history.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
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
    if (history.isEmpty()) {
      screen.say("No history is kept: it is off, or its file cannot be written.");
    } else {
      screen.say(
          "Queries are kept in "
              + history.get()
              + ", which only you can read: they may hold keys of persons.");
      screen.say("--history off keeps none; a line that begins with a blank is left out.");
    }
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
      if (TypedText.endsInCommand(typed)) {
        throw QueryFailures.refused(
            "The query before the command has no semicolon yet.",
            "Take it back with the arrow key and end it, then give the command.");
      }
      if (!typed.isBlank()) {
        query(typed);
      }
    } catch (CancellableWork.Cancelled cancelled) {
      screen.say(
          cancelled.isLeftBehind()
              ? "Cancelled. A part of it cannot be stopped and takes time until it ends or you leave."
              : "Cancelled.");
      sayWhereAnswersGo();
    } catch (Throwable failure) {
      screen.say(QueryFailures.of(failure).getMessage());
      sayWhereAnswersGo();
    }
    return true;
  }

  /** After a query that gave no answer, a file named for it waits for that of the next. */
  private void sayWhereAnswersGo() {
    commands
        .output()
        .ifPresent(
            file ->
                screen.say(
                    "The answer to the next query goes to %s; \\o alone shows it here."
                        .formatted(file.path())));
  }

  private void query(String typed) throws Throwable {
    if (!session.isEngineThere()) {
      screen.say("Starting the engine (once) ...");
    }
    long started = System.nanoTime();
    for (Dataset<Row> rows : session.queries(typed)) {
      Optional<OutputFile> file = commands.output();
      if (file.isPresent()) {
        long count = session.write(rows, file.get());
        commands.toScreen();
        screen.say(
            "Wrote %,d rows to %s in %s. Figures for readers outside the council are those of kpi_published only."
                .formatted(count, file.get().path(), took(started)));
      } else {
        List<String> lines = session.lines(rows, format);
        // Reading the pages takes time too, and is not the query's.
        String took = took(started);
        screen.show(lines);
        screen.say(took);
      }
      started = System.nanoTime();
    }
  }

  private static String took(long started) {
    return "%.1f s".formatted((System.nanoTime() - started) / 1e9);
  }
}

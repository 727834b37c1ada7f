package kith.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import kith.lake.PublishedTables;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.shell.Answer;
import kith.shell.QueryFailures;
import kith.shell.Reading;
import kith.shell.Rows;
import kith.shell.Shell;
import kith.shell.WarehouseFile;
import kith.table.TableSpecs;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs SQL queries over the published night. */
@Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description =
        "Queries the published night by plain table names, such as kpi_quarterly, kpi_published or"
            + " fact_placement. show tables, describe TABLE and show columns in TABLE list what is"
            + " there; nothing can be changed. Without a query it opens a shell on a terminal, where"
            + " \\? lists the commands; elsewhere it lists the tables.")
final class SqlCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @ArgGroup private @Nullable Query query;

  /** Stands for a name that was left out; no file may have it, since a name ends with .duckdb. */
  private static final String IN_THE_LAKE = "lake";

  private static final class Query {
    @Option(names = "-e", paramLabel = "SQL", description = "The query.")
    private @Nullable String text;

    @Option(
        names = "-f",
        paramLabel = "FILE",
        description = "A file with queries, a semicolon after each.")
    private @Nullable Path file;

    @Option(
        names = "--duckdb",
        paramLabel = "FILE",
        arity = "0..1",
        fallbackValue = IN_THE_LAKE,
        description =
            "Writes all tables and views of warehouse and marts to a new DuckDB file that only you"
                + " can read; without a name it replaces warehouse/warehouse.duckdb of the lake, for"
                + " all who may read the warehouse. They are exact and hold keys of persons: not for"
                + " people outside.")
    private @Nullable String duckdb;
  }

  @Option(
      names = "--format",
      defaultValue = "TABLE",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}); upper or lower case.")
  private Rows format;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Opens a zone beside warehouse and marts: raw, quarantine, restricted, reference or"
              + " ops. Raw, quarantine and most of ops hold all nights: say which with"
              + " business_date.")
  private List<String> zones = List.of();

  @Option(
      names = "--history",
      paramLabel = "on|off",
      defaultValue = "${env:KITH_HISTORY:-on}",
      description =
          "Whether the shell keeps queries, in kith/sql_history of your own state folder (default:"
              + " the variable KITH_HISTORY, or else on). Queries may hold keys of persons.")
  private String history;

  @Override
  public Integer call() {
    Project project = Project.home();
    boolean isHistoryKept = isHistoryKept();
    Reading reading = Reading.current(project, lake.environment(project), zones);
    if (query == null && Terminal.isInteractive()) {
      Shell.run(reading, format, isHistoryKept);
    } else if (query == null) {
      reading.tables().forEach(table -> System.out.println(table.qualified()));
      System.err.println(
          "More with --zone raw, quarantine, restricted, reference or ops. Queries are read from -e or"
              + " -f, not from standard input.");
    } else if (query.duckdb != null) {
      System.out.println(
          query.duckdb.equals(IN_THE_LAKE)
              ? WarehouseFile.replace(reading)
              : WarehouseFile.write(reading, query.duckdb));
    } else {
      answer(reading.open(reading.session(), () -> TableSpecs.forReaders(project)));
    }
    return ExitCode.DONE.code();
  }

  private void answer(PublishedTables tables) {
    try {
      boolean isFirst = true;
      for (Dataset<Row> rows : tables.queries(text())) {
        if (!isFirst) {
          System.out.println();
        }
        Answer.print(rows, format, System.out);
        isFirst = false;
      }
    } catch (Throwable failure) {
      throw QueryFailures.of(failure);
    }
  }

  private boolean isHistoryKept() {
    return switch (history.toLowerCase(Locale.ROOT)) {
      case "on" -> true;
      case "off" -> false;
      default -> throw wrong("The history is neither on nor off.", "Say --history on or off.");
    };
  }

  private String text() {
    try {
      Query given = Objects.requireNonNull(query);
      return given.text != null ? given.text : Files.readString(Objects.requireNonNull(given.file));
    } catch (IOException missing) {
      throw wrong("The file with the query cannot be read.", "Name another file with -f.");
    }
  }

  private static KithException wrong(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, "Nothing was read.", next);
  }
}

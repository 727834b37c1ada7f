package kith.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import kith.lake.LakeRoot;
import kith.lake.PublishedTables;
import kith.lake.Sessions;
import kith.project.Environment;
import kith.project.ExitCode;
import kith.project.Failures;
import kith.project.KithException;
import kith.project.Meaning;
import kith.project.Project;
import kith.publish.Publications;
import kith.table.Publication;
import kith.table.View;
import kith.table.Zone;
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
            + " there; nothing can be changed. Without a query it lists the tables.")
final class SqlCommand implements Callable<Integer> {

  @Mixin private LakeOptions lake;

  @ArgGroup private @Nullable Query query;

  private static final class Query {
    @Option(names = "-e", paramLabel = "SQL", description = "The query.")
    private @Nullable String text;

    @Option(
        names = "-f",
        paramLabel = "FILE",
        description = "A file with queries, a semicolon after each.")
    private @Nullable Path file;
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
          "Opens a zone beside warehouse and marts: raw, quarantine, restricted or ops. Raw,"
              + " quarantine and most of ops hold all nights: say which with business_date.")
  private List<String> zones = List.of();

  @Override
  public Integer call() {
    Project project = Project.home();
    Environment environment = lake.environment(project);
    LakeRoot root = new LakeRoot(environment.lake());
    root.requireReadable(opened(), environment.authorityCode());
    Publication publication =
        Publications.current(root.files())
            .orElseThrow(
                () -> wrong("Nothing is published in this lake yet.", "Run kith nightly first."));
    if (query == null) {
      PublishedTables.of(publication, opened(), View.of(project))
          .forEach(table -> System.out.println(table.qualified()));
      System.err.println("More with --zone restricted, raw, quarantine or ops.");
      return ExitCode.DONE.code();
    }
    PublishedTables tables =
        new PublishedTables(
            Sessions.openForQueries(environment.sparkMaster(), settings(environment), root.path()),
            root.path().toString(),
            publication,
            opened(),
            View.of(project));
    try {
      boolean isFirst = true;
      for (Dataset<Row> rows : tables.queries(text())) {
        if (!isFirst) {
          System.out.println();
        }
        format.print(rows, System.out);
        isFirst = false;
      }
    } catch (Throwable failure) {
      throw failed(failure);
    }
    return ExitCode.DONE.code();
  }

  /** A query that needs too much memory fails alone: otherwise Spark would end the process. */
  private static Map<String, String> settings(Environment environment) {
    Map<String, String> settings = new TreeMap<>(environment.sparkSettings());
    settings.putIfAbsent("spark.executor.killOnFatalError.depth", "0");
    return settings;
  }

  /**
   * Why a query that was accepted has no answer. A query may fail on the data itself, such as a
   * cast, and Spark's message would print the cell: only the kind of failure is kept.
   */
  private static KithException failed(Throwable failure) {
    if (failure instanceof KithException known) {
      return known;
    }
    if (Failures.isOfStorage(failure)) {
      return new KithException(
          ExitCode.UNREACHABLE,
          "A file of the tables asked for cannot be read.",
          "Nothing was changed; " + Meaning.FIGURES_STAND + ".",
          "Run kith check with the same --env and --lake: it names what is damaged and what to do.");
    }
    if (Failures.isOfMemory(failure)) {
      return wrong(
          "The query needs more memory than there is.", "Select fewer rows or smaller values.");
    }
    return wrong(
        "The query failed: " + Failures.kind(failure) + ".",
        "Correct the query; if it should be answered, report this line as a defect of Kith.");
  }

  private String text() {
    try {
      Query given = Objects.requireNonNull(query);
      return given.text != null ? given.text : Files.readString(Objects.requireNonNull(given.file));
    } catch (IOException missing) {
      throw wrong("The file with the query cannot be read.", "Name another file with -f.");
    }
  }

  private Set<Zone> opened() {
    Set<Zone> opened = EnumSet.of(Zone.WAREHOUSE, Zone.MARTS);
    for (String zone : zones) {
      try {
        opened.add(Zone.valueOf(zone.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw wrong("There is no zone " + zone + ".", "Name raw, quarantine, restricted or ops.");
      }
    }
    return opened;
  }

  private static KithException wrong(String happened, String next) {
    return new KithException(ExitCode.WRONG_USAGE, happened, "Nothing was read.", next);
  }
}

package kith.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
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
import org.apache.spark.SparkThrowable;
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
            Sessions.openForQueries(
                environment.sparkMaster(), environment.sparkSettings(), root.path()),
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
    } catch (OutOfMemoryError tooMuch) {
      throw wrong(
          "The query needs more memory than there is.", "Select fewer rows or smaller values.");
    } catch (Exception failure) {
      if (Failures.isOfStorage(failure)) {
        throw new KithException(
            ExitCode.UNREACHABLE,
            "A file of the tables asked for cannot be read.",
            "Nothing was changed; " + Meaning.FIGURES_STAND + ".",
            "Run kith check with the same --env and --lake: it names what is damaged and what to do.");
      }
      if (failure instanceof SparkThrowable spark && spark.getCondition() != null) {
        // A query may fail on the data itself, such as a cast; Spark's message would print the
        // cell.
        throw wrong("The query failed: " + spark.getCondition() + ".", "Correct the query.");
      }
      throw failure;
    }
    return ExitCode.DONE.code();
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

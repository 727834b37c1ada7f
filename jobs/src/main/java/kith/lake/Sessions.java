package kith.lake;

import java.nio.file.Path;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.SqlFunctions;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Opens the Spark session that all of Kith shares, with time zone, Delta and shared functions set.
 */
public final class Sessions {

  /** The time zone of every date in Kith. Instants are stored in UTC. */
  public static final String ZONE = "Europe/London";

  private Sessions() {}

  /** The version of Delta Lake that tables are written with. */
  public static String deltaVersion() {
    return io.delta.package$.MODULE$.VERSION();
  }

  /**
   * Opens or joins the session of this JVM for a lake, with the functions that Kith's SQL shares;
   * the first call puts Spark's temporary files inside the lake.
   */
  public static SparkSession open(
      @Nullable String master, Map<String, String> settings, Path lake) {
    SparkSession spark = openForQueries(master, settings, lake);
    SqlFunctions.register(spark);
    return spark;
  }

  /** The same without the shared functions, which take a fifth of a reader's start-up time. */
  public static SparkSession openForQueries(
      @Nullable String master, Map<String, String> settings, Path lake) {
    Map<String, String> all = new TreeMap<>();
    if (SparkSession.getDefaultSession().isEmpty()) {
      String temporary = TemporaryFolder.of(lake).toString();
      all.put("spark.local.dir", temporary);
      // Native libraries unpack there, and Spark writes other temporary files there.
      System.setProperty("java.io.tmpdir", temporary);
    }
    all.putAll(settings);
    return session(master, all);
  }

  /**
   * Opens or joins the session of this JVM, with the functions that Kith's SQL shares.
   *
   * @param master a Spark master, or null when the launcher sets it
   * @param settings what the environment adds or overrides
   */
  public static SparkSession open(@Nullable String master, Map<String, String> settings) {
    SparkSession spark = session(master, settings);
    SqlFunctions.register(spark);
    return spark;
  }

  private static SparkSession session(@Nullable String master, Map<String, String> settings) {
    if (!TimeZone.getDefault().getID().equals(ZONE)) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "The JVM runs in zone " + TimeZone.getDefault().getID() + ", not in " + ZONE + ".",
          "Nothing was run: dates would shift.",
          "Start Kith with jobs/bin/kith, or add the JVM option -Duser.timezone=" + ZONE + ".");
    }
    LocalDisk.use();
    int cores = Runtime.getRuntime().availableProcessors();
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName("kith")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", ZONE)
            .config("spark.sql.ansi.enabled", "true")
            .config("spark.sql.shuffle.partitions", String.valueOf(cores))
            .config("spark.default.parallelism", String.valueOf(cores))
            // Spark describes the plan of each query for a user interface that is switched off.
            .config("spark.sql.ui.explainMode", "simple")
            .config("spark.sql.maxPlanStringLength", "1000")
            // The tables are small: adaptive re-planning between stages costs more than it saves.
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.autoBroadcastJoinThreshold", "20m")
            .config("spark.scheduler.mode", "FAIR")
            // Each aggregate and sort allocates a page. Spark's default of 64 MB would be cleared
            // and garbage-collected hundreds of times a night for a few thousand rows.
            .config("spark.buffer.pageSize", "1m")
            .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "1000")
            .config(
                "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/kith-unused")
            // ${env:NAME} in a query would expand to an environment variable, even a secret.
            .config("spark.sql.variable.substitute", "false")
            // Queries name tables, never files: a path would bypass the zones.
            .config("spark.sql.runSQLOnFiles", "false")
            // Spark has no type for nanoseconds, which other tools write: extract converts them.
            .config("spark.sql.legacy.parquet.nanosAsLong", "true")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            // If the time zone is not UTC, Delta reads a table's whole log again after each commit,
            // in case partitions are by time. Ours are by day.
            .config(
                "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled",
                "false")
            // A night is hundreds of small queries: compiling code for each took a third of all
            // processor time (229 s against 153 s on a small night), running it saved far less.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            // Without code generation, eliminating common subexpressions costs a look-up per cell.
            .config("spark.sql.subexpressionElimination.enabled", "false")
            // Delta's parser does not pass on the parameters that Spark 4.1 substitutes while
            // parsing: the older method binds them to the parsed plan.
            .config("spark.sql.legacy.parameterSubstitution.constantsOnly", "true")
            // The pointer may name a version older than the retention period, so its files must
            // stay (promise 2).
            .config(
                "spark.databricks.delta.vacuum.enforceTimeTravelWithinDeletedFileRetentionDuration",
                "false");
    if (master != null) {
      builder.master(master);
    }
    settings.forEach(builder::config);
    return builder.getOrCreate();
  }
}

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

/** Opens the Spark session that all of Kith shares, with zone, Delta and shared functions set. */
public final class Sessions {

  /** The zone of every date in Kith. Instants are stored in UTC. */
  public static final String ZONE = "Europe/London";

  private Sessions() {}

  /** The version of Delta Lake that tables are written with. */
  public static String deltaVersion() {
    return io.delta.package$.MODULE$.VERSION();
  }

  /**
   * Opens or joins the session of this JVM for a lake, with the functions that Kith's SQL shares;
   * the first puts the engine's temporary files inside the lake.
   */
  public static SparkSession open(
      @Nullable String master, Map<String, String> settings, Path lake) {
    SparkSession spark = openForQueries(master, settings, lake);
    SqlFunctions.register(spark);
    return spark;
  }

  /** The same without the shared functions, which cost a reader a fifth of the start. */
  public static SparkSession openForQueries(
      @Nullable String master, Map<String, String> settings, Path lake) {
    Map<String, String> all = new TreeMap<>();
    if (SparkSession.getDefaultSession().isEmpty()) {
      String temporary = TemporaryFolder.of(lake).toString();
      all.put("spark.local.dir", temporary);
      // Libraries unpack themselves there, and what the engine makes beside its own folder.
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
          "Start Kith with jobs/bin/kith, or add -Duser.timezone=" + ZONE + ".");
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
            // The tables are small: planning again between stages costs more than it saves.
            .config("spark.sql.adaptive.enabled", "false")
            .config("spark.sql.autoBroadcastJoinThreshold", "20m")
            .config("spark.scheduler.mode", "FAIR")
            // Each aggregate and sort begins with a page; Spark's own 64 MB are cleared and
            // collected hundreds of times a night for some thousand rows.
            .config("spark.buffer.pageSize", "1m")
            .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "1000")
            .config(
                "spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/kith-unused")
            // ${env:NAME} in a query would be the environment's value, a secret included.
            .config("spark.sql.variable.substitute", "false")
            // Queries name tables, never files: a path would go round the zones.
            .config("spark.sql.runSQLOnFiles", "false")
            // Spark has no type of nanoseconds, which other tools write: extract turns them.
            .config("spark.sql.legacy.parquet.nanosAsLong", "true")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .config("spark.databricks.delta.snapshotPartitions", "1")
            // Where the zone is not UTC Delta reads a table's whole log again after each commit, in
            // case partitions are by time. Ours are by day.
            .config(
                "spark.databricks.delta.allFilesInCrc.verificationMode.forceOnNonUTC.enabled",
                "false")
            // A night is hundreds of small queries: compiling code for each took a third of all
            // processor time (229 s against 153 s on a small night), running it saved far less.
            .config("spark.sql.codegen.wholeStage", "false")
            .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
            // Without code generation, what should save repeated work costs a look-up per cell.
            .config("spark.sql.subexpressionElimination.enabled", "false")
            // Delta's parser does not pass on the parameters that Spark 4.1 substitutes while
            // parsing: the older way binds them to the parsed plan.
            .config("spark.sql.legacy.parameterSubstitution.constantsOnly", "true")
            // A pointer may name a version older than the retention: its files stay (promise 2).
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

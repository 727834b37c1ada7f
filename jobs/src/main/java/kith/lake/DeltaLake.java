package kith.lake;

import static org.apache.spark.sql.functions.col;

import io.delta.kernel.Snapshot;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.utils.DataFileStatus;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.table.FileMark;
import kith.table.Lake;
import kith.table.TableName;
import kith.table.Written;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The lake's tables as Delta tables, one folder per zone and table. Spark writes and reads their
 * Parquet files; Delta's kernel says which files are a version of a table ({@link DeltaTable}).
 */
public final class DeltaLake implements Lake {

  /** A folder is complete when it is committed: it needs no marker file, and no second move. */
  private static final Map<String, String> FILES_ONLY =
      Map.of(
          "mapreduce.fileoutputcommitter.marksuccessfuljobs",
          "false",
          "mapreduce.fileoutputcommitter.algorithm.version",
          "2");

  /** Where files of a table are written ({@link Leftovers}). */
  static final String UNCOMMITTED = "_uncommitted";

  /** Where files are written that take the place of others ({@link Leftovers}). */
  static final String FRESH = "ops/fresh";

  private final SparkSession spark;
  private final String root;
  private final Configuration configuration;
  private final Engine engine;
  private final TableFiles files;
  private final Map<String, Dataset<Row>> opened = new ConcurrentHashMap<>();

  /** The lake below a root folder, on any file system that Spark reaches. */
  public DeltaLake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = root;
    this.files = new TableFiles(java.nio.file.Path.of(root));
    this.configuration = spark.sessionState().newHadoopConf();
    this.engine = DefaultEngine.create(configuration);
  }

  @Override
  public Written replace(TableName table, Dataset<Row> rows, List<Column> counts) {
    if (counts.isEmpty()) {
      return write(table, null, rows);
    }
    Observation observed = new Observation();
    Written written =
        write(
            table,
            null,
            rows.observe(
                observed, counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new)));
    return new Written(
        table, written.version(), written.rows(), written.files(), counted(observed));
  }

  @Override
  public Written replaceNight(TableName table, LocalDate night, Dataset<Row> rows) {
    return write(table, night, rows.drop(DeltaTable.NIGHT));
  }

  private Written write(TableName table, @Nullable LocalDate night, Dataset<Row> rows) {
    List<DataFileStatus> written = writeFiles(path(table), night, rows);
    Optional<Written> unchanged = unchanged(table, night, rows.schema(), written);
    if (unchanged.isPresent()) {
      delete(written);
      return unchanged.get();
    }
    long version = delta(table).commit(night, rows.schema(), written);
    return new Written(table, version, rows(written), files.committed(table, version));
  }

  /**
   * The version that holds the same already, file by file ({@link ParquetContent}): it is kept, and
   * nothing is committed. A file that is missing or damaged is not the same.
   */
  private Optional<Written> unchanged(
      TableName table,
      @Nullable LocalDate night,
      StructType columns,
      List<DataFileStatus> written) {
    Optional<Snapshot> latest =
        delta(table).latest().filter(snapshot -> !DeltaTable.changes(snapshot, night, columns));
    // Files of one night, if the table is kept by night.
    List<FileStatus> there =
        latest
            .map(at -> files(table, at, each -> night == null || night.toString().equals(each)))
            .orElse(List.of());
    if (latest.isEmpty() || !sizes(there).equals(sizes(written))) {
      return Optional.empty();
    }
    Map<java.nio.file.Path, ParquetContent> contents = ParquetContent.of(paths(there));
    if (!ParquetContent.hashes(contents).equals(ParquetContent.hashes(paths(written)))) {
      return Optional.empty();
    }
    return Optional.of(
        new Written(table, latest.get().getVersion(), rows(written), files.marks(table, contents)));
  }

  private static List<Long> sizes(List<? extends FileStatus> files) {
    return files.stream().map(FileStatus::getSize).sorted().toList();
  }

  private static List<String> paths(List<? extends FileStatus> files) {
    return files.stream().map(FileStatus::getPath).toList();
  }

  private void delete(List<DataFileStatus> written) {
    try {
      for (String path : paths(written)) {
        Path folder = new Path(path).getParent();
        folder.getFileSystem(configuration).delete(folder, true);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /**
   * Writes rows as Parquet files into a folder of their own below the table's. Readers do not see
   * them before they are committed.
   */
  private List<DataFileStatus> writeFiles(
      String table, @Nullable LocalDate night, Dataset<Row> rows) {
    Path folder =
        new Path(
            table
                + (night == null ? "" : "/" + DeltaTable.NIGHT + "=" + night)
                + "/"
                + UUID.randomUUID());
    Path uncommitted = new Path(table, UNCOMMITTED);
    List<DataFileStatus> written = new ArrayList<>();
    try {
      FileSystem system = folder.getFileSystem(configuration);
      system.delete(uncommitted, true);
      rows.write().options(FILES_ONLY).parquet(uncommitted.toString());
      system.mkdirs(folder.getParent());
      if (!system.rename(uncommitted, folder)) {
        throw new IOException("cannot rename what was written");
      }
      for (var file : system.listStatus(folder)) {
        long records = file.getPath().getName().startsWith("part-") ? records(file.getPath()) : 0;
        if (records == 0) {
          system.delete(file.getPath(), false);
        } else {
          written.add(
              new DataFileStatus(
                  file.getPath().toString(),
                  file.getLen(),
                  file.getModificationTime(),
                  Optional.of(
                      new DataFileStatistics(
                          records, Map.of(), Map.of(), Map.of(), Optional.empty()))));
        }
      }
      if (written.isEmpty()) {
        system.delete(folder, true);
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return written;
  }

  /** The number of rows, from the end of the file: no query is needed to count them. */
  private long records(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, configuration))) {
      return reader.getRecordCount();
    }
  }

  private static long rows(List<DataFileStatus> written) {
    return written.stream()
        .mapToLong(file -> file.getStatistics().orElseThrow().getNumRecords())
        .sum();
  }

  @Override
  public Dataset<Row> read(TableName table, long version) {
    return opened.computeIfAbsent(
        table.qualified() + "@" + version, name -> rows(table, version, night -> true));
  }

  @Override
  public Dataset<Row> nights(TableName table, long version, LocalDate... nights) {
    Set<String> wanted = Arrays.stream(nights).map(LocalDate::toString).collect(Collectors.toSet());
    return opened.computeIfAbsent(
        table.qualified() + "@" + version + " of " + new TreeSet<>(wanted),
        name -> rows(table, version, wanted::contains));
  }

  private static KithException unreadable(TableName table, long version) {
    return new KithException(
        ExitCode.UNREACHABLE,
        "The log of " + table.qualified() + " cannot be read at version " + version + ".",
        "Nothing more was published; "
            + Meaning.FIGURES_STAND
            + " where their tables are undamaged.",
        "Check that the lake's storage is available with all its files; kith check lists what is"
            + " damaged, kith check --repair restores logs.");
  }

  /**
   * The rows of a version, read from its Parquet files. Without deletion vectors and column
   * mapping, the files hold the rows as they are.
   *
   * @param nights which values of {@code business_date} are wanted, if the table has that column
   */
  private Dataset<Row> rows(TableName table, long version, Predicate<String> nights) {
    StructType columns;
    List<String> files;
    try {
      Snapshot snapshot = delta(table).at(version);
      columns = DeltaTable.columns(snapshot);
      files = notGivenUp(table, version, paths(files(table, snapshot, nights)));
    } catch (KithException known) {
      throw known;
    } catch (RuntimeException damaged) {
      // What the kernel throws for a damaged checkpoint is of no class of its own.
      throw unreadable(table, version);
    }
    if (files.isEmpty()) {
      return spark.createDataFrame(List.<Row>of(), columns);
    }
    return spark
        .read()
        .schema(columns)
        .option("basePath", path(table))
        .parquet(files.toArray(String[]::new))
        .select(
            Arrays.stream(columns.fieldNames())
                .map(name -> col("`" + name + "`"))
                .toArray(Column[]::new));
  }

  /** The files that a version is made of, for the nights that are wanted. */
  private List<FileStatus> files(TableName table, Snapshot snapshot, Predicate<String> nights) {
    if (!snapshot
        .getTableProperties()
        .getOrDefault(DeltaTable.COLUMN_MAPPING, "none")
        .equals("none")) {
      throw changedByAnother(table);
    }
    List<FileStatus> files = new ArrayList<>();
    delta(table)
        .eachFile(
            snapshot,
            file -> {
              if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(file) != null) {
                throw changedByAnother(table);
              }
              if (nights.test(
                  InternalScanFileUtils.getPartitionValues(file).get(DeltaTable.NIGHT))) {
                files.add(InternalScanFileUtils.getAddFileStatus(file));
              }
            });
    return files;
  }

  /** The files that were not given up after the version that names them. */
  private List<String> notGivenUp(TableName table, long version, List<String> paths) {
    Predicate<String> isThere = path -> Files.exists(ParquetContent.path(path));
    if (paths.stream().allMatch(isThere)) {
      return paths;
    }
    Set<java.nio.file.Path> givenUp = files.givenUp(table, version);
    return paths.stream()
        .filter(path -> isThere.test(path) || !givenUp.contains(ParquetContent.path(path)))
        .toList();
  }

  private static KithException changedByAnother(TableName table) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "Another program has changed "
            + table.qualified()
            + ": it has deletion vectors or mapped columns, which Kith never writes.",
        Meaning.NOTHING_PUBLISHED,
        "Restore the table as it was before, then run the command again.");
  }

  @Override
  public long version(TableName table) {
    return delta(table).latest().map(Snapshot::getVersion).orElse(-1L);
  }

  @Override
  public void export(String folder, java.nio.file.Path parquet, StructType columns) {
    java.nio.file.Path table = java.nio.file.Path.of(root).resolve(folder).toAbsolutePath();
    try {
      new ExportedTable(engine, table.normalize())
          .put(parquet, records(new Path(parquet.toUri())), columns);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public void take(java.nio.file.Path written, String path) {
    try {
      AtomicFiles.take(written, java.nio.file.Path.of(root).resolve(path));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  @Override
  public java.nio.file.Path fresh() {
    java.nio.file.Path fresh = java.nio.file.Path.of(root, FRESH, UUID.randomUUID().toString());
    try {
      return Files.createDirectories(fresh);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Map<String, Long> counted(Observation observed) {
    try {
      Map<String, Long> counted = new TreeMap<>();
      observed
          .getAsJava()
          .forEach((name, count) -> counted.put(name, ((Number) count).longValue()));
      return counted;
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rows were counted");
    }
  }

  @Override
  public Map<String, FileMark> secure(
      List<String> paths, Map<String, Long> versions, Map<String, Long> since) {
    files.secure(byTable(versions), byTable(since), paths);
    return files.marks(paths);
  }

  private static Map<TableName, Long> byTable(Map<String, Long> versions) {
    return versions.entrySet().stream()
        .collect(Collectors.toMap(made -> TableName.of(made.getKey()), Map.Entry::getValue));
  }

  @Override
  public SparkSession spark() {
    return spark;
  }

  private DeltaTable delta(TableName table) {
    return new DeltaTable(engine, path(table));
  }

  private String path(TableName table) {
    return root + "/" + table.zone().folder() + "/" + table.name();
  }
}

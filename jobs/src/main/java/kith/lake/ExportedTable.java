package kith.lake;

import io.delta.kernel.Snapshot;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.project.Hash;
import org.apache.spark.sql.types.StructType;

/**
 * A Delta table for readers outside, made of one Parquet file that another library wrote. The
 * table's file is named after its content, so that the same content makes no second version.
 *
 * @param folder of the table, on a plain disk
 */
record ExportedTable(Engine engine, Path folder) {

  /** Bytes of the hash in the name of a file. */
  private static final int NAME = 8;

  /**
   * Makes the file all that the table holds.
   *
   * @param records how many rows the file has; of none, the table has no file
   */
  void put(Path parquet, long records, StructType columns) throws IOException {
    Path copy = folder.resolve(name(parquet, columns));
    DeltaTable table = new DeltaTable(engine, folder.toString());
    List<Path> wanted = records == 0 ? List.of() : List.of(copy);
    // A file of this name holds the same, unless it was damaged.
    if (records > 0 && (!Files.exists(copy) || Files.mismatch(parquet, copy) >= 0)) {
      AtomicFiles.replace(copy, Files.readAllBytes(parquet));
    }
    Optional<Snapshot> latest =
        table.latest().filter(there -> !DeltaTable.changes(there, null, columns));
    if (latest.isPresent() && files(table, latest.get()).equals(wanted)) {
      return;
    }
    table.commit(null, columns, records == 0 ? List.of() : List.of(status(copy, records)));
  }

  private static String name(Path parquet, StructType columns) throws IOException {
    MessageDigest digest = Hash.sha256();
    digest.update(columns.json().getBytes(StandardCharsets.UTF_8));
    digest.update(Files.readAllBytes(parquet));
    return "part-" + Hash.hex(digest.digest(), NAME) + ".parquet";
  }

  private static List<Path> files(DeltaTable table, Snapshot version) {
    List<Path> files = new ArrayList<>();
    table.eachFile(
        version,
        file ->
            files.add(ParquetContent.path(InternalScanFileUtils.getAddFileStatus(file).getPath())));
    return files;
  }

  private static DataFileStatus status(Path file, long records) throws IOException {
    return new DataFileStatus(
        // With its scheme: otherwise the log names the file from the root of the disk.
        new org.apache.hadoop.fs.Path(file.toUri()).toString(),
        Files.size(file),
        Files.getLastModifiedTime(file).toMillis(),
        Optional.of(
            new DataFileStatistics(records, Map.of(), Map.of(), Map.of(), Optional.empty())));
  }
}

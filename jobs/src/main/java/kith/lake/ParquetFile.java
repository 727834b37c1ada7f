package kith.lake;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import org.apache.commons.io.FileUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** An answer as one Parquet file, for somebody who takes it out of the lake. */
public final class ParquetFile {

  private ParquetFile() {}

  /**
   * Writes all rows in their order and returns their number. Spark can only write folders: the file
   * is written in the process's temporary folder first, which is deleted even after a kill. So
   * Spark must run in this process (a master such as {@code local[*]}).
   *
   * @throws KithException when Spark's workers are other processes, which write elsewhere
   */
  public static long write(Dataset<Row> rows, OutputStream out) throws IOException {
    requireInProcess(rows.sparkSession().sparkContext().isLocal());
    Path folder = Files.createTempDirectory("answer-");
    try {
      Path written = folder.resolve("rows");
      rows.coalesce(1).write().parquet(written.toUri().toString());
      Path file;
      try (Stream<Path> files = Files.list(written)) {
        file = files.filter(each -> each.toString().endsWith(".parquet")).findFirst().orElseThrow();
      }
      Files.copy(file, out);
      return count(file);
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
  }

  static void requireInProcess(boolean isLocal) {
    if (!isLocal) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "A Parquet file can only be written where Spark runs in this process, and here its workers"
              + " are other processes.",
          "Nothing was written.",
          "Name a file that ends with .csv, or set the Spark master of the environment to local[*].");
    }
  }

  private static long count(Path file) throws IOException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(
                new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
      return reader.getRecordCount();
    }
  }
}

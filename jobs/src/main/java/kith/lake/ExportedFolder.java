package kith.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A folder of files that readers open by its name, such as a published mart as Parquet. */
final class ExportedFolder {

  private ExportedFolder() {}

  /**
   * Puts a written folder where readers look for it. Where the same is there already it stays:
   * while a folder is exchanged, readers would find nothing.
   */
  static void put(Path fresh, Path place, Configuration configuration) {
    try {
      FileSystem system = place.getFileSystem(configuration);
      if (system.exists(place) && hashes(system, fresh).equals(hashes(system, place))) {
        system.delete(fresh, true);
        return;
      }
      system.mkdirs(place.getParent());
      system.delete(place, true);
      if (!system.rename(fresh, place)) {
        throw new IOException("cannot rename what was written");
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static List<String> hashes(FileSystem system, Path folder) throws IOException {
    return ParquetContent.hashes(
        Arrays.stream(system.listStatus(folder)).map(file -> file.getPath().toString()).toList());
  }
}

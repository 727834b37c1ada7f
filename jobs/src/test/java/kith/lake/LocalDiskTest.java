package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.delta.kernel.defaults.internal.logstore.LogStoreProvider;
import io.delta.storage.LocalLogStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local file system behaves as Hadoop's does, without its processes. */
class LocalDiskTest {

  @TempDir private java.nio.file.Path folder;

  @BeforeAll
  static void use() {
    LocalDisk.use();
  }

  private FileSystem disk() throws IOException {
    return FileSystem.newInstance(folder.toUri(), new Configuration());
  }

  private static String permissions(java.nio.file.Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void everyHadoopConfigurationUsesIt() throws IOException {
    assertThat(disk()).isInstanceOf(LocalDisk.class);
    assertThat(FileContext.getFileContext(folder.toUri()).getDefaultFileSystem())
        .isInstanceOf(LocalDisk.Context.class);
  }

  /** The other store makes a file system context for each commit. */
  @Test
  void commitsGoThroughTheFileSystemThatIsThere() {
    assertThat(LogStoreProvider.getLogStore(new Configuration(), "file"))
        .isInstanceOf(LocalLogStore.class);
  }

  @Test
  void aFileHasThePermissionsThatAreAskedForAndNoChecksumBesideIt() throws IOException {
    Path file = new Path(folder.resolve("file").toString());

    try (OutputStream out = FileSystem.create(disk(), file, new FsPermission((short) 0640))) {
      out.write(1);
    }

    assertThat(permissions(folder.resolve("file"))).isEqualTo("rw-r-----");
    assertThat(folder.resolve(".file.crc")).doesNotExist();
  }

  /** Programs that look at checksums would refuse a file with one of older content. */
  @Test
  void aChecksumOfOlderContentGoesWithIt() throws IOException {
    for (String name : List.of("written", "renamed")) {
      Files.writeString(folder.resolve(name), "old");
      Files.writeString(folder.resolve("." + name + ".crc"), "of the old content");
    }
    Files.writeString(folder.resolve("new"), "new");
    FileContext context = FileContext.getFileContext(folder.toUri());

    disk().create(new Path(folder.resolve("written").toString()), true).close();
    context.rename(
        new Path(folder.resolve("new").toString()),
        new Path(folder.resolve("renamed").toString()),
        Options.Rename.OVERWRITE);

    assertThat(folder.resolve(".written.crc")).doesNotExist();
    assertThat(folder.resolve(".renamed.crc")).doesNotExist();
    assertThat(folder.resolve("renamed")).hasContent("new");
  }

  @Test
  void othersMayReadNothingThatIsWritten() throws IOException {
    disk().mkdirs(new Path(folder.resolve("part").toString()));
    disk().create(new Path(folder.resolve("part/file").toString())).close();

    assertThat(permissions(folder.resolve("part"))).isEqualTo("rwxr-x---");
    assertThat(permissions(folder.resolve("part/file"))).isEqualTo("rw-r-----");
  }

  @Test
  void linksAreSeenAsLinks() throws IOException {
    Files.writeString(folder.resolve("file"), "text");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("file"));
    FileContext context = FileContext.getFileContext(folder.toUri());

    assertThat(context.getFileLinkStatus(new Path(folder.resolve("link").toString())).isSymlink())
        .isTrue();
    assertThat(context.getFileLinkStatus(new Path(folder.resolve("file").toString())).getLen())
        .isEqualTo(4);
  }

  @Test
  void theLakesFilesAreWrittenAndReplaced() {
    LakeFiles files = new LakeFiles(folder.toString());

    files.write("ops/a.json", JsonNodeFactory.instance.objectNode().put("a", 1));
    files.write("ops/a.json", JsonNodeFactory.instance.objectNode().put("a", 2));

    assertThat(files.read("ops/a.json").orElseThrow().get("a").intValue()).isEqualTo(2);
    assertThat(files.list("ops")).containsExactly("a.json");
  }
}

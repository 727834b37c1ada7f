package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kith.table.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the tables are flushed to disk, as the system calls show. */
class TableFilesTest {

  private static final Pattern FSYNC = Pattern.compile("fsync\\([0-9]+<([^>]+)>");

  @TempDir private Path folder;

  @Test
  void whatAPublicationNamesIsPutOnTheDiskForGoodWithItsFolders() throws Exception {
    Path lake = folder.resolve("lake");
    Path table = lake.resolve(SecureOnce.TABLE.zone().folder()).resolve(SecureOnce.TABLE.name());
    Path log = Files.createDirectories(table.resolve("_delta_log"));
    for (int version = 0; version < 2; version++) {
      Files.writeString(table.resolve("part-" + version + ".parquet"), "rows");
      Files.writeString(
          log.resolve("0000000000000000000" + version + ".json"),
          "{\"add\":{\"path\":\"part-%d.parquet\"}}\n".formatted(version));
    }
    Path export = Files.createDirectories(lake.resolve(SecureOnce.PUBLICATION + "/kpi_published"));
    Files.writeString(export.resolve("part-0.parquet"), "rows");

    int code =
        Traced.run(
            folder,
            List.of("-y", "-e", "trace=fsync", "-o", "trace"),
            SecureOnce.class,
            lake.toString());

    assertThat(code).isZero();
    Set<String> secured =
        FSYNC
            .matcher(Files.readString(folder.resolve("trace")))
            .results()
            .map((MatchResult call) -> lake.relativize(Path.of(call.group(1))).toString())
            .collect(Collectors.toSet());
    String warehouse = lake.relativize(table).toString();
    assertThat(secured)
        .containsExactlyInAnyOrder(
            "",
            lake.relativize(table.getParent()).toString(),
            warehouse,
            warehouse + "/part-1.parquet",
            warehouse + "/_delta_log",
            warehouse + "/_delta_log/00000000000000000001.json",
            "published",
            "published/p1",
            "published/p1/kpi_published",
            "published/p1/kpi_published/part-0.parquet");
  }

  @Test
  void aVersionIsHeldWhereItsCommitAndItsFilesAreWhole() throws Exception {
    TableName table = SecureOnce.TABLE;
    Path rows = folder.resolve(table.zone().folder()).resolve(table.name());
    Path log = Files.createDirectories(rows.resolve("_delta_log"));
    Path file = Files.writeString(rows.resolve("part-0.parquet"), "rows");
    Path commit = log.resolve("00000000000000000000.json");
    String actions =
        """
        {"commitInfo":{"operation":"WRITE"}}
        {"add":{"path":"part-0.parquet","size":4}}
        """;
    Files.writeString(commit, actions);
    TableFiles files = new TableFiles(folder);

    assertThat(files.holds(table, 0)).isTrue();
    assertThat(files.holds(table, 1)).isFalse();
    Files.writeString(file, "row");
    assertThat(files.holds(table, 0)).isFalse();
    Files.writeString(file, "rows");
    Files.writeString(commit, actions.substring(0, actions.length() - 10));
    assertThat(files.holds(table, 0)).isFalse();
  }
}

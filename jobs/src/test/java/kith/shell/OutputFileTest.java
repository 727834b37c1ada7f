package kith.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that go to files, read back by others. */
class OutputFileTest {

  private static final String QUERY =
      "select kpi, as_at, value, status from kpi_quarterly order by kpi desc, as_at;";

  @TempDir private Path folder;
  private Typist typist;

  @BeforeEach
  void open() {
    typist = new Typist(ShellLake.made().reading());
  }

  @AfterEach
  void close() {
    typist.close();
  }

  private void assertIsPrivate(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void theNextAnswerGoesToACsvFileAndTheOneAfterItToTheScreen() throws IOException {
    Path file = folder.resolve("answer.csv");
    assertThat(typist.ask("\\o " + file)).contains("The answer to the next query goes to " + file);
    assertThat(file).doesNotExist();

    assertThat(typist.ask(QUERY)).contains("Wrote 3 rows to " + file).doesNotContain("43.0");

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            kpi,as_at,value,status
            placement_3plus_pct,2026-03-31,,"not, available"
            cla_count,2025-12-31,41.0,ok
            cla_count,2026-03-31,43.0,ok
            """);
    assertIsPrivate(file);
    assertThat(typist.ask(QUERY)).contains("43.0");
  }

  @Test
  void aParquetFileHasTypesAndTheOrderAskedFor() throws IOException {
    Path file = folder.resolve("answer.parquet");
    typist.ask("\\o " + file);

    assertThat(typist.ask(QUERY)).contains("Wrote 3 rows to " + file);

    assertIsPrivate(file);
    List<Row> rows = SparkTest.spark().read().parquet(file.toString()).collectAsList();
    assertThat(rows.get(0).schema().simpleString())
        .isEqualTo("struct<kpi:string,as_at:date,value:decimal(3,1),status:string>");
    assertThat(rows.stream().map(Row::mkString))
        .containsExactly(
            "placement_3plus_pct2026-03-31nullnot, available",
            "cla_count2025-12-3141.0ok",
            "cla_count2026-03-3143.0ok");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void anAnswerWithoutRowsIsAFileToo() {
    Path csv = folder.resolve("none.csv");
    Path parquet = folder.resolve("none.PARQUET");
    typist.ask("\\o " + csv);
    typist.ask("select kpi from dim_kpi where false;");
    typist.ask("\\o " + parquet);
    typist.ask("select kpi from dim_kpi where false;");

    assertThat(csv).hasContent("kpi");
    assertThat(SparkTest.spark().read().parquet(parquet.toString()).columns())
        .containsExactly("kpi");
  }

  @Test
  void whatCannotBeWrittenIsSaidWithWhatToCheck() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("folder"));
    typist.ask("\\o " + closed.resolve("answer.csv"));
    Files.delete(closed);

    assertThat(typist.ask(QUERY))
        .contains("cannot be written (NoSuchFileException)")
        .contains("Nothing was left there.")
        .contains("its folder and that its disk has free space");
  }

  @Test
  void noFileIsWrittenOver() throws IOException {
    Path there = Files.writeString(folder.resolve("there.csv"), "mine");
    Path meanwhile = folder.resolve("meanwhile.csv");

    assertThat(typist.ask("\\o " + there)).contains("There is already a file " + there);
    typist.ask("\\o " + meanwhile);
    Files.writeString(meanwhile, "mine");
    assertThat(typist.ask("select 1 as one;")).contains("There is already a file " + meanwhile);

    assertThat(there).hasContent("mine");
    assertThat(meanwhile).hasContent("mine");
  }

  @Test
  void filesThatCannotBeAreRefusedAtOnce() {
    assertThat(typist.ask("\\o " + folder.resolve("answer.txt")))
        .contains("ends with neither .csv nor .parquet");
    assertThat(typist.ask("\\o " + folder.resolve("none/answer.csv")))
        .contains("The folder " + folder.resolve("none") + " does not exist");
    assertThat(typist.ask("\\o " + ShellLake.made().path().resolve("marts/answer.csv")))
        .contains("would be inside the lake");
    assertThat(typist.ask("\\o s3a://bucket/answer.csv")).contains("is an address");
    assertThat(typist.ask("select 1 as one;")).contains("\none\n1\n");
  }

  @Test
  void aQueryThatFailsLeavesNoFileAndTheNextOneIsWritten() {
    for (String name : List.of("answer.csv", "answer.parquet")) {
      Path file = folder.resolve(name);
      typist.ask("\\o " + file);

      assertThat(typist.ask("select cast(kpi as date) as day from kpi_quarterly;"))
          .contains("The query failed: CAST_INVALID_INPUT.");
      assertThat(file).doesNotExist();
      assertThat(typist.ask("select 1 as one;")).contains("Wrote 1 rows to " + file);
      assertThat(file).exists();
    }
  }

  @Test
  void theScreenCanBeAskedForAgain() {
    typist.ask("\\o " + folder.resolve("answer.csv"));

    assertThat(typist.ask("select nothing from nowhere;"))
        .contains("nowhere", "The answer to the next query goes to " + folder);
    assertThat(typist.ask("\\o")).contains("Answers go to the screen.");

    assertThat(typist.ask("select 1 as one;")).contains("\none\n1\n");
    assertThat(folder).isEmptyDirectory();
  }
}

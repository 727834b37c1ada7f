package kith.lake;

import static kith.testing.TestTables.assertSameRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.TableName;
import kith.table.Written;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a version is what Delta's own reader reads of it. */
class DeltaLakeTest {

  private static final TableName BY_NIGHT = new TableName(Zone.RAW, "visits");
  private static final TableName WHOLE = new TableName(Zone.WAREHOUSE, "fact_visit");
  private static final LocalDate FIRST = LocalDate.of(2025, 10, 25);
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final LocalDate THIRD = FIRST.plusDays(2);

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.spark();
  private DeltaLake lake;

  @BeforeEach
  void open() {
    lake = new DeltaLake(spark, folder.toString());
  }

  private Dataset<Row> rows(String select) {
    return spark.sql(select);
  }

  private Dataset<Row> byDelta(TableName table, long version) {
    return spark
        .read()
        .format("delta")
        .option("versionAsOf", version)
        .load(folder.resolve(table.zone().folder()).resolve(table.name()).toString());
  }

  @Test
  void nightsAreReadAsTheyWereAtAVersionAlsoAfterAColumnCame() {
    lake.replaceNight(BY_NIGHT, FIRST, rows("select 'a' as id, date'2025-10-26' as day"));
    Written second =
        lake.replaceNight(BY_NIGHT, SECOND, rows("select 'b' as id, cast(null as date) as day"));
    Written third =
        lake.replaceNight(
            BY_NIGHT, THIRD, rows("select 'c' as id, date'2025-03-30' as day, 1L as more"));
    lake.replaceNight(
        BY_NIGHT, SECOND, rows("select 'later' as id, cast(null as date) as day, 2L as more"));

    for (Written at : List.of(second, third)) {
      Dataset<Row> delta = byDelta(BY_NIGHT, at.version());
      Dataset<Row> read = lake.nights(BY_NIGHT, at.version(), FIRST, SECOND);
      assertThat(read.count()).isEqualTo(2);
      assertSameRows(delta.where("business_date <= date'2025-10-26'"), read);
    }
    assertThat(lake.nights(BY_NIGHT, third.version(), THIRD.plusDays(1)).isEmpty()).isTrue();
    assertThat(lake.read(BY_NIGHT, third.version()).count()).isEqualTo(3);
    assertSameRows(byDelta(BY_NIGHT, third.version()), lake.read(BY_NIGHT, third.version()));
  }

  @Test
  void theRowsOfATableAreThoseOfItsFiles() {
    Written first = lake.replaceNight(BY_NIGHT, FIRST, rows("select id from range(0, 7, 1, 3)"));
    Written second = lake.replaceNight(BY_NIGHT, SECOND, rows("select id from range(0, 5, 1, 2)"));
    Written third = lake.replaceNight(BY_NIGHT, FIRST, rows("select id from range(0, 11, 1, 2)"));
    Written empty = lake.replaceNight(BY_NIGHT, THIRD, rows("select id from range(0)"));

    assertThat(List.of(first, second, third, empty))
        .extracting(Written::rows)
        .containsExactly(7L, 5L, 11L, 0L);
    assertThat(byDelta(BY_NIGHT, third.version()).where("business_date = '" + SECOND + "'").count())
        .isEqualTo(5);
    assertThat(byDelta(BY_NIGHT, empty.version()).count()).isEqualTo(16);
  }

  @Test
  void theSameContentStandsAndNothingIsCommitted() throws IOException {
    Written first = lake.replace(WHOLE, rows("select id, 'x' as kind from range(0, 7, 1, 2)"));
    Written again = lake.replace(WHOLE, rows("select id, 'x' as kind from range(0, 7, 1, 2)"));
    Written other = lake.replace(WHOLE, rows("select id, 'y' as kind from range(0, 7, 1, 2)"));
    Written asFirst = lake.replace(WHOLE, rows("select id, 'x' as kind from range(0, 7, 1, 2)"));

    assertThat(again).isEqualTo(first);
    assertThat(List.of(other, asFirst)).extracting(Written::version).containsExactly(1L, 2L);
    try (Stream<Path> folders = Files.list(folder.resolve("warehouse/fact_visit"))) {
      assertThat(folders.filter(each -> !each.endsWith("_delta_log")).count())
          .as("what is not committed is deleted")
          .isEqualTo(3);
    }
  }

  @Test
  void aFileThatIsGoneOrDamagedIsNotTheSame() throws IOException {
    Written first = lake.replace(WHOLE, rows("select 1 as id"));
    Path file = folder.resolve("warehouse/fact_visit").resolve(onlyFile(first));
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    Written second = lake.replace(WHOLE, rows("select 1 as id"));
    Files.delete(folder.resolve("warehouse/fact_visit").resolve(onlyFile(second)));
    Written third = lake.replace(WHOLE, rows("select 1 as id"));

    assertThat(third.version()).isEqualTo(2);
    assertThat(byDelta(WHOLE, 2).count()).isOne();
  }

  /** What a run wrote that was killed before it committed. */
  @Test
  void whatWasNeverCommittedIsDeletedByTheNextWrite() throws IOException {
    lake.replace(WHOLE, rows("select 1 as id"));
    Path left = folder.resolve("warehouse/fact_visit/_uncommitted/_temporary/0");
    Files.createDirectories(left);
    Files.writeString(left.resolve("part-00000"), "half of a row");

    Written second = lake.replace(WHOLE, rows("select 2 as id"));

    assertThat(folder.resolve("warehouse/fact_visit/_uncommitted")).doesNotExist();
    assertThat(byDelta(WHOLE, second.version()).first().getInt(0)).isEqualTo(2);
  }

  private static String onlyFile(Written written) {
    return written.files().keySet().iterator().next();
  }

  /** Ten commits and more: the kernel writes a checkpoint, from which others read on. */
  @Test
  void aTableOfManyNightsIsReadFromItsCheckpoint() {
    Written last = null;
    for (int night = 0; night < 12; night++) {
      last = lake.replaceNight(BY_NIGHT, FIRST.plusDays(night), rows("select 'a' as id"));
    }

    assertThat(folder.resolve("raw/visits/_delta_log/00000000000000000010.checkpoint.parquet"))
        .exists();
    assertThat(byDelta(BY_NIGHT, last.version()).count()).isEqualTo(12);
    assertThat(lake.read(BY_NIGHT, last.version()).count()).isEqualTo(12);
    assertThat(lake.nights(BY_NIGHT, 3, FIRST, FIRST.plusDays(8)).count()).isOne();
  }

  @Test
  void aCheckpointThatIsDamagedInsideIsToldAndTheTableReadOnceItIsRepaired() throws IOException {
    long last = -1;
    for (int night = 0; night < 11; night++) {
      last = lake.replaceNight(BY_NIGHT, FIRST.plusDays(night), rows("select 'a' as id")).version();
    }
    Path checkpoint =
        folder.resolve("raw/visits/_delta_log/00000000000000000010.checkpoint.parquet");
    byte[] bytes = Files.readAllBytes(checkpoint);
    Arrays.fill(bytes, 4, bytes.length / 2, (byte) 7);
    Files.write(checkpoint, bytes);
    long version = last;

    assertThatThrownBy(() -> lake.read(BY_NIGHT, version))
        .isInstanceOfSatisfying(
            KithException.class,
            told -> assertThat(told.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
        .hasMessageContaining("kith check --repair");
    assertThat(new TableLogs(folder).restoreLog(BY_NIGHT, -1, true).checkpoints()).isOne();
    assertThat(lake.read(BY_NIGHT, version).count()).isEqualTo(11);
  }

  /** A publication still names the version of before. */
  @Test
  void aFileThatWasGivenUpIsNotReadOfEarlierVersionsEither() throws IOException {
    Written first = lake.replaceNight(BY_NIGHT, FIRST, rows("select 'a' as id"));
    Written second = lake.replaceNight(BY_NIGHT, SECOND, rows("select 'b' as id"));
    Files.writeString(folder.resolve("raw/visits").resolve(onlyFile(first)), "damaged");

    new TableLogs(folder).giveUp(BY_NIGHT, first.files().keySet());

    assertThat(lake.read(BY_NIGHT, second.version()).collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("b");
    Files.delete(folder.resolve("raw/visits").resolve(onlyFile(second)));
    assertThatThrownBy(() -> lake.nights(BY_NIGHT, second.version(), SECOND).count())
        .as("a lost file that was not given up")
        .isNotNull();
  }

  /** Tables that an earlier version of Kith wrote with Spark's own writer can be continued. */
  @Test
  void aTableThatSparkWroteIsGoneOnWith() {
    String path = folder.resolve("raw/visits").toString();
    rows("select 'a' as id, date'" + FIRST + "' as business_date")
        .write()
        .format("delta")
        .partitionBy("business_date")
        .option("delta.enableDeletionVectors", "false")
        .save(path);

    Written second = lake.replaceNight(BY_NIGHT, SECOND, rows("select 'b' as id, 1L as more"));
    Written third = lake.replaceNight(BY_NIGHT, FIRST, rows("select 'c' as id, 2L as more"));

    assertThat(byDelta(BY_NIGHT, second.version()).count()).isEqualTo(2);
    assertSameRows(byDelta(BY_NIGHT, third.version()), lake.read(BY_NIGHT, third.version()));
    assertThat(lake.read(BY_NIGHT, third.version()).where("id = 'a'").isEmpty()).isTrue();
  }

  @Test
  void aColumnOfEarlierNightsKeepsItsType() {
    lake.replaceNight(BY_NIGHT, FIRST, rows("select 'a' as id, 1 as hours"));

    assertThatThrownBy(
            () -> lake.replaceNight(BY_NIGHT, SECOND, rows("select 'a' as id, 'x' as hours")))
        .hasMessageContaining("hours is");
  }

  @Test
  void anOldVersionOfATableReadsAsItWas() {
    Written first = lake.replace(WHOLE, rows("select 1 as id, array('x') as flags"));
    Written none = lake.replace(WHOLE, rows("select 1 as id, array('x') as flags where false"));
    Written other = lake.replace(WHOLE, rows("select 'wide' as id, 2.5 as hours"));

    for (Written at : List.of(first, none, other)) {
      assertThat(lake.read(WHOLE, at.version()).schema().simpleString())
          .isEqualTo(byDelta(WHOLE, at.version()).schema().simpleString());
      assertSameRows(byDelta(WHOLE, at.version()), lake.read(WHOLE, at.version()));
    }
  }

  @Test
  void aTableInWhichAnotherProgramDeletedRowsByVectorIsRefused() {
    String path = folder.resolve("warehouse/fact_visit").toString();
    rows("select id from range(10)")
        .write()
        .format("delta")
        .option("delta.enableDeletionVectors", "true")
        .save(path);
    io.delta.tables.DeltaTable.forPath(spark, path).delete("id = 3");

    assertThatThrownBy(() -> lake.read(WHOLE, lake.version(WHOLE)))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("Another program has changed warehouse.fact_visit");
  }

  // --- tables for readers, of files that another library wrote

  @Test
  void aTableIsMadeOfAParquetFileAndReplacedByTheNextOne() {
    for (int figures : new int[] {3, 2, 0}) {
      Dataset<Row> some = rows("select int(id) as figure from range(" + figures + ")").coalesce(1);
      String written = folder.resolve("written-" + figures).toString();
      some.write().parquet(written);

      lake.export("published/p/kpi", parquet(Path.of(written)), some.schema());

      Dataset<Row> read =
          spark.read().format("delta").load(folder.resolve("published/p/kpi").toString());
      assertThat(read.count()).isEqualTo(figures);
      assertThat(read.columns()).containsExactly("figure");
    }
  }

  /** Readers outside may have copied the folder, and some know no path but those below it. */
  @Test
  void aTableForReadersMayBeMoved() throws IOException {
    Dataset<Row> some = rows("select 7 as figure").coalesce(1);
    some.write().parquet(folder.resolve("written").toString());
    lake.export("published/p/kpi", parquet(folder.resolve("written")), some.schema());

    Path moved = Files.move(folder.resolve("published/p/kpi"), folder.resolve("moved"));

    assertThat(spark.read().format("delta").load(moved.toString()).first().getInt(0)).isEqualTo(7);
    assertThat(Files.readString(moved.resolve("_delta_log/00000000000000000000.json")))
        .contains("\"path\":\"part-");
  }

  @Test
  void theSameContentMakesNoSecondVersion() throws IOException {
    Dataset<Row> some = rows("select 7 as figure").coalesce(1);
    some.write().parquet(folder.resolve("written").toString());
    for (int i = 0; i < 2; i++) {
      lake.export("published/p/kpi", parquet(folder.resolve("written")), some.schema());
    }

    assertThat(folder.resolve("published/p/kpi/_delta_log/00000000000000000001.json"))
        .doesNotExist();
  }

  private static Path parquet(Path written) {
    try (Stream<Path> files = Files.list(written)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .findFirst()
          .orElseThrow();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

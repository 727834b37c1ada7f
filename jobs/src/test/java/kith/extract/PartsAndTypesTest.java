package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import kith.cases.SharedCases;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.folder.NightFolder;
import kith.source.folder.TextNight;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of unusual kinds: every record is loaded, quarantined or a duplicate. */
class PartsAndTypesTest {

  @TempDir private Path source;
  @TempDir private Path lake;

  /** As Spark writes what it read from a database whose numbers have no type of their own. */
  @Test
  void aFolderOfParquetPartsWithNumbersAndUpperCaseNamesIsLoaded() {
    TextNight night = new TextNight(source, TextNight.NIGHT, "person", "missing");
    night.write("ssd_person.csv", TextNight.PERSON_11);
    SparkTest.spark().conf().set("spark.sql.parquet.outputTimestampType", "INT96");
    try {
      SparkTest.spark()
          .sql(
              """
              select cast(id as decimal(38, 0)) as MISS_TABLE_ID,
                cast(11 as decimal(38, 10)) as MISS_PERSON_ID,
                timestamp '2024-08-01 22:30:00' + make_interval(0, 0, 0, id)
                  as MISS_MISSING_EPISODE_START_DATE,
                'M' as MISS_MISSING_EPISODE_TYPE,
                cast(null as timestamp) as MISS_MISSING_EPISODE_END_DATE,
                cast(null as string) as MISS_MISSING_RHI_OFFERED,
                true as MISS_MISSING_RHI_ACCEPTED
              from range(1, 5, 1, 2)
              """)
          .write()
          .parquet(night.folder().resolve("SSD_Missing.parquet").toString());
    } finally {
      SparkTest.spark().conf().unset("spark.sql.parquet.outputTimestampType");
    }
    night.write("_COMPLETE", "ssd_person,1\nssd_missing,4\n");

    SmallExtract loaded = new SmallExtract(night.open(), lake).run();

    assertThat(loaded.rows(Zone.RAW, "missing", "source_row"))
        .extracting(
            row ->
                row.getAs("source_row")
                    + " "
                    + row.getAs("miss_table_id")
                    + " "
                    + row.getAs("miss_person_id")
                    + " "
                    + row.getAs("miss_missing_episode_start_date"))
        .containsExactly(
            TextNight.NIGHT + "/missing:1 1 11 2024-08-02T22:30:00.000000+01:00",
            TextNight.NIGHT + "/missing:2 2 11 2024-08-03T22:30:00.000000+01:00",
            TextNight.NIGHT + "/missing:3 3 11 2024-08-04T22:30:00.000000+01:00",
            TextNight.NIGHT + "/missing:4 4 11 2024-08-05T22:30:00.000000+01:00");
  }

  @Test
  void recordsOfCsvPartsAreLoadedLeftOutOrTwiceByTheirLines() {
    TextNight night = new TextNight(source, TextNight.NIGHT, "person", "missing");
    String header =
        "miss_table_id;miss_person_id;miss_missing_episode_start_date;miss_missing_episode_type;"
            + "miss_missing_episode_end_date;miss_missing_rhi_offered;miss_missing_rhi_accepted\n";
    StringBuilder many = new StringBuilder(header);
    for (int i = 1; i <= 120; i++) {
      many.append("%d;11;2024-%02d-%02d;M;;;\n".formatted(i, 1 + i / 28, 1 + i % 28));
    }
    night
        .write("ssd_person.csv", TextNight.PERSON_11)
        .write("ssd_missing/part-0.csv", many.toString())
        .write("ssd_missing/part-1.csv", header + "1;11;2024-01-02;M;;;\n\n9;99;2024-01-02;M;;;\n")
        .write("_COMPLETE", "ssd_person,1\nssd_missing,122\n");

    SmallExtract loaded = new SmallExtract(night.open(), lake).run();

    assertThat(loaded.counts("missing"))
        .containsEntry("source", 122L)
        .containsEntry("loaded", 120L)
        .containsEntry("quarantined", 1L)
        .containsEntry("duplicate", 1L);
    assertThat(loaded.rows(Zone.QUARANTINE, "missing", "line"))
        .singleElement()
        .extracting(row -> row.<Long>getAs("line"))
        .isEqualTo(125L);
  }

  @Test
  void daysInAmericanOrderAreHeldAndTheirColumnsNamed() {
    SharedCases.night(source, "f11-american-days");
    TextNight night = new TextNight(source, SharedCases.NIGHT, "person", "cla_reviews");

    assertThatThrownBy(new SmallExtract(night.open(), lake)::run)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_cla_reviews.clar_cla_review_date");
  }

  /** Skipped where Python has no pyarrow, which writes these files. */
  @ParameterizedTest
  @CsvSource({
    "p1-null-type-column, professionals, prof_professional_id",
    "p2-decimal-ids, cla_episodes, row_hash",
    "p3-spark-folder, cla_episodes, row_hash",
    "p4-utc-days, person, row_hash"
  })
  void whatOtherToolsWriteAsParquetIsLoaded(String name, String table, String column) {
    SharedCases.night(source, name);

    SmallExtract loaded = new SmallExtract(open(source, table), lake.resolve("case")).run();
    SmallExtract plain =
        new SmallExtract(open(SharedCases.base().getParent(), table), lake.resolve("plain")).run();

    assertThat(loaded.counts(table))
        .containsEntry("loaded", plain.counts(table).get("loaded"))
        .containsEntry("quarantined", plain.counts(table).get("quarantined"));
    assertThat(cells(loaded, table, column)).isEqualTo(cells(plain, table, column));
  }

  private static List<String> cells(SmallExtract extract, String table, String column) {
    return extract.rows(Zone.RAW, table, column).stream()
        .map(row -> row.<String>getAs(column))
        .toList();
  }

  private static NightFolder open(Path source, String table) {
    return new TextNight(source, SharedCases.NIGHT, tables(table)).open();
  }

  private static String[] tables(String table) {
    return table.equals("person") ? new String[] {table} : new String[] {"person", table};
  }
}

package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.SourceShape;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.Zone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small versions of real exports, from bytes to raw, quarantine and control totals. */
class ExtractTest {

  @TempDir private Path folder;
  private ThreeTables tables;

  @BeforeEach
  void threeTables() throws IOException {
    tables = new ThreeTables(folder);
  }

  @Test
  void realDumpsAreRead() throws IOException {
    tables.write(
        "ssd_missing.csv",
        "\uFEFFmiss_person_id,miss_table_id,miss_missing_episode_type,"
            + "miss_missing_episode_end_date,miss_missing_episode_start_date,"
            + "miss_missing_rhi_accepted,miss_missing_rhi_offered\r\n"
            + "11,1,\"M Missing,\r\nwhereabouts unknown\",,2025-03-01 22:30:00.000,NA,Y \r\n"
            + "11  ,2,M,2025-03-03T07:00:00,2025-03-02T23:00:00,NULL,N\r\n"
            + "\r\n"
            + "11,3,A Away,1900-01-01 00:00:00.000,03/03/2025 10:15,,\r\n");

    tables.extract();

    assertThat(tables.raw("ssd_missing"))
        .extracting(row -> row.<String>getAs("source_row"))
        .containsExactlyInAnyOrder(
            "2025-03-31/missing:2", "2025-03-31/missing:4", "2025-03-31/missing:6");
    assertThat(tables.counts().of("ssd_missing").byMeasure())
        .containsEntry("source", 3L)
        .containsEntry("loaded", 3L)
        .containsEntry("filler:miss_missing_episode_end_date", 1L)
        .containsEntry("filler:miss_missing_rhi_accepted", 1L)
        .doesNotContainKey("unknown_code:miss_missing_episode_type");
  }

  @Test
  void aRowThatCannotBeUsedIsQuarantinedWithItsReasons() throws IOException {
    tables.write(
        "ssd_missing.csv",
        ThreeTables.MISSING
            + "1,99,2025-03-01,M,,,\n"
            + "2,11,not a date,M,,,\n"
            + "3,11,,M,,,\n"
            + "4,11,2025-03-05,M,2025-03-04,,\n"
            + "5,11,2025-03-06,M,soon,,\n"
            + "6,11,2025-03-07,Q Something new,,,\n"
            + "7,11,1025-03-07,M,,,\n"
            + "8,11,2025-03-08,M,2205-03-09,,\n"
            + "9,11,2025-03-06,A,,,\n"
            + "9,11,2025-03-06,M,2025-03-07,,\n"
            + "11,11,2025-03-09\n"
            + "12,11,2025-04-01,M,,,\n");

    tables.heldBack();

    assertThat(tables.reasons())
        .containsExactlyInAnyOrder(
            "2 [unknown_person:miss_person_id]",
            "3 [unusable:miss_missing_episode_start_date]",
            "4 [missing:miss_missing_episode_start_date]",
            "5 [ends_before_start:miss_missing_episode_start_date]",
            "8 [impossible_date:miss_missing_episode_start_date]",
            "10 [version]",
            "12 [wrong_number_of_cells]",
            "13 [later_than_night:miss_missing_episode_start_date]");
    assertThat(tables.raw("ssd_missing")).hasSize(4);
    assertThat(tables.counts().of("ssd_missing").byMeasure())
        .containsEntry("quarantined", 8L)
        .containsEntry("unusable:miss_missing_episode_end_date", 1L)
        .containsEntry("impossible_date:miss_missing_episode_end_date", 1L)
        .containsEntry("unknown_code:miss_missing_episode_type", 1L);
  }

  @Test
  void recordsAreComparedByTheirValuesNotByTheirSpelling() throws IOException {
    tables.write(
        "ssd_missing.csv",
        ThreeTables.MISSING
            + "1,11,2025-03-01 22:30:00,M,,,\n"
            + "1,11,01/03/2025 22:30,M Missing,,,\n"
            + "1,11,01/03/2025 22:30,M,2025-03-03,,\n"
            + "1,11,2025-03-01 22:30:00.000,M,03/03/2025,SSD_PH,\n");

    tables.heldBack();

    assertThat(tables.counts().of("ssd_missing").byMeasure())
        .containsEntry("loaded", 1L)
        .containsEntry("duplicate", 2L)
        .containsEntry("quarantined", 1L);
    assertThat(tables.table("ssd_missing", Zone.QUARANTINE))
        .extracting(row -> row.getAs("line") + " " + row.getList(row.fieldIndex("reasons")))
        .containsExactly("2 [version]");
    assertThat(tables.raw("ssd_missing"))
        .extracting(row -> row.<String>getAs("source_row"))
        .as("the file was read again, knowing which version stands")
        .containsExactly("2025-03-31/missing:4");
  }

  @Test
  void recordsOfStrangersAreSetAsideWhereTheSourceIsKnownToHoldThem() throws IOException {
    tables.write(
        "ssd_missing.csv",
        ThreeTables.MISSING + "1,11,2025-03-01,M,,,\n" + "2,99,2025-03-02,M,,,\n" + "3,99,,M,,,\n");
    Path shape = Files.writeString(folder.resolve("own.yaml"), "out_of_scope: [missing]\n");
    SourceShape own = SourceShape.read("own", shape);
    tables.change(source -> source.in(own));

    tables.extract();

    assertThat(tables.reasons())
        .containsExactlyInAnyOrder(
            "3 [out_of_scope:miss_person_id]", "4 [out_of_scope:miss_person_id]");
    assertThat(
            tables
                .controlTotals()
                .where("source_table = 'missing'")
                .selectExpr("concat_ws(' ', loaded_rows, quarantined_rows, duplicate_rows, holds)")
                .first()
                .getString(0))
        .isEqualTo("1 2 0 true");
    assertThat(Extract.notes(tables.counts()))
        .anySatisfy(
            note -> assertThat(note).startsWith("2 records of ssd_missing are out of scope"));
  }

  @Test
  void aColumnThatIsSpelledInAnotherWayHoldsTheNightBack() throws IOException {
    String ended = "";
    for (int i = 1; i <= 120; i++) {
      String end = i <= 12 ? i + "-Mar-25" : i <= 20 ? "2025-03-30" : i <= 60 ? "NULL" : "";
      ended += i + ",11,2025-03-01 " + "%02d:%02d".formatted(i / 60, i % 60) + ",M," + end + ",,\n";
    }
    tables.write("ssd_missing.csv", ThreeTables.MISSING + ended);

    assertThatThrownBy(tables::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_missing_episode_end_date (12 of 20 filled cells are not of type"
                + " timestamp)")
        .hasMessageContaining("figures published before stand")
        .hasMessageContaining("Ask the system team what has changed in these columns");
  }

  @Test
  void columnsThatIdentifyAndThatNothingNeedsAreNotLanded() throws IOException {
    tables.write(
        "ssd_person.csv",
        ThreeTables.PERSONS + "P11,11,Z900,Amy,Example,F,F,WBRI,2010-05-01,NHS1,,N,,,,British\n");

    tables.extract();

    assertThat(tables.raw("ssd_person").get(0).schema().fieldNames())
        .contains("pers_person_id", "pers_dob")
        .doesNotContain("pers_forename", "pers_surname", "pers_upn", "pers_single_unique_id");
  }

  @Test
  void onlyANightAfterAnotherIsComparedWithIt() throws IOException {
    List<String> steps = tables.steps().stream().map(StageStep::name).toList();
    assertThat(steps)
        .containsExactly(
            "volume",
            "ssd_person",
            "ssd_missing",
            "ssd_disability",
            "person_pair",
            "convention",
            "control_total");

    assertThat(tables.steps(new NightBefore(ThreeTables.NIGHT.minusDays(1), new StepCounts())))
        .extracting(StageStep::name)
        .startsWith(steps.toArray(String[]::new))
        .endsWith("lasting_ids", "night_change")
        .hasSize(9);
  }

  @Test
  void totalsThatDoNotHoldHoldTheNightBack() throws IOException {
    List<StageStep> steps = tables.steps();
    for (StageStep step : steps.subList(0, steps.size() - 1)) {
      tables.run(step);
    }
    tables.counts().of("ssd_person").add("raw_rows", 1);

    assertThatThrownBy(() -> tables.run(steps.get(steps.size() - 1)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_person (1 in the source, 2 loaded");
  }
}

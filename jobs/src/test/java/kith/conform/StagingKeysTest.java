package kith.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import kith.project.Project;
import kith.source.SourceSystem;
import kith.table.SourceMark;
import kith.table.TableName;
import kith.table.TableSpecs;
import kith.table.Tables;
import org.junit.jupiter.api.Test;

/** What changes the key of a staging table, and what does not. */
class StagingKeysTest {

  private static final Project PROJECT = Project.home();
  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  private static String key(TableName table, LocalDate businessDate, SourceMark... marks) {
    return new StagingKeys(
            PROJECT,
            TableSpecs.of(PROJECT),
            List.of(SourceSystem.of(PROJECT, "ssd"), SourceSystem.of(PROJECT, "benchmark")),
            List.of(marks),
            businessDate)
        .of(table);
  }

  private static SourceMark ssd(String fingerprint, String loadedBy) {
    return new SourceMark("ssd", fingerprint, loadedBy, null, true, false);
  }

  private static SourceMark benchmark(String fingerprint) {
    return new SourceMark("benchmark", fingerprint, "code", null, false, false);
  }

  private static final String BEFORE =
      key(Tables.STG_VISIT, NIGHT, ssd("files", "code"), benchmark("figures"));

  @Test
  void theSameExtractLoadedByTheSameCodeIsTheSame() {
    assertThat(key(Tables.STG_VISIT, NIGHT, ssd("files", "code"), benchmark("figures")))
        .isEqualTo(BEFORE);
  }

  @Test
  void otherFilesChangeIt() {
    assertThat(key(Tables.STG_VISIT, NIGHT, ssd("more", "code"), benchmark("figures")))
        .isNotEqualTo(BEFORE);
  }

  /** A later version may quarantine fewer records of the same files. */
  @Test
  void theSameFilesLoadedByOtherCodeChangeIt() {
    assertThat(key(Tables.STG_VISIT, NIGHT, ssd("files", "later code"), benchmark("figures")))
        .isNotEqualTo(BEFORE);
  }

  @Test
  void aSourceThatDoesNotHaveTheTableChangesNothing() {
    assertThat(key(Tables.STG_VISIT, NIGHT, ssd("files", "code"), benchmark("later figures")))
        .isEqualTo(BEFORE);
    assertThat(key(Tables.STG_BENCHMARK, NIGHT, ssd("files", "code"), benchmark("figures")))
        .isEqualTo(key(Tables.STG_BENCHMARK, NIGHT, ssd("more", "code"), benchmark("figures")))
        .isNotEqualTo(
            key(Tables.STG_BENCHMARK, NIGHT, ssd("files", "code"), benchmark("later figures")));
  }

  @Test
  void theBusinessDateCountsWhereAPeriodMayEndAfterIt() {
    LocalDate next = NIGHT.plusDays(1);

    assertThat(key(Tables.STG_CARE_EPISODE, next, ssd("files", "code")))
        .isNotEqualTo(key(Tables.STG_CARE_EPISODE, NIGHT, ssd("files", "code")));
    assertThat(key(Tables.STG_VISIT, next, ssd("files", "code"), benchmark("figures")))
        .isEqualTo(BEFORE);
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import kith.marts.AttackedLake;
import kith.marts.disclosure.Attack;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks all that nights have left in the published folder (R13). */
class AttackedNightsTest {

  @TempDir private Path folder;

  private static Attack.Finding attack(Lakes lakes) throws Exception {
    try (Stream<Path> below = Files.list(lakes.root("lake").path().resolve("published"))) {
      List<Dataset<Row>> published =
          below
              .filter(Files::isDirectory)
              .sorted()
              .map(one -> one.resolve("kpi_published.parquet").toString())
              .map(one -> SparkTest.spark().read().parquet(one))
              .toList();
      return AttackedLake.on(lakes.table("lake", Tables.KPI_QUARTERLY), published);
    }
  }

  @Test
  void threeNightsOfAVerySmallAuthorityGiveNoSmallCountAway() throws Exception {
    Attack.Finding finding = attack(ThreeNights.made().lakes());

    assertThat(finding.counts()).isGreaterThan(500);
    assertThat(finding.narrow()).isEmpty();
  }

  /** The second one is as large as the demo. */
  @ParameterizedTest
  @ValueSource(ints = {60, 1200})
  @Tag("long")
  @Tag("part-1")
  void aNightOfSixYearsGivesNoSmallCountAway(int childrenInCare) throws Exception {
    Lakes lakes = new Lakes(folder).simulate(childrenInCare, 6);
    RunResult result = lakes.nightly("lake", Lakes.LAST_NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();

    Attack.Finding finding = attack(lakes);

    assertThat(finding.counts()).isGreaterThan(2000);
    assertThat(finding.narrow()).isEmpty();
  }
}

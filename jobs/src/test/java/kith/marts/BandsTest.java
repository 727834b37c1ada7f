package kith.marts;

import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kith.project.KithException;
import kith.table.Tables;
import kith.testing.Folders;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Figures by a breakdown, whose values are spring, summer, unknown and, where it occurs, winter.
 */
class BandsTest {

  private static final String CARE =
      """
      child_key | care_period_no | started_on | ended_on
      amy       | 1              | 2024-02-20 | -
      ben       | 1              | 2024-05-01 | -
      cal       | 1              | 2024-05-01 | 2024-11-01
      """;

  @TempDir private Path marts;

  private KpiDefinitions after(String file, String from, String to) throws IOException {
    Folders.copy(TinyMarts.folder().resolve("sql").resolve("marts"), marts);
    Path changed = marts.resolve(file);
    String text = Files.readString(changed);
    assertThat(text).contains(from);
    Files.writeString(changed, text.replace(from, to));
    return KpiDefinitions.read(marts, SparkTest.specs());
  }

  private Dataset<Row> quarterly() throws IOException {
    return quarterly("");
  }

  private Dataset<Row> quarterly(String rows) throws IOException {
    after("care/count.yaml", "needs:", "breakdowns: [month]\nneeds:");
    Path month = marts.resolve("breakdown/month.yaml");
    Files.writeString(month, rows + Files.readString(month));
    KpiDefinitions kpis = KpiDefinitions.read(marts, SparkTest.specs());
    MartRun tiny = TinyMarts.run();
    return TinyMarts.quarterly(
        new MartRun(
            "tonight", kpis, tiny.carried(), tiny.parameters(), tiny.targets(), Optional.empty()),
        "2025-06-10",
        TinyMarts.given(Tables.FACT_CARE_PERIOD, CARE));
  }

  @Test
  void everyMemberHasOneValueAndEveryValueARowInEveryQuarter() throws IOException {
    Dataset<Row> quarterly = quarterly();

    assertRows(
        quarterly.where("kpi = 'count'"),
        """
        as_at      | breakdown | breakdown_value | numerator | value | status
        2024-03-31 | -         | -               | 1         | 1     | ok
        2024-03-31 | month     | spring          | 1         | 1     | ok
        2024-03-31 | month     | summer          | 0         | 0     | ok
        2024-03-31 | month     | unknown         | 0         | 0     | ok
        2024-03-31 | month     | winter          | 0         | 0     | ok
        2024-06-30 | -         | -               | 3         | 3     | ok
        2024-06-30 | month     | spring          | 0         | 0     | ok
        2024-06-30 | month     | summer          | 0         | 0     | ok
        2024-06-30 | month     | unknown         | 3         | 3     | ok
        2024-06-30 | month     | winter          | 0         | 0     | ok
        2024-09-30 | -         | -               | 3         | 3     | ok
        2024-09-30 | month     | spring          | 0         | 0     | ok
        2024-09-30 | month     | summer          | 0         | 0     | ok
        2024-09-30 | month     | unknown         | 3         | 3     | ok
        2024-09-30 | month     | winter          | 0         | 0     | ok
        2024-12-31 | -         | -               | 2         | 2     | ok
        2024-12-31 | month     | spring          | 0         | 0     | ok
        2024-12-31 | month     | summer          | 0         | 0     | ok
        2024-12-31 | month     | unknown         | 0         | 0     | ok
        2024-12-31 | month     | winter          | 2         | 2     | ok
        2025-03-31 | -         | -               | 2         | 2     | ok
        2025-03-31 | month     | spring          | 2         | 2     | ok
        2025-03-31 | month     | summer          | 0         | 0     | ok
        2025-03-31 | month     | unknown         | 0         | 0     | ok
        2025-03-31 | month     | winter          | 0         | 0     | ok
        """);
    assertThat(quarterly.where("kpi <> 'count' and breakdown is not null").count()).isZero();
  }

  @Test
  void bandsThatHaveRowsWhereTheyOccurHaveNoneOtherwise() throws IOException {
    assertThat(
            quarterly("rows: where_they_occur\n")
                .where("breakdown = 'month' and as_at = '2024-06-30'")
                .select("breakdown_value", "numerator")
                .collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getDecimal(1).intValue())
        .containsExactlyInAnyOrder("spring 0", "unknown 3", "winter 0");
  }

  @Test
  void anUnknownWordForTheRowsIsRefused() {
    assertThatThrownBy(() -> after("breakdown/month.yaml", "values:", "rows: sometimes\nvalues:"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("rows is in_every_quarter or where_they_occur");
  }

  @Test
  void aBandSaysWhatItWasABandBeforeAndHasNoTargetColourOrPublishedFigure() throws IOException {
    Dataset<Row> quarterly = quarterly().where("kpi = 'count' and breakdown is not null");

    assertThat(
            quarterly.where("target is not null or rag <> 'none' or england is not null").count())
        .isZero();
    assertRows(
        quarterly.where("as_at = '2025-03-31' and breakdown_value = 'winter'"),
        """
        previous_quarter | same_quarter_last_year
        2                | 0
        """);
    assertThat(quarterly.where("not rule_version rlike '^[0-9a-f]{8}-[0-9a-f]{8}$'").count())
        .isZero();
  }

  @Test
  void aBreakdownThatIsNotDefinedIsRejectedByName() {
    assertThatThrownBy(() -> after("care/count.yaml", "needs:", "breakdowns: [colour]\nneeds:"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("breakdowns names colour, which is not one of [month]");
  }

  @Test
  void aPopulationWithoutADayForTheBandsHasNoBreakdowns() {
    assertThatThrownBy(
            () -> after("care/start_count.yaml", "needs:", "breakdowns: [month]\nneeds:"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("starts has no banded_on or no key of child");
  }

  @Test
  void aRateHasNoBreakdowns() {
    assertThatThrownBy(() -> after("care/rate.yaml", "needs:", "breakdowns: [month]\nneeds:"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("a rate has no breakdowns");
  }
}

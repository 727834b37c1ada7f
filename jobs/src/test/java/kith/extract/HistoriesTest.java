package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** How many care leavers have several contacts in a table. */
class HistoriesTest {

  private static final SourceSystem SOURCE = TextNight.source("care_leavers");

  /** People, then those with several; a line is person, day of the contact. */
  private static List<Long> counted(String... lines) {
    Histories histories = new Histories(SOURCE.contract("care_leavers"), JudgedTable.cells(SOURCE));
    assertThat(histories.columns())
        .containsExactly("clea_person_id", "clea_care_leaver_latest_contact");
    Row counts =
        histories
            .call(
                Stream.of(lines)
                    .map(line -> RowFactory.create((Object[]) line.split(",", -1)))
                    .iterator())
            .next();
    assertThat(counts.getString(0)).isEqualTo("care_leavers");
    assertThat(counts.getString(1)).isEqualTo("history");
    return Arrays.asList(counts.<Long[]>getAs(2));
  }

  @Test
  void aPersonWithTwoDaysHasAHistory() {
    assertThat(counted("1,2025-01-01", "1,2025-02-01", "2,2025-01-01")).containsExactly(2L, 1L);
  }

  @Test
  void oneDayHoweverOftenAndHoweverItIsSpelledIsNoHistory() {
    assertThat(counted("1,2025-01-02", "1.0,02/01/2025", "1,2025-01-02 00:00:00"))
        .containsExactly(1L, 0L);
  }

  @Test
  void recordsWithoutAPersonOrADaySayNothing() {
    assertThat(counted(",2025-01-01", "1,", "1,1900-01-01", "1,soon")).containsExactly(0L, 0L);
    assertThat(counted()).containsExactly(0L, 0L);
  }
}

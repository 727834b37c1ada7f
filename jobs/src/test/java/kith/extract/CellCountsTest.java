package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Filled cells by column and problems in cells, counted over the records of several tasks. */
class CellCountsTest {

  private final CellCounts counts = new CellCounts(List.of("type", "ended_on"));

  private HashMap<String, Long> task(String... records) {
    HashMap<String, Long> of = counts.zero();
    for (String record : records) {
      of = counts.reduce(of, record);
    }
    return of;
  }

  private static String record(String type, String endedOn, String words) {
    return CellCounts.ofRecord(new String[] {type, endedOn}, words);
  }

  @Test
  void filledCellsAndOddWordsAddUpOverTasks() {
    HashMap<String, Long> first =
        task(record("U4", null, ""), record("U4", "", ""), record("?", "x", "unknown_code:type,"));
    HashMap<String, Long> second =
        task(record("?", null, "unknown_code:type,unusable:ended_on,"), record(null, " ", ""));

    Map<String, Long> all =
        CellCounts.parse(counts.finish(counts.merge(first, second))).byMeasure();

    assertThat(all)
        .isEqualTo(
            Map.of(
                "filled:type", 4L,
                "filled:ended_on", 2L,
                "unknown_code:type", 2L,
                "unusable:ended_on", 1L));
  }

  @Test
  void aTableWithoutRecordsHasEveryColumnEmpty() {
    assertThat(CellCounts.parse(counts.finish(counts.zero())).byMeasure())
        .isEqualTo(Map.of("filled:type", 0L, "filled:ended_on", 0L));
  }
}

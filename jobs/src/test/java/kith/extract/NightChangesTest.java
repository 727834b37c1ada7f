package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import kith.source.Extracted;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Counts;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Zone;
import org.junit.jupiter.api.Test;

/** Rows that disappeared and appeared between two nights of small tables. */
class NightChangesTest {

  private static final LocalDate NIGHT = JudgedTable.NIGHT;
  private static final LocalDate LAST = JudgedTable.LAST;
  private static final SourceSystem SOURCE = TextNight.source("person", "missing", "disability");

  private final MemoryLake lake = new MemoryLake();
  private final StepCounts rowsBefore = new StepCounts();
  private final StepCounts counts = new StepCounts();
  private Set<Long> wentBefore = Set.of();

  private void give(LocalDate night, String table, String... lines) {
    JudgedTable judged = new JudgedTable(SOURCE, table);
    if (table.equals("person")) {
      judged.knowingNobody();
    } else {
      judged.knowing("11", "12", "13");
    }
    TableName raw = SOURCE.contract(table).in(Zone.RAW);
    if (night.equals(LAST)) {
      lake.give(raw, night, judged.judge(lines).raw());
      rowsBefore.put("ssd_" + table, new Counts().put(Extracted.RAW_ROWS, judged.raw().count()));
      return;
    }
    judged.judge(lines).comparedWith(lake.nights(raw, lake.version(raw), LAST), wentBefore);
    lake.give(raw, night, judged.raw());
    counts.put("ssd_" + table, Counts.from(judged.verdicts()));
  }

  private static String person(String id, String birth) {
    return "P" + id + "," + id + ",,,,F,F,WBRI," + birth + ",,,N    ,,,,";
  }

  /** Table, measure and rows; the window of the extract starts on 2019-04-01. */
  private List<String> changes() {
    MemoryNight night = new MemoryNight(SOURCE, NIGHT).from(JudgedTable.WINDOW_START);
    TonightAndBefore compared =
        new TonightAndBefore(night, new NightBefore(LAST, rowsBefore), lake);
    new NightChanges(night, compared, lake, lake.versions(), counts).run();
    return lake.table(NightChanges.NIGHT_CHANGE).collectAsList().stream()
        .map(
            row -> row.getAs("source_table") + " " + row.getAs("measure") + " " + row.getAs("rows"))
        .toList();
  }

  @Test
  void whatWentAndCameIsCounted() {
    give(LAST, "person", person("11", "2010-05-01"), person("12", "2010-05-01"), person("13", ""));
    give(LAST, "disability", "1,11,VIS", "2,12,HEAR");
    give(
        LAST,
        "missing",
        "1,11,2019-03-01,M,2019-03-31,,",
        "2,11,2025-03-02,M,,,",
        "3,11,2025-03-03,M,2025-03-04,,",
        "4,11,2025-03-05,M,2025-03-06,,",
        "5,12,2025-03-07,M,2025-03-08,,");
    give(NIGHT, "person", person("11", "2010-05-01"), person("13", ""));
    give(NIGHT, "disability", "1,11,VIS", "2,11,HEAR");
    give(
        NIGHT,
        "missing",
        "2,11,2025-03-02,M,2025-03-30,,",
        "4,11,2025-03-05,M,2025-03-06,,",
        "5,11,2025-03-07,M,2025-03-08,,",
        "6,11,2025-03-30,M,,,",
        "7,11,2025-03-09,M,,,");

    assertThat(changes())
        .containsExactlyInAnyOrder(
            "person unchanged 2",
            "person merged 1",
            "disability unchanged 1",
            "disability merged 1",
            "disability taken_over 1",
            "missing aged_out 1",
            "missing changed 1",
            "missing deleted 1",
            "missing unchanged 1",
            "missing merged 1",
            "missing taken_over 1",
            "missing new 2",
            "missing late_entry 1");
  }

  /** Promise 5: a source may give all of its records new numbers overnight. */
  @Test
  void recordsThatSayTheSameUnderNewNumbersAreUnchanged() {
    give(LAST, "person", person("11", "2010-05-01"));
    give(LAST, "disability");
    give(
        LAST,
        "missing",
        "1,11,2025-03-02,M,2025-03-02,,",
        "2,11,2025-03-02,M,2025-03-02,,",
        "3,11,2025-03-03,M,,,",
        "4,11,2025-03-04,M,,,");
    give(NIGHT, "person", person("11", "2010-05-01"));
    give(NIGHT, "disability");
    give(
        NIGHT,
        "missing",
        "101,11,2025-03-02,M,2025-03-02,,",
        "102,11,2025-03-02,M,2025-03-02,,",
        "103,11,2025-03-03,M,2025-03-05,,",
        "4,11,2025-03-30,M,,,");

    assertThat(changes())
        .as("the third is changed by what it is about, the fourth by its number")
        .containsExactlyInAnyOrder(
            "person unchanged 1", "missing unchanged 2", "missing reissued 2", "missing changed 2");
  }
}

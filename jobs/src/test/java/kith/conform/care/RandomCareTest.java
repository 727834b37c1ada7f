package kith.conform.care;

import static kith.table.Tables.STG_CARE_EPISODE;
import static kith.table.Tables.STG_LEGAL_STATUS;
import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.table.TableName;
import kith.testing.Cells;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Invented histories, several hundred children in one build, compared day by day. */
class RandomCareTest {

  private static final InventedCare CARE = new InventedCare(600, 20250331);
  private static final CareByDefinition DEFINITION = new CareByDefinition(CARE);

  private static CareRecords records;
  private static Map<String, List<Row>> episodes;
  private static Map<String, List<Row>> periods;
  private static Map<String, List<Row>> placements;

  @BeforeAll
  static void buildAllChildrenAtOnce() {
    records = CARE.records();
    episodes = byChild(records.careEpisodes(), "episode_no");
    periods = byChild(records.carePeriods(), "care_period_no");
    placements = byChild(records.placements(), "placement_no");
  }

  @Test
  void periodsCoverExactlyTheDaysOnWhichTheChildIsLookedAfter() {
    CARE.children()
        .forEach(
            child ->
                assertThat(coveredDays(periods.get(child), "started_on", "ended_on"))
                    .as(child)
                    .isEqualTo(DEFINITION.lookedAfterDays(child)));
  }

  @Test
  void episodesThatCountCoverTheSameDays() {
    CARE.children()
        .forEach(
            child -> {
              List<Row> counted =
                  episodes.get(child).stream()
                      .filter(row -> row.getAs("care_period_no") != null)
                      .toList();

              assertThat(coveredDays(counted, "started_on", "counts_until"))
                  .as(child)
                  .isEqualTo(DEFINITION.lookedAfterDays(child));
            });
  }

  @Test
  void periodsOfAChildNeverOverlap() {
    periods.forEach((child, rows) -> assertFollowEachOther(child, rows, "started_on", "ended_on"));
  }

  /** R6 and R6a: of the episodes that cover a day, the one that started later says where. */
  @Test
  void placementsBeginAndEndWithTheDaysOnWhichTheChildIsThere() {
    int inner = 0;
    for (String child : CARE.children()) {
      Map<Integer, TreeSet<LocalDate>> daysThere = daysInPlacements(child);
      List<Row> rows = placements.get(child);
      assertThat(rows.stream().map(row -> row.<Integer>getAs("placement_no")).toList())
          .as(child)
          .containsAll(daysThere.keySet());
      for (Row placement : rows) {
        TreeSet<LocalDate> there = daysThere.get(placement.<Integer>getAs("placement_no"));
        if (there == null) {
          // The child is temporarily away from a place where it has not spent a night yet.
          assertThat(placement.isNullAt(placement.fieldIndex("left_on"))).as(child).isTrue();
          continue;
        }
        assertThat(day(placement, "placed_on")).as(child).isEqualTo(there.first());
        if (end(placement, "left_on").equals(LocalDate.MAX)) {
          assertThat(DEFINITION.lookedAfterDays(child))
              .as(child)
              .contains(InventedCare.BUSINESS_DATE);
        } else {
          assertThat(end(placement, "left_on")).as(child).isEqualTo(there.last().plusDays(1));
        }
        Row period = periods.get(child).get((int) placement.getAs("care_period_no") - 1);
        assertThat(there.first()).as(child).isAfterOrEqualTo(day(period, "started_on"));
        assertThat(end(placement, "left_on")).as(child).isBeforeOrEqualTo(end(period, "ended_on"));
        inner += there.first().datesUntil(there.last()).allMatch(there::contains) ? 0 : 1;
      }
    }
    assertThat(inner).isGreaterThan(10);
  }

  /** The days on which a stay says where the child is, by the placement that the stay has. */
  private static Map<Integer, TreeSet<LocalDate>> daysInPlacements(String child) {
    Map<Integer, TreeSet<LocalDate>> there = new TreeMap<>();
    List<Row> inOrder = episodes.get(child);
    for (LocalDate day : InventedCare.days()) {
      Row latest = null;
      for (Row row : inOrder) {
        if (row.getAs("care_period_no") != null
            && !day(row, "started_on").isAfter(day)
            && end(row, "counts_until").isAfter(day)) {
          latest = row;
        }
      }
      if (latest != null
          && latest.getAs("placement_no") != null
          && !latest.<String>getAs("placement_type").startsWith("T")) {
        there.computeIfAbsent(latest.getAs("placement_no"), no -> new TreeSet<>()).add(day);
      }
    }
    return there;
  }

  @Test
  void startsAreThoseThatReadingAHistoryFromTopToBottomFinds() {
    for (String child : CARE.children()) {
      assertThat(periods.get(child).stream().map(row -> day(row, "started_on")).toList())
          .as(child)
          .isEqualTo(
              DEFINITION.periodsReadFromTopToBottom(child).stream()
                  .map(period -> period.get(0).startedOn())
                  .toList());
    }
  }

  @Test
  void theHistoriesHoldEveryOddity() {
    assertThat(flagged("gap_bridged")).isGreaterThan(20);
    assertThat(flagged("gap_before")).isGreaterThan(20);
    assertThat(flagged("overlaps")).isGreaterThan(100);
    assertThat(flagged("legal_status_ambiguous")).isGreaterThan(50);
    assertThat(flagged("runs_past_18")).isGreaterThan(20);
  }

  private static long flagged(String flag) {
    return episodes.values().stream()
        .flatMap(List::stream)
        .filter(row -> row.getList(row.fieldIndex("flags")).contains(flag))
        .count();
  }

  @Test
  void theOrderOfTheSourceRowsDoesNotMatter() {
    Random random = new Random(1);
    CareRecords shuffled = CARE.records(records.rowsOf(STG_CARE_EPISODE));
    for (TableName table : List.of(STG_CARE_EPISODE, STG_LEGAL_STATUS, STG_PLACEMENT_RECORD)) {
      List<Map<String, String>> rows = new ArrayList<>(records.rowsOf(table));
      Collections.shuffle(rows, random);
      shuffled.with(table, rows);
    }

    assertThat(lines(shuffled.careEpisodes())).isEqualTo(lines(records.careEpisodes()));
    assertThat(lines(shuffled.carePeriods())).isEqualTo(lines(records.carePeriods()));
    assertThat(lines(shuffled.placements())).isEqualTo(lines(records.placements()));
  }

  private static TreeSet<LocalDate> coveredDays(List<Row> rows, String from, String until) {
    return InventedCare.days().stream()
        .filter(
            day ->
                rows.stream()
                    .anyMatch(row -> !day(row, from).isAfter(day) && end(row, until).isAfter(day)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void assertFollowEachOther(
      String child, List<Row> rows, String from, String until) {
    for (Row row : rows) {
      assertThat(end(row, until)).as(child).isAfter(day(row, from));
    }
    for (int i = 1; i < rows.size(); i++) {
      assertThat(day(rows.get(i), from)).as(child).isAfterOrEqualTo(end(rows.get(i - 1), until));
    }
  }

  private static LocalDate day(Row row, String column) {
    return row.getDate(row.fieldIndex(column)).toLocalDate();
  }

  private static LocalDate end(Row row, String column) {
    return row.isNullAt(row.fieldIndex(column)) ? LocalDate.MAX : day(row, column);
  }

  /** The rows of each child in the order of a number; a child without rows has an empty list. */
  private static Map<String, List<Row>> byChild(Dataset<Row> table, String number) {
    Map<String, List<Row>> rows = new TreeMap<>();
    CARE.children().forEach(child -> rows.put(child, new ArrayList<>()));
    for (Row row : table.orderBy("child_key", number).collectAsList()) {
      rows.get(Cells.format(row.getAs("child_key"))).add(row);
    }
    return rows;
  }

  private static List<String> lines(Dataset<Row> table) {
    return table.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}

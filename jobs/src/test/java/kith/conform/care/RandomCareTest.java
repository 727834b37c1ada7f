package kith.conform.care;

import static kith.table.Tables.STG_CARE_EPISODE;
import static kith.table.Tables.STG_LEGAL_STATUS;
import static kith.table.Tables.STG_PLACEMENT_RECORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kith.table.TableName;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Invented histories of every unusual kind, several hundred children in one build, compared day by
 * day with the definitions. Dates are close together, so that episodes touch, overlap and cover no
 * day; a third of the children turn 18 during them.
 */
class RandomCareTest {

  private static final int CHILDREN = 600;
  private static final LocalDate FIRST_DAY = LocalDate.of(2022, 2, 10);
  private static final LocalDate BUSINESS_DATE = FIRST_DAY.plusDays(90);
  private static final String[] REASONS = {"S", "P", "L", "T", "U", "B", "P", "-"};
  private static final String[] ENDS = {"X1", "X1", "X1", "X1", "X1", "E4A", "E8", "-"};
  private static final String[] TYPES = {"U4", "U4", "U6", "K2", "T1", "T4", "A3", "U5"};
  private static final String[] STATUSES = {"C2", "C2", "C2", "V2", "V2", "V3", "V4", "-"};

  private static final Map<String, LocalDate> BIRTHS = new TreeMap<>();
  private static final Map<String, List<Episode>> HISTORIES = new TreeMap<>();
  private static CareRecords records;
  private static Map<String, List<Row>> episodes;
  private static Map<String, List<Row>> periods;
  private static Map<String, List<Row>> placements;

  /** One invented episode; {@code endedOn} is null while it lasts. */
  private record Episode(
      int number,
      LocalDate startedOn,
      String startReason,
      LocalDate endedOn,
      String endReason,
      String type,
      String legal) {

    boolean covers(LocalDate day) {
      return !startedOn.isAfter(day) && (endedOn == null || endedOn.isAfter(day));
    }

    boolean hasDays() {
      return endedOn == null || endedOn.isAfter(startedOn);
    }
  }

  @BeforeAll
  static void invent() {
    Random random = new Random(20250331);
    List<Map<String, String>> lines = new ArrayList<>();
    for (int number = 1; number <= CHILDREN; number++) {
      String child = "child" + number;
      BIRTHS.put(child, bornOn(random));
      HISTORIES.put(child, history(random));
      for (Episode episode : HISTORIES.get(child)) {
        lines.add(line(child, episode, lines.size() + 1, random));
      }
    }
    records = withBirths(CareRecords.on(BUSINESS_DATE.toString(), lines));
    episodes = byChild(records.careEpisodes(), "episode_no");
    periods = byChild(records.carePeriods(), "care_period_no");
    placements = byChild(records.placements(), "placement_no");
  }

  private static LocalDate bornOn(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> LocalDate.of(2004, 2, 29);
      case 1 -> FIRST_DAY.minusYears(18).plusDays(random.nextInt(60));
      default -> LocalDate.of(2012, 6, 15);
    };
  }

  private static List<Episode> history(Random random) {
    // Half of the children have a tidy history, as most real ones are.
    boolean isTidy = random.nextBoolean();
    List<Episode> history = new ArrayList<>();
    LocalDate day = FIRST_DAY.plusDays(random.nextInt(10));
    int count = 1 + random.nextInt(7);
    for (int i = 0; i < count; i++) {
      int days = random.nextInt(4) == 0 ? 0 : random.nextInt(15);
      boolean isOpen = isTidy ? i == count - 1 && random.nextBoolean() : random.nextInt(12) == 0;
      history.add(
          new Episode(
              count - i,
              day,
              isTidy && i == 0 ? "S" : REASONS[random.nextInt(REASONS.length)],
              isOpen ? null : day.plusDays(days),
              isOpen ? "-" : ENDS[random.nextInt(ENDS.length)],
              TYPES[random.nextInt(TYPES.length)],
              STATUSES[random.nextInt(STATUSES.length)]));
      int gap = random.nextInt(4) == 0 ? random.nextInt(11) : 0;
      day = day.plusDays(days + gap);
      if (!isTidy && random.nextInt(3) == 0) {
        day = day.minusDays(random.nextInt(days + 1));
      }
    }
    return history;
  }

  private static Map<String, String> line(
      String child, Episode episode, int number, Random random) {
    Map<String, String> line = new LinkedHashMap<>();
    line.put("child_key", child);
    line.put("episode_id", String.valueOf(episode.number()));
    line.put("started_on", episode.startedOn().toString());
    line.put("start_reason", episode.startReason());
    line.put("ended_on", episode.endedOn() == null ? "-" : episode.endedOn().toString());
    line.put("end_reason", episode.endReason());
    line.put("place", episode.type() + "at" + random.nextInt(2) + ":" + episode.type());
    line.put("legal", episode.legal());
    line.put("source_row", "cla_episodes:" + number);
    return line;
  }

  private static CareRecords withBirths(CareRecords given) {
    BIRTHS.forEach((child, birth) -> given.born(child, birth.toString()));
    return given;
  }

  @Test
  void periodsCoverExactlyTheDaysOnWhichTheChildIsLookedAfter() {
    HISTORIES.forEach(
        (child, history) ->
            assertThat(coveredDays(periods.get(child), "started_on", "ended_on"))
                .as(child)
                .isEqualTo(lookedAfterDays(child)));
  }

  @Test
  void episodesThatCountCoverTheSameDays() {
    HISTORIES.forEach(
        (child, history) -> {
          List<Row> counted =
              episodes.get(child).stream()
                  .filter(row -> row.getAs("care_period_no") != null)
                  .toList();

          assertThat(coveredDays(counted, "started_on", "counts_until"))
              .as(child)
              .isEqualTo(lookedAfterDays(child));
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
    for (String child : HISTORIES.keySet()) {
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
          assertThat(lookedAfterDays(child)).as(child).contains(BUSINESS_DATE);
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
    for (LocalDate day : days()) {
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
    for (String child : HISTORIES.keySet()) {
      assertThat(periods.get(child).stream().map(row -> day(row, "started_on")).toList())
          .as(child)
          .isEqualTo(
              periodsReadFromTopToBottom(child).stream()
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
    CareRecords shuffled =
        withBirths(CareRecords.on(BUSINESS_DATE.toString(), records.rowsOf(STG_CARE_EPISODE)));
    for (TableName table : List.of(STG_CARE_EPISODE, STG_LEGAL_STATUS, STG_PLACEMENT_RECORD)) {
      List<Map<String, String>> rows = new ArrayList<>(records.rowsOf(table));
      Collections.shuffle(rows, random);
      shuffled.with(table, rows);
    }

    assertThat(lines(shuffled.careEpisodes())).isEqualTo(lines(records.careEpisodes()));
    assertThat(lines(shuffled.carePeriods())).isEqualTo(lines(records.carePeriods()));
    assertThat(lines(shuffled.placements())).isEqualTo(lines(records.placements()));
  }

  /** R2, R3, R7 and R17a, asked for each day on its own, and the gaps that R4 closes. */
  private static TreeSet<LocalDate> lookedAfterDays(String child) {
    TreeSet<LocalDate> covered =
        days().stream()
            .filter(
                day -> counted(child).stream().anyMatch(episode -> countsOn(child, episode, day)))
            .collect(Collectors.toCollection(TreeSet::new));
    for (LocalDate day : days()) {
      if (!covered.contains(day) && liesInAGapOfRecording(child, day)) {
        covered.add(day);
      }
    }
    return covered;
  }

  /** Of the episodes that start next after the day, one goes on with an X1 before it. */
  private static boolean liesInAGapOfRecording(String child, LocalDate day) {
    LocalDate next =
        counted(child).stream()
            .map(Episode::startedOn)
            .filter(start -> start.isAfter(day))
            .min(Comparator.naturalOrder())
            .orElse(LocalDate.MAX);
    Episode first =
        inOrder(child).stream()
            .filter(episode -> episode.startedOn().equals(next))
            .findFirst()
            .orElse(null);
    return first != null
        && !first.startReason().equals("S")
        && counted(child).stream()
            .filter(episode -> endsByX1(child, episode) && !episode.endedOn().isAfter(day))
            .anyMatch(episode -> isGapOfRecording(child, episode.endedOn(), next));
  }

  private static boolean endsByX1(String child, Episode episode) {
    return episode.endedOn() != null
        && episode.endReason().equals("X1")
        && !episode.endedOn().isAfter(mustEndBy(child, episode));
  }

  private static boolean isGapOfRecording(String child, LocalDate from, LocalDate until) {
    long missing = ChronoUnit.DAYS.between(from, until);
    return missing >= 0
        && missing <= 7
        && from.datesUntil(until)
            .noneMatch(
                day ->
                    HISTORIES.get(child).stream()
                        .anyMatch(stay -> isShortBreak(child, stay) && stay.covers(day)));
  }

  private static List<Episode> counted(String child) {
    return HISTORIES.get(child).stream()
        .filter(episode -> !isShortBreak(child, episode))
        .filter(episode -> episode.startedOn().isBefore(mustEndBy(child, episode)))
        .toList();
  }

  private static List<Episode> inOrder(String child) {
    return counted(child).stream()
        .sorted(
            Comparator.comparing(Episode::startedOn)
                .thenComparing(Episode::endedOn, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Episode::number))
        .toList();
  }

  private static boolean countsOn(String child, Episode episode, LocalDate day) {
    return episode.covers(day) && day.isBefore(mustEndBy(child, episode));
  }

  private static LocalDate mustEndBy(String child, Episode episode) {
    boolean staysInCommunityHome =
        legalStatusOn(child, episode.startedOn()).equals("V2") && episode.type().equals("K2");
    LocalDate birth = BIRTHS.get(child);
    LocalDate birthday =
        birth.getDayOfYear() == 60 && birth.isLeapYear()
            ? LocalDate.of(birth.getYear() + 18, 3, 1)
            : birth.plusYears(18);
    boolean isBefore18 = episode.startedOn().isBefore(birthday);
    boolean mayStay =
        isBefore18
            || !episode.startReason().equals("S")
                && HISTORIES.get(child).stream()
                    .anyMatch(
                        other ->
                            other.startedOn().isBefore(birthday)
                                && (other.endedOn() == null || !other.endedOn().isBefore(birthday))
                                && !isShortBreak(child, other));
    return staysInCommunityHome && mayStay ? LocalDate.MAX : birthday;
  }

  private static boolean isShortBreak(String child, Episode episode) {
    return List.of("V3", "V4").contains(legalStatusOn(child, episode.startedOn()));
  }

  /**
   * R3a. A status is recorded with its episode; one of an episode that ends on the day it starts
   * lasts that day. Of several begun on one day a short break gives way, then the one that ends
   * first, then the later code.
   */
  private static String legalStatusOn(String child, LocalDate day) {
    String found = "unknown";
    LocalDate foundFrom = LocalDate.MIN;
    LocalDate foundUntil = LocalDate.MIN;
    for (Episode episode : HISTORIES.get(child)) {
      LocalDate until =
          episode.endedOn() == null
              ? LocalDate.MAX
              : episode.hasDays() ? episode.endedOn() : episode.startedOn().plusDays(1);
      if (episode.legal().equals("-")
          || episode.startedOn().isAfter(day)
          || !until.isAfter(day)
          || episode.startedOn().isBefore(foundFrom)) {
        continue;
      }
      boolean isBreak = List.of("V3", "V4").contains(episode.legal());
      boolean foundBreak = List.of("V3", "V4").contains(found);
      boolean isBetter =
          episode.startedOn().isAfter(foundFrom)
              || foundBreak && !isBreak
              || foundBreak == isBreak
                  && (until.isAfter(foundUntil)
                      || until.equals(foundUntil) && episode.legal().compareTo(found) < 0);
      if (isBetter) {
        found = episode.legal();
        foundFrom = episode.startedOn();
        foundUntil = until;
      }
    }
    return found;
  }

  /** R4 as it is written. */
  private static List<List<Episode>> periodsReadFromTopToBottom(String child) {
    List<List<Episode>> found = new ArrayList<>();
    List<Episode> before = new ArrayList<>();
    for (Episode episode : inOrder(child)) {
      LocalDate start = episode.startedOn();
      boolean otherCareRuns =
          before.stream().anyMatch(other -> other.hasDays() && endOf(child, other).isAfter(start));
      boolean followsX1 =
          before.stream()
              .filter(other -> endsByX1(child, other))
              .anyMatch(other -> isGapOfRecording(child, other.endedOn(), start));
      boolean goesOn = otherCareRuns || followsX1 && !episode.startReason().equals("S");
      if (!goesOn) {
        found.add(new ArrayList<>());
      }
      found.get(found.size() - 1).add(episode);
      before.add(episode);
    }
    return found.stream()
        .filter(
            period ->
                period.stream().anyMatch(Episode::hasDays)
                    || period.get(period.size() - 1).startedOn().isAfter(period.get(0).startedOn()))
        .toList();
  }

  private static LocalDate endOf(String child, Episode episode) {
    LocalDate mustEndBy = mustEndBy(child, episode);
    return episode.endedOn() == null || episode.endedOn().isAfter(mustEndBy)
        ? mustEndBy
        : episode.endedOn();
  }

  private static List<LocalDate> days() {
    return IntStream.rangeClosed(0, 90).mapToObj(FIRST_DAY::plusDays).toList();
  }

  private static TreeSet<LocalDate> coveredDays(List<Row> rows, String from, String until) {
    return days().stream()
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
    HISTORIES.keySet().forEach(child -> rows.put(child, new ArrayList<>()));
    for (Row row : table.orderBy("child_key", number).collectAsList()) {
      rows.get(kith.testing.Cells.format(row.getAs("child_key"))).add(row);
    }
    return rows;
  }

  private static List<String> lines(Dataset<Row> table) {
    return table.collectAsList().stream().map(Row::toString).sorted().toList();
  }
}

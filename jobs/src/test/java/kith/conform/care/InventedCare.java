package kith.conform.care;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Invented histories of every unusual kind. Dates are close together, so that episodes touch,
 * overlap and cover no day; a third of the children turn 18 during them.
 */
final class InventedCare {

  private static final LocalDate FIRST_DAY = LocalDate.of(2022, 2, 10);
  static final LocalDate BUSINESS_DATE = FIRST_DAY.plusDays(90);
  private static final String[] REASONS = {"S", "P", "L", "T", "U", "B", "P", "-"};
  private static final String[] ENDS = {"X1", "X1", "X1", "X1", "X1", "E4A", "E8", "-"};
  private static final String[] TYPES = {"U4", "U4", "U6", "K2", "T1", "T4", "A3", "U5"};
  private static final String[] STATUSES = {"C2", "C2", "C2", "V2", "V2", "V3", "V4", "-"};

  /** One invented episode; {@code endedOn} is null while it lasts. */
  record Episode(
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

  private final Map<String, LocalDate> births = new TreeMap<>();
  private final Map<String, List<Episode>> histories = new TreeMap<>();
  private final List<Map<String, String>> lines = new ArrayList<>();

  /** Invents histories; the same seed gives the same ones. */
  InventedCare(int children, long seed) {
    Random random = new Random(seed);
    for (int number = 1; number <= children; number++) {
      String child = "child" + number;
      births.put(child, bornOn(random));
      histories.put(child, history(random));
      for (Episode episode : histories.get(child)) {
        lines.add(line(child, episode, lines.size() + 1, random));
      }
    }
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

  /** The histories as the records of a source. */
  CareRecords records() {
    return records(lines);
  }

  /** Records of the same children that hold these episodes. */
  CareRecords records(List<Map<String, String>> episodes) {
    CareRecords records = CareRecords.on(BUSINESS_DATE.toString(), episodes);
    births.forEach((child, birth) -> records.born(child, birth.toString()));
    return records;
  }

  Set<String> children() {
    return histories.keySet();
  }

  List<Episode> episodes(String child) {
    return histories.get(child);
  }

  LocalDate birth(String child) {
    return births.get(child);
  }

  /** The days on which the histories are compared, up to the business date. */
  static List<LocalDate> days() {
    return FIRST_DAY.datesUntil(BUSINESS_DATE.plusDays(1)).toList();
  }
}

package kith.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.simulate.Fault.Kind;
import kith.simulate.Sheet.Mark;

/**
 * Children whose last move is recorded wrongly: the stay before it ends some days too late, or too
 * early, or is still open. Only children with a simple history are chosen, so that nothing else in
 * it raises the same flags.
 */
final class OddEpisodes {

  /** The number of children of each kind per child in care under {@link Mess#HEAVY}. */
  private static final double PER_CHILD = 0.004;

  /** Stays this long, and moves this long ago, leave room for an end that is some days off. */
  private static final int ROOM_DAYS = 20;

  private static final List<Kind> KINDS = List.of(Kind.OVERLAPS, Kind.GAP_BRIDGED, Kind.TWO_OPEN);

  private static final int PLACEMENT = column(Table.CLA_EPISODES, "clae_cla_placement_id");
  private static final int START = column(Table.CLA_EPISODES, "clae_cla_episode_start_date");
  private static final int REASON = column(Table.CLA_EPISODES, "clae_cla_episode_start_reason");
  private static final int CARE = column(Table.CLA_EPISODES, "clae_cla_id");
  private static final int TYPE = column(Table.CLA_PLACEMENT, "clap_cla_placement_type");

  private final Records records;
  private final Nights nights;
  private final long seed;
  private final double size;
  private final Map<Object, String> types = new HashMap<>();

  /**
   * Odd episodes of some of the children who have records.
   *
   * @param size the number of children in care, times the share of the mess
   */
  OddEpisodes(Records records, Nights nights, long seed, double size) {
    this.records = records;
    this.nights = nights;
    this.seed = seed;
    this.size = size;
  }

  private static int column(Table table, String name) {
    return Sheet.of(table).place(name);
  }

  /** Adds what is wrong with the episodes before the last moves of the children chosen. */
  void addTo(Faults faults) {
    int wanted = (int) Math.ceil(size * PER_CHILD) * KINDS.size();
    for (Row record : records.of(Table.CLA_PLACEMENT)) {
      types.put(record.cells()[0], record.cells()[TYPE].toString());
    }
    List<Integer> candidates = candidates();
    int ends = Sheet.of(Table.CLA_EPISODES).place(Mark.ENDS);
    for (int i = 0; i < Math.min(wanted, candidates.size()); i++) {
      Kind kind = KINDS.get(i % KINDS.size());
      faults.add(Table.CLA_EPISODES, candidates.get(i), kind, ends, null, null);
    }
  }

  /** Indexes of the second-to-last episodes of children with a simple move, in random order. */
  private List<Integer> candidates() {
    List<Row> rows = records.of(Table.CLA_EPISODES);
    int person = Sheet.of(Table.CLA_EPISODES).place(Mark.PERSON);
    Map<Object, List<Integer>> byChild = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      byChild.computeIfAbsent(rows.get(i).cells()[person], id -> new ArrayList<>()).add(i);
    }
    List<Integer> candidates = new ArrayList<>();
    for (List<Integer> places : byChild.values()) {
      if (isPlain(places.stream().map(rows::get).toList())) {
        candidates.add(places.get(places.size() - 2));
      }
    }
    candidates.sort(
        Comparator.comparingLong((Integer place) -> Dice.mix(seed * 31 + place))
            .thenComparing(place -> place));
    return candidates;
  }

  /**
   * True if the last episode is open, in an ordinary placement, and follows a move from another
   * ordinary placement.
   */
  private boolean isPlain(List<Row> episodes) {
    if (episodes.size() < 2) {
      return false;
    }
    Row last = episodes.get(episodes.size() - 1);
    Row before = episodes.get(episodes.size() - 2);
    LocalDate oldest = nights.windowStart(nights.last());
    LocalDate moved = before.until();
    return isOrdinary(last)
        && isOrdinary(before)
        && last.until() == null
        && last.cells()[CARE].equals(before.cells()[CARE])
        && last.cells()[REASON].equals(Codes.START_REASON.get("P"))
        && start(last).isBefore(nights.first().minusDays(ROOM_DAYS))
        && moved != null
        && start(last).equals(moved)
        && moved.isAfter(oldest.plusDays(ROOM_DAYS))
        && start(before).isBefore(moved.minusDays(ROOM_DAYS));
  }

  /** Neither a temporary move nor adoption, and with a placement record. */
  private boolean isOrdinary(Row episode) {
    String type = types.getOrDefault(episode.cells()[PLACEMENT], "");
    return !type.isEmpty() && !type.startsWith("T") && !type.startsWith("A");
  }

  private static LocalDate start(Row episode) {
    return (LocalDate) episode.cells()[START];
  }
}

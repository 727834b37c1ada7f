package kith.simulate;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import kith.simulate.Fault.Kind;
import kith.simulate.Sheet.Mark;
import org.jspecify.annotations.Nullable;

/**
 * How often each kind of mess occurs in each table of each night, counted while the nights are
 * written.
 */
final class Truth {

  private final Shape shape;
  private final int years;
  private final Map<LocalDate, Map<String, Map<String, Long>>> nights = new TreeMap<>();
  private @Nullable Map<Table, Tally> before;

  /**
   * No nights yet.
   *
   * @param years length of the window
   */
  Truth(Shape shape, int years) {
    this.shape = shape;
    this.years = years;
  }

  /** Adds a night; the nights come in order. */
  void add(NightWriter.Written written) {
    LocalDate night = written.night();
    Map<String, Map<String, Long>> tables = new TreeMap<>();
    written
        .tallies()
        .forEach(
            (table, tally) -> {
              if (before != null) {
                int begins = Sheet.of(table).place(Mark.BEGINS);
                tally.compare(
                    Objects.requireNonNull(before.get(table)),
                    night,
                    night.minusYears(years),
                    begins);
              }
              tables.put(table.stem(), tally.counts());
            });
    tables.put("dim_worker", placeholders(written.tallies(), Tally::unknownWorkers));
    tables.put("dim_team", placeholders(written.tallies(), Tally::unknownTeams));
    Map<String, Long> flags =
        flags(Objects.requireNonNull(written.tallies().get(Table.CLA_EPISODES)));
    tables.put("fact_care_episode", flags);
    tables.put("fact_placement", flags);
    tables.values().removeIf(Map::isEmpty);
    nights.put(night, tables);
    before = written.tallies();
  }

  /** How many named workers or teams are missing from their file. */
  private static Map<String, Long> placeholders(
      Map<Table, Tally> tallies, Function<Tally, Set<String>> unknown) {
    Set<String> all = new HashSet<>();
    tallies.values().forEach(tally -> all.addAll(unknown.apply(tally)));
    return all.isEmpty() ? Map.of() : Map.of(Kind.UNKNOWN_WORKER.counted(), (long) all.size());
  }

  /**
   * How many episodes have a problem, and as many placements, since each is in another place than
   * the next: both of two that share days, both of two that are open (and so share days), and the
   * one after a gap.
   */
  private static Map<String, Long> flags(Tally episodes) {
    Map<String, Long> flags = new TreeMap<>();
    long twoOpen = 2 * episodes.usableWith(Kind.TWO_OPEN);
    flags.put(Kind.OVERLAPS.counted(), 2 * episodes.usableWith(Kind.OVERLAPS) + twoOpen);
    flags.put(Kind.GAP_BRIDGED.counted(), episodes.usableWith(Kind.GAP_BRIDGED));
    flags.put(Kind.TWO_OPEN.counted(), twoOpen);
    flags.values().removeIf(count -> count == 0);
    return flags;
  }

  /** The shape, and the nights, the earliest first; tables and kinds by name. */
  String json() {
    StringBuilder json = new StringBuilder("{\"shape\": \"");
    json.append(shape.name().toLowerCase(Locale.ROOT)).append("\", \"nights\": {");
    String nextNight = "\n";
    for (var night : nights.entrySet()) {
      json.append(nextNight).append("  \"").append(night.getKey()).append("\": {");
      json.append(
          night.getValue().entrySet().stream()
              .map(table -> "\n    \"" + table.getKey() + "\": " + kinds(table.getValue()))
              .collect(Collectors.joining(",")));
      json.append("\n  }");
      nextNight = ",\n";
    }
    return json.append("\n}}\n").toString();
  }

  private static String kinds(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(kind -> "\"" + kind.getKey() + "\": " + kind.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }
}

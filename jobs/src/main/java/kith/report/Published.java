package kith.report;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one publication that a pack may show, of one authority. Nothing else of the lake
 * is read: what is not published cannot get into a pack.
 */
final class Published {

  static final String TARGET = "target";
  static final String EACH_NEIGHBOUR = "each_neighbour";

  /** A rule of data quality, and its published title. */
  record Rule(String id, String title) {}

  private record Key(String kpi, String periodType, LocalDate asAt) {}

  private record Band(String breakdown, @Nullable String value) {}

  private final Cells about;
  private final int authority;
  private final Map<String, Kpi> kpis = new TreeMap<>();
  private final Map<Key, Figure> totals = new HashMap<>();
  private final Map<Key, List<Figure>> bands = new HashMap<>();
  private final Map<Key, List<Comparison>> comparisons = new HashMap<>();
  private final Map<Key, Rank> ranks = new HashMap<>();
  private final Map<Key, List<Neighbour>> neighbours = new HashMap<>();
  private final Map<String, List<Rule>> caveats = new TreeMap<>();
  private final Map<Band, Cells> bandTitles = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();
  private final Map<String, String> periods = new HashMap<>();
  private final TreeSet<LocalDate> quarters = new TreeSet<>();
  private final Map<String, Integer> decimals = new HashMap<>();

  private Published(PublishedRows rows, int authority) {
    this.about = rows.of("about").get(0);
    this.authority = authority;
    rows.of("dim_kpi").forEach(row -> kpis.put(row.text("kpi"), Kpi.of(row)));
    rows.of("dim_period").forEach(row -> periods.put(row.text("period_key"), row.text("title")));
    rows.of("dim_breakdown").stream()
        .filter(row -> row.orNull("breakdown") != null)
        .forEach(
            row ->
                bandTitles.put(
                    new Band(row.text("breakdown"), row.orNull("breakdown_value")), row));
    rows.of("dim_status")
        .forEach(
            row ->
                words.put(
                    row.text("column_name") + " " + row.text("status"),
                    Optional.ofNullable(row.orNull("title")).orElse("")));
    own(rows, "kpi_published").forEach(this::addFigure);
    own(rows, "kpi_comparison").forEach(this::addComparison);
    own(rows, "kpi_rank").forEach(this::addRank);
    if (rows.has("kpi_neighbour")) {
      own(rows, "kpi_neighbour").forEach(this::addNeighbour);
    }
    own(rows, "kpi_caveat").stream()
        .filter(row -> !isOfOthers(row) || kpi(row.text("kpi")).isComparedWithOthers())
        .forEach(
            row ->
                caveats
                    .computeIfAbsent(row.text("kpi"), none -> new ArrayList<>())
                    .add(new Rule(row.text("rule"), row.text("title"))));
  }

  /**
   * Reads a publication.
   *
   * @param folder of the publication
   */
  static Published read(Path folder, int authority) {
    return new Published(new PublishedRows(folder), authority);
  }

  private List<Cells> own(PublishedRows rows, String table) {
    String own = String.valueOf(authority);
    return rows.of(table).stream().filter(row -> row.text("authority_code").equals(own)).toList();
  }

  /**
   * Whether it is about the figures of others, which the pack sets beside shares and rates only.
   */
  private static boolean isOfOthers(Cells caveat) {
    return caveat.text("rule").startsWith("benchmark_");
  }

  private void addFigure(Cells row) {
    Figure figure = Figure.of(row);
    addDecimals(figure.kpi(), TARGET, figure.target());
    if (figure.breakdown() == null) {
      totals.put(key(row), figure);
      quarters.add(figure.asAt());
    } else {
      bands.computeIfAbsent(key(row), none -> new ArrayList<>()).add(figure);
    }
  }

  private void addComparison(Cells row) {
    Comparison comparison = Comparison.of(row);
    addDecimals(row.text("kpi"), comparison.comparator(), comparison.value());
    comparisons.computeIfAbsent(key(row), none -> new ArrayList<>()).add(comparison);
  }

  private void addNeighbour(Cells row) {
    Neighbour neighbour = Neighbour.of(row);
    addDecimals(row.text("kpi"), EACH_NEIGHBOUR, neighbour.value());
    neighbours.computeIfAbsent(key(row), none -> new ArrayList<>()).add(neighbour);
  }

  /** The tables hold four decimals of each figure: its publisher gave those that are not zero. */
  private void addDecimals(String kpi, String whose, @Nullable BigDecimal value) {
    if (value != null) {
      int given = Math.max(0, value.stripTrailingZeros().scale());
      decimals.merge(kpi + " " + whose, given, Math::max);
    }
  }

  private void addRank(Cells row) {
    String place = row.orNull("rank");
    if (place != null
        && row.text("reading").equals("as_known")
        && row.text("among").equals("neighbours")) {
      ranks.put(
          key(row),
          new Rank(
              Integer.parseInt(place),
              Integer.parseInt(row.text("ties")),
              Integer.parseInt(row.text("areas_with_value")),
              row.dayOrNull("period_end")));
    }
  }

  private static Key key(Cells row) {
    return new Key(row.text("kpi"), row.text("period_type"), row.day("as_at"));
  }

  /**
   * How many decimals are shown of the figures of others, or of targets: as many as any of them is
   * published with, and no more than ours have.
   *
   * @param whose a comparator, {@link #EACH_NEIGHBOUR} or {@link #TARGET}
   */
  int decimals(Kpi kpi, String whose) {
    return Math.min(kpi.decimals(), decimals.getOrDefault(kpi.id() + " " + whose, 0));
  }

  int authority() {
    return authority;
  }

  boolean isSimulated() {
    return Boolean.parseBoolean(about.text("simulated"));
  }

  LocalDate recordsOf() {
    return about.day("business_date");
  }

  String publicationId() {
    return about.text("publication_id");
  }

  String licence() {
    return about.text("licence");
  }

  /** The quarter ends that have figures, the oldest first. */
  TreeSet<LocalDate> quarters() {
    return quarters;
  }

  /**
   * What a KPI means.
   *
   * @throws KithException when the pack's lists name one that is not published
   */
  Kpi kpi(String id) {
    Kpi kpi = kpis.get(id);
    if (kpi == null) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "conf/report/pack names the KPI %s, which is not published; %s."
              .formatted(id, Nearest.of(List.of(id), kpis.keySet())),
          "No pack was written.",
          "Correct its id in conf/report/pack, then run kith report again.");
    }
    return kpi;
  }

  /** All that are published, by their ids. */
  Collection<Kpi> kpis() {
    return kpis.values();
  }

  Optional<Figure> total(String kpi, String periodType, LocalDate asAt) {
    return Optional.ofNullable(totals.get(new Key(kpi, periodType, asAt)));
  }

  /** The figure that is compared with others. */
  Optional<Figure> total(String kpi, LocalDate asAt) {
    return total(kpi, kpi(kpi).comparedPeriod(), asAt);
  }

  /**
   * The bands of the latest quarter that has any, in their order. Breakdowns are published once a
   * year.
   */
  List<Figure> bands(String kpi, String breakdown, LocalDate until) {
    String periodType = kpi(kpi).comparedPeriod();
    for (LocalDate asAt : quarters.headSet(until, true).descendingSet()) {
      List<Figure> found =
          bands.getOrDefault(new Key(kpi, periodType, asAt), List.of()).stream()
              .filter(figure -> breakdown.equals(figure.breakdown()))
              .sorted(
                  Comparator.comparing((Figure figure) -> order(figure))
                      .thenComparing(figure -> String.valueOf(figure.band())))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private int order(Figure figure) {
    Cells title = bandTitles.get(new Band(String.valueOf(figure.breakdown()), figure.band()));
    return title == null ? Integer.MAX_VALUE : Integer.parseInt(title.text("sort_order"));
  }

  /** The period of a figure, such as year to 31 March 2026. */
  String period(String periodType, LocalDate asAt) {
    return periods.getOrDefault(periodType + " " + asAt, periodType + " " + asAt);
  }

  /** A band in words. */
  String bandTitle(Figure figure) {
    Cells title = bandTitles.get(new Band(String.valueOf(figure.breakdown()), figure.band()));
    return title == null ? String.valueOf(figure.band()) : title.text("title");
  }

  Optional<Comparison> comparison(Figure figure, String comparator) {
    return comparisons
        .getOrDefault(new Key(figure.kpi(), figure.periodType(), figure.asAt()), List.of())
        .stream()
        .filter(one -> one.comparator().equals(comparator))
        .findFirst();
  }

  Optional<Rank> rank(Figure figure) {
    return Optional.ofNullable(
        ranks.get(new Key(figure.kpi(), figure.periodType(), figure.asAt())));
  }

  /** The published figures of the authority and its neighbours, of one period. */
  List<Neighbour> neighbours(String kpi, String periodType, LocalDate asAt) {
    return neighbours.getOrDefault(new Key(kpi, periodType, asAt), List.of());
  }

  /** The rules of data quality that the records behind a KPI break. */
  List<Rule> caveats(String kpi) {
    return caveats.getOrDefault(kpi, List.of());
  }

  /** What to show for a word such as {@code status suppressed}; empty where nothing is shown. */
  String word(String column, String status) {
    return words.getOrDefault(column + " " + status, status);
  }
}

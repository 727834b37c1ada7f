package kith.marts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Finds totals that some bands of another KPI add up to in every year, as the children in foster
 * care are two bands of all children by placement: with both in what is published, hidden bands can
 * be worked out. It looks at figures alone, not at what definitions say of each other.
 */
public final class TotalsOfBands {

  /** A sum of a KPI in one of its period types. */
  private record Sum(String kpi, String periodType, String of) {}

  /** The bands of a sum in one breakdown. */
  private record Table(Sum sum, String breakdown) {}

  /** Fewer years, or smaller counts, can be equal by chance. */
  private static final int YEARS = 5;

  private static final int LARGE = 20;

  /** Breakdowns with more bands, as localities, are not searched. */
  private static final int MOST_BANDS = 12;

  private final Map<Sum, Map<String, Double>> totals = new HashMap<>();
  private final Map<Table, Map<String, Map<String, Double>>> tables = new HashMap<>();
  private final Set<String> found = new TreeSet<>();
  private final Set<Table> repeated = new HashSet<>();

  private TotalsOfBands(Dataset<Row> exact) {
    exact
        .where("month(as_at) = 3 and numerator is not null")
        .selectExpr(
            "kpi",
            "period_type",
            "string(as_at)",
            "breakdown",
            "breakdown_value",
            "double(numerator)",
            "double(denominator)")
        .collectAsList()
        .forEach(this::add);
    tables.forEach(this::search);
  }

  /** The totals found, each with the KPI and breakdown whose bands it repeats. */
  public static List<String> in(Dataset<Row> exact) {
    return List.copyOf(new TotalsOfBands(exact).found);
  }

  /** Those KPIs and breakdowns among them that are in what is published all the same. */
  public static List<String> shownIn(Dataset<Row> exact, Dataset<Row> published) {
    Set<Table> shown = new HashSet<>();
    for (Row row :
        published
            .where("breakdown is not null")
            .select("kpi", "period_type", "breakdown")
            .distinct()
            .collectAsList()) {
      for (String of : List.of("numerator", "denominator", "rest")) {
        shown.add(new Table(new Sum(row.getString(0), row.getString(1), of), row.getString(2)));
      }
    }
    shown.retainAll(new TotalsOfBands(exact).repeated);
    return shown.stream().map(Table::toString).sorted().toList();
  }

  private void add(Row row) {
    double numerator = row.getDouble(5);
    add(row, "numerator", numerator);
    if (!row.isNullAt(6)) {
      add(row, "denominator", row.getDouble(6));
      add(row, "rest", row.getDouble(6) - numerator);
    }
  }

  private void add(Row row, String of, double value) {
    Sum sum = new Sum(row.getString(0), row.getString(1), of);
    if (row.isNullAt(3)) {
      totals.computeIfAbsent(sum, none -> new TreeMap<>()).put(row.getString(2), value);
    } else {
      tables
          .computeIfAbsent(new Table(sum, row.getString(3)), none -> new TreeMap<>())
          .computeIfAbsent(row.getString(4), none -> new TreeMap<>())
          .put(row.getString(2), value);
    }
  }

  private void search(Table table, Map<String, Map<String, Double>> bands) {
    Map<String, Double> own = totals.getOrDefault(table.sum(), Map.of());
    List<Map<String, Double>> used =
        bands.values().stream()
            .filter(band -> band.values().stream().anyMatch(value -> value != 0))
            .toList();
    if (used.size() < 2 || used.size() > MOST_BANDS) {
      return;
    }
    Map<List<Double>, Integer> sums = new HashMap<>();
    List<String> years = new ArrayList<>(own.keySet());
    for (int some = 1; some < (1 << used.size()) - 1; some++) {
      List<Double> sum = new ArrayList<>();
      for (String year : years) {
        double value = 0;
        for (int band = 0; band < used.size(); band++) {
          value += (some >> band & 1) == 1 ? used.get(band).getOrDefault(year, 0.0) : 0;
        }
        sum.add(value);
      }
      sums.put(sum, some);
    }
    totals.forEach(
        (total, values) -> {
          List<Double> sought =
              years.stream().map(year -> values.getOrDefault(year, Double.NaN)).toList();
          boolean isLarge =
              sought.stream().max(Comparator.naturalOrder()).orElse(0.0) >= LARGE
                  && new HashSet<>(sought).size() > 1;
          if (years.size() >= YEARS
              && isLarge
              && total.periodType().equals(table.sum().periodType())
              && !values.equals(own)
              && sums.containsKey(sought)) {
            repeated.add(table);
            found.add(total + " is bands of " + table);
          }
        });
  }
}

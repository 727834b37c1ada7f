package kith.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What the publications that readers may hold showed of each figure. The one that they see is held
 * whole, of earlier ones only the rows in which they differ.
 */
final class ShownBefore {

  private static final List<String> COLUMNS =
      Stream.of(FigureColumns.KEY, FigureColumns.FIGURE, FigureColumns.OF_TOTAL)
          .flatMap(List::stream)
          .toList();

  private final Map<String, Row> latest = new HashMap<>();
  private final List<Map<String, Row>> differing = new ArrayList<>();
  private final Set<String> keysThatDiffer = new HashSet<>();

  private ShownBefore() {}

  /**
   * Reads them.
   *
   * @param published {@code kpi_published} of each, the one that readers see at the end
   */
  static ShownBefore of(List<Dataset<Row>> published) {
    ShownBefore shown = new ShownBefore();
    if (published.isEmpty()) {
      shown.differing.add(Map.of());
      return shown;
    }
    rows(published.get(published.size() - 1))
        .collectAsList()
        .forEach(row -> shown.latest.put(FigureColumns.key(row), row));
    published.forEach(one -> shown.differing.add(new HashMap<>()));
    if (published.size() > 1) {
      shown.readDifferences(published);
    }
    return shown;
  }

  /** Rows that are not the same in all publications, in one pass over all of them. */
  private void readDifferences(List<Dataset<Row>> published) {
    Dataset<Row> all = rows(published.get(0)).withColumn("publication", lit(0));
    for (int number = 1; number < published.size(); number++) {
      all = all.union(rows(published.get(number)).withColumn("publication", lit(number)));
    }
    all.groupBy(COLUMNS.stream().map(column -> col(column)).toArray(Column[]::new))
        .agg(collect_set("publication").as("publications"))
        .where("size(publications) < " + published.size())
        .collectAsList()
        .forEach(
            row -> {
              String key = FigureColumns.key(row);
              keysThatDiffer.add(key);
              row.<Integer>getList(row.fieldIndex("publications"))
                  .forEach(number -> differing.get(number).put(key, row));
            });
  }

  /** Rows with a figure, hidden or not; columns that an earlier Kith did not write are null. */
  private static Dataset<Row> rows(Dataset<Row> published) {
    Set<String> held = Set.of(published.columns());
    return published
        .where("numerator is not null or status = 'suppressed'")
        .select(
            COLUMNS.stream()
                .map(
                    column ->
                        held.contains(column)
                            ? col(column)
                            : lit(null).cast("decimal(18,4)").as(column))
                .toArray(Column[]::new));
  }

  /** How many publications there are; one, without rows, where nothing was published. */
  int publications() {
    return differing.size();
  }

  /** What a publication showed of a figure; null where it did not have it. */
  @Nullable Row of(int publication, String key) {
    return keysThatDiffer.contains(key) ? differing.get(publication).get(key) : latest.get(key);
  }

  /** What the last publication that had a figure showed of it; null where none had it. */
  @Nullable Row latest(String key) {
    Row last = null;
    for (int publication = 0; publication < publications(); publication++) {
      Row shown = of(publication, key);
      last = shown == null ? last : shown;
    }
    return last;
  }
}

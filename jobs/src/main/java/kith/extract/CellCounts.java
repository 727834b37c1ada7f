package kith.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.table.Counts;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;
import org.jspecify.annotations.Nullable;

/**
 * Counts the notes about cells ({@code cells_read}) of a table's judged records while the table is
 * written: how many cells are filled, by column, and how often each kind of problem occurs. The
 * result is a list of {@code word=count}, separated by commas.
 */
final class CellCounts extends Aggregator<String, HashMap<String, Long>, String> {

  private final ArrayList<String> columns;

  /**
   * @param columns the names of the landed columns, in order
   */
  CellCounts(List<String> columns) {
    this.columns = new ArrayList<>(columns);
  }

  /**
   * The notes about the cells of one record: a digit for each column, 1 where the cell is filled,
   * then the problems, each after a comma.
   */
  static String ofRecord(@Nullable String[] texts, CharSequence words) {
    StringBuilder all = new StringBuilder(texts.length + words.length() + 1);
    for (String text : texts) {
      all.append(text == null || text.isEmpty() ? '0' : '1');
    }
    return words.isEmpty() ? all.toString() : all.append(',').append(words).toString();
  }

  @Override
  public HashMap<String, Long> zero() {
    return new HashMap<>();
  }

  @Override
  public HashMap<String, Long> reduce(HashMap<String, Long> counts, String words) {
    // Very many rows share few combinations, so they are split at the end only: counting each
    // column by itself took a twentieth of a night.
    counts.merge(words, 1L, Long::sum);
    return counts;
  }

  @Override
  public HashMap<String, Long> merge(HashMap<String, Long> left, HashMap<String, Long> right) {
    right.forEach((words, count) -> left.merge(words, count, Long::sum));
    return left;
  }

  @Override
  public String finish(HashMap<String, Long> counts) {
    Map<String, Long> byWord = new TreeMap<>();
    columns.forEach(column -> byWord.put(EmptiedColumns.FILLED + column, 0L));
    counts.forEach(
        (all, count) -> {
          String[] words = all.split(",");
          for (int i = 0; i < columns.size(); i++) {
            if (words[0].charAt(i) == '1') {
              byWord.merge(EmptiedColumns.FILLED + columns.get(i), count, Long::sum);
            }
          }
          for (int i = 1; i < words.length; i++) {
            byWord.merge(words[i], count, Long::sum);
          }
        });
    return byWord.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Encoder<HashMap<String, Long>> bufferEncoder() {
    return (Encoder) Encoders.javaSerialization(HashMap.class);
  }

  @Override
  public Encoder<String> outputEncoder() {
    return Encoders.STRING();
  }

  /** The counts of what {@link #finish} wrote. */
  static Counts parse(@Nullable String text) {
    Counts counts = new Counts();
    if (text != null && !text.isEmpty()) {
      for (String entry : text.split(",")) {
        String[] parts = entry.split("=");
        counts.put(parts[0], Long.parseLong(parts[1]));
      }
    }
    return counts;
  }
}

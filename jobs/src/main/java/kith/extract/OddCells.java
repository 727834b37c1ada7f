package kith.extract;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.expressions.Aggregator;

/** Counts the words of {@code odd_cells} while a table is written: {@code word=count} by comma. */
final class OddCells extends Aggregator<String, HashMap<String, Long>, String> {

  @Override
  public HashMap<String, Long> zero() {
    return new HashMap<>();
  }

  @Override
  public HashMap<String, Long> reduce(HashMap<String, Long> counts, String words) {
    // Few combinations stand in very many rows, so they are taken apart at the end only.
    if (words != null) {
      counts.merge(words, 1L, Long::sum);
    }
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
    counts.forEach(
        (words, count) -> {
          for (String word : words.split(",")) {
            byWord.merge(word, count, Long::sum);
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
  static Map<String, Long> parse(String text) {
    Map<String, Long> counts = new TreeMap<>();
    if (text != null && !text.isEmpty()) {
      for (String entry : text.split(",")) {
        String[] parts = entry.split("=");
        counts.put(parts[0], Long.valueOf(parts[1]));
      }
    }
    return counts;
  }
}

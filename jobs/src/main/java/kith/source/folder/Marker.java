package kith.source.folder;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * What {@code _COMPLETE} says of a night's folder.
 *
 * @param rows records by file stem
 * @param businessDate the marker's own date, or null
 * @param windowStart first day of the extract's rolling window, or null
 * @param simulated true when the extract was invented
 * @param endsOpen true when a line end is missing after its last line, which may therefore be cut
 *     off
 */
public record Marker(
    Map<String, Long> rows,
    @Nullable LocalDate businessDate,
    @Nullable LocalDate windowStart,
    boolean simulated,
    boolean endsOpen) {

  /** The marker of a source without nights. */
  static final Marker NONE = new Marker(Map.of(), null, null, false, false);

  /** Reads the marker's lines; a line that is not {@code name,value} breaks the contract. */
  static Marker parse(String marker) {
    Map<String, Long> rows = new TreeMap<>();
    LocalDate businessDate = null;
    LocalDate windowStart = null;
    boolean simulated = false;
    List<String> lines = marker.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).replace("\"", "").strip();
      if (text.isEmpty()) {
        continue;
      }
      String[] parts = text.split(",", 2);
      try {
        String value = parts[1].strip();
        String name = parts[0].strip().toLowerCase(Locale.ROOT);
        switch (name) {
          case "business_date" -> businessDate = LocalDate.parse(value);
          case "window_start" -> windowStart = LocalDate.parse(value);
          case "simulated" -> simulated = isTrue(value);
          default -> rows.put(stem(name), Long.parseLong(value));
        }
      } catch (ArrayIndexOutOfBoundsException
          | IllegalArgumentException
          | DateTimeParseException malformed) {
        throw new KithException(
            ExitCode.BROKEN_CONTRACT,
            "Cannot read line " + (i + 1) + " of _COMPLETE: it is not a name and a value.",
            Meaning.NOTHING_PUBLISHED,
            "Ask the system team to write _COMPLETE again, then run the same command again.");
      }
    }
    return new Marker(rows, businessDate, windowStart, simulated, !marker.endsWith("\n"));
  }

  /** Some markers give the full name of the counted file. */
  private static String stem(String name) {
    return name.replaceAll("(\\.(csv|tsv|txt|parquet))?(\\.gz)?$", "");
  }

  /** Read strictly: a truncated "true" read as false would mix invented with real records. */
  private static boolean isTrue(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }
}

package kith.extract;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kith.contract.ExitCode;
import kith.contract.KithException;

/**
 * What {@code _COMPLETE} says of a night's folder.
 *
 * @param rows records by file stem
 * @param businessDate the marker's own date, or null
 * @param windowStart first day of the extract's rolling window, or null
 * @param simulated true when the extract was invented
 * @param endsOpen true when a line end is missing after its last line, which may be cut off then
 */
public record Marker(
    Map<String, Long> rows,
    LocalDate businessDate,
    LocalDate windowStart,
    boolean simulated,
    boolean endsOpen) {

  /** Of a source that has no nights. */
  static final Marker NONE = new Marker(Map.of(), null, null, false, false);

  /** Reads the marker's lines; one that is no {@code name,value} breaks the contract. */
  static Marker parse(String marker) {
    Map<String, Long> rows = new TreeMap<>();
    LocalDate businessDate = null;
    LocalDate windowStart = null;
    boolean simulated = false;
    List<String> lines = marker.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i).strip().replace("\uFEFF", "");
      if (text.isEmpty()) {
        continue;
      }
      String[] parts = text.split(",", 2);
      try {
        String value = parts[1].strip();
        switch (parts[0].strip()) {
          case "business_date" -> businessDate = LocalDate.parse(value);
          case "window_start" -> windowStart = LocalDate.parse(value);
          case "simulated" -> simulated = isTrue(value);
          default -> rows.put(parts[0].strip(), Long.parseLong(value));
        }
      } catch (ArrayIndexOutOfBoundsException
          | IllegalArgumentException
          | DateTimeParseException malformed) {
        throw new KithException(
            ExitCode.BROKEN_CONTRACT,
            "Cannot read line " + (i + 1) + " of _COMPLETE: it is no name and value.",
            "Nothing was published; the figures published before stand.",
            "Ask the system team to write _COMPLETE again, then run the same command again.");
      }
    }
    return new Marker(rows, businessDate, windowStart, simulated, !marker.endsWith("\n"));
  }

  /** Read strictly: taken for false, a word cut off would mix invented with real records. */
  private static boolean isTrue(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }
}

package kith.extract;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
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
 */
public record Marker(
    Map<String, Long> rows, LocalDate businessDate, LocalDate windowStart, boolean simulated) {

  /** Reads the marker's lines; one that is no {@code name,value} breaks the contract. */
  public static Marker parse(List<String> lines) {
    Map<String, Long> rows = new TreeMap<>();
    LocalDate businessDate = null;
    LocalDate windowStart = null;
    boolean simulated = false;
    int number = 0;
    for (String line : lines) {
      number++;
      String text = line.strip().replace("\uFEFF", "");
      if (text.isEmpty()) {
        continue;
      }
      String[] parts = text.split(",", 2);
      try {
        String value = parts[1].strip();
        switch (parts[0].strip()) {
          case "business_date" -> businessDate = LocalDate.parse(value);
          case "window_start" -> windowStart = LocalDate.parse(value);
          case "simulated" -> simulated = Boolean.parseBoolean(value);
          default -> rows.put(parts[0].strip(), Long.parseLong(value));
        }
      } catch (ArrayIndexOutOfBoundsException
          | NumberFormatException
          | DateTimeParseException malformed) {
        throw new KithException(
            ExitCode.BROKEN_CONTRACT,
            "Cannot read line " + number + " of _COMPLETE: it is no name and value.",
            "Nothing was published; the figures published before stand.",
            "Ask the system team to write _COMPLETE again, then run the same command again.");
      }
    }
    return new Marker(rows, businessDate, windowStart, simulated);
  }
}

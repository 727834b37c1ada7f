package kith.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prints progress while a run works: stage, table, rows, seconds. Prints nothing unless asked to or
 * at a terminal.
 */
public final class Progress {

  /** The output format. */
  public enum Form {
    QUIET,
    TEXT,
    JSON
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Form form;
  private final PrintStream out;

  public Progress(Form form, PrintStream out) {
    this.form = form;
    this.out = out;
  }

  /** Reports that a step is done. */
  public synchronized void step(String stage, String table, long rows, double seconds) {
    if (form == Form.TEXT) {
      out.printf("  %-8s %-36s %,12d rows %7.1f s%n", stage, table, rows, seconds);
    } else if (form == Form.JSON) {
      json(
          Map.of(
              "event", "step", "stage", stage, "table", table, "rows", rows, "seconds", seconds));
    }
  }

  /** Reports one line of text. */
  public synchronized void say(String text) {
    if (form == Form.TEXT) {
      out.println(text);
    } else if (form == Form.JSON) {
      json(Map.of("event", "message", "message", text));
    }
  }

  private void json(Map<String, Object> event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("at", Instant.now().toString());
    line.putAll(event);
    try {
      out.println(MAPPER.writeValueAsString(line));
    } catch (JsonProcessingException cause) {
      throw new IllegalStateException(cause);
    }
  }
}

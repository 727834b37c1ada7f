package kith.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules that an authority confirms for itself, from {@code conf/parameters.yaml}.
 *
 * <p>A parameter has one value, or a list of values with the day from which each applies. The first
 * of them has no such day: it applies from the beginning. Who asks for one value of a parameter
 * with several has to say on which day ({@link #at}, {@link #sql}).
 */
public final class Parameters {

  /**
   * One value of a parameter.
   *
   * @param from the first day on which it applies; null from the beginning
   */
  private record Value(@Nullable LocalDate from, JsonNode node) {

    boolean applies(LocalDate day) {
      return from == null || !day.isBefore(from);
    }
  }

  private final Map<String, List<Value>> values;

  private Parameters(Map<String, List<Value>> values) {
    this.values = values;
  }

  /** Reads the project's parameters; a value that a parameter cannot have is refused. */
  public static Parameters of(Project project) {
    Parameters parameters = read(project.conf().resolve("parameters.yaml"));
    ParameterLimits limits = new ParameterLimits();
    parameters.values.forEach(
        (name, all) ->
            all.forEach(
                value ->
                    limits
                        .wrong(name, value.node())
                        .ifPresent(
                            problem -> {
                              throw wrong(name, problem);
                            })));
    return parameters;
  }

  /** Reads parameters from a file. */
  public static Parameters read(Path file) {
    return of(Yaml.read(file));
  }

  /** Parameters as a map of names to values. */
  public static Parameters of(JsonNode node) {
    Map<String, List<Value>> values = new TreeMap<>();
    node.properties()
        .forEach(entry -> values.put(entry.getKey(), values(entry.getKey(), entry.getValue())));
    return new Parameters(values);
  }

  private static List<Value> values(String name, JsonNode node) {
    if (!node.isArray() || node.isEmpty() || !node.get(0).isObject()) {
      return List.of(new Value(null, node));
    }
    List<Value> values = new ArrayList<>();
    for (JsonNode one : node) {
      if (!one.isObject() || !one.has("value") || one.size() != (one.has("from") ? 2 : 1)) {
        throw wrong(name, "has an entry that is not a value with the day from which it applies");
      }
      values.add(new Value(from(name, one), one.get("value")));
    }
    for (int i = 0; i < values.size(); i++) {
      LocalDate from = values.get(i).from();
      LocalDate before = i == 0 ? null : values.get(i - 1).from();
      if ((from == null) != (i == 0)) {
        throw wrong(name, "needs a first value without from, and a from for each later one");
      }
      if (from != null && before != null && !from.isAfter(before)) {
        throw wrong(name, "does not have its values in the order of their days");
      }
    }
    return List.copyOf(values);
  }

  private static @Nullable LocalDate from(String name, JsonNode one) {
    if (!one.has("from")) {
      return null;
    }
    try {
      return LocalDate.parse(one.get("from").asText());
    } catch (DateTimeParseException malformed) {
      throw wrong(name, "has a from that is not a date (expected yyyy-mm-dd)");
    }
  }

  /** The same parameters with the values that apply on a day. */
  public Parameters at(LocalDate day) {
    Map<String, List<Value>> then = new TreeMap<>();
    values.forEach(
        (name, all) ->
            then.put(
                name,
                List.of(
                    new Value(
                        null,
                        all.stream()
                            .filter(value -> value.applies(day))
                            .reduce((earlier, later) -> later)
                            .orElseThrow()
                            .node()))));
    return new Parameters(then);
  }

  public int integer(String name) {
    return value(name).asInt();
  }

  public BigDecimal decimal(String name) {
    return new BigDecimal(value(name).asText());
  }

  public String text(String name) {
    return value(name).asText();
  }

  public List<String> texts(String name) {
    return Yaml.texts(value(name));
  }

  /** A single value in the type in which it is written: integer, decimal, boolean or text. */
  public Object scalar(String name) {
    return scalar(name, value(name));
  }

  private static Object scalar(String name, JsonNode value) {
    if (value.isInt()) {
      return value.intValue();
    }
    if (value.isNumber()) {
      return new BigDecimal(value.asText());
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    throw wrong(name, "is a list, but one value is needed");
  }

  /** All parameters with one value that is no list, each in the type in which it is written. */
  public Map<String, Object> scalars() {
    return values.entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .filter(entry -> entry.getValue().get(0).node().isValueNode())
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> scalar(entry.getKey())));
  }

  /**
   * The value that applies on a day, as SQL.
   *
   * @param day an expression for the day, such as {@code as_at}
   */
  public String sql(String name, String day) {
    List<Value> latestFirst = new ArrayList<>(all(name));
    Collections.reverse(latestFirst);
    if (latestFirst.size() == 1) {
      return literal(name, latestFirst.get(0).node());
    }
    StringBuilder sql = new StringBuilder("case");
    for (Value value : latestFirst) {
      sql.append(
          value.from() == null
              ? " else %s end".formatted(literal(name, value.node()))
              : " when %s >= date'%s' then %s"
                  .formatted(day, value.from(), literal(name, value.node())));
    }
    return "(" + sql + ")";
  }

  private static String literal(String name, JsonNode node) {
    Object value = scalar(name, node);
    return value instanceof String text ? "'" + text.replace("'", "\\'") + "'" : value.toString();
  }

  /**
   * All values of a parameter with their days, in words, such as {@code 25; 20 from 2027-04-01}.
   */
  public String described(String name) {
    return all(name).stream()
        .map(
            value ->
                (value.node().isArray()
                        ? String.join(", ", Yaml.texts(value.node()))
                        : scalar(name, value.node()))
                    + (value.from() == null ? "" : " from " + value.from()))
        .collect(Collectors.joining("; "));
  }

  private List<Value> all(String name) {
    List<Value> all = values.get(name);
    if (all == null || all.get(0).node().isNull()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Parameter " + name + " is missing in conf/parameters.yaml.",
          "Nothing was run.",
          "Add it, then run the command again.");
    }
    return all;
  }

  private JsonNode value(String name) {
    List<Value> all = all(name);
    if (all.size() > 1) {
      throw wrong(name, "has several values, but is read where no day says which applies");
    }
    return all.get(0).node();
  }

  private static KithException wrong(String name, String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "Parameter " + name + " in conf/parameters.yaml " + problem + ".",
        "Nothing was run.",
        "Correct the file, then run the command again.");
  }
}

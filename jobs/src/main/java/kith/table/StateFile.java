package kith.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;

/**
 * A state file of the lake, read strictly: a field that is missing or of another type means that
 * the file is damaged, and the message names the file.
 *
 * @param path below the lake's root
 */
public record StateFile(String path, JsonNode content) {

  /** A text. */
  public String text(String field) {
    JsonNode value = content.path(field);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw damaged(field);
    }
    return value.textValue();
  }

  /** A day. */
  public LocalDate date(String field) {
    try {
      return LocalDate.parse(text(field));
    } catch (DateTimeParseException none) {
      throw damaged(field);
    }
  }

  /** An instant. */
  public Instant instant(String field) {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeParseException none) {
      throw damaged(field);
    }
  }

  /** A day, or none if the field is null or absent. */
  public Optional<LocalDate> optionalDate(String field) {
    return content.hasNonNull(field) ? Optional.of(date(field)) : Optional.empty();
  }

  /** A count, never negative. */
  public long count(String field) {
    JsonNode value = content.path(field);
    if (!value.isIntegralNumber() || value.longValue() < 0) {
      throw damaged(field);
    }
    return value.longValue();
  }

  /** True or false. */
  public boolean flag(String field) {
    if (!content.path(field).isBoolean()) {
      throw damaged(field);
    }
    return content.get(field).booleanValue();
  }

  /** The fields of an object, each itself an object. */
  public Map<String, StateFile> objects(String field) {
    Map<String, StateFile> objects = new TreeMap<>();
    object(field)
        .content
        .properties()
        .forEach(entry -> objects.put(entry.getKey(), object(entry.getKey(), entry.getValue())));
    return objects;
  }

  /** The fields of an object, each a whole number. */
  public Map<String, Long> numbers(String field) {
    return object(field).numbers();
  }

  /** The fields of this object, each a whole number. */
  public Map<String, Long> numbers() {
    Map<String, Long> numbers = new TreeMap<>();
    content
        .properties()
        .forEach(
            entry -> {
              if (!entry.getValue().isIntegralNumber()) {
                throw damaged(entry.getKey());
              }
              numbers.put(entry.getKey(), entry.getValue().longValue());
            });
    return numbers;
  }

  /** The fields of an object, each a count of a step. */
  public Counts counts(String field) {
    return Counts.from(numbers(field));
  }

  /** The versions of tables, by qualified name. */
  public Map<String, Long> versions(String field) {
    StateFile tables = object(field);
    Map<String, Long> versions = new TreeMap<>();
    tables
        .numbers()
        .keySet()
        .forEach(table -> versions.put(named(table).qualified(), tables.count(table)));
    return versions;
  }

  /** The table that a field of this object is named after. */
  public TableName named(String qualified) {
    try {
      return TableName.of(qualified);
    } catch (IllegalArgumentException noTable) {
      throw damaged(qualified);
    }
  }

  private StateFile object(String field) {
    return object(field, content.path(field));
  }

  private StateFile object(String field, JsonNode value) {
    if (!value.isObject()) {
      throw damaged(field);
    }
    return new StateFile(path, value);
  }

  private KithException damaged(String field) {
    return damaged(path, "its " + field + " is missing or of another type");
  }

  /** Says that a state file is damaged; another try does not help. */
  public static KithException damaged(String path, String how) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The lake's file " + path + " is damaged: " + how + ".",
        Meaning.NOTHING_PUBLISHED,
        "Run kith check --repair, which rebuilds what it can, or restore the file from the lake's"
            + " backup.");
  }

  /** Says that a state file is gone that the lake must have. */
  public static KithException gone(String path, String evidence) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        "The lake's file " + path + " is gone, but " + evidence + ".",
        "Nothing was run or published.",
        "Run kith check --repair, which rebuilds what it can, or restore the file from the lake's"
            + " backup.");
  }
}

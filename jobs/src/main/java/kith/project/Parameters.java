package kith.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules that an authority confirms for itself, from {@code conf/parameters.yaml}. */
public final class Parameters {

  private final JsonNode values;

  private Parameters(JsonNode values) {
    this.values = values;
  }

  /** Reads the project's parameters. */
  public static Parameters of(Project project) {
    return new Parameters(Yaml.read(project.conf().resolve("parameters.yaml")));
  }

  /** Reads parameters from a file. */
  public static Parameters read(Path file) {
    return new Parameters(Yaml.read(file));
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
    JsonNode value = value(name);
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
    throw new KithException(
        ExitCode.WRONG_USAGE,
        "Parameter " + name + " in conf/parameters.yaml is a list, but one value is needed.",
        "Nothing was run.",
        "Name another parameter, then run the command again.");
  }

  /** All single values, by name, each in the type in which it is written. */
  public Map<String, Object> scalars() {
    return values.properties().stream()
        .filter(entry -> entry.getValue().isValueNode())
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> scalar(entry.getKey())));
  }

  private JsonNode value(String name) {
    JsonNode value = values.get(name);
    if (value == null || value.isNull()) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Parameter " + name + " is missing in conf/parameters.yaml.",
          "Nothing was run.",
          "Add it, then run the command again.");
    }
    return value;
  }
}

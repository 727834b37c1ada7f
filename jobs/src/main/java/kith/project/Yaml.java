package kith.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the project's own YAML files. */
public final class Yaml {

  private static final YAMLMapper MAPPER = new YAMLMapper();

  private Yaml() {}

  /** The file as a tree; one that cannot be read is a wrong configuration. */
  public static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(file.toFile());
    } catch (IOException cause) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Cannot read " + file.getFileName() + ": " + cause.getMessage() + ".",
          "Nothing was run.",
          "Correct the file, then run the command again.");
    }
  }

  /** A list of texts; a missing node is an empty list. */
  public static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}

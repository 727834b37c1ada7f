package kith.project;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads the project's own YAML files. */
public final class Yaml {

  /** Refuses a file with the same key twice, because it is not clear which value applies. */
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Yaml() {}

  /** The file as a tree; an unreadable file is wrong configuration. */
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

  /**
   * The names of the YAML files in a folder, without their ending; none where there is no folder.
   */
  public static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".yaml"))
          .map(file -> file.substring(0, file.length() - ".yaml".length()))
          .sorted()
          .toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Reads a file that is built into Kith. */
  public static JsonNode builtIn(String name) {
    try (InputStream in = Yaml.class.getResourceAsStream("/" + name)) {
      return MAPPER.readTree(in);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** A list of texts; a missing node is an empty list. */
  public static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}

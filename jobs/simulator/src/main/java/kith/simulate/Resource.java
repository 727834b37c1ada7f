package kith.simulate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The simulator's tables of columns, codes and names, which are text files beside its classes. */
final class Resource {

  private Resource() {}

  /**
   * The sections of a resource: each begins with its name, and its lines are indented. Lines that
   * begin with a hash are comments.
   */
  static Map<String, List<String>> sections(String resource) {
    Map<String, List<String>> sections = new LinkedHashMap<>();
    List<String> section = null;
    for (String line : text(resource).lines().toList()) {
      if (line.startsWith(" ")) {
        Objects.requireNonNull(section).add(line.strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        section = new ArrayList<>();
        sections.put(line, section);
      }
    }
    return sections;
  }

  private static String text(String resource) {
    try (InputStream in = Resource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the simulator was built without " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

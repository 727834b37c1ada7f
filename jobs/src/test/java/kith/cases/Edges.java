package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.project.Yaml;

/** The edges that a definition names, each of which a case proves. */
final class Edges {

  private Edges() {}

  /** Those of a definition; none where there is no such file. */
  static List<String> of(Path definition) {
    return Files.exists(definition) ? Yaml.texts(Yaml.read(definition).path("edges")) : List.of();
  }

  /** An edge without a case is not proven, and a misspelt one proves nothing. */
  static void check(String query, List<String> edges, List<Case> cases) {
    List<String> proven = cases.stream().flatMap(one -> one.edges().stream()).toList();
    assertThat(edges.stream().filter(edge -> !proven.contains(edge)))
        .as(query + ": edges that no case names")
        .isEmpty();
    assertThat(proven.stream().distinct().filter(edge -> !edges.contains(edge)))
        .as(query + ": edges of cases that its definition does not name")
        .isEmpty();
  }
}

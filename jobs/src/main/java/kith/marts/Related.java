package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.marts.disclosure.RelatedKpis.Kind;
import kith.project.KithException;
import kith.project.Nearest;
import kith.project.Yaml;

/**
 * How the members of a KPI are related to those of others, for hiding small numbers (R13): the key
 * {@code related} of its YAML. Sums that are equal, windows and bands are found in the figures and
 * are not written there.
 *
 * @param apart other shares of the same denominator: they and this KPI count no member twice
 * @param to the KPIs to which it is related otherwise, by how
 * @param bandsOf KPIs of which some bands add up to a sum of this one
 */
record Related(List<String> apart, Map<Kind, List<String>> to, List<BandsOf> bandsOf) {

  private static final String APART = "apart";
  private static final String BANDS_OF = "bands_of";

  /** Some bands of the KPI in this breakdown. */
  record BandsOf(String kpi, String breakdown) {}

  /**
   * What a KPI's YAML says.
   *
   * @throws KithException when it has a key that is not known: a misspelt one would hide nothing
   */
  static Related of(Path yaml, JsonNode node) {
    Set<String> known = new TreeSet<>(List.of(APART, BANDS_OF));
    Map<Kind, List<String>> to = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      String key = key(kind);
      known.add(key);
      if (node.has(key)) {
        to.put(kind, Yaml.texts(node.get(key)));
      }
    }
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw DefinitionFile.malformed(
                    yaml,
                    "related has the unknown key " + key + "; " + Nearest.of(Set.of(key), known));
              }
            });
    List<BandsOf> bandsOf = new ArrayList<>();
    node.path(BANDS_OF)
        .forEach(
            bands ->
                bandsOf.add(
                    new BandsOf(bands.path("kpi").asText(), bands.path("breakdown").asText())));
    return new Related(Yaml.texts(node.path(APART)), to, bandsOf);
  }

  /** The key of the YAML under which KPIs stand to which it is related so. */
  static String key(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The KPIs that it names. */
  Set<String> named() {
    Set<String> named = new LinkedHashSet<>(apart);
    to.values().forEach(named::addAll);
    bandsOf.forEach(bands -> named.add(bands.kpi()));
    return named;
  }
}

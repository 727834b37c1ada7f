package kith.marts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.Yaml;

/**
 * How the members of a KPI are related to those of others, for hiding small numbers (R13): the key
 * {@code related} of its YAML. Sums that are equal, windows and bands are found in the figures and
 * are not written there.
 *
 * @param apart other shares of the same denominator: they and this KPI count no member twice
 * @param within KPIs that count every member that this one counts
 * @param restOf KPIs of whose denominator it counts what their numerator leaves
 * @param changeOf counts whose change since the quarter before it is
 * @param bandsOf KPIs of which some bands add up to a sum of this one
 */
record Related(
    List<String> apart,
    List<String> within,
    List<String> restOf,
    List<String> changeOf,
    List<BandsOf> bandsOf) {

  /** Some bands of the KPI in this breakdown. */
  record BandsOf(String kpi, String breakdown) {}

  static Related of(JsonNode node) {
    List<BandsOf> bandsOf = new ArrayList<>();
    node.path("bands_of")
        .forEach(
            bands ->
                bandsOf.add(
                    new BandsOf(bands.path("kpi").asText(), bands.path("breakdown").asText())));
    return new Related(
        Yaml.texts(node.path("apart")),
        Yaml.texts(node.path("within")),
        Yaml.texts(node.path("rest_of")),
        Yaml.texts(node.path("change_of")),
        bandsOf);
  }

  /** The KPIs that it names. */
  Set<String> named() {
    Set<String> named = new LinkedHashSet<>();
    Stream.of(apart, within, restOf, changeOf).forEach(named::addAll);
    bandsOf.forEach(bands -> named.add(bands.kpi()));
    return named;
  }
}

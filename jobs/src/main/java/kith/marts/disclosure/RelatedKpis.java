package kith.marts.disclosure;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kith.project.Yaml;

/**
 * How the members of different KPIs are related, read from {@code conf/disclosure/relations.yaml}.
 * What can be read from the figures is not in it: sums that are equal, windows, bands.
 *
 * @param apart KPIs that count no member twice
 * @param within KPIs whose members are all among those of another
 * @param changes KPIs that say how a count changed since the quarter before
 */
public record RelatedKpis(List<Apart> apart, List<Within> within, List<Within> changes) {

  /**
   * Shares of one denominator that no member is counted in twice. Those in none of them are a count
   * too.
   */
  public record Apart(List<String> kpis) {}

  /** Every member counted by {@code kpi} is counted by {@code of}. */
  public record Within(String kpi, String of) {}

  /** No KPI is related to another. */
  public static final RelatedKpis NONE = new RelatedKpis(List.of(), List.of(), List.of());

  /** Reads the file. */
  public static RelatedKpis read(Path file) {
    JsonNode node = Yaml.read(file);
    List<Apart> apart = new ArrayList<>();
    node.path("apart").forEach(kpis -> apart.add(new Apart(Yaml.texts(kpis))));
    return new RelatedKpis(apart, pairs(node.path("within")), pairs(node.path("changes")));
  }

  private static List<Within> pairs(JsonNode list) {
    List<Within> pairs = new ArrayList<>();
    list.forEach(
        pair -> pairs.add(new Within(pair.path("kpi").asText(), pair.path("of").asText())));
    return pairs;
  }
}

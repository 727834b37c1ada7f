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
 * @param rests KPIs that count what the numerator of another leaves of its denominator
 * @param changes KPIs that say how a count changed since the quarter before
 * @param flows KPIs that say how many came to those counted and how many left
 * @param ofBands KPIs of which a sum is that of some bands of another
 */
public record RelatedKpis(
    List<Apart> apart,
    List<Within> within,
    List<Within> rests,
    List<Within> changes,
    List<Flow> flows,
    List<OfBands> ofBands) {

  /**
   * Shares of one denominator that no member is counted in twice. Those in none of them are a count
   * too.
   */
  public record Apart(List<String> kpis) {}

  /** Every member counted by {@code kpi} is counted by {@code of}. */
  public record Within(String kpi, String of) {}

  /** {@code count} is what it was before the window, and {@code came} less {@code left}. */
  public record Flow(String count, String came, String left) {}

  /** Some bands of {@code of} in this breakdown add up to a sum of {@code kpi}. */
  public record OfBands(String kpi, String of, String breakdown) {}

  /** No KPI is related to another. */
  public static final RelatedKpis NONE =
      new RelatedKpis(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /** Reads the file. */
  public static RelatedKpis read(Path file) {
    JsonNode node = Yaml.read(file);
    List<Apart> apart = new ArrayList<>();
    node.path("apart").forEach(kpis -> apart.add(new Apart(Yaml.texts(kpis))));
    List<Flow> flows = new ArrayList<>();
    node.path("flows")
        .forEach(
            flow ->
                flows.add(
                    new Flow(
                        flow.path("count").asText(),
                        flow.path("came").asText(),
                        flow.path("left").asText())));
    List<OfBands> ofBands = new ArrayList<>();
    node.path("of_bands")
        .forEach(
            tie ->
                ofBands.add(
                    new OfBands(
                        tie.path("kpi").asText(),
                        tie.path("of").asText(),
                        tie.path("breakdown").asText())));
    return new RelatedKpis(
        apart,
        pairs(node.path("within")),
        pairs(node.path("rests")),
        pairs(node.path("changes")),
        flows,
        ofBands);
  }

  private static List<Within> pairs(JsonNode list) {
    List<Within> pairs = new ArrayList<>();
    list.forEach(
        pair -> pairs.add(new Within(pair.path("kpi").asText(), pair.path("of").asText())));
    return pairs;
  }
}

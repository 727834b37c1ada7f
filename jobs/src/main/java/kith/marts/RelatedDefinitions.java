package kith.marts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.marts.disclosure.RelatedKpis;
import kith.marts.disclosure.RelatedKpis.Kind;

/** How the KPIs of a project are related, as all their definitions together say. */
final class RelatedDefinitions {

  private static final Set<Kind> COMPARED_ACROSS_PERIODS =
      EnumSet.of(Kind.CHANGE_OF, Kind.YEARS_OF, Kind.ASKED_BY, Kind.IN_WINDOW_OF);

  private RelatedDefinitions() {}

  /** Refuses names of KPIs and breakdowns that there are not: nothing would be hidden. */
  static void require(Path marts, Path file, KpiDefinition definition, List<KpiDefinition> all) {
    for (String name : definition.related().named()) {
      if (all.stream().noneMatch(other -> other.kpi().equals(name))) {
        throw DefinitionFile.malformed(file, "related names " + name + ", which is no KPI");
      }
    }
    for (Breakdown breakdown : definition.breakdowns()) {
      Path breakdownFile = marts.resolve(Breakdown.FOLDER).resolve(breakdown.name() + ".yaml");
      breakdown.repeatedBy().forEach(name -> requireKpi(breakdownFile, "repeated_by", name, all));
      breakdown
          .bounds()
          .ifPresent(bounds -> requireKpi(breakdownFile, "adds_up_in", bounds.kpi(), all));
    }
    requireSharedPeriods(file, definition, all);
    for (Related.BandsOf bands : definition.related().bandsOf()) {
      if (all.stream()
          .filter(other -> other.kpi().equals(bands.kpi()))
          .flatMap(other -> other.breakdowns().stream())
          .noneMatch(breakdown -> breakdown.name().equals(bands.breakdown()))) {
        throw DefinitionFile.malformed(
            file,
            "related names the breakdown "
                + bands.breakdown()
                + ", which "
                + bands.kpi()
                + " does not have");
      }
    }
  }

  private static void requireKpi(Path file, String key, String name, List<KpiDefinition> all) {
    if (all.stream().noneMatch(other -> other.kpi().equals(name))) {
      throw DefinitionFile.malformed(file, key + " names " + name + ", which is no KPI");
    }
  }

  /** Figures are compared beside each other: without a period type in common nothing is hidden. */
  private static void requireSharedPeriods(
      Path file, KpiDefinition definition, List<KpiDefinition> all) {
    Related related = definition.related();
    Set<String> beside = new TreeSet<>(related.apart());
    Stream.of(Kind.values())
        .filter(kind -> !COMPARED_ACROSS_PERIODS.contains(kind))
        .forEach(kind -> beside.addAll(related.to().getOrDefault(kind, List.of())));
    all.stream()
        .filter(other -> beside.contains(other.kpi()))
        .filter(other -> Collections.disjoint(other.periodTypes(), definition.periodTypes()))
        .findFirst()
        .ifPresent(
            other -> {
              throw DefinitionFile.malformed(
                  file, "related names " + other.kpi() + ", which has none of its period types");
            });
  }

  /** How all KPIs are related, those of their breakdowns too. */
  static RelatedKpis among(List<KpiDefinition> all) {
    List<RelatedKpis.Apart> apart = new ArrayList<>();
    List<RelatedKpis.Pair> pairs = new ArrayList<>();
    List<RelatedKpis.Flow> flows = new ArrayList<>();
    List<RelatedKpis.OfBands> ofBands = new ArrayList<>();
    for (KpiDefinition definition : all) {
      String kpi = definition.kpi();
      Related related = definition.related();
      if (!related.apart().isEmpty()) {
        List<String> group = new ArrayList<>(List.of(kpi));
        group.addAll(related.apart());
        apart.add(new RelatedKpis.Apart(group));
      }
      related
          .to()
          .forEach(
              (kind, others) ->
                  others.forEach(of -> pairs.add(new RelatedKpis.Pair(kind, kpi, of))));
      related
          .bandsOf()
          .forEach(
              bands -> ofBands.add(new RelatedKpis.OfBands(kpi, bands.kpi(), bands.breakdown())));
      for (Breakdown breakdown : definition.breakdowns()) {
        breakdown
            .repeatedBy()
            .forEach(by -> ofBands.add(new RelatedKpis.OfBands(by, kpi, breakdown.name())));
      }
      KpiDefinition.Bridge bridge = definition.bridge();
      if (bridge != null) {
        flows.add(new RelatedKpis.Flow(kpi, bridge.starts(), bridge.ceases()));
      }
    }
    return new RelatedKpis(apart, pairs, flows, ofBands);
  }
}

package kith.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.marts.Unit;
import kith.project.Project;
import kith.project.Yaml;

/**
 * A publication that no night made: figures of every KPI that the pack words, for ten quarters.
 * Some are hidden, some cannot be made, and some say a colour that their interval does not bear.
 */
final class InventedPublication {

  static final LocalDate LATEST = LocalDate.of(2026, 3, 31);
  static final String HIDDEN = "cl_accom_1718_pct";
  static final String NOT_AVAILABLE = "sw_vacancy_rate";

  /** Its record says red, and its target lies inside its interval. */
  static final String RED_BY_CHANCE = "placement_3plus_pct";

  /** Red, and the target lies outside its interval. */
  static final String RED = "iha_ontime_pct";

  static final String WORSE = "rha_ontime_pct";

  /** What has no interval: one child can have several. */
  private static final List<Unit> EVENTS = List.of(Unit.INCIDENTS, Unit.MOVES);

  /** Near its target of 65, and interviews still come in. */
  static final String MAY_RISE = "rhi_completed_pct";

  /** With the one decimal of the published table. */
  private static final Map<String, String> TARGETS =
      Map.of(RED_BY_CHANCE, "60.0", RED, "90.0", MAY_RISE, "65.0", "sw_avg_caseload", "19.8");

  /** The number of children who live here is not final. */
  static final String PROVISIONAL = "cla_rate_10k";

  /** Others publish it with one decimal, though the latest figure of England is a whole number. */
  static final String WITH_DECIMALS = "sw_avg_caseload";

  /** All others have newer figures than a quarter before. */
  static final String NEWER = "cl_eet_1921_pct";

  /** Of others only England has a newer one. */
  static final String NEWER_IN_ENGLAND = "placement_3plus_pct";

  /** Worse than England, region and neighbours, beyond chance. */
  static final String BEHIND = "placement_longterm_pct";

  /** Southtown publishes none. */
  private static final String OF_ONE_NEIGHBOUR = BEHIND;

  private static final String OF_NO_NEIGHBOUR = "cl_eet_1718_pct";

  /** Worse as well, and on no page of the pack. */
  static final String WORSE_ELSEWHERE = "dental_check_pct";

  private final List<String> figures = new ArrayList<>();
  private final List<String> comparisons = new ArrayList<>();
  private final List<String> neighbours = new ArrayList<>();
  private final TreeSet<String> periods = new TreeSet<>();

  private InventedPublication() {}

  /** Writes the tables that a pack reads. */
  static Path in(Path folder, boolean simulated) {
    new InventedPublication().write(folder, simulated);
    return folder;
  }

  private void write(Path folder, boolean simulated) {
    List<String> kpis = new ArrayList<>();
    Map<String, KpiDefinition> definitions =
        KpiDefinitions.described(Project.home()).stream()
            .collect(Collectors.toMap(KpiDefinition::kpi, one -> one));
    Yaml.read(PackPlan.folder(Project.home()).resolve("kpis.yaml"))
        .fieldNames()
        .forEachRemaining(kpi -> addKpi(kpis, definitions.get(kpi)));
    addKpi(kpis, definitions.get(WORSE_ELSEWHERE));
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(
        "about",
        "publication_id,business_date,simulated,licence\n2026-04-02-0000000a,2026-04-02,"
            + simulated
            + ",Contains public sector information\n");
    tables.put(
        "dim_kpi",
        "kpi,title,short_title,meaning,unit,decimals,better,comparable_period_type,not_available_because\n"
            + String.join("", kpis));
    tables.put(
        "dim_breakdown",
        """
        breakdown,breakdown_value,title,sort_order
        ,,All,0
        team,North,North team,1
        team,South,South team,2
        placement_group,family_and_friends,Family and friends,1
        placement_group,other_foster,Other foster care,2
        age_band,under_1,Under 1,1
        age_band,10_to_15,10 to 15,2
        incident_weekday,friday,Friday,5
        incident_weekday,saturday,Saturday,6
        incident_weekday,sunday,Sunday,7
        incident_duration,under_1_day,Under 1 day,1
        incident_time_of_day,morning,Morning,1
        incident_time_of_day,evening,Evening,3
        late_step,consent,Consent,1
        late_step,clinic,Appointment,3
        late_days,not_held,Not held yet,4
        move_reason,broke_down,Carer or child ended the stay,3
        caseload_band,20_to_24,20 to 24 children,4
        caseload_band,25_to_29,25 to 29 children,5
        """);
    tables.put(
        "dim_status",
        """
        column_name,status,title
        status,ok,
        status,provisional,Provisional
        status,suppressed,Small numbers hidden
        status,not_available,No system supplies it
        """);
    tables.put("dim_period", "period_key,title\n" + String.join("", periods));
    tables.put(
        "kpi_published",
        "authority_code,kpi,period_type,as_at,breakdown,breakdown_value,value,numerator,denominator,low,high,"
            + "target,status,direction,rag,rule_version\n"
            + String.join("", figures));
    tables.put(
        "kpi_comparison",
        "authority_code,kpi,period_type,as_at,comparator,value,status,period_end,edition,published_on,neighbours_with_value,neighbour_model\n"
            + String.join("", comparisons));
    tables.put(
        "kpi_rank",
        """
        authority_code,kpi,period_type,as_at,reading,among,rank,ties,areas_with_value,period_end
        840,cl_eet_1921_pct,R12,2026-03-31,as_known,neighbours,4,1,11,2025-03-31
        """);
    tables.put(
        "kpi_neighbour",
        "authority_code,kpi,period_type,as_at,area_name,is_own,value,period_end\n"
            + String.join("", neighbours));
    tables.put(
        "kpi_caveat",
        """
        authority_code,kpi,rule,title
        840,missing_incident_count,missing_without_end,An incident has no end
        840,missing_incident_count,benchmark_edition_old,The figure of others is old
        840,placement_3plus_pct,benchmark_edition_old,The figure of others is old
        """);
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> table : tables.entrySet()) {
        Files.writeString(folder.resolve(table.getKey() + ".csv"), table.getValue());
      }
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void addKpi(List<String> kpis, KpiDefinition kpi) {
    kpis.add(
        "%s,\"%s\",\"%s\",\"%s\",%s,%d,%s,%s,\n"
            .formatted(
                kpi.kpi(),
                kpi.title(),
                kpi.shortTitle(),
                kpi.meaning(),
                kpi.unit().text(),
                kpi.unit().decimals(),
                kpi.better(),
                kpi.comparablePeriodType()));
    for (String periodType : kpi.periodTypes()) {
      for (int back = 0; back < 10; back++) {
        LocalDate asAt = LATEST.minusMonths(3L * back);
        asAt = asAt.withDayOfMonth(asAt.lengthOfMonth());
        periods.add("%s %s,%s %s\n".formatted(periodType, asAt, periodType, asAt));
        addTotal(kpi, periodType, asAt, back);
        addComparisons(kpi, periodType, asAt);
      }
    }
    addBands(kpi);
    areas(kpi.kpi())
        .forEach(
            area ->
                neighbours.add(
                    "840,%s,%s,%s,%s,2025-03-31\n"
                        .formatted(kpi.kpi(), kpi.comparablePeriodType(), LATEST, area)));
  }

  private static List<String> areas(String kpi) {
    return switch (kpi) {
      case OF_NO_NEIGHBOUR -> List.of();
      case OF_ONE_NEIGHBOUR -> List.of("Ours,true,61.0000", "Northtown,false,68.0000");
      default -> List.of("Ours,true,61.0000", "Northtown,false,59.0000", "Southtown,false,72.0000");
    };
  }

  private void addTotal(KpiDefinition kpi, String periodType, LocalDate asAt, int back) {
    String head = "840,%s,%s,%s,,,".formatted(kpi.kpi(), periodType, asAt);
    boolean isPercent = kpi.unit() == Unit.PERCENT;
    String end = "1a2b3c4d\n";
    if (kpi.kpi().equals(HIDDEN) && back > 0) {
      figures.add(head + ",,,,,90,suppressed,not_applicable,none," + end);
    } else if (kpi.kpi().equals(NOT_AVAILABLE)) {
      figures.add(head + ",,,,,,not_available,not_applicable,none," + end);
    } else if (isPercent) {
      String target = TARGETS.getOrDefault(kpi.kpi(), "");
      figures.add(
          head
              + "%.1f,%d,1000,%.1f,%.1f,%s,ok,%s,%s,"
                  .formatted(
                      60.0 - back,
                      600 - 10 * back,
                      57.0 - back,
                      63.0 - back,
                      target,
                      List.of(WORSE, WORSE_ELSEWHERE).contains(kpi.kpi()) && back == 0
                          ? "worse"
                          : "no_clear_change",
                      target.isEmpty() ? "none" : kpi.kpi().equals(MAY_RISE) ? "amber" : "red")
              + end);
    } else if (EVENTS.contains(kpi.unit()) || kpi.unit().decimals() > 0) {
      figures.add(
          head
              + "%d,%d,%s,,,%s,%s,not_applicable,none,"
                  .formatted(
                      1000 + back,
                      1000 + back,
                      EVENTS.contains(kpi.unit()) ? "" : String.valueOf(50 + back),
                      TARGETS.getOrDefault(kpi.kpi(), ""),
                      kpi.kpi().equals(PROVISIONAL) && back == 0 ? "provisional" : "ok")
              + end);
    } else {
      int count = (kpi.kpi().equals("cla_cease_count") ? 800 : 1000) + back;
      figures.add(
          head
              + "%d,%d,,%d,%d,,ok,not_applicable,none,"
                  .formatted(count, count, count - 60, count + 60)
              + end);
    }
  }

  private void addComparisons(KpiDefinition kpi, String periodType, LocalDate asAt) {
    for (String comparator : List.of("england", "region", "neighbours")) {
      comparisons.add(
          "840,%s,%s,%s,%s,%s,published,%s,cla-2025,2025-11-26,%s\n"
              .formatted(
                  kpi.kpi(),
                  periodType,
                  asAt,
                  comparator,
                  ofOthers(kpi.kpi(), comparator, asAt),
                  periodEnd(kpi.kpi(), comparator, asAt),
                  !comparator.equals("neighbours") ? "," : neighbours(kpi.kpi(), asAt)));
    }
  }

  /** In the four decimals of the published table. */
  private static String ofOthers(String kpi, String comparator, LocalDate asAt) {
    if (comparator.equals("region") && !kpi.equals(BEHIND)) {
      return "61.0000";
    }
    boolean hasDecimals = kpi.equals(WITH_DECIMALS) && asAt.isBefore(LATEST);
    return hasDecimals ? "66.7000" : "67.0000";
  }

  private static String periodEnd(String kpi, String comparator, LocalDate asAt) {
    boolean isNewer =
        kpi.equals(NEWER) || (kpi.equals(NEWER_IN_ENGLAND) && comparator.equals("england"));
    return isNewer && asAt.isBefore(LATEST) ? "2024-03-31" : "2025-03-31";
  }

  /** How many have a figure, and the model, which is another one from June 2025. */
  private static String neighbours(String kpi, LocalDate asAt) {
    return (kpi.equals("cl_eet_1921_pct") ? "8," : "10,")
        + (asAt.isBefore(LocalDate.of(2025, 6, 30)) ? "2021" : "2025");
  }

  private void addBands(KpiDefinition kpi) {
    String head = "840,%s,%s,%s,".formatted(kpi.kpi(), kpi.comparablePeriodType(), LATEST);
    List.of("team,North", "placement_group,other_foster", "age_band,10_to_15")
        .forEach(
            band -> figures.add(head + band + ",70,70,100,60,80,,ok,not_applicable,none,1a\n"));
    Stream.of(
            "team,South",
            "placement_group,family_and_friends",
            "age_band,under_1",
            "incident_weekday,saturday",
            "team,East",
            "team,West",
            "team,Centre",
            "late_step,consent",
            "move_reason,planned_other",
            "caseload_band,25_to_29")
        .filter(band -> !band.startsWith("caseload_band") || kpi.kpi().endsWith("over_limit_count"))
        .forEach(band -> figures.add(head + band + ",,,,,,,suppressed,not_applicable,none,1a\n"));
    Stream.of("late_step,clinic", "late_days,not_held", "caseload_band,20_to_24")
        .filter(
            band -> !band.startsWith("caseload_band") || !kpi.kpi().endsWith("over_limit_count"))
        .forEach(band -> figures.add(head + band + ",8,8,,4,15,,ok,not_applicable,none,1a\n"));
    Stream.of(
            "incident_weekday,friday",
            "incident_weekday,sunday",
            "incident_duration,under_1_day",
            "incident_time_of_day,evening")
        .forEach(band -> figures.add(head + band + ",8,8,,,,,ok,not_applicable,none,1a\n"));
    figures.add(head + "incident_duration,1_to_3_days,6,6,,,,,ok,not_applicable,none,1a\n");
    figures.add(head + "incident_time_of_day,morning,0,0,,,,,ok,not_applicable,none,1a\n");
    figures.add(head + "move_reason,broke_down,900,900,,,,,ok,not_applicable,none,1a\n");
  }
}

package kith.quality;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.project.Parameters;
import kith.source.Carried;
import kith.table.Counts;
import kith.table.Inputs;
import kith.table.Night;
import kith.table.StageStep;
import kith.table.TableSpec;
import kith.table.Tables;
import kith.table.Written;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Runs every data quality rule on the night's tables. The results are stored by night in {@code
 * ops.quality_result} and as a small file; {@code marts.kpi_quality} has them by KPI. A rule of
 * severity hold that fails or cannot run holds the night back, after the results are stored.
 */
public final class QualityStep implements StageStep {

  /** Name of the step. */
  public static final String NAME = "quality_result";

  /** Begins the name of a count that is 1 for a rule that could not run. */
  private static final String ERROR = "error:";

  private final Rules rules;
  private final Night night;
  private final Carried carried;
  private final Inputs inputs;

  /**
   * The step.
   *
   * @param carried what the sources carry tonight
   * @param inputs the tables that the rules read
   */
  public QualityStep(Rules rules, Night night, Carried carried, Inputs inputs) {
    this.rules = rules;
    this.night = night;
    this.carried = carried;
    this.inputs = inputs;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return List.of();
  }

  @Override
  public Result run() {
    List<RuleResult> results = results();
    Written byNight =
        night.lake().replaceNight(Tables.QUALITY_RESULT, night.businessDate(), resultRows(results));
    night.files().write(path(night.businessDate()), file(results));
    refuse(results);
    Written byKpi = night.lake().replace(Tables.KPI_QUALITY, kpiRows(results));
    return new Result(List.of(byNight, byKpi), counts(results));
  }

  /** The file with the results of a night. */
  public static String path(LocalDate businessDate) {
    return "ops/nights/" + businessDate + "/quality.json";
  }

  /** The results of all rules, by name. */
  List<RuleResult> results() {
    Pass pass =
        new Pass(
            night.lake().spark(),
            rules,
            name -> inputs.table(rules.table(name)),
            night.businessDate(),
            Parameters.of(night.project()).at(night.businessDate()).scalars());
    List<RuleResult> results = new ArrayList<>();
    rules
        .byTable()
        .forEach(
            (table, ofTable) -> {
              Map<Boolean, List<Rule>> byNeeds =
                  ofTable.stream()
                      .collect(Collectors.partitioningBy(rule -> rule.needs().met(carried)));
              byNeeds
                  .getOrDefault(false, List.of())
                  .forEach(rule -> results.add(RuleResult.notApplicable(rule)));
              List<Rule> runnable = byNeeds.getOrDefault(true, List.of());
              if (!runnable.isEmpty()) {
                results.addAll(pass.run(table, runnable));
              }
            });
    results.sort(Comparator.comparing(result -> result.rule().rule()));
    return results;
  }

  private void refuse(List<RuleResult> results) {
    List<String> holding =
        results.stream().filter(RuleResult::holds).map(RuleResult::said).toList();
    if (!holding.isEmpty()) {
      throw new KithException(
          ExitCode.HELD_BACK,
          "The night of %s is held back by %d %s of data quality. %s."
              .formatted(
                  night.businessDate(),
                  holding.size(),
                  holding.size() == 1 ? "rule" : "rules",
                  String.join("; ", holding)),
          Meaning.NOTHING_PUBLISHED,
          ("Read kith quality --business-date %s, have the owner correct the records at source,"
                  + " then run the night again.")
              .formatted(night.businessDate()));
    }
  }

  /** How many rules ended with each status, and 1 for each rule that could not run, by name. */
  private static Counts counts(List<RuleResult> results) {
    Counts counts = new Counts();
    for (RuleResult.Status status : RuleResult.Status.values()) {
      counts.put(
          status.word(), results.stream().filter(result -> result.status() == status).count());
    }
    results.stream()
        .filter(result -> result.status() == RuleResult.Status.ERROR)
        .forEach(result -> counts.put(ERROR + result.rule().rule(), 1));
    return counts;
  }

  /** The summary line for these counts; empty when every rule passed. */
  public static Optional<String> note(Counts counts) {
    String errors = String.join(", ", counts.ofKind(ERROR).keySet());
    long failed = counts.of(RuleResult.Status.FAIL.word());
    if (failed == 0 && errors.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Data quality rules that fail: %d%s. See kith quality."
            .formatted(failed, errors.isEmpty() ? "" : "; that could not run: " + errors));
  }

  private Dataset<Row> resultRows(List<RuleResult> results) {
    return night
        .lake()
        .spark()
        .createDataFrame(
            results.stream()
                .map(
                    result ->
                        RowFactory.create(
                            result.rule().rule(),
                            result.rule().title(),
                            result.rule().table(),
                            result.rule().severity().word(),
                            result.status().word(),
                            result.checked(),
                            result.failed(),
                            result.rule().thresholdPercent().setScale(2),
                            result.rule().owner(),
                            result.kpis().stream()
                                .map(RuleResult.OfKpi::kpi)
                                .toArray(String[]::new),
                            result.error()))
                .toList(),
            resultColumns());
  }

  /**
   * Not a constant: readers use this class for a path without starting Spark, which parses this
   * type.
   */
  private static StructType resultColumns() {
    return StructType.fromDDL(
        """
        rule string, title string, table_name string, severity string, status string,
        checked bigint, failed bigint, threshold_percent decimal(5,2), owner string,
        kpis array<string>, error string
        """);
  }

  private Dataset<Row> kpiRows(List<RuleResult> results) {
    TableSpec kpiQuality = night.specs().get(Tables.KPI_QUALITY.name());
    List<Row> rows = new ArrayList<>();
    for (RuleResult result : results) {
      for (RuleResult.OfKpi kpi : result.kpis()) {
        Map<String, Object> cells = new HashMap<>();
        cells.put("authority_code", night.authorityCode());
        cells.put("kpi", kpi.kpi());
        cells.put("rule", result.rule().rule());
        cells.put("title", result.rule().title());
        cells.put("severity", result.rule().severity().word());
        cells.put("status", kpi.status().word());
        cells.put("failed", kpi.failed());
        cells.put("checked", kpi.checked());
        cells.put("business_date", Date.valueOf(night.businessDate()));
        cells.put("publication_id", night.publicationId());
        cells.put("simulated", night.simulated());
        rows.add(
            RowFactory.create(
                kpiQuality.columns().stream().map(column -> cells.get(column.name())).toArray()));
      }
    }
    return night.lake().spark().createDataFrame(rows, kpiQuality.schema());
  }

  private ObjectNode file(List<RuleResult> results) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("business_date", night.businessDate().toString())
            .put("simulated", night.simulated());
    ArrayNode rows = node.putArray("rules");
    for (RuleResult result : results) {
      ObjectNode row =
          rows.addObject()
              .put("rule", result.rule().rule())
              .put("title", result.rule().title())
              .put("table", result.rule().table())
              .put("severity", result.rule().severity().word())
              .put("status", result.status().word())
              .put("checked", result.checked())
              .put("failed", result.failed())
              .put("threshold_percent", result.rule().thresholdPercent())
              .put("owner", result.rule().owner())
              .put("error", result.error());
      ArrayNode kpis = row.putArray("kpis");
      result.kpis().forEach(kpi -> kpis.add(kpi.kpi()));
    }
    return node;
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.contract.Project;
import kith.contract.TableName;
import kith.contract.TableSpecs;
import kith.contract.Tables;
import kith.contract.Zone;
import kith.simulate.Shape;
import kith.simulate.Simulation;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same children in the shapes of four scripts: the same facts and KPIs, or none. */
class ShapesTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);

  /** What no case-management system writes. */
  private static final List<String> OTHER_FILES =
      List.of("return_interview", "initial_health_assessment", "hr_worker_month");

  /** Facts and dimensions made of the extract; their specifications say what tells rows apart. */
  private static final List<String> TABLES =
      List.of(
          "fact_care_episode",
          "fact_care_period",
          "fact_placement",
          "fact_legal_status",
          "fact_review",
          "fact_visit",
          "fact_missing_episode",
          "fact_assessment",
          "fact_care_leaver",
          "fact_care_leaver_contact",
          "fact_case_allocation",
          "fact_caseload",
          "fact_workforce",
          "dim_child",
          "dim_worker");

  private static final TableSpecs SPECS = TableSpecs.of(Project.home());

  @TempDir private static Path folder;

  private static final Map<Shape, Lakes> LAKES = new EnumMap<>(Shape.class);

  private static final Map<Shape, RunResult> RESULTS = new EnumMap<>(Shape.class);

  @BeforeAll
  static void oneNightInEachShape() throws IOException {
    for (Shape shape : Shape.values()) {
      Lakes lakes = new Lakes(Files.createDirectories(folder.resolve(name(shape))));
      new Simulation("840", 60, 3, NIGHT, 1, 7, lakes.source(), false, text -> {})
          .withShape(shape)
          .write();
      if (shape == Shape.PLAIN) {
        withoutOtherFiles(lakes.source().resolve(NIGHT.toString()));
      }
      RunResult result =
          Lakes.run(lakes.environment("lake").withShape(name(shape)))
              .run("nightly", Stage.ALL, NIGHT);
      LAKES.put(shape, lakes);
      RESULTS.put(shape, result);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNightInItsShapeIsPublished(Shape shape) {
    RunResult result = RESULTS.get(shape);

    assertThat(result.exitCode().code()).as(result.message()).isZero();
  }

  private static String name(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  private static void withoutOtherFiles(Path night) throws IOException {
    Path marker = night.resolve("_COMPLETE");
    Lakes.write(
        marker,
        Lakes.lines(marker).stream()
            .filter(line -> OTHER_FILES.stream().noneMatch(line::startsWith))
            .toList());
    for (String file : OTHER_FILES) {
      Files.delete(night.resolve(file + ".csv"));
    }
  }

  /**
   * Placements of types that SystemC's script leaves out have no record; Eclipse's maps temporary
   * ones to nothing, so each is a move. Eclipse and Mosaic know care leavers by their latest
   * contact only; in Mosaic an adviser without a referral cannot be told whose adviser it is, and
   * incidents have the times of their workflow.
   */
  private static final Map<Shape, String> NOT_CARRIED =
      Map.of(
          Shape.SYSTEMC,
          """
          fact_care_episode.change_reason
          fact_care_episode.counted_placement_type
          fact_care_episode.distance_miles
          fact_care_episode.placement_found
          fact_care_episode.placement_type
          fact_care_episode.postcode_district
          fact_care_episode.provider
          fact_care_episode.provider_key
          fact_missing_episode.placement_type
          fact_placement.change_reason
          fact_placement.distance_miles
          fact_placement.last_placement_type
          fact_placement.placement_type
          fact_placement.provider
          fact_placement.provider_key
          """,
          Shape.MOSAIC,
          """
          fact_care_leaver.accommodation
          fact_care_leaver.activity
          fact_care_leaver.contact_on
          fact_care_leaver.counts_for_accommodation
          fact_care_leaver.eligibility
          fact_care_leaver.eligibility_method
          fact_care_leaver.excluded_because
          fact_care_leaver.has_current_pathway_plan
          fact_care_leaver.in_cohort
          fact_care_leaver.in_touch
          fact_care_leaver.is_in_education_employment_or_training
          fact_care_leaver.is_suitable
          fact_care_leaver.pathway_plan_on
          fact_care_leaver_contact
          fact_case_allocation
          fact_missing_episode.ended_at
          fact_missing_episode.ended_on
          fact_missing_episode.hours_missing
          fact_missing_episode.started_at
          """,
          Shape.ECLIPSE,
          """
          dim_worker.full_time_equivalent
          dim_worker.role
          fact_care_episode.counted_placement_type
          fact_care_episode.placement_no
          fact_care_episode.placement_type
          fact_care_leaver.accommodation
          fact_care_leaver.activity
          fact_care_leaver.contact_on
          fact_care_leaver.counts_for_accommodation
          fact_care_leaver.eligibility
          fact_care_leaver.eligibility_method
          fact_care_leaver.excluded_because
          fact_care_leaver.has_current_pathway_plan
          fact_care_leaver.in_cohort
          fact_care_leaver.in_touch
          fact_care_leaver.is_in_education_employment_or_training
          fact_care_leaver.is_suitable
          fact_care_leaver.pathway_plan_on
          fact_care_leaver_contact
          fact_caseload.full_time_equivalent
          fact_caseload.is_case_holding_role
          fact_caseload.role
          fact_missing_episode.ended_at
          fact_missing_episode.hours_missing
          fact_missing_episode.placement_type
          fact_missing_episode.started_at
          fact_placement
          fact_visit.due_on
          fact_visit.is_on_time
          fact_visit.placement_no
          fact_visit.previous_visit_on
          fact_workforce.full_time_equivalent
          fact_workforce.role
          """);

  @ParameterizedTest
  @EnumSource(names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
  void theSameChildrenHaveTheSameFactsButForWhatTheShapeDoesNotCarry(Shape shape) {
    Set<String> differing = new TreeSet<>();
    TABLES.forEach(table -> differing.addAll(differing(shape, table, SPECS.get(table).key())));

    assertThat(differing)
        .containsExactlyInAnyOrderElementsOf(NOT_CARRIED.get(shape).strip().lines().toList());
  }

  /** Columns whose values differ, or the whole table where other rows are there. */
  private static Set<String> differing(Shape shape, String table, List<String> keys) {
    Map<List<Object>, Row> plain = rows(Shape.PLAIN, table, keys);
    Map<List<Object>, Row> other = rows(shape, table, keys);
    if (!plain.keySet().equals(other.keySet())) {
      return Set.of(table);
    }
    Set<String> differing = new TreeSet<>();
    plain.forEach(
        (key, row) -> {
          for (String column : row.schema().fieldNames()) {
            boolean tellsOfRecords = column.equals("flags") || column.equals("source_rows");
            if (!tellsOfRecords
                && !Objects.equals(row.getAs(column), other.get(key).getAs(column))) {
              differing.add(table + "." + column);
            }
          }
        });
    return differing;
  }

  private static Map<List<Object>, Row> rows(Shape shape, String table, List<String> keys) {
    Map<List<Object>, Row> rows = new HashMap<>();
    for (Row row : table(shape, new TableName(Zone.WAREHOUSE, table)).collectAsList()) {
      rows.put(keys.stream().map(key -> (Object) row.getAs(key)).toList(), row);
    }
    return rows;
  }

  private static Dataset<Row> table(Shape shape, TableName table) {
    return LAKES.get(shape).table("lake", table);
  }

  @ParameterizedTest
  @CsvSource({"SYSTEMC", "MOSAIC", "ECLIPSE"})
  void theSameChildrenGiveTheSameKpisOrNone(Shape shape) {
    Map<List<Object>, String> plain = kpis(Shape.PLAIN);
    Map<List<Object>, String> other = kpis(shape);

    assertThat(other.keySet()).isEqualTo(plain.keySet());
    assertThat(
            other.entrySet().stream()
                .filter(kpi -> !kpi.getValue().contains("not_available"))
                .filter(kpi -> !kpi.getValue().equals(plain.get(kpi.getKey())))
                .map(kpi -> kpi.getKey() + " " + kpi.getValue() + ": " + plain.get(kpi.getKey()))
                .toList())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, rhi_completed_pct",
    "SYSTEMC, rhi_completed_pct",
    "MOSAIC, cl_accom_1718_pct cl_accom_1921_pct cl_eet_1718_pct cl_eet_1921_pct rhi_completed_pct",
    "ECLIPSE, cl_accom_1718_pct cl_accom_1921_pct cl_eet_1718_pct cl_eet_1921_pct"
        + " cla_kinship_foster_pct placement_3plus_pct placement_longterm_pct rhi_completed_pct sw_avg_caseload"
        + " sw_caseload_under25_pct"
  })
  void whatAShapeDoesNotCarryIsNotAvailable(Shape shape, String expected) {
    Set<String> notAvailable =
        kpis(shape).entrySet().stream()
            .filter(kpi -> kpi.getValue().contains("not_available"))
            .map(kpi -> kpi.getKey().get(0).toString())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(String.join(" ", notAvailable)).isEqualTo(expected);
  }

  /** Numerator, denominator, value and status by KPI, period and day. */
  private static Map<List<Object>, String> kpis(Shape shape) {
    Map<List<Object>, String> kpis = new HashMap<>();
    for (Row row :
        table(shape, Tables.KPI_QUARTERLY)
            .select("kpi", "period_type", "as_at", "numerator", "denominator", "value", "status")
            .collectAsList()) {
      kpis.put(
          List.of(row.get(0), row.get(1), row.get(2)),
          row.get(3) + " of " + row.get(4) + " = " + row.get(5) + " " + row.getString(6));
    }
    return kpis;
  }

  @Test
  void whatNoScriptWritesIsInNoShape() {
    for (Shape shape : List.of(Shape.SYSTEMC, Shape.MOSAIC, Shape.ECLIPSE)) {
      assertThat(LAKES.get(shape).source().resolve(NIGHT.toString()))
          .isDirectoryNotContaining("regex:.*/(return|initial|hr)_.*");
      assertThat(LAKES.get(shape).source().resolve("truth.json"))
          .content()
          .contains("\"shape\": \"" + name(shape) + "\"");
    }
  }
}

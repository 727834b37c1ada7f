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
import kith.marts.KpiDefinitions;
import kith.project.Project;
import kith.simulate.Shape;
import kith.simulate.Simulation;
import kith.source.Availability;
import kith.source.Carried;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.table.TableName;
import kith.table.TableSpecs;
import kith.table.Tables;
import kith.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The same children in the shapes of four scripts: the same facts and KPIs, or none. */
@Tag("long")
@Tag("part-2")
class ShapesTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);

  /** What no case-management system writes. */
  private static final List<String> OTHER_FILES =
      List.of("return_interview", "initial_health_assessment", "hr_worker_month");

  /**
   * Facts and dimensions built from the extract; their specifications say what identifies a row.
   */
  private static final List<String> TABLES =
      List.of(
          "fact_care_episode",
          "fact_care_period",
          "fact_placement",
          "fact_adoption",
          "fact_legal_status",
          "fact_review",
          "fact_visit",
          "fact_care_plan",
          "fact_missing_episode",
          "fact_assessment",
          "fact_offence",
          "fact_substance_misuse",
          "fact_care_leaver",
          "fact_care_leaver_contact",
          "fact_case_allocation",
          "fact_worker_allocation",
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

  @ParameterizedTest
  @EnumSource(names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
  void theSameChildrenHaveTheSameFactsButForWhatTheShapeDoesNotCarry(Shape shape) {
    ShapeGaps gaps = new ShapeGaps(table -> List.copyOf(rows(Shape.PLAIN, table).values()));
    Set<String> differing = new TreeSet<>();
    Set<String> unexplained = new TreeSet<>();

    for (String table : TABLES) {
      compare(
          rows(Shape.PLAIN, table),
          rows(shape, table),
          (column, plain, other) -> {
            differing.add(table + "." + column);
            if (!gaps.explain(shape, table, column, plain, other)) {
              unexplained.add(table + "." + column + ": " + plain + " and " + other);
            }
          });
    }

    assertThat(unexplained).isEmpty();
    assertThat(differing).isEqualTo(gaps.columns(shape));
  }

  /** Receives each column in which two rows differ, and each row of one shape only. */
  private interface Difference {
    void found(String column, Row plain, Row other);
  }

  private static void compare(
      Map<List<Object>, Row> plain, Map<List<Object>, Row> other, Difference difference) {
    plain.forEach(
        (key, row) -> {
          if (!other.containsKey(key)) {
            difference.found(ShapeGaps.MISSING, row, row);
            return;
          }
          for (String column : row.schema().fieldNames()) {
            boolean isSame = Objects.equals(row.getAs(column), other.get(key).getAs(column));
            if (!isSame && !column.equals("source_rows")) {
              difference.found(column, row, other.get(key));
            }
          }
        });
    other.forEach(
        (key, row) -> {
          if (!plain.containsKey(key)) {
            difference.found(ShapeGaps.NEW, row, row);
          }
        });
  }

  /** The rows of a table, by what identifies them in every shape: not all shapes have times. */
  private static Map<List<Object>, Row> rows(Shape shape, String table) {
    List<String> keys =
        table.equals("fact_missing_episode")
            ? List.of("authority_code", "child_key", "incident_no")
            : SPECS.get(table).key();
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
  void whatAShapeDoesNotCarryIsNotAvailable(Shape shape, String named) {
    Carried inShape =
        Carried.of(
            Project.home(),
            SourceSystem.of(Project.home(), "ssd"),
            Availability.of(Project.home(), "ssd")
                .in(SourceShape.of(Project.home(), "ssd", name(shape))),
            Set.of());
    Set<String> expected = new TreeSet<>(List.of(named.split(" ")));
    KpiDefinitions.of(Project.home()).all().stream()
        .filter(kpi -> !kpi.isAvailable(inShape))
        .forEach(kpi -> expected.add(kpi.kpi()));

    Set<String> notAvailable =
        kpis(shape).entrySet().stream()
            .filter(kpi -> kpi.getValue().contains("not_available"))
            .map(kpi -> kpi.getKey().get(0).toString())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(notAvailable).isEqualTo(expected);
  }

  /** Numerator, denominator, value and status by KPI, period and day. */
  private static Map<List<Object>, String> kpis(Shape shape) {
    Map<List<Object>, String> kpis = new HashMap<>();
    for (Row row :
        table(shape, Tables.KPI_QUARTERLY)
            .where("breakdown is null")
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

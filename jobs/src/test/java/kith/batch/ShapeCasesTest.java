package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.cases.SharedCases;
import kith.project.Project;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Zone;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shared cases of single systems, as whole nights. */
@Tag("long")
@Tag("part-1")
class ShapeCasesTest {

  @TempDir private static Path folder;

  private static Lakes lakes;
  private static Map<String, String> base;

  @BeforeAll
  static void theNightWithoutACase() {
    lakes = new Lakes(folder);
    SharedCases.night(lakes.source());
    RunResult result = run(Project.home(), "base", "plain");
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    base = kpis("base");
  }

  private static RunResult run(Project project, String lake, String shape) {
    Path source = lake.equals("base") ? lakes.source() : folder.resolve("cases-" + lake);
    return Lakes.run(project, lakes.environment(lake).with(null, source).withShape(shape))
        .run("nightly", Stage.ALL, SharedCases.NIGHT);
  }

  private static Map<String, String> kpis(String lake) {
    Map<String, String> kpis = new HashMap<>();
    for (Row row :
        lakes
            .table(lake, Tables.KPI_QUARTERLY)
            .where("breakdown is null and as_at = date'" + SharedCases.NIGHT + "'")
            .select("kpi", "period_type", "numerator", "denominator", "status")
            .collectAsList()) {
      kpis.put(row.get(0) + " " + row.get(1), row.get(2) + " of " + row.get(3) + " " + row.get(4));
    }
    return kpis;
  }

  private static long rows(String lake, String table) {
    return lakes.table(lake, new TableName(Zone.WAREHOUSE, table)).count();
  }

  /** Available figures of a lake that differ from those of the night without a case. */
  private static List<String> otherThanBase(String lake) {
    return kpis(lake).entrySet().stream()
        .filter(kpi -> !kpi.getValue().contains("not_available"))
        .filter(kpi -> !kpi.getValue().equals(base.get(kpi.getKey())))
        .map(kpi -> kpi + " and was " + base.get(kpi.getKey()))
        .toList();
  }

  @Test
  void systemcsWordsAndStrangersGiveTheFiguresOfTheBase() {
    SharedCases.night(folder.resolve("cases-systemc"), "k1-systemc", "k1b-placements-of-strangers");

    RunResult result = run(Project.home(), "systemc", "systemc");

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    // The case takes the day of the plan from two contacts in five.
    assertThat(otherThanBase("systemc"))
        .singleElement()
        .asString()
        .startsWith("cl_pathway_plan_pct ");
    assertThat(kpis("systemc"))
        .hasEntrySatisfying(
            "rhi_completed_pct QTR", figure -> assertThat(figure).contains("not_available"));
  }

  @Test
  void strangersThatNoShapeDeclaresHoldTheNight() {
    SharedCases.night(folder.resolve("cases-strangers"), "k1b-placements-of-strangers");

    assertThat(run(Project.home(), "strangers", "plain").exitCode().code()).isEqualTo(4);
  }

  /** The columns of Mosaic with the ends of the base, as a council's own script may write them. */
  @Test
  void mosaicsColumnsGiveTheFiguresOfTheBase() throws IOException {
    SharedCases.night(folder.resolve("cases-mosaic"), "k2-mosaic-columns");
    Project own = projectWith("own", withoutEndsAndHistory("mosaic"));

    RunResult result = run(own, "mosaic", "own");

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(otherThanBase("mosaic")).isEmpty();
  }

  @Test
  void theSameNightInAnotherShapeIsNotAlreadyDoneAndIsHeldWithTheSettingNamed() {
    RunResult result = run(Project.home(), "base", "mosaic");

    assertThat(result.exitCode().code()).isEqualTo(4);
    assertThat(result.message())
        .contains("ends: cla_episodes in conf/sources/ssd/shapes/mosaic.yaml");
  }

  @Test
  void eclipsesAddressesAndDaysGiveTheFiguresOfTheBase() {
    SharedCases.night(folder.resolve("cases-eclipse"), "k3-eclipse");

    RunResult result = run(Project.home(), "eclipse", "eclipse");

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    assertThat(otherThanBase("eclipse")).isEmpty();
    for (String fact : List.of("fact_placement", "fact_missing_episode")) {
      assertThat(rows("eclipse", fact)).as(fact).isEqualTo(rows("base", fact));
    }
  }

  /**
   * 90101's ends are the day before the next start, 90102's are on it: the same facts recorded in
   * two ways.
   */
  @Test
  void twoHabitsOfTellingAnEndGiveOnePeriodOfCareEach() {
    SharedCases.night(folder.resolve("cases-days"), "01-ends-day-before");

    RunResult result = run(Project.home(), "days", "plain");

    assertThat(result.exitCode().code()).as(result.message()).isZero();
    String start = "cla_start_count R12";
    assertThat(kpis("days").get(start)).isEqualTo(base.get(start));
    assertThat(rows("days", "fact_care_period")).isEqualTo(rows("base", "fact_care_period") + 2);
    assertThat(rows("days", "fact_placement")).isEqualTo(rows("base", "fact_placement") + 4);
  }

  private static String withoutEndsAndHistory(String shape) throws IOException {
    Path file = Project.home().conf().resolve("sources/ssd/shapes/" + shape + ".yaml");
    return Files.readString(file)
        .replaceAll("(?m)^ends:\\R(  .*\\R)+", "")
        .replaceAll("(?m)^latest_only:\\R(  .*\\R?)+", "");
  }

  /** This project with another shape beside the shipped ones. */
  private static Project projectWith(String shape, String text) throws IOException {
    Path root = Files.createDirectories(folder.resolve("project"));
    Project project = Project.home();
    Files.createSymbolicLink(root.resolve("sql"), project.sql());
    for (Path file : Lakes.files(project.conf())) {
      Path copy = root.resolve(project.root().relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    Files.writeString(root.resolve("conf/sources/ssd/shapes/" + shape + ".yaml"), text);
    return new Project(root);
  }
}

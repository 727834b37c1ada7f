package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.cases.ProjectCopy;
import kith.marts.AttackedLake;
import kith.marts.NarrowedNight;
import kith.marts.TotalsOfBands;
import kith.marts.disclosure.Attack;
import kith.marts.disclosure.ChangeAttack;
import kith.postcode.PostcodeLoad;
import kith.project.Project;
import kith.simulate.InventedPostcodes;
import kith.simulate.Simulation;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks all that nights have left in the published folder (R13). */
class AttackedNightsTest {

  /** The nights before tonight whose publications are still below published/. */
  private static final int HELD_NIGHTS = 7;

  /** Not deleted: the one Spark session of all tests goes on to use what the first night set up. */
  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER)
  private Path folder;

  private static Attack.Finding attack(Lakes lakes) throws Exception {
    return AttackedLake.on(
        Project.home(), List.of(lakes.table("lake", Tables.KPI_QUARTERLY)), published(lakes));
  }

  private static List<Dataset<Row>> published(Lakes lakes) throws Exception {
    try (Stream<Path> below = Files.list(lakes.root("lake").path().resolve("published"))) {
      return below
          .filter(Files::isDirectory)
          .sorted()
          .map(one -> one.resolve("kpi_published.parquet").toString())
          .map(one -> SparkTest.spark().read().parquet(one))
          .toList();
    }
  }

  @Test
  void threeNightsOfAVerySmallAuthorityGiveNoSmallCountAway() throws Exception {
    Attack.Finding finding = attack(ThreeNights.made().lakes());

    assertThat(finding.counts()).isGreaterThan(500);
    assertThat(finding.narrow()).isEmpty();
  }

  @Test
  @Tag("long")
  @Tag("part-3")
  void theDemoGivesNoSmallCountAndNoSmallChangeAway() throws Exception {
    Lakes lakes = TheDemo.made();

    Attack.Finding finding = attack(lakes);
    ChangeAttack.Finding changes = AttackedLake.onChanges(published(lakes));

    assertThat(published(lakes)).hasSize(3);
    assertThat(finding.counts()).isGreaterThan(2000);
    assertThat(finding.narrow()).isEmpty();
    assertThat(changes.changed()).isPositive();
    assertThat(changes.small()).isEmpty();
  }

  /**
   * With all files of other systems and all postcodes, so that no KPI is missing, and with the KPI
   * of docs/add-a-kpi.md and the breakdown of docs/add-a-breakdown.md, which are hidden as well as
   * the others. The second one is as large as the demo.
   */
  @ParameterizedTest
  @ValueSource(ints = {60, 1200})
  @Tag("long")
  @Tag("part-1")
  void aNightOfSixYearsGivesNoSmallCountAway(int childrenInCare) throws Exception {
    Project project = ProjectCopy.withKpiAndBreakdown(folder.resolve("project"));
    Lakes lakes = new Lakes(folder);
    Simulation.into(lakes.source(), Lakes.LAST_NIGHT)
        .withChildrenInCare(childrenInCare)
        .withYears(6)
        .withSeed(7)
        .writeWithOtherFiles();
    new PostcodeLoad(project, lakes.environment("lake"))
        .load(
            InventedPostcodes.write(folder.resolve("directory.csv")), "2025-08", Lakes.LAST_NIGHT);
    RunResult result =
        Lakes.run(project, lakes.environment("lake")).run("nightly", Stage.ALL, Lakes.LAST_NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    Dataset<Row> exact = lakes.table("lake", Tables.KPI_QUARTERLY);
    assertThat(exact.where("status = 'not_available'").select("kpi").distinct().collectAsList())
        .isEmpty();
    assertThat(exact.where("kpi = 'cla_residential_school_pct'").isEmpty()).isFalse();
    assertThat(exact.where("breakdown = 'first_time_in_care'").select("kpi").distinct().count())
        .isGreaterThan(30);

    Attack.Finding finding = AttackedLake.on(project, List.of(exact), published(lakes));

    assertThat(finding.counts()).isGreaterThan(2000);
    assertThat(finding.narrow()).isEmpty();
    if (childrenInCare > 1000) {
      List<String> repeated = TotalsOfBands.in(exact);
      assertThat(repeated).anyMatch(one -> one.contains("cla_foster_pct"));
      assertThat(TotalsOfBands.shownIn(exact, published(lakes).get(0))).isEmpty();
    }
  }

  /**
   * Nights between which many children come and go, as where records are entered late and taken
   * back: what changes from one publication to any other.
   */
  @Test
  @Tag("long")
  @Tag("part-3")
  void nightsInWhichManyChildrenComeAndGoShowNoSmallChange() throws Exception {
    Lakes lakes = new Lakes(folder).simulate(150, 2);
    Path whole = lakes.source().resolve(Lakes.LAST_NIGHT.toString());
    int[] percent = {80, 92, 81, 100};
    for (int night = 0; night < percent.length; night++) {
      LocalDate date = Lakes.LAST_NIGHT.plusDays(night);
      copyPart(whole, folder.resolve("parts").resolve(date.toString()), percent[night]);
      RunResult result =
          Lakes.run(lakes.environment("lake").with(null, folder.resolve("parts")))
              .run("nightly", Stage.ALL, date);
      assertThat(result.exitCode().code()).as(result.message()).isZero();
    }

    ChangeAttack.Finding finding = AttackedLake.onChanges(published(lakes));

    assertThat(finding.changed()).isGreaterThan(300);
    assertThat(finding.changedRests()).isPositive();
    assertThat(finding.small()).isEmpty();
    assertThat(attack(lakes).narrow()).isEmpty();
  }

  /**
   * Twenty nights in a row, over the end of a year, each with a share of the children of one real
   * night, all KPIs at hand. Readers may hold the publications of the last seven days.
   */
  @Test
  @Tag("long")
  @Tag("part-2")
  void twentyNightsGiveNeitherASmallCountNorASmallChangeAway() throws Exception {
    Lakes lakes = new Lakes(folder);
    LocalDate last = LocalDate.of(2025, 4, 12);
    Simulation.into(lakes.source(), last)
        .withChildrenInCare(60)
        .withYears(2)
        .withSeed(7)
        .writeWithOtherFiles();
    RunResult result = lakes.nightly("lake", last);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    List<Dataset<Row>> published = new ArrayList<>();
    List<Dataset<Row>> exact = new ArrayList<>();
    int changed = 0;
    int counts = 0;
    for (int night = 0; night < 20; night++) {
      int percent = 80 + night * 13 % 21;
      List<Dataset<Row>> held =
          List.copyOf(published.subList(Math.max(0, night - HELD_NIGHTS), night));
      Map<TableName, Dataset<Row>> tonight =
          new NarrowedNight(lakes.inputs("lake"), percent, folder.resolve(String.valueOf(night)))
              .figures(last.minusDays(19 - night), held);
      published.add(tonight.get(Tables.KPI_PUBLISHED));
      exact.add(tonight.get(Tables.KPI_QUARTERLY));

      List<Dataset<Row>> all = new ArrayList<>(held);
      all.add(tonight.get(Tables.KPI_PUBLISHED));
      ChangeAttack.Finding changes = AttackedLake.onChanges(all);
      Attack.Finding finding =
          AttackedLake.on(Project.home(), exact.subList(night - held.size(), night + 1), all);
      assertThat(changes.small()).as("night %d", night).isEmpty();
      assertThat(finding.narrow()).as("night %d", night).isEmpty();
      changed += changes.changed();
      counts += finding.counts();
    }

    assertThat(quarterEnds(published.get(19))).isEqualTo(quarterEnds(published.get(0)) + 1);
    assertThat(changed).isGreaterThan(500);
    assertThat(counts).isGreaterThan(20 * 1000);
  }

  private static long quarterEnds(Dataset<Row> published) {
    return published.select("as_at").distinct().count();
  }

  /** Copies an extract with all records of this share of the people, and the marker's counts. */
  private static void copyPart(Path whole, Path part, int percent) throws IOException {
    Files.createDirectories(part);
    List<String> marker = new ArrayList<>(Files.readAllLines(whole.resolve("_COMPLETE")));
    Map<String, String> byLegacyNumber =
        CsvFile.read(whole.resolve("ssd_person.csv")).stream()
            .collect(Collectors.toMap(person -> person[0], person -> person[1], (one, two) -> one));
    for (Path file : Lakes.files(whole)) {
      String name = file.getFileName().toString();
      if (name.endsWith(".csv")) {
        List<String[]> records = new ArrayList<>(CsvFile.read(file));
        int person = personColumn(records.get(0));
        List<String[]> kept =
            records.stream()
                .filter(
                    record ->
                        person < 0
                            || record == records.get(0)
                            || isIn(
                                byLegacyNumber.getOrDefault(record[person], record[person]),
                                percent))
                .toList();
        CsvFile.write(part.resolve(name), kept);
        String table = name.replace(".csv", "");
        marker.replaceAll(
            line -> line.startsWith(table + ",") ? table + "," + (kept.size() - 1) : line);
      }
    }
    marker.replaceAll(
        line -> line.startsWith("business_date,") ? "business_date," + part.getFileName() : line);
    Files.write(part.resolve("_COMPLETE"), marker);
  }

  private static boolean isIn(String person, int percent) {
    return Math.floorMod(person.hashCode() * 31, 100) < percent;
  }

  private static int personColumn(String[] header) {
    for (int column = 0; column < header.length; column++) {
      if (header[column].endsWith("person_id")) {
        return column;
      }
    }
    return -1;
  }
}

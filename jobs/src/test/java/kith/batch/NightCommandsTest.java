package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.Project;
import kith.table.Tables;
import kith.testing.Pages;
import kith.testing.Said;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say of the nights in a lake. */
class NightCommandsTest {

  private static final LocalDate LAST = Lakes.LAST_NIGHT;

  private static Lakes lakes;

  @TempDir private Path folder;

  @BeforeAll
  static void theNights() throws Exception {
    lakes = ThreeNights.made().lakes();
  }

  @Test
  void sqlAnswersByPlainNamesInEveryFormat() {
    String query =
        "select count(*) as kpis, max(simulated) as simulated from dim_kpi, kpi_quarterly";

    assertThat(
            said(
                "sql",
                "-e",
                "select kpi, unit from dim_kpi where kpi = 'cla_count'",
                "--format",
                "csv"))
        .isEqualTo("0\nkpi,unit\ncla_count,children\n");
    assertThat(
            said(
                "sql",
                "-e",
                "select kpi, unit from dim_kpi where kpi = 'cla_count'",
                "--format",
                "json"))
        .isEqualTo("0\n[\n  {\"kpi\":\"cla_count\",\"unit\":\"children\"}\n]\n");
    assertThat(said("sql", "-e", query))
        .contains("simulated")
        .contains("true")
        .contains("(1 rows)");
  }

  @Test
  void sqlRunsSeveralStatementsOfAFileOrNone() throws Exception {
    Path file = folder.resolve("several.sql");
    Files.writeString(
        file,
        "-- two; queries\nselect kpi from dim_kpi where kpi = 'cla_count';\nshow tables like"
            + " 'dim_kpi';\n");
    assertThat(said("sql", "-f", file.toString(), "--format", "csv"))
        .isEqualTo("0\nkpi\ncla_count\n\nzone,table\nwarehouse,dim_kpi\n");

    Files.writeString(file, "select kpi from dim_kpi; drop table dim_kpi");
    assertThat(said("sql", "-f", file.toString()))
        .startsWith("2\nStatement 2: ")
        .doesNotContain("cla_count");

    assertThat(said("sql", "-e", "describe kpi_quarterly")).startsWith("0\n").contains("as_at");
  }

  @Test
  void sqlOpensGuardedZonesOnlyWhenAsked() {
    assertThat(said("sql", "-e", "select count(*) as people from child_birth"))
        .startsWith("2\n")
        .contains("--zone restricted");
    assertThat(
            said("sql", "-e", "select count(*) as people from child_birth", "--zone", "restricted"))
        .startsWith("0\n");
    assertThat(said("sql", "-e", "drop table kpi_quarterly")).startsWith("2\n");
    assertThat(said("sql", "-e", "select * from text.`" + lakes.folder().resolve("secret") + "`"))
        .startsWith("2\n");
    assertThat(said("sql", "-e", "with own as (select 1 as one) select * from own"))
        .startsWith("0\n");
    assertThat(said("sql", "-e", "select (select count(*) from child_birth) as people"))
        .startsWith("2\n");
    assertThat(said("sql", "-e", "select java_method('java.lang.System', 'getenv', 'HOME')"))
        .startsWith("2\n");
    assertThat(said("sql", "-e", "select cast(kpi as date) from dim_kpi"))
        .startsWith("2\n")
        .doesNotContain("cla_count");
    assertThat(said("sql", "-f", folder.resolve("no such file").toString())).startsWith("2\n");
    assertThat(said("sql", "-e", "select nothing from kpi_quarterly")).startsWith("2\n");
  }

  @Test
  void statusShowsWhatIsPublishedTheRunsAndTheTotals() {
    assertThat(said("status"))
        .startsWith("0\n")
        .contains("SIMULATED")
        .contains(lakes.published("lake").id())
        .contains("nightly")
        .contains("ssd_cla_episodes")
        .contains("all tables");
  }

  @Test
  void qualityListsWhatTheRulesSaidWithoutAnEngine() {
    assertThat(said("quality"))
        .startsWith("0\nQuality of the records of " + LAST + ", SIMULATED\n")
        .contains("night_without_children_in_care")
        .contains("children in care team");
    assertThat(said("quality", "--business-date", LAST.minusDays(2).toString()))
        .startsWith("0\nQuality of the records of " + LAST.minusDays(2));
    assertThat(said("quality", "--failed")).doesNotContain("\npass");
    assertThat(said("quality", "--business-date", "2020-01-01"))
        .startsWith("2\n")
        .contains("have not run for");
  }

  /** Page, PDF and workbook, of what is published and with the same bytes each time. */
  @Test
  void reportWritesThePackOfWhatIsPublished() throws Exception {
    Path first = folder.resolve("first pack");
    Path second = folder.resolve("second pack");
    String children =
        lakes
            .table("lake", Tables.KPI_PUBLISHED)
            .where("kpi = 'cla_count' and breakdown is null")
            .where("as_at = '2025-09-30'")
            .selectExpr("string(int(value))")
            .first()
            .getString(0);

    assertThat(said("report", "--out", first.toString())).startsWith("0\n");
    assertThat(said("report", "--out", second.toString())).startsWith("0\n");

    for (String ending : List.of("html", "pdf", "xlsx")) {
      String file = "pack-840-2025-09-30." + ending;
      assertThat(Files.mismatch(first.resolve(file), second.resolve(file))).isEqualTo(-1);
    }
    assertThat(Files.readString(first.resolve("pack-840-2025-09-30.html")))
        .contains("SIMULATED", "data-label=\"Now\">" + children + "</td>");
    assertThat(said("report", "--as-at", "2019-06-30")).startsWith("2\n").contains("2025-09-30");
  }

  /**
   * The pages' examples that read a lake can read any lake; their files are named from the
   * project's folder, and what they write goes elsewhere.
   */
  @Test
  void theExamplesOfThePagesRun() {
    Set<String> reading = Set.of("status", "quarantine", "quality", "sql", "scorecard");
    List<String[]> examples =
        Pages.examples().stream()
            .filter(words -> reading.contains(words[0]))
            .filter(words -> !List.of(words).contains("--lake"))
            .toList();
    assertThat(examples).hasSizeGreaterThan(8);
    Path root = Project.home().root();
    for (String[] words : examples) {
      String[] ofThisLake =
          Stream.of(words)
              .map(word -> word.replaceAll("20\\d\\d-\\d\\d-\\d\\d", LAST.toString()))
              .map(word -> word.startsWith("sql/") ? root.resolve(word).toString() : word)
              .map(word -> word.endsWith(".duckdb") ? folder.resolve(word).toString() : word)
              .toArray(String[]::new);
      assertThat(said(ofThisLake)).as(String.join(" ", words)).startsWith("0\n");
    }
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command :
        List.of(
            "demo",
            "nightly",
            "extract",
            "conform",
            "marts",
            "publish",
            "backfill",
            "check",
            "scorecard",
            "status",
            "quality",
            "quarantine",
            "bench",
            "sql",
            "dictionary",
            "docs",
            "simulate")) {
      assertThat(plain(command, "--help")).startsWith("0\n").contains("Usage: kith " + command);
    }
    assertThat(plain("nightly", "--business-date", "yesterday")).startsWith("3\n");
    assertThat(plain("nonsense")).startsWith("2\n");
  }

  /** Exit code and output of a command on the lake. */
  private static String said(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--lake", lakes.root("lake").path().toString()));
    return plain(all.toArray(String[]::new));
  }

  private static String plain(String... arguments) {
    Said said = Said.by(arguments);
    return said.code() + "\n" + said.text();
  }
}

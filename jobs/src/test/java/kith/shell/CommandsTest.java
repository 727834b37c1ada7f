package kith.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kith.marts.KpiInWords;
import kith.project.Project;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands of the shell: what tables and KPIs mean, other nights, other zones. */
class CommandsTest {

  private Typist typist;

  @BeforeEach
  void open() {
    typist = new Typist(ShellLake.made().reading());
  }

  @AfterEach
  void close() {
    typist.close();
  }

  @Test
  void helpNamesEveryCommand() {
    String help = typist.ask("\\?");

    Commands.HELP.forEach((name, text) -> assertThat(help).contains("\\" + name).contains(text));
    assertThat(typist.ask("help")).contains("\\kpi");
  }

  @Test
  void tablesAreListedWithWhatTheyHold() {
    assertThat(typist.ask("\\d"))
        .containsPattern("marts +kpi_quarterly +one row per authority, KPI, period type")
        .containsPattern("warehouse +placement_nights +view: one row per row of fact_placement")
        .doesNotContain("child_birth")
        .contains("(7 tables and views; ");
  }

  @Test
  void aTableIsToldWithGrainKeyTypesAndMeaning() {
    assertThat(typist.ask("\\d fact_placement"))
        .contains("fact_placement, zone warehouse: one row per child and unbroken placement")
        .contains("\nKey: authority_code, child_key, ")
        .containsPattern("left_on +date +yes +")
        .containsPattern("flag +raised when\n")
        // What this publication does not store is not told.
        .doesNotContain("distance_miles");
    assertThat(typist.ask("\\d PLACEMENT_NIGHTS;"))
        .contains("view: ")
        .contains("\nReads: fact_placement, source_night\n");
    assertThat(typist.ask("\\d fact_placment"))
        .contains("There is no table fact_placment in the zones that are open;")
        .contains("the nearest is 'fact_placement'");
  }

  @Test
  void aTableWithoutASpecificationIsToldByItsZone() {
    typist.ask("\\zone raw");

    assertThat(typist.ask("\\d ssd_person"))
        .contains("ssd_person, zone raw: one row per record and night")
        .containsPattern("pers_forename +string\n");
  }

  @Test
  void aTableOfRunsIsToldLikeAnyOther() {
    typist.ask("\\zone ops");

    assertThat(typist.ask("\\d"))
        .containsPattern("ops +quality_result +one row per night and rule of data quality\n");
    assertThat(typist.ask("\\d quality_result"))
        .contains("quality_result, zone ops: one row per night and rule of data quality")
        .contains("\nKey: business_date, rule\n")
        .containsPattern("failed +bigint +never +records that break it")
        .containsPattern("error +string +yes +class of the error");
    assertThat(typist.ask("describe quality_result;"))
        .containsPattern("failed +bigint +records that break it");
  }

  @Test
  void aKpiIsDefinedInWords() {
    Map<String, String> definition =
        KpiInWords.of(Project.home()).definition("placement_3plus_pct");

    assertThat(definition)
        .containsEntry("Title", "Children looked after with three or more placements in the year")
        .containsEntry(
            "Counts",
            "one row per child looked after at the end of the as-at date (population looked_after)")
        .containsEntry("Left out", "children looked after only for a series of short breaks")
        .containsEntry("Windows", "12 months (R12)")
        .containsEntry(
            "Value",
            "100 times the numerators, divided by the denominators (percent); a lower value is better")
        .containsEntry(
            "Benchmark",
            "series placement_3plus_pct, for England, the region, the statistical neighbours,"
                + " compared with R12");
    assertThat(definition.get("Source")).startsWith("Children looked after in England");
    assertThat(definition.get("Rule version")).matches("[0-9a-f]{8}");
    assertThat(typist.ask("\\kpi placement_3plus_pct"))
        .contains("\nplacement_3plus_pct\n  Title        Children looked after with three")
        .contains("\n  Rule version " + definition.get("Rule version"))
        .contains("the figures of 2026-04-02 do not have this KPI");
  }

  @Test
  void aKpiThatIsMisspeltIsNamed() {
    assertThat(typist.ask("\\kpi cla_cuont"))
        .contains("There is no KPI cla_cuont; the nearest is 'cla_count'.");
    assertThat(typist.ask("\\kpi")).containsPattern("cla_count +Children looked after\n");
    assertThat(typist.ask("\\kpi CLA_Count"))
        .contains("\ncla_count\n  Title        Children looked");
  }

  @Test
  void figuresOfAnotherRuleVersionAreNoted() {
    assertThat(typist.ask("\\kpi cla_count")).doesNotContain("the figures of");

    typist.ask("\\as-of 2026-03-31");

    assertThat(typist.ask("\\kpi cla_count"))
        .contains("the figures of 2026-03-31 follow version aaaaaaaa of the rule");
  }

  @Test
  void anEarlierPublicationCanBeRead() {
    assertThat(typist.ask("\\as-of"))
        .contains("\n  " + ShellLake.EARLIER + "\n* " + ShellLake.LATEST + "\n");
    assertThat(typist.ask("select count(*) as n from fact_placement;")).contains("\n3\n");

    assertThat(typist.ask("\\as-of 2026-03-31"))
        .contains("Queries now read the publication " + ShellLake.EARLIER);

    assertThat(typist.ask("select count(*) as n from fact_placement;")).contains("\n2\n");
    assertThat(typist.ask("select max(business_date) as night from source_night;"))
        .contains("\n2026-03-31\n");
    assertThat(typist.screen()).endsWith("2026-03-31> ");
    assertThat(typist.ask("\\as-of 2026-04-01"))
        .contains("There is no publication of 2026-04-01 in this lake.")
        .contains(ShellLake.EARLIER + ", " + ShellLake.LATEST);
    assertThat(typist.ask("select count(*) as n from fact_placement;")).contains("\n2\n");
    typist.ask("\\as-of latest");
    assertThat(typist.ask("select count(*) as n from fact_placement;")).contains("\n3\n");
    typist.ask("\\as-of " + ShellLake.EARLIER);
    assertThat(typist.ask("select count(*) as n from fact_placement;")).contains("\n2\n");
  }

  @Test
  void aZoneIsOpenUntilItIsClosed() {
    String births = "select count(*) as births from child_birth;";
    assertThat(typist.ask("\\zone"))
        .contains("Open: warehouse, marts.")
        .contains("Closed: raw, quarantine, restricted, reference, ops.");
    assertThat(typist.ask(births)).contains("is in the zone restricted");

    assertThat(typist.ask("\\zone restricted")).contains("Open: restricted, warehouse, marts.");

    assertThat(typist.screen()).endsWith("2026-04-02 +restricted> ");
    assertThat(typist.ask(births)).contains("\nbirths\n1\n");
    typist.ask("\\zone -restricted");
    assertThat(typist.screen()).endsWith("2026-04-02> ");
    assertThat(typist.ask(births)).contains("is in the zone restricted");
    assertThat(typist.ask("\\zone nowhere")).contains("There is no zone nowhere.");
    assertThat(typist.ask("\\zone -marts")).contains("The zone marts is always open.");
  }
}

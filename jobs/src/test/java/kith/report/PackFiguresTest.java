package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import kith.marts.KpiDefinition;
import kith.marts.KpiDefinitions;
import kith.project.Project;
import kith.project.Yaml;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the pack shows figures of others, targets, and what may still change. */
class PackFiguresTest {

  @TempDir private static Path folder;
  private static Pack pack;
  private static String page;

  @BeforeAll
  static void build() {
    pack = InventedPack.of(InventedPublication.in(folder, true));
    page = new PackHtml(Project.home()).page(pack);
  }

  /** The published tables hold four decimals of every figure. */
  @Test
  void aPublishedFigureHasTheDecimalsOfItsPublisher() {
    assertThat(InventedPack.row(pack, "placement_longterm_pct"))
        .extracting(row -> row.england().text(), row -> row.region().text())
        .containsExactly("67%", "67%");
    assertThat(InventedPack.row(pack, InventedPublication.WITH_DECIMALS))
        .extracting(row -> row.england().text(), row -> row.region().text())
        .containsExactly("67.0", "61");
    assertThat(InventedPack.chart(pack, "average").table().rows())
        .extracting(row -> row.get(3).text())
        .startsWith("67.0", "66.7");
    assertThat(InventedPack.chart(pack, "average").svg()).contains("England 67.0", "Ours 1,000.0");
  }

  /** Full-time posts have parts; children have none. */
  @Test
  void numbersOfAColumnHaveTheSameDecimals() {
    List<@Nullable BigDecimal> posts = Arrays.asList(new BigDecimal("257.8"), null, BigDecimal.TEN);

    assertThat(Numbers.plainDecimals(posts)).isEqualTo(1);
    assertThat(Sheet.plain(BigDecimal.TEN, 1))
        .extracting(Pack.Cell::text, Pack.Cell::format)
        .containsExactly("10.0", "#,##0.0");
    assertThat(InventedPack.chart(pack, "demand").table().rows().get(0).get(1).text())
        .isEqualTo("1,000");
  }

  @Test
  void everyTargetSaysWhichSideOfItIsWanted() {
    assertThat(InventedPack.row(pack, InventedPublication.RED).target().text())
        .isEqualTo("at least 90%");
    assertThat(InventedPack.row(pack, InventedPublication.RED_BY_CHANCE).target().text())
        .isEqualTo("at most 60%");
    assertThat(InventedPack.chart(pack, "first-health").table().columns())
        .endsWith("Target at least");
    assertThat(InventedPack.chart(pack, "first-health").table().rows().get(0))
        .extracting(Pack.Cell::text)
        .endsWith("90%");
    assertThat(InventedPack.chart(pack, "first-health").svg()).contains("Target at least 90%");
    assertThat(InventedPack.chart(pack, "three-homes").table().columns())
        .endsWith("Target at most");
    assertThat(page)
        .contains("The target of at least 90% is missed by more than chance.")
        .contains("The target of at most 60% lies within the margin of chance");
  }

  /** Interviews are held after the quarter in which the child came back. */
  @Test
  void aFigureThatMayStillRiseSaysSoWhereverItIsJudged() {
    String why =
        "Interviews for this quarter still come in, so this may still rise;"
            + " its range is too narrow, since one child can have several";

    assertThat(InventedPack.row(pack, InventedPublication.MAY_RISE).remarks()).contains(why);
    assertThat(InventedPack.row(pack, InventedPublication.MAY_RISE).judgement())
        .isEqualTo("Not met so far");
    assertThat(InventedPack.row(pack, "iha_ontime_pct").soFar()).isEmpty();
    assertThat(InventedPack.row(pack, "cl_pathway_plan_pct").judgement()).isEqualTo("No target");
    assertThat(InventedPack.row(pack, "cl_pathway_plan_pct").soFar()).isEmpty();
    assertThat(InventedPack.theme(pack, "missing").soWhat())
        .anyMatch(said -> said.contains(why + "."));
    assertThat(pack.sentences().get(2)).doesNotContain("interviews held after a return");
    assertThat(pack.sentences())
        .contains(
            "Not met so far, and still coming in: interviews held after a return (60.0%, target at"
                + " least 65%).");
    assertThat(InventedPack.chart(pack, "pathway-plan").caption())
        .contains("The last figure: Reviews are recorded late")
        .doesNotContain("Shaded");
    assertThat(InventedPack.row(pack, InventedPublication.MAY_RISE).change())
        .isEqualTo("cannot be compared");
    assertThat(InventedPack.theme(pack, "missing").soWhat())
        .anyMatch(
            said ->
                said.contains("the two quarters cannot be compared.")
                    && said.contains("So far the target of at least 65% is not met."));
  }

  /** The pack's words are of no KPI whose quarters the marts compare, and the other way round. */
  @Test
  void whatMayStillChangeIsWhatTheDefinitionsDoNotCompare() throws IOException {
    JsonNode words = Yaml.read(Project.home().conf().resolve("report/pack/kpis.yaml"));
    Map<String, KpiDefinition> kpis = KpiDefinitions.of(Project.home()).byName();

    assertThat(words.properties())
        .allSatisfy(
            word ->
                assertThat(word.getValue().has("provisional"))
                    .as(word.getKey())
                    .isEqualTo(kpis.get(word.getKey()).notCompared() != null))
        .anyMatch(word -> word.getValue().has("provisional"));
  }

  @Test
  void aProvisionalFigureSaysWhatThatMeans() {
    assertThat(InventedPack.row(pack, InventedPublication.PROVISIONAL).remarks())
        .containsExactly("Provisional: the newest count of children who live here is not out yet");
  }

  @Test
  void aFigureOfAnEarlierQuarterNoLongerSaysThatItMayRise() {
    Pack earlier = InventedPack.of(folder, LocalDate.of(2025, 9, 30));

    assertThat(earlier.scorecard())
        .flatExtracting(Pack.ScoreGroup::rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.soFar()).isEmpty());
  }

  @Test
  void whatElseChangedNamesAllWhoseFiguresAreNewer() {
    assertThat(pack.changes())
        .containsExactly(
            "Newer figures of England (R12 2025-03-31; before: R12 2024-03-31):"
                + " Children with three or more homes.",
            "Newer figures of England, the region and similar authorities (R12 2025-03-31;"
                + " before: R12 2024-03-31): Study or work at 19-21.",
            "No definition of a figure of this pack changed.");
  }
}

package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pack says in sentences, on page one and above its charts. */
class PackSentencesTest {

  @TempDir private static Path folder;
  private static Pack pack;

  @BeforeAll
  static void build() {
    pack = InventedPack.of(InventedPublication.in(folder.resolve("publication"), true));
  }

  @Test
  void theSentencesNameWhatWorsenedAndWhatMissesItsTarget() {
    assertThat(pack.sentences().get(0)).contains("nothing on this page");
    assertThat(pack.sentences().get(1))
        .contains("later health assessments in time (60.0%, was 59.0%, a year ago 56.0%)");
    assertThat(pack.sentences().get(2))
        .contains("first health assessments in time (60.0%, target at least 90%)")
        .doesNotContain("three or more homes");
  }

  @Test
  void aSentenceNamesWhatIsWorseThanInSimilarAuthoritiesByMoreThanChance() {
    assertThat(pack.sentences().get(4))
        .startsWith("Worse than similar authorities, by more than chance: ")
        .contains("; children two years in one home (60.0%, theirs 67%); ")
        .doesNotContain("three or more homes")
        .doesNotContain("interviews held")
        .endsWith(" more.");
  }

  @Test
  void aMeasureThatIsNoRowOfPageOneSaysOfWhenTheOthersAre() throws IOException {
    Path publication = InventedPublication.in(folder.resolve("turnover"), true);
    Path comparisons = publication.resolve("kpi_comparison.csv");
    Files.write(
        comparisons,
        Files.readAllLines(comparisons).stream()
            .filter(line -> !line.contains(",neighbours,") || line.contains("sw_turnover_rate"))
            .map(line -> line.replace(",neighbours,67.0000,", ",neighbours,50.0000,"))
            .toList());

    assertThat(InventedPack.of(publication).sentences())
        .contains(
            "Worse than similar authorities, by more than chance: social workers who left"
                + " (60.0%, theirs 50%: R12 2025-03-31).");
  }

  @Test
  void whereTheQuarterBeforeIsHiddenTheYearBeforeIsStillSaid() throws IOException {
    Path publication = InventedPublication.in(folder.resolve("year"), true);
    Path figures = publication.resolve("kpi_published.csv");
    Files.writeString(
        figures,
        Files.readString(figures)
            .replace(
                "840,cl_accom_1718_pct,R12,2025-03-31,,,,,,,,90,suppressed,not_applicable,none,",
                "840,cl_accom_1718_pct,R12,2025-03-31,,,55.0,550,1000,52,58,90,ok,not_applicable,none,"));

    assertThat(InventedPack.theme(InventedPack.of(publication), "leavers").soWhat())
        .anyMatch(
            said ->
                said.contains("aged 17 and 18 had a suitable home (600 of 1,000)")
                    && said.contains("A year ago it was 55.0%."));
  }

  @Test
  void pageOneSaysByWhenItsFiguresWereRecorded() {
    assertThat(pack.ofWhen())
        .contains("recorded by 2 April 2026, 2 days after the quarter ended")
        .contains("England, the region and neighbours");
  }

  @Test
  void theWorkersPageBeginsWithWhetherThereAreEnough() {
    assertThat(InventedPack.theme(pack, "workers").soWhat().get(0))
        .isEqualTo(
            "On POINT 2026-03-31: 1,000 children, in care or not, need 50.6 full-time equivalent social"
                + " workers at the target of at most 19.8 each; 50 were responsible for them, 0.6 fewer"
                + " than that.");
    assertThat(
            InventedPack.theme(
                    InventedPack.of(folder.resolve("publication"), LocalDate.of(2025, 12, 31)),
                    "workers")
                .soWhat()
                .get(0))
        .contains("need 50.6 full-time")
        .contains("51 were responsible for them, 0.4 more than that. That is enough on average");
  }

  @Test
  void aLastSentenceNamesWhatWorsenedAndIsOnNoPage() {
    assertThat(pack.sentences().get(5))
        .isEqualTo(
            "Also worse since last quarter, by more than chance, and not charted in this pack:"
                + " teeth checked by a dentist in the year (60.0%, was 59.0%, a year ago 56.0%).");
  }
}

package kith.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import kith.project.Project;
import kith.testing.Said;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishers' files on the command line, with an invented file of two editions. */
class BenchmarksCommandTest {

  private static final String HEADER =
      "time_period,geographic_level,country_code,country_name,age_group,population_estimate\n";

  @TempDir private Path folder;
  private Path files;
  private Path out;

  @BeforeEach
  void publish() throws IOException {
    files = Files.createDirectories(folder.resolve("files"));
    out = folder.resolve("out");
    publish(2023, "1000", "1100");
    publish(2024, "1090", "1200");
  }

  private void publish(int year, String before, String newest) throws IOException {
    String line = "%d,National,E92000001,England,Children aged 0 to 17 years,%s\n";
    Files.writeString(
        files.resolve("ons_mid-year_population_estimates_" + year + ".csv"),
        HEADER + line.formatted(year - 1, before) + line.formatted(year, newest));
  }

  private Said load() {
    return Said.by("benchmarks", "load", files.toString(), "--out", out.toString());
  }

  @Test
  void aLoadSaysWhatItReadAndWhichSeriesAreMissing() throws IOException {
    Said said = load();

    assertThat(said.code()).isZero();
    assertThat(said.text())
        .contains("ons-mye-2023")
        .contains("4 figures of 1 series for 1 areas, 0 neighbours.")
        .contains("Held for 0 of 153 authorities: population_0_17.")
        .contains("No series for what KPIs are compared with: ")
        .contains("placement_3plus_pct");
    assertThat(Files.readString(out.resolve("benchmark_series.csv")))
        .contains(
            "population_0_17,National,E92000001,England,2023-06-30,ons-mye-2024,2025-07-30,"
                + "2024-07-15,,,1090,children aged 0-17,published,,,"
                + LocalDate.now()
                + "\n");
  }

  @Test
  void revisionsNameTheKpisWhoseComparisonMoves() {
    load();

    Said said =
        Said.by(
            "benchmarks",
            "revisions",
            "--from",
            "ons-mye-2023",
            "--to",
            "ons-mye-2024",
            "--in",
            out.toString());

    assertThat(said.code()).isZero();
    assertThat(said.text())
        .contains("1100 -> 1090")
        .contains("1 cells of 1 figures that ons-mye-2023 and ons-mye-2024 both give have changed.")
        .contains("Comparisons of these KPIs move: ")
        .contains("cla_rate_10k");
  }

  private static Said revisionsOf840(Path in) {
    return Said.by(
        ("benchmarks revisions --from cla-2024 --to cla-2025 --authority 840 --in " + in)
            .split(" "));
  }

  /** The figures shipped hold two editions of some periods. */
  @Test
  void revisionsListTheComparisonsOfAnAuthorityThatMove() {
    Said said = revisionsOf840(Project.home().conf().resolve("benchmarks"));

    assertThat(said.code()).isZero();
    assertThat(said.text()).containsPattern("[1-9][0-9,]* comparisons of 840 move\\.");
    assertThat(said.text()).containsPattern("cl_eet_1718_pct +2024-03-31 +region +61 -> 62");
  }

  /** The means were counted from the publishers' files of 2024 and 2025 by another program. */
  @Test
  void revisionsGiveTheFigureOfTheNeighboursBeforeAndAfter() {
    Path raw = Project.home().root().resolve("../shared/reference/benchmarks/raw");
    assumeTrue(Files.isDirectory(raw), "the publishers' files are not here");
    Said.by("benchmarks", "load", raw.toString(), "--out", out.toString());

    Said said = revisionsOf840(out);

    assertThat(said.text())
        .containsPattern(
            "cla_rate_10k +2024-03-31 +neighbours 2025 +116\\.60 of 10 -> 116\\.00 of 10\n");
  }

  @Test
  void aFileThatIsNotAsItsMappingSaysEndsWithThree() throws IOException {
    Path file = files.resolve("ons_mid-year_population_estimates_2024.csv");
    Files.writeString(file, Files.readString(file).replace("population_estimate", "estimate"));

    Said said = load();

    assertThat(said.code()).isEqualTo(3);
    assertThat(said.text())
        .contains("it has no column 'population_estimate'")
        .contains("Nothing was written.")
        .contains("correct conf/benchmarks/datasets/population.yaml");
    assertThat(out).doesNotExist();
  }
}

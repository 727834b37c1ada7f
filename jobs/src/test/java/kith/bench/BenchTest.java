package kith.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.project.Project;
import kith.simulate.Simulation;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured: the changed night, a process from launch to end, and a whole bench. */
class BenchTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 10, 2);

  @TempDir private Path folder;

  @Test
  void everyHundredthRecordOfAChangedNightSaysSomethingElse() throws IOException {
    SourceSystem source = SourceSystem.of(Project.home(), "ssd");
    Simulation.Summary summary =
        new Simulation("840", 60, 2, NIGHT, 1, 7, folder, false, text -> {}).write();
    Path night = folder.resolve(NIGHT.toString());
    SourceContract contract = source.contract("cla_visits");
    Path visits = night.resolve(contract.file() + ".csv");
    List<String> before = Files.readAllLines(visits);

    long all = ChangedNight.change(source, night);

    assertThat(1000.0 * all / summary.nights().get(0).rows())
        .as("changed, of a thousand records; tables of fewer than a hundred have none")
        .isBetween(8.0, 10.0);
    List<String> after = Files.readAllLines(visits);
    int changed = 0;
    for (int i = 0; i < before.size(); i++) {
      changed += before.get(i).equals(after.get(i)) ? 0 : 1;
    }
    assertThat(after).hasSameSizeAs(before);
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(changed).isBetween(1, before.size() / 100);
  }

  @Test
  void aProcessIsMeasuredToItsEndAndAFailedOneIsNoMeasurement() {
    Measured one = Measured.run(folder.resolve("log"), List.of("sleep", "0.5"));

    assertThat(one.seconds()).isGreaterThanOrEqualTo(0.5);
    assertThat(one.peakMegabytes()).isNotNegative();
    assertThatThrownBy(() -> Measured.run(folder.resolve("log"), List.of("false")))
        .hasMessageContaining("ended with 1");
  }

  @Test
  @Tag("long")
  void aBenchPrintsEachNightBesideItsFloor() throws IOException {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());

    List<String> lines = new Bench(Project.home(), folder, 20, 1, nowhere).run();

    // How long a night takes here is no matter of a test: the line on missed goals may be there.
    assertThat(lines).filteredOn(line -> !line.startsWith("goals missed")).hasSize(10);
    assertThat(lines).anyMatch(line -> line.startsWith("all figures with their breakdowns: "));
    assertThat(lines.get(0)).contains("cores", "Spark 4", "records a night", "medians of 1");
    assertThat(lines).anyMatch(line -> line.matches("first +[0-9.]+ +[0-9.]+ +[0-9.]+ +1.8 .*"));
    assertThat(lines).anyMatch(line -> line.matches("unchanged +[0-9. ]+1.2 .*"));
    assertThat(lines).anyMatch(line -> line.matches("changed +[0-9. ]+- .*"));
    assertThat(lines)
        .anyMatch(line -> line.matches("a second query in the same process: -?[0-9.]+ s .goal 1."));
    assertThat(lines).anyMatch(line -> line.matches("query +[0-9. ]+1.5 .*"));
  }
}

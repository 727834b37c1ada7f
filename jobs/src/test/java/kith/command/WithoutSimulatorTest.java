package kith.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Project;
import kith.simulate.Simulation;
import org.junit.jupiter.api.Test;

/** A council that loads real extracts only may leave the simulator out. */
class WithoutSimulatorTest {

  @Test
  void kithRunsWithoutTheSimulatorAndOffersNothingThatNeedsIt() throws Exception {
    String help = started("--help");

    assertThat(help).contains("nightly").contains("scorecard");
    assertThat(help).doesNotContain("simulate").doesNotContain("demo").doesNotContain("bench ");
  }

  /**
   * The output of a separate Kith process with everything on its class path except the simulator.
   */
  private static String started(String... words) throws Exception {
    Path simulator =
        Path.of(Simulation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !Path.of(entry).equals(simulator))
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Project.home().root().resolve("jobs/bin/jvm.options"));
    command.addAll(List.of("-cp", classPath, "kith.Main"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}

package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kith.project.Project;
import kith.simulate.Simulation;

/**
 * The small inputs in the folder {@code shared/cases} beside the project, built into a night by
 * that folder's own program. A test that asks for them is skipped where the folder is not there, or
 * Python or what a case needs of it.
 */
public final class SharedCases {

  /** The night of {@link #base}. */
  public static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);

  private static final Path CASES =
      Project.home().root().resolve("../shared/cases").toAbsolutePath().normalize();

  private static Path base;

  private SharedCases() {}

  /** The folder of the invented night that the cases are meant for, made once for all tests. */
  public static synchronized Path base() {
    if (base == null) {
      Path folder = Path.of(System.getProperty("java.io.tmpdir")).resolve("shared-cases");
      Simulation.into(folder, NIGHT).withChildrenInCare(60).withYears(3).withNights(2).write();
      base = folder.resolve(NIGHT.toString());
    }
    return base;
  }

  /**
   * Builds the night of {@link #base} with cases in it.
   *
   * @param source the folder that the night's folder is put into
   * @param cases names of folders of {@code shared/cases}
   * @return the night's folder
   */
  public static Path night(Path source, String... cases) {
    return night(base(), source, cases);
  }

  /** Builds another night, of the date by which its folder is named, with cases in it. */
  public static Path night(Path base, Path source, String... cases) {
    assumeTrue(
        Files.isDirectory(CASES), "the folder shared/cases is not beside this repository: skipped");
    Path out = source.resolve(base.getFileName());
    // Without -B Python would leave compiled files among the cases.
    List<String> command =
        new ArrayList<>(List.of(python(), "-B", path("build.py"), base.toString(), out.toString()));
    Arrays.stream(cases).map(SharedCases::path).forEach(command::add);
    try {
      Files.createDirectories(source);
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int exit = process.waitFor();
      assumeTrue(!said.contains("ModuleNotFoundError"), "Python has no module for this: skipped");
      assertThat(exit).as(said).isZero();
    } catch (IOException noPython) {
      assumeTrue(false, "python3 cannot be run: skipped");
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(cause);
    }
    return out;
  }

  /** The project's Python environment, which has pyarrow, or the machine's own Python. */
  private static String python() {
    Path own = Project.home().root().resolve(".venv/bin/python");
    return Files.isExecutable(own) ? own.toString() : "python3";
  }

  private static String path(String name) {
    Path path = CASES.resolve(name);
    assertThat(path).exists();
    return path.toString();
  }
}

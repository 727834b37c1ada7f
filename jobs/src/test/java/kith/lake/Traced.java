package kith.lake;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Java processes of their own under strace, Debian's package. */
final class Traced {

  private Traced() {}

  /**
   * Runs a main class with the tests' class path; the trace goes to the file {@code trace} of the
   * folder where the options say so.
   *
   * @return the exit code
   */
  static int run(Path folder, List<String> options, Class<?> main, String... arguments)
      throws Exception {
    assumeThat(Path.of("/usr/bin/strace")).as("Debian's package strace").exists();
    List<String> command = new ArrayList<>(List.of("strace", "-f"));
    command.addAll(options);
    command.addAll(
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said").toFile())
        .start()
        .waitFor();
  }
}

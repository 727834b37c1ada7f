package kith.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process that has finished.
 *
 * @param seconds from its launch to its end, by the clock
 * @param peakMegabytes most memory it held at once; 0 where the system does not report it
 */
record Measured(double seconds, long peakMegabytes) {

  private static final long LOOK_EVERY_MILLIS = 200;

  /**
   * Runs a command and waits for it.
   *
   * @throws IllegalStateException when it does not end with 0
   */
  static Measured run(Path log, List<String> command) {
    long started = System.nanoTime();
    long peak = 0;
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(command))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peakKilobytes(process.pid()));
      }
      double seconds = (System.nanoTime() - started) / 1e9;
      if (process.exitValue() != 0) {
        throw new IllegalStateException(
            "a measured command ended with " + process.exitValue() + ", see " + log);
      }
      return new Measured(seconds, peak / 1024);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a command was measured");
    }
  }

  /**
   * The launcher replaces itself by the JVM, so the process is the one that was started. 0 where
   * the system does not report it, or if the process ends while its file is read.
   */
  private static long peakKilobytes(long process) {
    Path status = Path.of("/proc", String.valueOf(process), "status");
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }
}

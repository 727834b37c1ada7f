package kith.project;

import java.nio.file.Path;

/**
 * Where the project's SQL and configuration are: the folder that holds {@code conf} and {@code
 * sql}.
 */
public record Project(Path root) {

  /** Kith's version, the same as in the POM; a test compares the two. */
  public static final String VERSION = "0.1.0";

  /**
   * The project that {@code jobs/bin/kith} and the tests name in the system property {@code
   * kith.home}.
   */
  public static Project home() {
    return new Project(Path.of(System.getProperty("kith.home", ".")).toAbsolutePath().normalize());
  }

  public Path conf() {
    return root.resolve("conf");
  }

  public Path sql() {
    return root.resolve("sql");
  }
}

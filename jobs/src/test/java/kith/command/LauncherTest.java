package kith.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import kith.project.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jobs/bin/kith} around a program of one library and one class, with a real Java. */
class LauncherTest {

  private static final String PREPARING = "Preparing faster starts (once) ...";

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void build() throws IOException {
    home = folder.resolve("home");
    Path target = Files.createDirectories(home.resolve("jobs/target"));
    Files.createDirectories(home.resolve("jobs/src/main"));
    Files.createDirectories(home.resolve("jobs/simulator/src"));
    Path bin = Files.createDirectories(home.resolve("jobs/bin"));
    for (String file : List.of("pom.xml", "jobs/pom.xml", "jobs/simulator/pom.xml")) {
      Files.writeString(home.resolve(file), "<project/>");
    }
    for (String file : List.of("kith", "jvm.options")) {
      Files.copy(
          Project.home().root().resolve("jobs/bin").resolve(file),
          bin.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    jar(
        target.resolve("lib/greeting.jar"),
        "greeting/Greeting",
        "package greeting; public class Greeting { public static String text() { return \"Good day\"; } }");
    jar(
        target.resolve("kith.jar"),
        "kith/Main",
        "package kith; class Main { public static void main(String[] words) {"
            + " System.out.println(greeting.Greeting.text() + String.join(\" \", words)); } }");
  }

  private void jar(Path jar, String type, String source) throws IOException {
    Path java = folder.resolve("source").resolve(type + ".java");
    Files.createDirectories(java.getParent());
    Files.createDirectories(jar.getParent());
    Files.writeString(java, source);
    String[] arguments = {
      "-cp", home.resolve("jobs/target/lib/greeting.jar").toString(), java.toString()
    };
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(type + ".class"));
      out.write(Files.readAllBytes(java.resolveSibling(type.replaceAll(".*/", "") + ".class")));
    }
  }

  /**
   * A start of the program.
   *
   * @param greetingFrom where the class of the library was taken from
   */
  private record Start(String said, String greetingFrom) {}

  private Start start(Path build) throws Exception {
    Path log = folder.resolve("classes.log");
    ProcessBuilder kith =
        new ProcessBuilder(build.resolve("jobs/bin/kith").toString(), "!")
            .redirectErrorStream(true);
    kith.environment()
        .put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + log + ":none:filecount=0");
    kith.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = kith.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("Good day!");
    try (Stream<String> lines = Files.lines(log)) {
      String loaded =
          lines.filter(line -> line.startsWith("greeting.Greeting ")).findFirst().orElseThrow();
      return new Start(said, loaded);
    }
  }

  private Path copy() throws IOException {
    Path copy = folder.resolve("copy");
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        Files.copy(path, copy.resolve(home.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private static void isPreparedOnce(Start first, Start second) {
    assertThat(first.said()).contains(PREPARING);
    assertThat(first.greetingFrom()).contains("shared objects file");
    assertThat(second.said()).doesNotContain(PREPARING);
    assertThat(second.greetingFrom()).contains("shared objects file");
  }

  @Test
  void aBuildMakesItsClassArchiveOnce() throws Exception {
    isPreparedOnce(start(home), start(home));
    try (Stream<Path> files = Files.list(home.resolve("jobs/target"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("kith.jar", "lib", "libraries.jsa", "libraries.jsa.made-for");
    }
  }

  @Test
  void aCopiedBuildMakesItsClassArchiveAgain() throws Exception {
    start(home);

    Path copy = copy();

    isPreparedOnce(start(copy), start(copy));
  }

  @Test
  void aMovedBuildMakesItsClassArchiveAgain() throws Exception {
    start(home);

    Path moved = Files.move(home, folder.resolve("moved"));

    isPreparedOnce(start(moved), start(moved));
  }

  /** As after a copy that keeps no times: Java compares the time of each jar. */
  @Test
  void aBuildWithTheSameJarsOfAnotherTimeMakesItsClassArchiveAgain() throws Exception {
    start(home);

    Files.setLastModifiedTime(
        home.resolve("jobs/target/lib/greeting.jar"),
        FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

    isPreparedOnce(start(home), start(home));
  }

  @Test
  void withoutAJavaNothingIsRun() throws Exception {
    ProcessBuilder kith =
        new ProcessBuilder(home.resolve("jobs/bin/kith").toString()).redirectErrorStream(true);
    kith.environment().put("JAVA_HOME", folder.toString());
    Process process = kith.start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("There is no Java here");
    assertThat(process.waitFor()).isEqualTo(2);
  }
}

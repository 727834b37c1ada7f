package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.lake.LakeRoot;
import kith.project.Environment;
import kith.testing.Folders;
import org.junit.jupiter.api.BeforeAll;

/**
 * Tests of nights that must not be published, each after a published night: the message, the exit
 * code, what is left in {@code ops}, and that readers still see the night before. That night is run
 * once for all of them.
 */
abstract class AfterAPublishedNight {

  static final LocalDate NIGHT = Lakes.LAST_NIGHT;
  static final LocalDate BEFORE = NIGHT.minusDays(1);

  /** The lake in which the night before is published; every test breaks a copy of it. */
  static final String PUBLISHED = "published";

  /** The start of the message for a night that is held back because of its volume. */
  static final String FAR_FEWER = "Far fewer records than in the night of ";

  static Path folder;
  static Lakes lakes;

  @BeforeAll
  static void theNightBeforeIsPublished() {
    if (lakes == null) {
      folder = Folders.shared("published-night");
      Lakes made = new Lakes(folder).simulate(2);
      RunResult result = made.nightly(PUBLISHED, BEFORE);
      assertThat(result.exitCode().code()).as(result.message()).isZero();
      lakes = made;
    }
  }

  /** Runs the night from a source of that name, in a copy of the lake. */
  RunResult refused(String source, int code, String because) {
    return refused(source, folder.resolve(source), NIGHT, code, because);
  }

  RunResult refused(
      String name,
      Path source,
      LocalDate night,
      int code,
      String because,
      String... acceptedVolume) {
    copy(lake(name));
    return refusedWith(
        lakes.environment(lake(name)).with(null, source),
        lake(name),
        night,
        code,
        because,
        acceptedVolume);
  }

  void refusedLake(String lake, int code, String because) {
    refusedWith(lakes.environment(lake), lake, NIGHT, code, because);
  }

  /**
   * Runs a night that ends with this code and message, records both in {@code ops} and publishes
   * nothing. A night refused before its control totals leaves nothing in any table.
   */
  RunResult refusedWith(
      Environment environment,
      String lake,
      LocalDate night,
      int code,
      String because,
      String... acceptedVolume) {
    Path pointer = folder.resolve(lake).resolve("published/current.json");
    String before = read(pointer);
    List<Path> commits = lakes.commits(lake);

    RunResult result =
        Lakes.run(environment).run("nightly", Stage.ALL, night, List.of(acceptedVolume));

    assertThat(result.exitCode().code()).as(result.message()).isEqualTo(code);
    assertThat(result.message()).contains(because);
    assertThat(result.message()).containsPattern("figures published before stand|Nothing was run");
    assertThat(read(pointer)).isEqualTo(before);
    assertThat(lakes.published(lake).businessDate()).isEqualTo(BEFORE);
    JsonNode written = lakes.root(lake).files().read("ops/result.json").orElseThrow();
    assertThat(written.path("exit_code").asInt()).isEqualTo(code);
    assertThat(written.path("business_date").asText()).isEqualTo(night.toString());
    assertThat(written.path("message").asText()).isEqualTo(result.message());
    boolean isJudged = code == 4 && !because.startsWith(FAR_FEWER);
    if (!isJudged) {
      assertThat(totals(lakes.commits(lake))).isEqualTo(totals(commits)).hasSize(2);
      assertThat(lakes.commits(lake)).isEqualTo(commits);
      assertThat(written.path("tables")).isEmpty();
      assertThat(written.path("steps")).isEmpty();
    }
    return result;
  }

  /** The commits of the two tables with the counts of a night's records. */
  private static List<Path> totals(List<Path> commits) {
    return commits.stream()
        .filter(
            commit ->
                commit.startsWith("ops/control_total") || commit.startsWith("ops/source_count"))
        .toList();
  }

  /** The lake in which the night of a source is refused. */
  static String lake(String source) {
    return "refused-" + source;
  }

  /** A copy of the lake, which a test may break. */
  LakeRoot copy(String lake) {
    lakes.copyLake(PUBLISHED, lake);
    return lakes.root(lake);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

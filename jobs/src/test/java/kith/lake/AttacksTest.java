package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import kith.lake.TinyLake.Answer;
import kith.project.Project;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.jdk.javaapi.CollectionConverters;

/** Statements that must have no effect and must not read beyond the zones asked for. */
class AttacksTest {

  @TempDir private static Path folder;
  private static PublishedTables tables;
  private static String namesBefore;

  @BeforeAll
  static void makeLake() throws IOException {
    tables = new TinyLake(folder.resolve("lake")).open();
    for (String victim : new String[] {"", "2", "3", "4", "5", "6"}) {
      Path there = Files.createDirectories(folder.resolve("victim" + victim));
      Files.writeString(there.resolve("work.txt"), "a week's work\n");
    }
    namesBefore = names();
  }

  /** What must not change through a statement: files, settings, the process itself. */
  private static Map<String, String> state() {
    Map<String, String> state = new TreeMap<>(TinyLake.files(folder));
    state.putAll(CollectionConverters.asJava(SparkTest.spark().conf().getAll()));
    state.put("properties", new TreeMap<>(System.getProperties()).toString());
    return state;
  }

  /** What must not change through all of them: views and functions of the caller's session. */
  private static String names() {
    // Not catalog().listTables(): it looks into every view, and one that a test left may be broken.
    return SparkTest.spark().sql("show tables").collectAsList()
        + " and functions: "
        + SparkTest.spark().sql("show functions").count();
  }

  @AfterAll
  static void theCallersSessionIsAsItWas() {
    assertThat(names()).isEqualTo(namesBefore);
  }

  private static Answer ask(String statement) {
    Map<String, String> before = state();
    Answer answer = TinyLake.ask(tables, inFolder(statement));
    assertThat(state()).isEqualTo(before);
    assertThat(answer.text())
        .doesNotContain(TinyLake.SECRET)
        .doesNotContain("root:")
        .isNotEqualTo(System.getProperty("user.home"));
    if (!answer.refused()) {
      assertThat(answer.text()).doesNotContain(folder.toString());
    }
    return answer;
  }

  static Stream<String> sharedStatements() throws IOException {
    Path file = Project.home().root().resolve("../shared/cases/sql-attacks.txt");
    assumeTrue(Files.exists(file), "the shared cases are not here");
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("sharedStatements")
  void aSharedStatementHasNoEffect(String statement) {
    ask(statement);
  }

  static Stream<String> ownStatements() throws IOException {
    Path file = Project.home().root().resolve("jobs/src/test/resources/kith/lake/attacks.txt");
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("ownStatements")
  void aStatementThatIsNoQueryOfThePublishedTablesIsRefused(String statement) {
    assertThat(ask(statement).refused()).as(statement).isTrue();
  }

  /**
   * Spark would put the environment's value there before anything is parsed, a secret's as well.
   */
  @Test
  void aVariableOfTheEnvironmentIsNotReadIntoAQuery() {
    assertThat(ask("select '${env:PATH}', '${system:java.version}', '${kith.home}'").text())
        .isEqualTo("${env:PATH}${system:java.version}${kith.home}");
  }

  /** As the shell's threads: Spark's parser would take settings of its own there. */
  @Test
  void norIsItInAThreadThatHasNoSession() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              SparkSession.clearActiveSession();
              answer.complete(ask("select '${env:PATH}'").text());
            });
    thread.start();

    assertThat(answer.get(1, TimeUnit.MINUTES)).isEqualTo("${env:PATH}");
  }

  @Test
  void aStatementThatIsNestedTooDeeplyIsRefused() {
    assertThat(ask("select 1" + " + 1".repeat(20_000)).refused()).isTrue();
  }

  /** Random queries: with a part that must be refused somewhere in them, and without. */
  @Test
  void chanceFindsNoWayRoundAndNoHarmlessQueryIsRefused() {
    for (long seed = 1; seed <= 30; seed++) {
      String harmless = new QueryGrammar(seed).harmless();
      assertThat(TinyLake.ask(tables, harmless))
          .as("seed " + seed + ": " + harmless)
          .matches(answer -> !answer.refused());
    }
    Map<String, String> before = state();
    for (long seed = 1; seed <= 500; seed++) {
      String forbidden = inFolder(new QueryGrammar(seed).forbidden());
      assertThat(TinyLake.ask(tables, forbidden))
          .as("seed " + seed + ": " + forbidden)
          .matches(Answer::refused);
    }
    assertThat(state()).isEqualTo(before);
  }

  private static String inFolder(String statement) {
    return statement
        .replace("\\n", "\n")
        .replace("LAKE", folder.resolve("lake").toString())
        .replace("DIR", folder.toString());
  }

  /** The same tables answer whoever asked for their zone. */
  @Test
  void aZoneThatWasAskedForIsRead() {
    PublishedTables restricted =
        new TinyLake(folder.resolve("other")).open(Zone.RESTRICTED, Zone.RAW);

    assertThat(TinyLake.ask(restricted, "select first_name from child_identity").text())
        .isEqualTo(TinyLake.SECRET);
    assertThat(
            TinyLake.ask(
                    restricted,
                    "select count(*), max(a.pers_forename) from ssd_person a join ssd_person b using"
                        + " (business_date)")
                .text())
        .isEqualTo("2" + TinyLake.SECRET);
    assertThat(TinyLake.ask(restricted, "select _metadata.file_path from child_identity").refused())
        .isTrue();
    assertThat(TinyLake.ask(restricted, "select _metadata.file_path from ssd_person").refused())
        .isTrue();
  }
}

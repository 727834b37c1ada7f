package kith.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kith.testing.SparkTest;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keys do, at a terminal with a screen: completion, cancelling, history and pages. */
class KeysTest {

  /** The line before, as the arrow key; arrows are other codes on other terminals. */
  private static final String CTRL_P = "\u0010";

  /** Runs for hours. */
  private static final String LONG =
      "select count(*) from range(1000000000000000) where id % 7 = 9;";

  @TempDir private Path folder;

  private static Typist typist() {
    return new Typist(ShellLake.made().reading(), "xterm", Rows.TABLE, null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          select count(*) as n from fact_pl<TAB>;                                     | 3
          select count(*) as n from placement_ni<TAB>;                                 | 3
          select 'yes' as n from fact_placement where placement_ke<TAB> = 100;        | yes
          select 'yes' as n from fact_placement as pl where pl.placement_ke<TAB>=100; | yes
          select 'yes' as n from dim_child c where c.chi<TAB> = 12;                   | yes
          select value as n from kpi_quarterly where kpi = 'cla_cou<TAB> and as_at = date'2026-03-31'; | 43.0
          SEL<TAB> 7 as n;                                                            | 7
          select distin<TAB> unit as n from dim_kpi;                                  | children
          """)
  void tabCompletesAQuery(String typed, String answer) {
    try (Typist typist = typist()) {
      assertThat(typist.ask(typed.replace("<TAB>", Typist.TAB)))
          .contains("\nn\n" + answer + "\n(1 rows)\n");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \\kpi cla_cou<TAB>        | Children looked after
          \\kp<TAB>cla_count        | Children looked after
          \\d fact_pl<TAB>          | one row per child and unbroken placement
          \\as-of 2026-03<TAB>      | Queries now read the publication 2026-03-31-00000001
          \\zone restr<TAB>         | Open: restricted, warehouse, marts.
          """)
  void tabCompletesWhatACommandNames(String typed, String answer) {
    try (Typist typist = typist()) {
      String all = typist.press(typed.replace("<TAB>", Typist.TAB) + "\n");
      // What does not fit on the screen is shown page by page.
      assertThat(all).contains(answer);
    }
  }

  @Test
  void columnsAreThoseOfTheTablesThatTheQueryNames() {
    try (Typist typist = typist()) {
      String offered =
          typist.pressUntil("select 1 from dim_child where birth" + Typist.TAB, "birth_month");
      assertThat(offered).doesNotContain("birth_on");
      typist.press(Typist.CTRL_C);
    }
  }

  /** A word that Spark does not know would be offered in vain. */
  @Test
  void everyWordThatIsOfferedIsOneOfSparks() {
    Set<String> words =
        IntStream.rangeClosed(1, SqlBaseLexer.VOCABULARY.getMaxTokenType())
            .mapToObj(SqlBaseLexer.VOCABULARY::getLiteralName)
            .filter(name -> name != null)
            .map(name -> name.replace("'", "").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    assertThat(words)
        .containsAll(SqlCompleter.KEYWORDS.stream().filter(word -> !word.equals("rlike")).toList());
    assertThat(SqlCompleter.KEYWORDS).doesNotContain("drop", "insert", "create", "update", "set");
  }

  @Test
  void ctrlCCancelsTheQueryAndKeepsTheShell() {
    try (Typist typist = typist()) {
      startLong(typist);

      assertThat(typist.press(Typist.CTRL_C)).contains("Cancelled.\n").doesNotContain("(1 rows)");

      typist.waitFor("the end of the job", () -> stages().length == 0);
      assertThat(typist.ask("select 7 as seven;")).contains("\nseven\n7\n");
    }
  }

  @Test
  void whatWasCancelledLeavesNoFile() {
    for (String name : new String[] {"answer.csv", "answer.parquet"}) {
      Path file = folder.resolve(name);
      try (Typist typist = typist()) {
        typist.ask("\\o " + file);
        startLong(typist);

        assertThat(typist.press(Typist.CTRL_C)).contains("Cancelled.\n");

        assertThat(file).doesNotExist();
        assertThat(typist.ask("select 7 as seven;")).contains("Wrote 1 rows to " + file);
      }
    }
  }

  /**
   * Begins a query and waits until Spark runs it: what warms the engine up ends within a second.
   */
  private static void startLong(Typist typist) {
    typist.type(LONG + "\n");
    typist.waitFor(
        "a long stage",
        () -> {
          int[] before = stages();
          pause();
          return before.length > 0 && Arrays.equals(before, stages());
        });
  }

  private static void pause() {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static int[] stages() {
    return SparkTest.spark().sparkContext().statusTracker().getActiveStageIds();
  }

  @Test
  void ctrlCAtThePromptThrowsAwayWhatWasTyped() {
    try (Typist typist = typist()) {
      typist.pressUntil("select nothing\n", "...>");
      typist.press(Typist.CTRL_C);
      assertThat(typist.ask("select 7 as seven;")).contains("\nseven\n7\n");
    }
  }

  @Test
  void ctrlDLeaves() {
    try (Typist typist = typist()) {
      typist.leave(Typist.CTRL_D);
    }
  }

  @Test
  void aLongAnswerIsShownPageByPage() {
    try (Typist typist = typist()) {
      String page = typist.pressUntil("select explode(sequence(1, 100)) as n;\n", "q leaves");
      assertThat(page).contains("15").doesNotContain("99");
      assertThat(typist.pressUntil("G", "(100 rows)")).contains("99");
      typist.press("q");
      assertThat(typist.ask("select 7 as seven;")).contains("\nseven\n7\n");
    }
  }

  @Test
  void queriesAreKeptForTheNextTimeInAFileOfTheOwnerOnly() throws IOException {
    Path file = folder.resolve("state/kith/sql_history");
    try (Typist typist = new Typist(ShellLake.made().reading(), "xterm", Rows.TABLE, file)) {
      assertThat(typist.screen()).contains(file.toString()).contains("keys of persons");
      typist.ask("select 41 + 1 as answer;");
      typist.ask(" select 'hidden' as word;");
    }

    assertThat(Files.readString(file)).contains("select 41 + 1").doesNotContain("hidden");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    try (Typist typist = new Typist(ShellLake.made().reading(), "xterm", Rows.TABLE, file)) {
      assertThat(typist.press(CTRL_P + "\n")).contains("\nanswer\n42\n");
    }
  }

  @Test
  void aHistoryThatOthersCouldReadIsClosed() throws IOException {
    Path file = Files.createFile(folder.resolve("sql_history"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    new Typist(ShellLake.made().reading(), "xterm", Rows.TABLE, file).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aShellWithoutAHistoryFileStillAnswers() throws IOException {
    Path noFolder = Files.createFile(folder.resolve("no folder")).resolve("sql_history");
    try (Typist typist = new Typist(ShellLake.made().reading(), "xterm", Rows.TABLE, noFolder)) {
      assertThat(typist.screen()).contains("No history is kept");
      assertThat(typist.ask("select 7 as seven;")).contains("\nseven\n7\n");
      assertThat(typist.press(CTRL_P + "\n")).contains("\nseven\n7\n");
    }
  }
}

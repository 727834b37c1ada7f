package kith.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import kith.testing.Said;
import kith.testing.SparkTest;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries in the shell, at a terminal that only prints. */
class ShellTest {

  private static Typist typist;

  @BeforeAll
  static void open() {
    typist = new Typist(ShellLake.made().reading());
  }

  @AfterAll
  static void close() {
    typist.close();
  }

  @Test
  void itSaysWhatIsReadAndThatItIsInvented() {
    assertThat(typist.screen())
        .startsWith("SIMULATED: an invented authority, no real child.\n")
        .contains("Authority 840, records of 2026-04-02.");
  }

  @Test
  void aSemicolonEndsAQueryOnWhicheverLine() {
    assertThat(typist.ask("select count(*) as n from fact_placement;"))
        .contains("\nn\n3\n(1 rows)\n");
    assertThat(typist.ask("select count(*) as n\nfrom fact_placement -- all; of them\n;"))
        .contains("\nn\n3\n(1 rows)\n");
    assertThat(typist.ask("select 'a;\nb' as text;")).contains("\ntext\na; b\n(1 rows)\n");
  }

  @Test
  void severalQueriesOnALineAreAllCheckedBeforeOneIsRun() {
    assertThat(typist.ask("select 1 as one; select 2 as two;"))
        .contains("\none\n1\n(1 rows)\n")
        .contains("\ntwo\n2\n(1 rows)\n");
    assertThat(typist.ask("select 1 as one; drop table dim_child;"))
        .contains("Statement 2: ")
        .doesNotContain("(1 rows)");
  }

  @Test
  void viewsAndListsAreAnsweredAsWithoutTheShell() {
    assertThat(typist.ask("select max(nights) as nights from placement_nights;"))
        .contains("\n398\n");
    assertThat(typist.ask("describe dim_child;"))
        .containsPattern("child_key +bigint +keyed hash of authority and person\n");
    assertThat(typist.ask("show tables like 'dim_child';")).contains("warehouse  dim_child");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          selct 1;                                       | The query cannot be parsed
          select nothing from dim_child;                 | does not fit the tables
          select * from fact_placment;                   | the nearest is 'fact_placement'
          select * from child_birth;                     | in the shell with \\zone restricted
          drop table dim_child;                          | not allowed in a query here
          select * from parquet.`/etc/passwd`;           | Name tables by their plain names
          select cast(kpi as date) from kpi_quarterly;   | The query failed: CAST_INVALID_INPUT.
          ;                                              | There is no statement.
          \\nothing                                      | There is no command \\nothing
          """)
  void whatGoesWrongEndsAQueryAndNotTheShell(String query, String because) {
    assertThat(typist.ask(query)).contains(because).contains("Nothing was read.");
    assertThat(typist.ask("select 7 as seven;")).contains("\nseven\n7\n");
  }

  @Test
  void noMessageHoldsACell() {
    try (Typist restricted = new Typist(ShellLake.made().reading("restricted"))) {
      assertThat(restricted.ask("select cast(birth_estimated as date) from child_birth;"))
          .contains("The query failed: CAST_INVALID_INPUT.");
      assertThat(restricted.ask("select raise_error(birth_estimated) from child_birth;"))
          .contains("may not be used here");
      assertThat(restricted.screen()).doesNotContain(ShellLake.SECRET);
      assertThat(restricted.ask("select birth_estimated from child_birth;"))
          .contains(ShellLake.SECRET);
    }
  }

  @Test
  void aCommandAfterAQueryWithoutASemicolonSaysSo() {
    assertThat(typist.ask("select 1 as one\n\\d")).contains("has no semicolon yet");
  }

  @Test
  void aCellCannotBreakTheTableOrCommandTheTerminal() {
    assertThat(typist.ask("select concat('a', chr(10), 'b', chr(27), '[2J') as text;"))
        .contains("\ntext\na b [2J\n(1 rows)\n");
  }

  @Test
  void moreRowsThanAnybodyReadsAreCut() {
    assertThat(typist.ask("select explode(sequence(1, 10500)) as n;"))
        .contains(
            "\n10000\n(10000 rows)\nThere are more than 10,000 rows: \\o FILE takes them all.")
        .doesNotContain("\n10001\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\q\n", "exit\n", "quit;\n"})
  void aWordLeaves(String keys) {
    try (Typist leaving = new Typist(ShellLake.made().reading())) {
      leaving.leave(keys);
    }
  }

  @Test
  void theEndOfTheInputLeaves() {
    Typist leaving = new Typist(ShellLake.made().reading());
    leaving.close();
    assertThat(leaving.isLeft()).isTrue();
  }

  @Test
  void answersComeInTheFormatAskedFor() {
    try (Typist csv = new Typist(ShellLake.made().reading(), Terminal.TYPE_DUMB, Rows.CSV, null)) {
      assertThat(csv.ask("select kpi, status from kpi_quarterly where value is null;"))
          .contains("\nkpi,status\nplacement_3plus_pct,\"not, available\"\n");
    }
  }

  /** On a terminal the command without a query opens the shell; elsewhere it lists the tables. */
  @Test
  void theCommandOpensTheShellOnATerminal() throws Exception {
    SparkTest.spark();
    String lake = ShellLake.made().path().toString();
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Terminal terminal =
        new ExternalTerminal(
            "test",
            Terminal.TYPE_DUMB,
            new ByteArrayInputStream("select 6 * 7 as answer;\n\\q\n".getBytes()),
            shown,
            StandardCharsets.UTF_8);
    TerminalBuilder.setTerminalOverride(terminal);
    System.setProperty("kith.interactive", "true");
    Said said;
    try {
      said = Said.by("sql", "--lake", lake, "--history", "off");
    } finally {
      System.clearProperty("kith.interactive");
      TerminalBuilder.setTerminalOverride(null);
    }

    assertThat(said).isEqualTo(new Said(0, ""));
    assertThat(shown.toString(StandardCharsets.UTF_8).replace("\r", ""))
        .contains("\nanswer\n42\n(1 rows)\n")
        .contains("No history is kept");
    assertThat(Said.by("sql", "--lake", lake).text()).contains("warehouse.dim_child\n");
    assertThat(Said.by("sql", "--lake", lake, "--history", "maybe").code()).isEqualTo(2);
  }
}

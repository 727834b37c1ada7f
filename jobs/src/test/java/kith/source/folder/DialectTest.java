package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that tools write below the last record, and how a dialect is described. */
class DialectTest {

  @ParameterizedTest
  @CsvSource({
    "(2 rows affected), 2",
    "(1 row affected), 1",
    "2 rows selected., 2",
    "(0 rows), 0",
    "' (120000 rows) ', 120000",
    "999999999999999999 rows, 999999999999999999"
  })
  void aCountBelowTheRecordsIsAFooter(String line, long records) {
    assertThat(Dialect.counted(line)).hasValue(records);
    assertThat(Dialect.isFooter(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Completion time: 2025-03-31T02:10:11.1234567+01:00", "\u001a"})
  void aTimeOfCompletionAndTheEndMarkOfDosCountNothingAndAreFooters(String line) {
    assertThat(Dialect.counted(line)).isEmpty();
    assertThat(Dialect.isFooter(line)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2",
        "rows",
        "2 rows of something",
        "(two rows affected)",
        "-1 rows",
        "1000000000000000000 rows",
        "Completion time: later"
      })
  void otherLinesAreRecords(String line) {
    assertThat(Dialect.counted(line)).isEmpty();
    assertThat(Dialect.isFooter(line)).isFalse();
  }

  @Test
  void noFooterIsLongerThanAHundredCharacters() {
    String count = "(2 rows affected)";

    assertThat(Dialect.isFooter(count + " ".repeat(100 - count.length()))).isTrue();
    assertThat(Dialect.isFooter(count + " ".repeat(101 - count.length()))).isFalse();
  }

  @Test
  void dashesMayHaveBlanksAroundThemAndNothingElse() {
    assertThat(Dialect.isDashes("---")).isTrue();
    assertThat(Dialect.isDashes(" - ")).isTrue();
    assertThat(Dialect.isDashes("-1")).isFalse();
    assertThat(Dialect.isDashes("- -")).isFalse();
    assertThat(Dialect.isDashes("")).isFalse();
    assertThat(Dialect.isDashes(null)).isFalse();
  }

  @Test
  void everythingUnlikeTheStandardIsTold() {
    assertThat(Dialect.STANDARD.told()).isEmpty();
    assertThat(new Dialect(';', Dialect.Quoting.BACKSLASH, 1, true).told())
        .containsExactly(
            "semicolons between cells",
            "a backslash before a quotation mark in a cell",
            "a line above the header",
            "a line of dashes below the header");
    assertThat(new Dialect('^', Dialect.Quoting.NONE, 3, false).told())
        .containsExactly(
            "\"^\" between cells",
            "quotation marks that are ordinary characters",
            "3 lines above the header");
  }
}

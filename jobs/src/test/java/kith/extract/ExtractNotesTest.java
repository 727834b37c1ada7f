package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import kith.testing.Counted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The summary lines about the cells and records of a run's extract. */
class ExtractNotesTest {

  @Test
  void aNightWithoutAnythingOddIsToldNothing() {
    assertThat(
            Extract.notes(
                Counted.by(
                    Map.of(
                        "ssd_missing",
                        Map.of("parsed", 9L, "version", 0L, "filled:x", 9L, "filler:x", 2L),
                        "volume",
                        Map.of("tables", 2L)))))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unusable | 1,234 cells are not of their type",
        "impossible_date | 1,234 dates are impossible (before 1900 or far ahead)",
        "later_than_night | 1,234 dates are after the night",
        "open_end | 1,234 end dates are in the far future (such as 9999-12-31): they are read as"
            + " still open",
        "unknown_code | 1,234 cells hold codes that are in no code list: they are read as unknown",
        "respelled | 1,234 numbers of people have other leading zeros than the night before",
        "out_of_range | 1,234 numbers are out of the range of their unit: they are read as blank",
        "word_for_nothing | 1,234 cells hold a program's word for a missing value (such as NaT or"
            + " None): they are read as blank"
      })
  void whatIsOddInCellsIsToldWithTheirColumn(String odd, String note) {
    assertThat(Extract.notes(Counted.by(Map.of("ssd_missing", Map.of(odd + ":ended", 1_234L)))))
        .singleElement()
        .asString()
        .startsWith(note)
        .endsWith("; most in ssd_missing.ended (1,234). See ops.source_count for all.");
  }

  @Test
  void theThreeColumnsWithMostAreNamedOfAllTables() {
    assertThat(
            Extract.notes(
                Counted.by(
                    Map.of(
                        "ssd_a", Map.of("unusable:one", 1L, "unusable:two", 2L),
                        "ssd_b", Map.of("unusable:three", 3L, "unusable:four", 4L)))))
        .singleElement()
        .asString()
        .startsWith("10 cells")
        .contains("most in ssd_b.four (4), ssd_b.three (3), ssd_a.two (2).");
  }

  @Test
  void versionsAndStrangersAreToldByTable() {
    assertThat(
            Extract.notes(
                Counted.by(
                    Map.of(
                        "ssd_missing", Map.of("version", 3L),
                        "ssd_cla_visits", Map.of("out_of_scope", 2L)))))
        .containsExactly(
            "2 records of ssd_cla_visits are out of scope: they are about people outside the"
                + " extract, as the source's shape declares.",
            "3 records of ssd_missing are other versions of a record: the most complete version"
                + " counts, these are quarantined.");
  }

  @Test
  void aTableThatWasAcceptedIsToldOnceWhicheverStepAskedForIt() {
    assertThat(
            Extract.notes(
                Counted.by(
                    Map.of(
                        "volume", Map.of("accepted:ssd_missing", 1L, "accepted:ssd_person", 1L),
                        "control_total", Map.of("accepted:ssd_missing", 1L)))))
        .containsExactly(
            "Accepted with far fewer records, or filled cells, than in the night before:"
                + " ssd_missing, ssd_person.");
  }
}

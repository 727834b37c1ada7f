package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import kith.cases.SharedCases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shared cases of files: each has the same records as the same night's plain file. */
class SharedFilesTest {

  @TempDir private Path source;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "f01-backslash-quotes | cin_episodes | a backslash before a quotation mark in a cell",
        "f04-type-line | person | a line above the header",
        "f05-upper-case | address | ",
        "f06-utf16 | disability | UTF-16LE",
        "f07-marker-utf16 | disability | ",
        "f08-semicolons | cla_health | semicolons between cells",
        "f14-sep-line | legal_status | a line above the header",
        "f15-gz-and-names | cla_visits | gzip",
        "f15-gz-and-names | missing | "
      })
  void theRecordsAreThoseOfThePlainFile(String name, String table, String told) {
    SharedCases.night(source, name);
    TextNight night = new TextNight(source, SharedCases.NIGHT, table);
    TextNight plain = new TextNight(SharedCases.base().getParent(), SharedCases.NIGHT, table);

    NightFolder opened = night.open();

    assertThat(cells(night.records(opened, table)))
        .isEqualTo(cells(plain.records(plain.open(), table)));
    assertThat(opened.files().get(0).told()).isEqualTo(told == null ? List.of() : List.of(told));
  }

  private static List<String> cells(List<String> records) {
    return records.stream().map(record -> record.replaceFirst("^\\d+: ", "")).toList();
  }

  @Test
  void aLoneQuotationMarkAmongUnquotedCellsIsText() {
    SharedCases.night(source, "f02-stray-quote");
    TextNight night = new TextNight(source, SharedCases.NIGHT, "professionals");

    assertThat(night.records(night.open(), "professionals"))
        .filteredOn(record -> record.contains("6\" Care Social Worker"))
        .singleElement()
        .asString()
        .startsWith("6: ");
  }

  @Test
  void dashesAndACountAreNoRecords() {
    SharedCases.night(source, "f03-sqlcmd");
    TextNight night = new TextNight(source, SharedCases.NIGHT, "department");

    NightFolder opened = night.open();

    assertThat(night.records(opened, "department")).noneMatch(record -> record.contains("---"));
    assertThat(opened.files().get(0).told())
        .containsExactly("a line of dashes below the header", "a count below the last record");
  }

  @Test
  void aCopyIsNamedAndNotRead() {
    SharedCases.night(source, "f15-gz-and-names");

    assertThatThrownBy(new TextNight(source, SharedCases.NIGHT, "permanence")::open)
        .hasMessageContaining("there is no file; there is ssd_permanence (1).csv, which is not");
  }
}

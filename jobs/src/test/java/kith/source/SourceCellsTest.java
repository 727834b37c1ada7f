package kith.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kith.project.Project;
import kith.project.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceCellsTest {

  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");
  private static final SourceCells CELLS =
      new SourceCells(
          SSD,
          SourceCodes.of(CodeLists.of(Project.home()), SSD.contracts(), LocalDate.of(2026, 3, 31)));

  @ParameterizedTest
  @CsvSource({
    "DATE, 2021-03-04 00:00:00.000, 2021-03-04",
    "DATE, 2021-03-04, 2021-03-04",
    "DATE, 2021-03-04T23:59:59, 2021-03-04",
    "DATE, 04/03/2021, 2021-03-04",
    "DATE, 4/3/2021 10:15, 2021-03-04",
    "DATE, 2021-06-30T23:30:00Z, 2021-07-01",
    "DATE, 2021-02-29, UNUSABLE",
    "DATE, 30/02/2021, UNUSABLE",
    "TIMESTAMP, 2021-02-30 10:30:00.000, UNUSABLE",
    "DATE, 1900-01-01 00:00:00.000, FILLER",
    "DATE, soon, UNUSABLE",
    "DATE, 01/01/1900, FILLER",
    "TIMESTAMP, 1/1/1900 00:00, FILLER",
    "DECIMAL, 1E999999999, UNUSABLE",
    "DECIMAL, 1E-999999999, UNUSABLE",
    "INTEGER, 1E999999999, UNUSABLE",
    "DATE, 05/06/2024, 2024-06-05",
    "DATE, 5/6/2024, 2024-06-05",
    "DATE, 2024-06-05 14:30, 2024-06-05",
    "DATE, 20240605, 2024-06-05",
    "DATE, 20242506, UNUSABLE",
    "DATE, 31032026, UNUSABLE",
    "DATE, 31-MAR-2026, 2026-03-31",
    "DATE, 31 March 2026, 2026-03-31",
    "DATE, 1 Sept 2026, 2026-09-01",
    "DATE, 31.03.2026, 2026-03-31",
    "DATE, 31-03-2026, 2026-03-31",
    "DATE, 2026/03/31, 2026-03-31",
    "DATE, 2026.3.1, 2026-03-01",
    "DATE, 2026-3-1, 2026-03-01",
    "DATE, Mar 31 2026 12:00AM, 2026-03-31",
    "DATE, 'Mar  1 2026 12:00AM', 2026-03-01",
    "DATE, 'March 1, 2026', 2026-03-01",
    "DATE, '31\u00a0Mar\u00a02026', 2026-03-31",
    "DATE, 31-MAR-26, UNUSABLE",
    "DATE, 31-XYZ-2026, UNUSABLE",
    "DATE, 31-Feb-2026, UNUSABLE",
    "DATE, 31/03-2026, UNUSABLE",
    "DATE, 31/03/2026 noon, UNUSABLE",
    "DATE, Marching 31 2026, UNUSABLE",
    "DATE, 2026-03-31+01:00, UNUSABLE",
    "TIMESTAMP, Mar 31 2026  1:05PM, 2026-03-31 13:05:00.0",
    "TIMESTAMP, Mar 31 2026 12:00:00:123AM, 2026-03-31 00:00:00.123",
    "TIMESTAMP, 31/03/2026 12:30:00 am, 2026-03-31 00:30:00.0",
    "TIMESTAMP, 31/03/2026 13:30 PM, UNUSABLE",
    "TIMESTAMP, 31-MAR-2026 22:15:00, 2026-03-31 22:15:00.0",
    "TIMESTAMP, 2026-03-31 24:15, UNUSABLE",
    "TIMESTAMP, 2025-07-01 09:15:00.0000000 +00:00, 2025-07-01 10:15:00.0",
    "TIMESTAMP, 2025-07-01 10:15:00.0000000 +01:00, 2025-07-01 10:15:00.0",
    "TIMESTAMP, 2025-07-01T09:15Z, 2025-07-01 10:15:00.0",
    "DATE, 05/06/24, UNUSABLE",
    "DATE, 05-Jun-2024, 2024-06-05",
    "DATE, 06/13/2024, UNUSABLE",
    "TIMESTAMP, 05/06/2024 14:30, 2024-06-05 14:30:00.0",
    "TIMESTAMP, 2025-07-01 10:15:00.000, 2025-07-01 10:15:00.0",
    "TIMESTAMP, 2025-07-01T09:15:00Z, 2025-07-01 10:15:00.0",
    "TIMESTAMP, 2025-07-01T10:15:00+0100, 2025-07-01 10:15:00.0",
    "TIMESTAMP, 2025-07-01, 2025-07-01 00:00:00.0",
    "TIMESTAMP, noon, UNUSABLE",
    "INTEGER, 12, 12",
    "INTEGER, 12.0, 12",
    "INTEGER, 12.5, UNUSABLE",
    "INTEGER, -1, FILLER",
    "DECIMAL, 0.6, 0.6000",
    "DECIMAL, 999.9, FILLER",
    "DECIMAL, 999.90, FILLER",
    "DECIMAL, many, UNUSABLE",
    "FLAG, 'N    ', false",
    "FLAG, Y, true",
    "FLAG, perhaps, UNUSABLE",
    "TEXT, SSD_PH, FILLER",
    "TEXT, null, FILLER",
    "TEXT, '  ', EMPTY",
    "TEXT, ' padded ', padded",
    "TEXT, 7441506.0, 7441506.0",
    "TEXT, NaT, WORD_FOR_NOTHING",
    "DATE, NaT, WORD_FOR_NOTHING",
    "DATE, None, WORD_FOR_NOTHING",
    "INTEGER, nan, WORD_FOR_NOTHING",
    "DECIMAL, NaN, WORD_FOR_NOTHING",
    "FLAG, <NA>, WORD_FOR_NOTHING",
    "TIMESTAMP, '\\N', WORD_FOR_NOTHING",
    "ID, (null), WORD_FOR_NOTHING",
    "ID, nan, WORD_FOR_NOTHING",
    "ID, 7441506, 7441506",
    "ID, 7441506.0, 7441506",
    "ID, 7441506.0000000000, 7441506",
    "ID, '\u00a07441506\u200b', 7441506",
    "ID, '7441\u200b506', 7441506",
    "ID, '\ufeff7441506 ', 7441506",
    "ID, 0123, 0123",
    "ID, 0123.0, 0123",
    "ID, 123.5, 123.5",
    "ID, 'ab\u00a0 12', AB 12",
    "ID, e0a4-bb, E0A4-BB",
    "ID, -1, FILLER",
    "ID, -1.0, FILLER",
    "ID, ssd_ph, FILLER",
    "ID, 5.45E+10, UNUSABLE",
    "ID, 9.15E3, 9150",
    "ID, 1.2345678E7, 12345678",
    "ID, 1E5, 1E5",
    "ID, 0, FILLER",
    "ID, N/A, FILLER",
    "ID, '\u00a0', EMPTY",
    "DATE, '\u00a02021-03-04\u200b', 2021-03-04",
    "FLAG, 'Y\u00a0', true",
    "TEXT, 5.45E+10, UNUSABLE",
    "TEXT, 7E+3, UNUSABLE",
    "TEXT, SE+12 flat, SE+12 flat",
    "INTEGER, +7, 7",
    "DECIMAL, 0.00005, 0.0001"
  })
  void aCellIsReadByItsType(String type, String text, String expected) {
    assertThat(read(ColumnType.valueOf(type), null, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "placement_type, 'U4 Foster, other carer, long term', U4",
    "placement_type, U4, U4",
    "placement_type, u4 foster, U4",
    "placement_type, U44, UNKNOWN_CODE",
    "rec, 'X1 Episode ends, next starts same day', X1",
    "rec, E4A, E4A",
    "in_touch, YES In touch, YES",
    "disability, None, NONE",
    "substance, None, none",
    "substance, no, none",
    "substance, N, none",
    "substance, 0, none",
    "substance, Cannabis, cannabis",
    "substance, Khat, UNKNOWN_CODE",
    "rec, None, WORD_FOR_NOTHING",
    "yn_na, <NA>, WORD_FOR_NOTHING",
    "yn_na, NA, NA",
    "accommodation_suitability, 2, 2",
    "missing, 'M Missing, whereabouts unknown', M",
    "involvement_role, KAHV, KA"
  })
  void aCodeIsFoundInItsWording(String list, String text, String expected) {
    assertThat(read(ColumnType.CODE, list, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "share, 0.6, 0.6000",
    "share, 37, OUT_OF_RANGE",
    "share, 100, OUT_OF_RANGE",
    "share, 100%, 1.0000",
    "share, 60 %, 0.6000",
    "share, 3700%, OUT_OF_RANGE",
    "share, -0.5, OUT_OF_RANGE",
    "share, 2, 2.0000",
    "share, 2.01, OUT_OF_RANGE",
    "share, -1, FILLER",
    "share, 999.9, FILLER",
    "share, %, UNUSABLE",
    "share, full, UNUSABLE",
    "share, 1E999999999, UNUSABLE",
    "percent, 60, 0.6000",
    "percent, 100, 1.0000",
    "percent, 0.6, 0.0060",
    "hours, 37, 1.0000",
    "hours, 18.5, 0.5000",
    "hours, 100, OUT_OF_RANGE",
    "hours, 50%, 0.5000",
    "days_of_a_month, 31, 31.0000",
    "days_of_a_month, 37, OUT_OF_RANGE",
    ", 37, 37.0000",
    ", 37%, UNUSABLE"
  })
  void aNumberIsReadByItsUnit(String unit, String text, String expected) {
    SourceColumn column =
        new SourceColumn(
            "cell",
            ColumnType.DECIMAL,
            false,
            false,
            false,
            false,
            false,
            false,
            null,
            "a cell",
            unit,
            true,
            "cell",
            null,
            null,
            null);
    SourceCells.Cell cell = CELLS.read(column, text);

    assertThat(
            cell.outcome() == SourceCells.Outcome.VALUE
                ? cell.value().toString()
                : cell.outcome().toString())
        .isEqualTo(expected);
  }

  @Test
  void everyUnitOfAContractIsKnown() {
    assertThat(SSD.contracts().stream().flatMap(contract -> contract.columns().stream()))
        .filteredOn(column -> column.unit() != null)
        .isNotEmpty()
        .allMatch(column -> SSD.units().containsKey(column.unit()));
  }

  @Test
  void leadingZerosCountUnlessTheSourceIsKnownToLoseThem() {
    assertThat(LeadingZeros.cut("00123")).isEqualTo("123");
    assertThat(LeadingZeros.cut("000")).isEqualTo("0");
    assertThat(LeadingZeros.cut("0A12")).isEqualTo("0A12");
    assertThat(LeadingZeros.hide("123", java.util.Set.of("00123"))).isTrue();
    assertThat(LeadingZeros.hide("00123", java.util.Set.of("123"))).isTrue();
    assertThat(LeadingZeros.hide("123", java.util.Set.of("1230", "A123"))).isFalse();
    assertThat(LeadingZeros.hide("A12", java.util.Set.of("0A12"))).isFalse();
  }

  private static SourceColumn column(ColumnType type, String list) {
    return new SourceColumn(
        "cell", type, false, false, false, false, false, false, list, "a cell", null, true, "cell",
        null, null, null);
  }

  private static String read(ColumnType type, String list, String text) {
    SourceCells.Cell cell = CELLS.read(column(type, list), text);
    return cell.outcome() == SourceCells.Outcome.VALUE
        ? cell.value().toString()
        : cell.outcome().toString();
  }

  /**
   * In the hour that occurs twice in autumn, London time alone does not say which of the two is
   * meant.
   */
  @Test
  void aTimeWithItsOffsetIsThatInstantInTheHourThatComesTwice() {
    assertThat(instant("2025-10-26 01:40:00.0000000 +00:00")).isEqualTo("2025-10-26T01:40:00Z");
    assertThat(instant("2025-10-26 01:40:00.0000000 +01:00")).isEqualTo("2025-10-26T00:40:00Z");
    assertThat(instant("2025-10-26 01:40:00")).isEqualTo("2025-10-26T00:40:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-10-26 01:50, 2025-10-26 01:10, 20",
    "2025-10-26 00:50, 2025-10-26 01:10, 20",
    "2025-10-26 01:10, 2025-10-26 01:50, 40",
    "2025-10-26 01:50, 2025-10-26 02:10, 80",
    "2026-03-29 01:30, 2026-03-29 03:10, 40",
    "2026-03-29 00:50, 2026-03-29 02:10, 20",
    "2025-10-26 02:50, 2025-10-26 01:10, -160",
    "2025-07-01 01:50, 2025-07-01 01:10, -40"
  })
  void theHourThatComesTwiceTakesNoTimeAway(String start, String end, int minutes) {
    Object starts = timestamp(start);
    java.sql.Timestamp ends = (java.sql.Timestamp) SourceCells.end(starts, timestamp(end));

    assertThat(
            java.time.Duration.between(((java.sql.Timestamp) starts).toInstant(), ends.toInstant())
                .toMinutes())
        .isEqualTo(minutes);
  }

  private static String instant(String text) {
    return ((java.sql.Timestamp) timestamp(text)).toInstant().toString();
  }

  private static Object timestamp(String text) {
    return CELLS.read(column(ColumnType.TIMESTAMP, null), text).value();
  }

  @Test
  void everyTableThatASourceMayCarryHasItsContract() {
    List<String> tables = new ArrayList<>();
    Yaml.read(Project.home().conf().resolve("sources/ssd/availability.yaml"))
        .get("tables")
        .fieldNames()
        .forEachRemaining(tables::add);

    assertThat(SSD.contracts())
        .extracting(SourceContract::table)
        .containsExactlyInAnyOrderElementsOf(tables);
    assertThat(SSD.contracts())
        .allSatisfy(
            contract -> {
              List<String> names = contract.columns().stream().map(SourceColumn::name).toList();
              assertThat(names).containsAll(contract.businessKey());
              assertThat(names).containsAll(contract.window());
              if (contract.leavesWith() != null) {
                assertThat(names).contains(contract.leavesWith());
              }
              assertThat(contract.columns())
                  .filteredOn(column -> contract.businessKey().contains(column.name()))
                  .noneMatch(SourceColumn::isVolatile);
            });
  }
}

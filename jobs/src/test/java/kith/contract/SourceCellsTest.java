package kith.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
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
    "DATE, 20240605, UNUSABLE",
    "DATE, 05/06/24, UNUSABLE",
    "DATE, 05-Jun-2024, UNUSABLE",
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
    assertThat(read(SourceContract.Type.valueOf(type), null, text)).isEqualTo(expected);
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
    "rec, None, WORD_FOR_NOTHING",
    "accommodation_suitability, 2, 2",
    "missing, 'M Missing, whereabouts unknown', M",
    "involvement_role, KAHV, KA"
  })
  void aCodeIsFoundInItsWording(String list, String text, String expected) {
    assertThat(read(SourceContract.Type.CODE, list, text)).isEqualTo(expected);
  }

  private static String read(SourceContract.Type type, String list, String text) {
    SourceCells.Cell cell =
        CELLS.read(
            new SourceContract.Column(
                "cell", type, false, false, false, false, false, false, list, "a cell", null, true,
                "cell"),
            text);
    return cell.outcome() == SourceCells.Outcome.VALUE
        ? cell.value().toString()
        : cell.outcome().toString();
  }

  @Test
  void theContractsOfThe27TablesAndTheThreeOptionalFilesAreThere() {
    assertThat(SSD.contracts()).hasSize(30);
    assertThat(SSD.contracts())
        .allSatisfy(
            contract -> {
              List<String> names =
                  contract.columns().stream().map(SourceContract.Column::name).toList();
              assertThat(names).containsAll(contract.businessKey());
              assertThat(names).containsAll(contract.window());
              if (contract.leavesWith() != null) {
                assertThat(names).contains(contract.leavesWith());
              }
              assertThat(contract.columns())
                  .filteredOn(column -> contract.businessKey().contains(column.name()))
                  .noneMatch(SourceContract.Column::isVolatile);
            });
  }
}

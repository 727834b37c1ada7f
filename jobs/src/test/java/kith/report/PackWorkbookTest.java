package kith.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipInputStream;
import kith.project.Project;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbook as Excel reads it. */
class PackWorkbookTest {

  /** What a reader sees in a cell. */
  private static final DataFormatter SHOWN = new DataFormatter(Locale.UK);

  @TempDir private Path folder;

  @Test
  void numbersAreNumbersAndWhatIsHiddenIsAWord() throws IOException {
    Wording words = Wording.read(Project.home());
    Pack pack = InventedPack.of(InventedPublication.in(folder, true));
    byte[] bytes = PackWorkbook.of(pack, words);

    try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      assertThat(book)
          .extracting(org.apache.poi.ss.usermodel.Sheet::getSheetName)
          .containsExactly(
              "Page one",
              "Coming into care and leaving",
              "Ages on coming into care",
              "Where children live",
              "How settled children are",
              "Health assessments",
              "Children who go missing",
              "Care leavers",
              "Who looks after us",
              "How to read this pack");
      for (int i = 0; i < book.getNumberOfSheets(); i++) {
        assertThat(book.getSheetAt(i).getRow(1).getCell(0).getStringCellValue())
            .startsWith("SIMULATED");
      }
      Row row = row(book, words.ofKpi(InventedPublication.HIDDEN, "title"));
      assertThat(row.getCell(2).getNumericCellValue()).isEqualTo(600);
      assertThat(row.getCell(3).getNumericCellValue()).isEqualTo(1000);
      assertThat(row.getCell(4).getNumericCellValue()).isEqualTo(0.57);
      assertThat(SHOWN.formatCellValue(row.getCell(5))).isEqualTo("63.0%");
      Cell now = row.getCell(6);
      assertThat(now.getCellType()).isEqualTo(CellType.NUMERIC);
      assertThat(now.getNumericCellValue()).isEqualTo(0.6);
      assertThat(now.getCellStyle().getDataFormatString()).isEqualTo("0.0%");
      assertThat(row.getCell(7).getStringCellValue()).isEqualTo("hidden");
      Row red = row(book, words.ofKpi(InventedPublication.RED, "title"));
      assertThat(red.getCell(9).getNumericCellValue()).isEqualTo(0.9);
      assertThat(SHOWN.formatCellValue(red.getCell(9))).isEqualTo("at least 90%");
      assertThat(SHOWN.formatCellValue(red.getCell(10))).isEqualTo("67%");
      Row average = row(book, words.ofKpi(InventedPublication.WITH_DECIMALS, "title"));
      assertThat(SHOWN.formatCellValue(average.getCell(10))).isEqualTo("67.0");
      assertThat(SHOWN.formatCellValue(average.getCell(11))).isEqualTo("61");
      assertThat(row(book, words.ofKpi(InventedPublication.MAY_RISE, "title")).getCell(14))
          .hasToString("Not met so far");
      Row measures = row(book, "Measure");
      assertThat(measures.getLastCellNum()).isEqualTo((short) 24);
      assertThat(measures.getCell(23)).hasToString("Mar 26");
      assertThat(red.getCell(23).getNumericCellValue()).isEqualTo(0.6);
      assertThat(red.getCell(16).getNumericCellValue()).isEqualTo(0.53);
      Row header = row(book.getSheet("Where children live"), "Quarter");
      assertThat(header).extracting(Cell::toString).contains("Count", "Of");
      for (int i = 1; i < header.getLastCellNum(); i++) {
        assertThat(header.getSheet().getRow(header.getRowNum() + 1).getCell(i).getCellType())
            .as(header.getCell(i).toString())
            .isEqualTo(CellType.NUMERIC);
      }
    }
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getLastModifiedTime().toString()).startsWith("2026-04-02T00:00:00");
      }
    }
  }

  private static Row row(XSSFWorkbook book, String title) {
    return row(book.getSheetAt(0), title);
  }

  /** The last row that begins with a text. */
  private static Row row(org.apache.poi.ss.usermodel.Sheet sheet, String title) {
    for (int i = sheet.getLastRowNum(); i >= 0; i--) {
      Row row = sheet.getRow(i);
      if (row.getCell(0) != null && row.getCell(0).toString().equals(title)) {
        return row;
      }
    }
    throw new AssertionError("no row " + title);
  }
}

package kith.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The figures of a pack as a workbook: numbers as numbers, what is hidden in words. */
final class PackWorkbook {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final XSSFWorkbook book = new XSSFWorkbook();

  /** Longer sentences are wrapped over some columns. */
  private static final int LINE = 100;

  private static final int MERGED = 6;

  private final Map<String, CellStyle> styles = new HashMap<>();
  private final Wording words;
  private final Pack pack;

  private PackWorkbook(Pack pack, Wording words) {
    this.pack = pack;
    this.words = words;
  }

  /** The workbook; the same pack gives the same bytes. */
  static byte[] of(Pack pack, Wording words) {
    PackWorkbook workbook = new PackWorkbook(pack, words);
    try (workbook.book) {
      workbook.fill();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.book.write(out);
      return withoutClock(
          out.toByteArray(), pack.recordsOf().atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void fill() {
    Date day = Date.from(pack.recordsOf().atStartOfDay().toInstant(ZoneOffset.UTC));
    var about = book.getProperties().getCoreProperties();
    about.setTitle(pack.title() + ", " + pack.quarter() + ", " + pack.authority());
    about.setCreator("Kith");
    about.setCreated(Optional.of(day));
    about.setModified(Optional.of(day));
    scorecard();
    pack.themes().forEach(this::theme);
    notes();
  }

  private XSSFSheet sheet(String name, List<Integer> widths) {
    XSSFSheet sheet = book.createSheet(WorkbookUtil.createSafeSheetName(name));
    for (int i = 0; i < widths.size(); i++) {
      sheet.setColumnWidth(i, widths.get(i) * 256);
    }
    text(sheet, pack.title() + ", " + pack.quarter() + ", " + pack.authority(), "heading");
    if (pack.simulated()) {
      text(sheet, pack.simulatedText(), "heading");
    }
    text(
        sheet,
        words.say(
            "workbook.of",
            Map.of(
                "day", pack.day(),
                "records", pack.records(),
                "publication", pack.publicationId())),
        "text");
    next(sheet);
    sheet.getPrintSetup().setPaperSize(org.apache.poi.ss.usermodel.PrintSetup.A4_PAPERSIZE);
    sheet.getPrintSetup().setLandscape(true);
    sheet.setFitToPage(true);
    sheet.getPrintSetup().setFitHeight((short) 0);
    sheet.getFooter().setRight(words.text("workbook.footer"));
    return sheet;
  }

  private void scorecard() {
    XSSFSheet sheet =
        sheet(
            words.text("heading.page_one"),
            List.of(62, 14, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 18, 18, 40));
    pack.sentences().forEach(sentence -> text(sheet, sentence, "text"));
    text(sheet, pack.ofWhen(), "text");
    next(sheet);
    List<String> columns =
        List.of(
            "measure",
            "",
            "count",
            "of",
            "range_from",
            "range_to",
            "now",
            "before",
            "year_ago",
            "target",
            "england",
            "region",
            "neighbours",
            "change",
            "judgement",
            "why");
    Row header = next(sheet);
    for (int i = 0; i < columns.size(); i++) {
      put(
          header,
          i,
          Pack.Cell.text(
              columns.get(i).isEmpty()
                  ? words.text("heading.period")
                  : words.text("column." + columns.get(i))),
          "heading");
    }
    for (int i = 0; i < pack.trendQuarters().size(); i++) {
      put(header, columns.size() + i, Pack.Cell.text(pack.trendQuarters().get(i)), "heading");
    }
    sheet.createFreezePane(1, sheet.getLastRowNum() + 1);
    for (Pack.ScoreGroup group : pack.scorecard()) {
      text(sheet, group.heading(), "heading");
      for (Pack.ScoreRow row : group.rows()) {
        Row line = next(sheet);
        List<Pack.Cell> cells =
            List.of(
                Pack.Cell.text(row.title()),
                Pack.Cell.text(row.period()),
                row.count(),
                row.count().rest(),
                row.interval(),
                row.interval().rest(),
                row.now(),
                row.before(),
                row.yearAgo(),
                row.target(),
                row.england(),
                row.region(),
                row.neighbours(),
                Pack.Cell.text(row.change()),
                Pack.Cell.text(row.judgement() + (row.soFar().isEmpty() ? "" : ", " + row.soFar())),
                Pack.Cell.text(String.join("; ", row.remarks())));
        List<Pack.Cell> all = new ArrayList<>(cells);
        all.addAll(row.quarters());
        for (int i = 0; i < all.size(); i++) {
          put(line, i, all.get(i), all.get(i).format());
        }
      }
    }
  }

  private void theme(Pack.Theme theme) {
    XSSFSheet sheet = sheet(theme.tab(), List.of(40, 16, 16, 16, 16, 16, 16, 16));
    text(sheet, theme.heading(), "heading");
    theme.soWhat().forEach(sentence -> text(sheet, sentence, "text"));
    text(sheet, words.text("heading.changed"), "heading");
    theme.changed().forEach(sentence -> text(sheet, sentence, "text"));
    for (Pack.ChartView chart : theme.charts()) {
      next(sheet);
      text(sheet, chart.title(), "heading");
      text(sheet, chart.caption(), "text");
      if (chart.table().rows().isEmpty()) {
        continue;
      }
      table(sheet, chart.table());
    }
    if (!theme.notPublished().isEmpty()) {
      next(sheet);
      text(sheet, words.text("heading.not_published"), "heading");
      theme.notPublished().forEach(sentence -> text(sheet, sentence, "text"));
    }
  }

  /** A count and what it is of have a column each. */
  private void table(XSSFSheet sheet, Pack.Table table) {
    Row header = next(sheet);
    List<Row> lines = table.rows().stream().map(row -> next(sheet)).toList();
    int at = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      int column = i;
      put(header, at, Pack.Cell.text(table.columns().get(i)), "heading");
      List<Pack.Cell> cells = table.rows().stream().map(row -> row.get(column)).toList();
      put(lines, at++, cells);
      if (cells.stream().anyMatch(cell -> cell.second() != null)) {
        put(header, at, Pack.Cell.text(words.text("column.of")), "heading");
        put(lines, at++, cells.stream().map(Pack.Cell::rest).toList());
      }
    }
  }

  private void put(List<Row> rows, int column, List<Pack.Cell> cells) {
    for (int i = 0; i < rows.size(); i++) {
      put(rows.get(i), column, cells.get(i), cells.get(i).format());
    }
  }

  private void notes() {
    XSSFSheet sheet = sheet(words.text("heading.notes"), List.of(60, 24, 20, 60));
    text(sheet, words.text("heading.minute"), "heading");
    pack.minute().forEach(one -> line(sheet, one.asked(), one.heading()));
    next(sheet);
    text(sheet, words.text("heading.editions"), "heading");
    pack.editions()
        .forEach(
            one ->
                line(
                    sheet,
                    one.whose() + ": " + one.edition(),
                    one.period(),
                    one.published(),
                    one.kpis()));
    next(sheet);
    text(sheet, words.text("heading.changes"), "heading");
    pack.changes().forEach(change -> text(sheet, change, "text"));
    next(sheet);
    text(sheet, words.text("heading.data") + " " + pack.records(), "heading");
    if (pack.caveats().isEmpty()) {
      text(sheet, words.text("caveats_none"), "text");
    }
    pack.caveats().forEach(caveat -> line(sheet, caveat.rule(), caveat.kpis()));
    next(sheet);
    text(sheet, words.text("heading.notes"), "heading");
    words.texts("notes").forEach(note -> text(sheet, note, "text"));
    text(sheet, pack.licence(), "text");
  }

  private void line(XSSFSheet sheet, String... texts) {
    Row row = next(sheet);
    for (int i = 0; i < texts.length; i++) {
      put(row, i, Pack.Cell.text(texts[i]), "text");
    }
  }

  private void text(XSSFSheet sheet, String text, String style) {
    Row row = next(sheet);
    put(row, 0, Pack.Cell.text(text), style);
    if (text.length() > LINE) {
      // A cell that is merged does not grow by itself.
      sheet.addMergedRegion(new CellRangeAddress(row.getRowNum(), row.getRowNum(), 0, MERGED - 1));
      row.setHeightInPoints(sheet.getDefaultRowHeightInPoints() * (1 + text.length() / LINE));
    }
  }

  private static Row next(XSSFSheet sheet) {
    return sheet.createRow(sheet.getLastRowNum() + 1);
  }

  private void put(Row row, int column, Pack.Cell value, String style) {
    Cell cell = row.createCell(column);
    BigDecimal number = value.number();
    if (number == null) {
      cell.setCellValue(value.text());
    } else {
      // A percentage is a share of one in a workbook.
      cell.setCellValue(
          (value.format().endsWith("%") ? number.divide(HUNDRED) : number).doubleValue());
    }
    cell.setCellStyle(styles.computeIfAbsent(style, this::style));
  }

  private CellStyle style(String name) {
    CellStyle style = book.createCellStyle();
    switch (name) {
      case "text" -> {
        style.setWrapText(true);
        style.setVerticalAlignment(VerticalAlignment.TOP);
      }
      case "heading" -> {
        Font font = book.createFont();
        font.setBold(true);
        style.setFont(font);
      }
      default -> style.setDataFormat(book.createDataFormat().getFormat(name));
    }
    return style;
  }

  /** A workbook is a ZIP file whose entries carry the time of writing. */
  private static byte[] withoutClock(byte[] workbook, Instant instant) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(workbook));
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
        ZipEntry fixed = new ZipEntry(entry.getName());
        fixed.setLastModifiedTime(FileTime.from(instant));
        to.putNextEntry(fixed);
        from.transferTo(to);
        to.closeEntry();
      }
    }
    return out.toByteArray();
  }
}

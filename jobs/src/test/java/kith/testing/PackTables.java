package kith.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The rows of a pack's tables as they are read: on its page, and in its workbook. */
public final class PackTables {

  /** What a reader of a workbook sees in a cell. */
  private static final DataFormatter SHOWN = new DataFormatter(Locale.UK);

  /** Columns of page one in the workbook. */
  private static final int NOW = 6;

  private static final int CHANGE = 13;

  private PackTables() {}

  /** The tables behind the charts of a page, each row after the other. */
  public static List<List<String>> behindCharts(Path page) {
    return elements(document(page), "table").stream()
        .filter(table -> table.getAttribute("class").equals("figures"))
        .flatMap(table -> elements(table, "tr").stream())
        .map(PackTables::cells)
        .toList();
  }

  /** The rows of page one: title, period with count and range, figures, change and judgement. */
  public static List<List<String>> pageOne(Path page) {
    List<List<String>> rows = new ArrayList<>();
    for (Element row : elements(document(page), "tr")) {
      Element head = elements(row, "th").isEmpty() ? row : elements(row, "th").get(0);
      if (head.getAttribute("role").equals("rowheader")
          && head.getAttribute("scope").equals("row")) {
        List<String> cells = new ArrayList<>();
        cells.add(text(head.getFirstChild()));
        cells.add(text(elements(head, "span").get(0)));
        elements(row, "td").stream()
            .filter(cell -> !cell.getAttribute("class").equals("trend"))
            .forEach(cell -> cells.add(text(cell)));
        rows.add(cells);
      }
    }
    return rows;
  }

  private static Document document(Path page) {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
    } catch (IOException | SAXException | ParserConfigurationException cause) {
      throw new IllegalStateException("the page is not XHTML", cause);
    }
  }

  private static List<Element> elements(Node below, String name) {
    NodeList found =
        below instanceof Document document
            ? document.getElementsByTagName(name)
            : ((Element) below).getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<String> cells(Element row) {
    List<String> cells = new ArrayList<>();
    NodeList children = row.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element cell) {
        cells.add(text(cell));
      }
    }
    return cells;
  }

  private static String text(Node node) {
    return node.getTextContent().replaceAll("\\s+", " ").strip();
  }

  /** A workbook. */
  public static Workbook book(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new XSSFWorkbook(in);
    }
  }

  /** The tables of the sheets between the first and the last, as the page shows them. */
  public static List<List<String>> behindCharts(Workbook book) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 1; i < book.getNumberOfSheets() - 1; i++) {
      tables(book.getSheetAt(i))
          .forEach(
              table -> {
                List<String> header = shown(table.get(0));
                table.forEach(row -> rows.add(joined(header, shown(row))));
              });
    }
    return rows;
  }

  /** The tables of a sheet: rows of more than one cell that follow one another. */
  public static List<List<Row>> tables(Sheet sheet) {
    List<List<Row>> tables = new ArrayList<>();
    int before = -2;
    for (Row row : sheet) {
      if (row.getLastCellNum() > 1) {
        if (row.getRowNum() != before + 1) {
          tables.add(new ArrayList<>());
        }
        tables.get(tables.size() - 1).add(row);
        before = row.getRowNum();
      }
    }
    return tables;
  }

  /** The rows of page one of a workbook, as the page shows them. */
  public static List<List<String>> pageOne(Workbook book) {
    List<List<String>> rows = new ArrayList<>();
    for (Row row : rowsOfPageOne(book)) {
      List<String> cells = shown(row);
      List<String> joined = new ArrayList<>();
      joined.add(cells.get(0));
      joined.add(
          cells.get(1)
              + (cells.get(2).isEmpty() ? "" : ", " + cells.get(2) + " of " + cells.get(3))
              + (cells.get(4).isEmpty() ? "" : "; range " + cells.get(4) + " to " + cells.get(5)));
      joined.addAll(cells.subList(NOW, CHANGE + 1));
      joined.add(cells.get(CHANGE + 1).replace(", so far", " so far"));
      rows.add(joined);
    }
    return rows;
  }

  /** The rows of page one that hold a measure. */
  public static List<Row> rowsOfPageOne(Workbook book) {
    List<Row> rows = new ArrayList<>();
    tables(book.getSheetAt(0)).forEach(rows::addAll);
    return rows.subList(1, rows.size());
  }

  private static List<String> shown(Row row) {
    return IntStream.range(0, row.getLastCellNum())
        .mapToObj(i -> SHOWN.formatCellValue(row.getCell(i)).strip())
        .toList();
  }

  /** A count and what it is of are one cell on the page. */
  private static List<String> joined(List<String> header, List<String> row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (header.get(i).equals("Of")) {
        int last = cells.size() - 1;
        boolean isHeader = row.get(i).equals("Of");
        if (!isHeader && !row.get(i).isEmpty()) {
          cells.set(last, cells.get(last) + " of " + row.get(i));
        }
      } else {
        cells.add(row.get(i));
      }
    }
    return cells;
  }
}

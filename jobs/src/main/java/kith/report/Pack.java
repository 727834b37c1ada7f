package kith.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pack before it is drawn: what all three files say, in the order in which they say it. */
public record Pack(
    String title,
    String panel,
    String authority,
    String quarter,
    LocalDate asAt,
    LocalDate recordsOf,
    boolean simulated,
    String simulatedText,
    String publicationId,
    List<ScoreGroup> scorecard,
    List<String> trendQuarters,
    List<String> sentences,
    String ofWhen,
    List<Theme> themes,
    List<String> changes,
    List<Edition> editions,
    List<Caveat> caveats,
    List<Minute> minute,
    String licence) {

  /** When the pack's figures are of, such as 31 March 2026. */
  public String day() {
    return Numbers.day(asAt);
  }

  public String records() {
    return Numbers.day(recordsOf);
  }

  /**
   * A cell as it is read.
   *
   * @param number the same as a number, for the workbook; null where there is none
   * @param second the other number where there are two, such as 350 of 443; null otherwise
   * @param format of the number in the workbook, such as 0.0%; text where there is none
   * @param secondFormat of the other number
   */
  public record Cell(
      String text,
      @Nullable BigDecimal number,
      @Nullable BigDecimal second,
      String format,
      String secondFormat) {

    Cell(String text, @Nullable BigDecimal number, String format) {
      this(text, number, null, format, "text");
    }

    static Cell text(String text) {
      return new Cell(text, null, "text");
    }

    /** The second of two numbers, for a column of its own; empty where there is one only. */
    Cell rest() {
      return second == null ? text("") : new Cell("", second, secondFormat);
    }
  }

  /** Rows of page one under a heading. */
  public record ScoreGroup(String heading, List<ScoreRow> rows) {}

  /**
   * A row of page one.
   *
   * @param count such as 350 of 443, two numbers; empty where there is none
   * @param interval such as 75 to 82.5, two numbers; empty where there is none
   * @param trend a small picture, as SVG; empty where there are too few quarters
   * @param quarters the figures of the picture, the oldest first
   * @param change a word
   * @param judgement a word
   * @param soFar the mark of a figure that may still change; empty for others
   * @param tone green, amber, red or none: the colour beside the word
   * @param remarks what to know before reading the figure
   */
  public record ScoreRow(
      String kpi,
      String title,
      String period,
      Cell count,
      Cell interval,
      Cell now,
      Cell before,
      Cell yearAgo,
      Cell target,
      Cell england,
      Cell region,
      Cell neighbours,
      String trend,
      List<Cell> quarters,
      String change,
      String judgement,
      String soFar,
      String tone,
      List<String> remarks) {}

  /**
   * A page.
   *
   * @param tab its name in the workbook
   */
  public record Theme(
      String id,
      String heading,
      String tab,
      List<String> soWhat,
      List<String> changed,
      List<ChartView> charts,
      List<String> notPublished) {}

  /**
   * A chart with the table behind it.
   *
   * @param svg the picture; empty where there is nothing to draw
   * @param description what the picture shows, for those who do not see it
   */
  public record ChartView(
      String id, String title, String svg, String description, String caption, Table table) {}

  /** The figures behind a chart; the first cell of a row says what the row is. */
  public record Table(List<String> columns, List<List<Cell>> rows) {}

  /** From which edition figures of others are; the comparators are named in one text. */
  public record Edition(
      String whose, String period, String edition, String published, String kpis) {}

  /** What is wrong with the records behind figures of the pack. */
  public record Caveat(String rule, String kpis) {}

  /** What the Panel asked for and the page where it is. */
  public record Minute(String asked, String themeId, String heading) {}
}

package kith.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.FontMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A sheet that charts are painted on and that becomes SVG: the same bytes for the same chart on
 * every machine, since text is measured with the fonts that Kith brings, not with those installed.
 */
final class SvgCanvas {

  static final String FAMILY = "Liberation Sans";

  private static final String SVG = "http://www.w3.org/2000/svg";
  private static final Font REGULAR = font();

  private final Document document;
  private final SVGGraphics2D graphics;
  private final String id;
  private final int width;
  private final int height;

  /**
   * @param id of the chart, unique on its page
   */
  SvgCanvas(String id, int width, int height) {
    this.id = id;
    this.width = width;
    this.height = height;
    document = GenericDOMImplementation.getDOMImplementation().createDocument(SVG, "svg", null);
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
    context.setComment(null);
    context.setPrecision(2);
    graphics = new SVGGraphics2D(context, false);
    graphics.setSVGCanvasSize(new Dimension(width, height));
  }

  /** Where charts paint. */
  SVGGraphics2D graphics() {
    return graphics;
  }

  static Font regular(float size) {
    return REGULAR.deriveFont(size);
  }

  /** Paints a text whose left end, or right end, is at x. */
  void write(String text, double x, double y, boolean toTheLeft) {
    graphics.setPaint(Ink.TEXT);
    FontMetrics metrics = graphics.getFontMetrics();
    double left = toTheLeft ? x - metrics.stringWidth(text) : x;
    graphics.drawString(text, (float) left, (float) y);
  }

  int widthOf(String text) {
    return graphics.getFontMetrics().stringWidth(text);
  }

  private static Font font() {
    String file = "/liberation/LiberationSans-Regular.ttf";
    try (InputStream in = SvgCanvas.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + file);
      }
      return Font.createFont(Font.TRUETYPE_FONT, in);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (FontFormatException cause) {
      throw new IllegalStateException("the font " + file + " cannot be read", cause);
    }
  }

  /**
   * The sheet as SVG that stands in a page.
   *
   * @param title read first by a screen reader
   * @param description what the picture shows; empty for a picture that the text beside it says
   */
  String svg(String title, String description) {
    Element root = graphics.getRoot();
    for (String size : List.of("width", "height")) {
      root.removeAttribute(size);
    }
    root.setAttribute("viewBox", "0 0 %d %d".formatted(width, height));
    root.setAttribute("role", "img");
    root.setAttribute(
        "aria-labelledby", id + "-title" + (description.isEmpty() ? "" : " " + id + "-desc"));
    Node first = root.getFirstChild();
    root.insertBefore(said("title", title), first);
    if (!description.isEmpty()) {
      root.insertBefore(said("desc", description), first);
    }
    nameIds(root);
    return written(root);
  }

  private Element said(String tag, String text) {
    Element element = graphics.getDOMFactory().createElementNS(SVG, tag);
    element.setAttribute("id", id + "-" + (tag.equals("title") ? "title" : "desc"));
    element.setTextContent(text);
    return element;
  }

  /** Ids of two charts on one page must differ; each chart counts its own from 1. */
  private void nameIds(Element element) {
    if (element.hasAttribute("id") && !element.getAttribute("id").startsWith(id)) {
      element.setAttribute("id", id + "-" + element.getAttribute("id"));
    }
    if (element.getAttribute("clip-path").startsWith("url(#")) {
      element.setAttribute(
          "clip-path", element.getAttribute("clip-path").replace("url(#", "url(#" + id + "-"));
    }
    if (element.hasAttribute("font-family")) {
      element.setAttribute("font-family", "'" + FAMILY + "', Arial, Helvetica, sans-serif");
    }
    if (element.getTagName().equals("text")) {
      // Where another font stands in for this one, the text takes no more room than was measured.
      graphics.setFont(regular(10));
      element.setAttribute("textLength", String.valueOf(widthOf(element.getTextContent())));
      element.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        nameIds(inner);
      }
    }
  }

  private String written(Element root) {
    StringWriter text = new StringWriter();
    try {
      graphics.stream(root, text, false, false);
    } catch (SVGGraphics2DIOException cause) {
      throw new IllegalStateException("a chart cannot be written as SVG", cause);
    }
    String svg = text.toString();
    return svg.substring(svg.indexOf("<svg")).strip();
  }

  /** The colours of the pack: those of the Government Analysis Function, in its order. */
  static final class Ink {
    static final Color FIRST = new Color(0x12436D);
    static final Color SECOND = new Color(0x28A197);
    static final Color THIRD = new Color(0x801650);
    static final Color FOURTH = new Color(0xF46A25);
    static final Color TEXT = new Color(0x222222);
    static final Color GREY = new Color(0x6B6B6B);
    static final Color GRID = new Color(0xDDDDDD);
    static final Color SHADE = new Color(0xD3DDE6);
    static final Color PAPER = Color.WHITE;

    private Ink() {}
  }
}

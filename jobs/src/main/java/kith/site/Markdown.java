package kith.site;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Markdown as the documentation is written in, with tables and headings that can be linked to.
 *
 * @param title the text of its first heading; empty without one
 * @param html the text as HTML
 * @param text the text alone, for the search
 */
record Markdown(String title, String html, String text) {

  private static final List<org.commonmark.Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final HtmlRenderer HTML =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .nodeRendererFactory(Pictures::new)
          .attributeProviderFactory(context -> attributes())
          .build();

  private static final TextContentRenderer TEXT =
      TextContentRenderer.builder().extensions(EXTENSIONS).build();

  private static final Pattern TABLE = Pattern.compile("<table>");

  private static final Pattern FIRST_CELL =
      Pattern.compile("<tr>\\s*<td( [^>]*)?>(.*?)</td>", Pattern.DOTALL);

  /**
   * Reads Markdown.
   *
   * @param links where a link of the text leads to on the site; a link without a place there stays
   *     as its text
   */
  static Markdown read(String markdown, UnaryOperator<@Nullable String> links) {
    Node document = PARSER.parse(markdown);
    String[] title = {""};
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            if (title[0].isEmpty() && heading.getLevel() == 1) {
              title[0] = TEXT.render(heading);
            }
            visitChildren(heading);
          }

          @Override
          public void visit(Link link) {
            visitChildren(link);
            Optional.ofNullable(links.apply(link.getDestination()))
                .ifPresentOrElse(link::setDestination, () -> unlink(link));
          }

          @Override
          public void visit(Image image) {
            Optional.ofNullable(links.apply(image.getDestination()))
                .ifPresent(image::setDestination);
          }
        });
    return new Markdown(title[0], withTables(HTML.render(document)), TEXT.render(document));
  }

  /**
   * A text may hold marks such as {@code SN<model>}: of all HTML only pictures are taken as such.
   */
  private static final class Pictures implements NodeRenderer {

    private final HtmlWriter html;

    Pictures(HtmlNodeRendererContext context) {
      this.html = context.getWriter();
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(HtmlBlock.class);
    }

    @Override
    public void render(Node node) {
      String literal = ((HtmlBlock) node).getLiteral();
      html.line();
      if (literal.startsWith(TablePages.PICTURE)) {
        html.raw(literal);
      } else {
        html.text(literal);
      }
      html.line();
    }
  }

  /** Code wider than the window scrolls by itself, also by the keyboard. */
  private static AttributeProvider attributes() {
    int[] number = {0};
    return (node, tag, attributes) -> {
      if (node instanceof TableCell cell && cell.isHeader()) {
        attributes.put("scope", "col");
      }
      if (tag.equals("pre")) {
        attributes.put("tabindex", "0");
        attributes.put("role", "region");
        attributes.put("aria-label", "Example %d".formatted(++number[0]));
      }
    };
  }

  private static void unlink(Link link) {
    Node child = link.getFirstChild();
    while (child != null) {
      Node next = child.getNext();
      link.insertBefore(child);
      child = next;
    }
    link.unlink();
  }

  /**
   * A table wider than the window scrolls by itself, also by the keyboard. The first cell of a row
   * says what the row is of.
   */
  private static String withTables(String html) {
    int[] number = {0};
    return TABLE
        .matcher(FIRST_CELL.matcher(html).replaceAll("<tr>\n<th scope=\"row\"$1>$2</th>"))
        .replaceAll(
            table ->
                "<div class=\"scroll\" role=\"region\" aria-label=\"Table %d\" tabindex=\"0\"><table>"
                    .formatted(++number[0]))
        .replace("</table>", "</table></div>");
  }
}

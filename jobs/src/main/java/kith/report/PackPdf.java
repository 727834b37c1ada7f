package kith.report;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.svgsupport.BatikSVGDrawer;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.io.FileUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The same page as a tagged PDF with bookmarks (PDF/UA-1), its fonts inside. */
final class PackPdf {

  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  private static final Set<FSFontUseCase> FONT_USE =
      EnumSet.of(FSFontUseCase.DOCUMENT, FSFontUseCase.SVG);

  private PackPdf() {}

  /** The PDF of a page; the same page and night give the same bytes. */
  static byte[] of(String page, Pack pack, Wording words) {
    XRLog.setLoggingEnabled(false);
    Document document = parsed(page);
    nameCharts(document);
    addBookmarks(document, pack);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFastMode();
    builder.usePdfUaAccessibility(true);
    builder.useSVGDrawer(new BatikSVGDrawer());
    builder.withProducer("Kith");
    Path regular = font("Regular");
    Path bold = font("Bold");
    builder.useFont(regular.toFile(), SvgCanvas.FAMILY, 400, FontStyle.NORMAL, true, FONT_USE);
    builder.useFont(bold.toFile(), SvgCanvas.FAMILY, 700, FontStyle.NORMAL, true, FONT_USE);
    builder.withW3cDocument(document, "/");
    builder.useUriResolver((base, uri) -> uri.startsWith("#") ? uri : null);
    builder.toStream(out);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      PDDocument pdf = renderer.getPdfDocument();
      nameLinks(pdf, words.text("link"));
      fix(pdf, pack.recordsOf(), pack.publicationId() + pack.asAt());
      pdf.save(out);
      pdf.close();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } finally {
      FileUtils.deleteQuietly(regular.toFile());
      FileUtils.deleteQuietly(bold.toFile());
    }
    return out.toByteArray();
  }

  /** A PDF carries when it was made and a random id: here both follow from the data. */
  private static void fix(PDDocument pdf, LocalDate day, String id) {
    PDDocumentInformation about = pdf.getDocumentInformation();
    GregorianCalendar made = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.UK);
    made.clear();
    made.set(day.getYear(), day.getMonthValue() - 1, day.getDayOfMonth());
    about.setCreationDate(made);
    about.setModificationDate(made);
    pdf.setDocumentId((long) id.hashCode());
  }

  /** A font as a file: charts in a PDF take fonts only from files. */
  private static Path font(String style) {
    String name = "/liberation/LiberationSans-" + style + ".ttf";
    try (InputStream font = PackPdf.class.getResourceAsStream(name)) {
      if (font == null) {
        throw new IllegalStateException("the class path has no " + name);
      }
      Path file = Files.createTempFile("kith-font", ".ttf");
      Files.copy(font, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static Document parsed(String page) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    } catch (ParserConfigurationException cause) {
      throw new IllegalStateException("the JDK's XML parser has no namespaces", cause);
    } catch (SAXException cause) {
      throw new IllegalStateException("the pack's page is not XHTML", cause);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Readers of a PDF hear the alternative text of a picture; on the page it is in the SVG. */
  private static void nameCharts(Document document) {
    NodeList charts = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", "svg");
    for (int i = 0; i < charts.getLength(); i++) {
      Element chart = (Element) charts.item(i);
      StringBuilder said = new StringBuilder();
      for (String tag : List.of("title", "desc")) {
        NodeList texts = chart.getElementsByTagNameNS("http://www.w3.org/2000/svg", tag);
        if (texts.getLength() > 0) {
          said.append(said.isEmpty() ? "" : ". ").append(texts.item(0).getTextContent());
        }
      }
      chart.setAttribute("alt", said.toString());
    }
  }

  /** A link of a PDF says in words where it goes. */
  private static void nameLinks(PDDocument pdf, String name) throws IOException {
    for (PDPage page : pdf.getPages()) {
      for (PDAnnotation annotation : page.getAnnotations()) {
        if (annotation instanceof PDAnnotationLink link) {
          link.setContents(name);
        }
      }
    }
  }

  private static void addBookmarks(Document document, Pack pack) {
    Element bookmarks = document.createElementNS(XHTML, "bookmarks");
    addBookmark(bookmarks, pack.title(), "top");
    pack.themes().forEach(theme -> addBookmark(bookmarks, theme.heading(), theme.id()));
    NodeList headings = document.getElementsByTagNameNS(XHTML, "h2");
    addBookmark(bookmarks, headings.item(headings.getLength() - 1).getTextContent(), "notes");
    document.getElementsByTagNameNS(XHTML, "head").item(0).appendChild(bookmarks);
  }

  private static void addBookmark(Element bookmarks, String name, String id) {
    Element bookmark = bookmarks.getOwnerDocument().createElementNS(XHTML, "bookmark");
    bookmark.setAttribute("name", name);
    bookmark.setAttribute("href", "#" + id);
    bookmarks.appendChild(bookmark);
  }
}

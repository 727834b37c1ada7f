package kith.testing;

import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What readers of a PDF would stumble over. */
public final class Pdf {

  /** The fewest checks that veraPDF makes of a pack: fewer would mean that it read nothing. */
  private static final int FEWEST = 10_000;

  /** Points by which letters may reach into one another: kerning, and room above small letters. */
  private static final double TOUCH = 0.7;

  /** How far letters reach above and below their line, as a share of their size. */
  private static final double ABOVE = 0.75;

  private static final double BELOW = 0.2;

  private Pdf() {}

  /** The rules of PDF/UA-1 that are broken, by veraPDF. */
  public static List<String> violations(byte[] pdf) throws Exception {
    // veraPDF keeps what it reads in a file there, and no test may have made the folder yet.
    Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir")));
    VeraGreenfieldFoundryProvider.initialise();
    try (PDFAParser parser =
        Foundries.defaultInstance()
            .createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1)) {
      ValidationResult result =
          Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false).validate(parser);
      if (result.getTotalAssertions() <= FEWEST) {
        return List.of("only " + result.getTotalAssertions() + " checks were made");
      }
      return result.getTestAssertions().stream()
          .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
          .map(one -> one.getRuleId().getClause() + " " + one.getMessage())
          .distinct()
          .toList();
    }
  }

  /** Pieces of text that lie on one another, or that leave their page. */
  public static List<String> overlapping(byte[] pdf) throws IOException {
    List<String> found = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        List<Piece> pieces = pieces(document, page);
        double width = document.getPage(page - 1).getMediaBox().getWidth();
        double height = document.getPage(page - 1).getMediaBox().getHeight();
        for (int i = 0; i < pieces.size(); i++) {
          Piece one = pieces.get(i);
          if (!new Rectangle2D.Double(0, 0, width, height).contains(one.box())) {
            found.add("page " + page + ", off the page: " + one.text());
          }
          for (Piece other : pieces.subList(i + 1, pieces.size())) {
            Rectangle2D both = one.box().createIntersection(other.box());
            if (both.getWidth() > TOUCH && both.getHeight() > TOUCH) {
              found.add("page " + page + ": " + one.text() + " | " + other.text());
            }
          }
        }
      }
    }
    return found;
  }

  private record Piece(String text, Rectangle2D box) {}

  private static List<Piece> pieces(PDDocument document, int page) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void writeString(String text, List<TextPosition> signs) {
            Rectangle2D box = null;
            for (TextPosition sign : signs) {
              Rectangle2D letter =
                  new Rectangle2D.Double(
                      sign.getXDirAdj(),
                      sign.getYDirAdj() - ABOVE * sign.getFontSizeInPt(),
                      sign.getWidthDirAdj(),
                      (ABOVE + BELOW) * sign.getFontSizeInPt());
              box = box == null ? letter : box.createUnion(letter);
            }
            if (box != null && !text.isBlank()) {
              pieces.add(new Piece(text, box));
            }
          }
        };
    stripper.setSortByPosition(false);
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    stripper.getText(document);
    return pieces;
  }
}

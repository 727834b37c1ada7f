package kith.simulate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * A directory of every postcode that the simulator can invent, with columns of the ONS Postcode
 * Directory. Districts are about where they really are; the places of their postcodes are made up,
 * so that distances between them are not those that an invented placement record gives.
 */
public final class InventedPostcodes {

  private static final String HEADER =
      "pcd7,pcd8,pcds,dointr,doterm,cty25cd,lad25cd,usrtypind,east1m,north1m,gridind,ctry25cd";

  /** Metres between the middles of neighbouring sectors. */
  private static final int SECTOR = 400;

  /** Metres between neighbouring postcodes. */
  private static final int UNIT = 20;

  private InventedPostcodes() {}

  /** Writes the directory, the same every time, and returns the file. */
  public static Path write(Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      out.newLine();
      for (Iterator<String[]> all = Names.placesOfDistricts().iterator(); all.hasNext(); ) {
        String[] district = all.next();
        for (int sector = 1; sector <= Names.SECTORS; sector++) {
          write(out, district, sector);
        }
      }
      return file;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static void write(BufferedWriter out, String[] district, int sector) throws IOException {
    String letters = Names.UNIT_LETTERS;
    int middle = letters.length() / 2;
    int east = Integer.parseInt(district[2]) + SECTOR * ((sector - 1) % 3 - 1);
    int north = Integer.parseInt(district[3]) + SECTOR * ((sector - 1) / 3 - 1);
    for (int first = 0; first < letters.length(); first++) {
      for (int second = 0; second < letters.length(); second++) {
        String inward = sector + "" + letters.charAt(first) + letters.charAt(second);
        String whole = district[0] + " " + inward;
        out.write(
            String.join(
                ",",
                "%-4s%s".formatted(district[0], inward),
                "%-4s %s".formatted(district[0], inward),
                whole,
                "199001",
                "",
                "E99999999",
                district[1],
                "0",
                Integer.toString(east + UNIT * (first - middle)),
                Integer.toString(north + UNIT * (second - middle)),
                "1",
                "E92000001"));
        out.newLine();
      }
    }
  }
}

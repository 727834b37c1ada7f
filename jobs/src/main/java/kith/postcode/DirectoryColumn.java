package kith.postcode;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import kith.project.Nearest;

/**
 * A column of the directory that Kith reads. Its name depends on the product (ONSPD or NSPL) and on
 * the edition, and some names hold a year.
 */
enum DirectoryColumn {
  POSTCODE("pcds", "pcds"),
  AUTHORITY("oslaua|laua|lad[0-9]{2}cd", "oslaua", "laua", "lad25cd"),
  COUNTY("oscty|cty|cty[0-9]{2}cd", "oscty", "cty", "cty25cd"),
  EASTING("oseast1m|east1m", "oseast1m", "east1m"),
  NORTHING("osnrth1m|north1m", "osnrth1m", "north1m"),
  GRID_INDICATOR("osgrdind|gridind", "osgrdind", "gridind");

  private final Pattern name;
  private final List<String> examples;

  DirectoryColumn(String name, String... examples) {
    this.name = Pattern.compile(name, Pattern.CASE_INSENSITIVE);
    this.examples = List.of(examples);
  }

  /**
   * Where the column is among those of a file; one that is missing or there twice breaks the file.
   *
   * @param file what messages call it
   */
  int position(String file, List<String> columns) {
    List<Integer> found =
        IntStream.range(0, columns.size())
            .filter(i -> name.matcher(columns.get(i)).matches())
            .boxed()
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String wanted = "'" + String.join("' or '", examples) + "'";
    throw DirectoryFile.broken(
        file,
        found.isEmpty()
            ? "it has no column " + wanted + "; " + Nearest.of(examples, columns)
            : "it has several columns for "
                + wanted
                + ": "
                + String.join(", ", found.stream().map(columns::get).toList()));
  }
}

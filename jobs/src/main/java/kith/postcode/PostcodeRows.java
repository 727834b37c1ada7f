package kith.postcode;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import kith.lake.Keys;
import kith.postcode.AuthorityCodes.Authority;
import kith.source.Postcode;
import kith.source.folder.PlainFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a directory record by record and writes what Kith keeps of it: the postcode and its key,
 * the authority's number and code, the grid reference in metres. Holds no record in memory, only
 * eight bytes of each to find a postcode that is there twice.
 */
final class PostcodeRows {

  /** The columns of what is written, with Spark's types. */
  static final String SCHEMA =
      "postcode string, postcode_key bigint, authority_code int, authority_gss string,"
          + " easting int, northing int";

  /** What the indicator of grid references says where there is none. */
  private static final String NO_GRID_REFERENCE = "9";

  /** Grid references of Northern Ireland are those of another grid. */
  private static final String NORTHERN_IRELAND = "N";

  private final AuthorityCodes authorities;
  private final Keys keys;
  private final int ownAuthority;
  private final Map<DirectoryColumn, Integer> positions = new EnumMap<>(DirectoryColumn.class);
  private final Map<String, Long> unlisted = new TreeMap<>();
  private long[] seen = new long[1 << 16];
  private int postcodes;
  private long own;
  private long withoutGrid;
  private long withoutAuthority;

  PostcodeRows(AuthorityCodes authorities, Keys keys, int ownAuthority) {
    this.authorities = authorities;
    this.keys = keys;
    this.ownAuthority = ownAuthority;
  }

  /** Reads one directory; a file that is not as published breaks off. */
  void write(PlainFile records, Path to) throws IOException {
    List<String> columns = records.columns();
    for (DirectoryColumn column : DirectoryColumn.values()) {
      positions.put(column, column.position(records.name(), columns));
    }
    try (BufferedWriter out = Files.newBufferedWriter(to)) {
      records.forEach((line, cells) -> write(out, records.name(), line, cells));
    }
    requireOnce(records.name());
  }

  private void write(BufferedWriter out, String file, long line, @Nullable String[] cells) {
    String postcode = Postcode.normalised(cell(cells, DirectoryColumn.POSTCODE));
    if (postcode == null || postcode.contains(",") || postcode.contains("\"")) {
      throw DirectoryFile.broken(file, "line " + line + " has no postcode");
    }
    String district = cell(cells, DirectoryColumn.AUTHORITY);
    Authority authority = authorities.of(district, cell(cells, DirectoryColumn.COUNTY));
    boolean hasGrid =
        !NO_GRID_REFERENCE.equals(cell(cells, DirectoryColumn.GRID_INDICATOR))
            && (district == null || !district.startsWith(NORTHERN_IRELAND));
    Integer easting = hasGrid ? metres(file, line, cells, DirectoryColumn.EASTING) : null;
    Integer northing = hasGrid ? metres(file, line, cells, DirectoryColumn.NORTHING) : null;
    long key = keys.keyOfMany(Keys.POSTCODE, postcode);
    count(key, authority, easting != null && northing != null);
    try {
      out.write(
          String.join(
              ",",
              postcode,
              Long.toString(key),
              text(authority.number()),
              text(authority.gss()),
              text(easting),
              text(northing)));
      out.newLine();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private @Nullable String cell(@Nullable String[] cells, DirectoryColumn column) {
    String cell = cells[Objects.requireNonNull(positions.get(column))];
    return cell == null || cell.isBlank() ? null : cell.strip();
  }

  private @Nullable Integer metres(
      String file, long line, @Nullable String[] cells, DirectoryColumn column) {
    String cell = cell(cells, column);
    if (cell == null) {
      return null;
    }
    try {
      return Integer.valueOf(cell);
    } catch (NumberFormatException malformed) {
      throw DirectoryFile.broken(
          file, "the grid reference of line " + line + " is not in whole metres");
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private void count(long key, Authority authority, boolean hasGrid) {
    if (postcodes == seen.length) {
      seen = Arrays.copyOf(seen, 2 * seen.length);
    }
    seen[postcodes++] = key;
    if (Objects.equals(authority.number(), ownAuthority)) {
      own++;
    }
    if (!hasGrid) {
      withoutGrid++;
    }
    if (authority.gss() == null) {
      withoutAuthority++;
    } else if (authority.isUnlisted()) {
      unlisted.merge(authority.gss(), 1L, Long::sum);
    }
  }

  private void requireOnce(String file) {
    long[] sorted = Arrays.copyOf(seen, postcodes);
    Arrays.parallelSort(sorted);
    long twice = 0;
    for (int i = 1; i < postcodes; i++) {
      if (sorted[i] == sorted[i - 1]) {
        twice++;
      }
    }
    if (twice > 0) {
      throw DirectoryFile.broken(file, twice + " of its postcodes are there more than once");
    }
  }

  long postcodes() {
    return postcodes;
  }

  /** Those in the area of the lake's own authority. */
  long own() {
    return own;
  }

  long withoutGrid() {
    return withoutGrid;
  }

  long withoutAuthority() {
    return withoutAuthority;
  }

  /** Numbers of postcodes by the code of an English authority that no list has. */
  Map<String, Long> unlisted() {
    return unlisted;
  }
}

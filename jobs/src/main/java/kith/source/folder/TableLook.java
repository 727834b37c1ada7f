package kith.source.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import kith.project.Hash;
import kith.source.SourceContract;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Checks the file of a table, or the folder of its parts, and reports what breaks its contract. */
record TableLook(SourceFolder folder, SourceContract contract) {

  /** One file that was checked. */
  private record Part(FilePart part, List<String> header, String sha256, boolean endsOpen) {}

  SourceFile of(SourceFolder.Entry entry) throws IOException {
    List<Part> parts = new ArrayList<>();
    if (entry.isFolder()) {
      List<String> names = parts(entry.name());
      for (String name : names) {
        try {
          parts.add(part(entry.name() + "/" + name));
        } catch (BrokenFile broken) {
          throw new BrokenFile(
              "part %d of %d in its folder: %s"
                  .formatted(parts.size() + 1, names.size(), broken.getMessage()));
        }
      }
    } else {
      parts.add(part(entry.name()));
    }
    List<String> header = parts.get(0).header();
    if (parts.stream().anyMatch(part -> !part.header().equals(header))) {
      boolean areTheSame =
          parts.stream().map(part -> Set.copyOf(part.header())).distinct().count() == 1;
      throw new BrokenFile(
          (areTheSame
                  ? "its %d parts have the same columns in another order"
                  : "its %d parts do not have the same columns")
              .formatted(parts.size()));
    }
    refuse(Header.breach(contract, header));
    return new SourceFile(
        contract,
        entry.name(),
        parts.stream().map(Part::part).toList(),
        header,
        SourceFile.hashOf(parts.stream().map(Part::sha256).toList()),
        parts.stream().anyMatch(Part::endsOpen));
  }

  /** The names of the parts in a folder, as Spark and similar tools write one. */
  private List<String> parts(String name) throws IOException {
    List<SourceFolder.Entry> entries = folder.entries(name);
    if (entries.stream().anyMatch(entry -> entry.name().equals("_delta_log"))) {
      throw new BrokenFile(
          "it is the folder of a Delta table, whose files hold records that were deleted too");
    }
    if (entries.stream().anyMatch(entry -> entry.name().equals("_temporary"))) {
      throw new BrokenFile(
          "its folder has a _temporary: the program that writes it is still"
              + " running, or failed");
    }
    List<SourceFolder.Entry> parts =
        entries.stream().filter(entry -> !entry.name().matches("[_.].*")).toList();
    if (parts.isEmpty()) {
      throw new BrokenFile("its folder holds no part");
    }
    if (parts.stream().anyMatch(SourceFolder.Entry::isFolder)) {
      throw new BrokenFile(
          "its folder holds folders, so that a column may be in their names, which are not"
              + " read");
    }
    List<String> names = parts.stream().map(SourceFolder.Entry::name).toList();
    if (names.stream().map(TableLook::isParquet).distinct().count() > 1) {
      throw new BrokenFile("its folder holds both Parquet and other files");
    }
    return names;
  }

  private static boolean isParquet(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  private Part part(String file) throws IOException {
    return isParquet(file) ? parquet(folder.path(file)) : csv(folder.path(file));
  }

  private Part csv(Path path) throws IOException {
    DialectSearch.Found found = DialectSearch.of(contract, () -> SourceFolder.open(path));
    FileScan scan = found.scan();
    if (scan.longestCell() > CsvRecords.LONGEST_CELL) {
      throw new BrokenFile(
          "it has a cell of more than %,d characters".formatted(CsvRecords.LONGEST_CELL));
    }
    if (scan.mostCells() > CsvRecords.MOST_CELLS) {
      throw new BrokenFile(
          "it has a record of more than %,d cells".formatted(CsvRecords.MOST_CELLS));
    }
    List<String> header = header(path, found.dialect());
    refuse(Header.breach(contract, header));
    refuse(breach(scan));
    return new Part(
        new FilePart(
            path.toString(),
            null,
            found.dialect(),
            scan.wholeCells(),
            scan.records(),
            scan.lines(),
            told(found)),
        header,
        scan.sha256(),
        scan.endsOpen());
  }

  private List<String> header(Path path, Dialect dialect) throws IOException {
    try (InputStream in = SourceFolder.open(path)) {
      CsvRecords records = new CsvRecords(in, dialect);
      if (!records.hasNext()) {
        throw new BrokenFile("the file is empty, not even a header");
      }
      return Header.names(contract, Arrays.asList(records.next().cells()));
    }
  }

  /** Why the file's records are not complete. */
  private static Optional<String> breach(FileScan scan) {
    if (scan.endsWithinRecord()) {
      return Optional.of(
          "the file ends within a record, on line %d: it was cut off"
              .formatted(scan.lastRecordLine()));
    }
    if (scan.secondHeaderLine() > 0) {
      return Optional.of(
          "its header appears a second time, on line %d: several files were put together"
              .formatted(scan.secondHeaderLine()));
    }
    if (scan.recordsBelowFooter() > 0) {
      return Optional.of(
          "line %d gives the number of records above it, but there are %d records below it"
              .formatted(scan.footerLine(), scan.recordsBelowFooter()));
    }
    if (scan.recordsSaid().isPresent() && scan.recordsSaid().getAsLong() != scan.records()) {
      return Optional.of(
          "line %d says that it has %d records, but it has %d"
              .formatted(scan.footerLine(), scan.recordsSaid().getAsLong(), scan.records()));
    }
    return scan.misshapen() * 2 > scan.records()
        ? Optional.of(
            "%d of %d records do not have the %d cells of the header; the first, on line %d, has %d"
                .formatted(
                    scan.misshapen(),
                    scan.records(),
                    scan.headerCells(),
                    scan.misshapenLine(),
                    scan.misshapenCells()))
        : Optional.empty();
  }

  private static List<String> told(DialectSearch.Found found) {
    FileScan scan = found.scan();
    List<String> told = new ArrayList<>();
    if (scan.isPacked()) {
      told.add("gzip");
    }
    if (!scan.encoding().isUtf8()) {
      told.add(scan.encoding().name());
    }
    told.addAll(found.dialect().told());
    if (scan.footerLine() > 0) {
      told.add("a count below the last record");
    }
    if (scan.wholeCells() != scan.headerCells()) {
      told.add(
          "%d blank cells at the end of %s"
              .formatted(
                  Math.abs(scan.wholeCells() - scan.headerCells()),
                  scan.wholeCells() > scan.headerCells() ? "each record" : "the header"));
    }
    return told;
  }

  private Part parquet(Path path) throws IOException {
    MessageType schema;
    long records;
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, SourceFolder.SETTINGS))) {
      schema = footer.getFileMetaData().getSchema();
      records = footer.getRecordCount();
    } catch (RuntimeException noParquet) {
      throw new BrokenFile(whyNoParquet(path));
    }
    List<String> header =
        Header.names(contract, schema.getFields().stream().map(Type::getName).toList());
    refuse(Header.breach(contract, header));
    List<String> unreadable = ParquetColumns.unreadable(schema, contract);
    if (!unreadable.isEmpty()) {
      throw new BrokenFile(
          "its cells in "
              + String.join(", ", unreadable)
              + " have a Parquet type that does not hold single values or cannot be read");
    }
    String sha256 = Hash.of(SourceFolder.open(path));
    return new Part(
        new FilePart(path.toString(), schema, null, header.size(), records, records, List.of()),
        header,
        sha256,
        false);
  }

  private static String whyNoParquet(Path path) throws IOException {
    byte[] head;
    try (InputStream in = SourceFolder.open(path)) {
      head = in.readNBytes(4);
    }
    String magic = "PAR1";
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return magic.startsWith(text)
        ? "the file is not a Parquet file, or was cut off"
        : "the file is not a Parquet file, although its name says so";
  }

  private static void refuse(Optional<String> breach) throws BrokenFile {
    if (breach.isPresent()) {
      throw new BrokenFile(breach.get());
    }
  }
}

package kith.extract;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kith.contract.Availability;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.SourceContract;
import kith.contract.SourceSystem;
import org.apache.commons.io.IOUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Looks over the folder of a night, or of a source that has no nights. */
record NightReader(SourceSystem source, LocalDate businessDate, Path folder) {

  private static final String MARKER = "_COMPLETE";

  /** Why one table cannot be loaded. */
  private record Breach(
      SourceContract contract, String why, boolean missesFile, boolean isOfMarker) {}

  /** A file that breaks its contract. */
  private static final class BrokenFile extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenFile(String why) {
      super(why);
    }
  }

  /** What a look at a file found: the file, why it breaks its contract, or why it is not read. */
  private record Look(SourceFile file, String breach, KithException unreachable) {

    /**
     * Why the file breaks its contract.
     *
     * @param linesEnd whether files of this night have a line end after their last record
     */
    Optional<String> breach(boolean linesEnd) {
      return linesEnd && file != null && file.endsOpen()
          ? Optional.of(
              "it stops without a line end, which other files of the night have: it was cut off")
          : Optional.ofNullable(breach);
    }
  }

  Marker marker() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                fileSystem().open(new Path(folder, MARKER)), StandardCharsets.UTF_8))) {
      String text = IOUtils.toString(lines);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      Marker.parse(whole);
      if (text.isBlank() || !isWhole(text.substring(whole.length()))) {
        throw stillWritten("its _COMPLETE is empty or stops within a line");
      }
      Marker marker = Marker.parse(text);
      if (marker.businessDate() != null && !marker.businessDate().equals(businessDate)) {
        throw NightFolder.broken(
            "The extract's marker is of "
                + marker.businessDate()
                + ", not of "
                + businessDate
                + ".",
            "Ask the system team for the extract of that night, then run the same command again.");
      }
      return marker;
    } catch (FileNotFoundException missing) {
      throw notYet(whyNoMarker());
    } catch (IOException cause) {
      throw unreachable("the source " + source.name(), cause);
    }
  }

  private static boolean isWhole(String lastLine) {
    try {
      Marker.parse(lastLine);
      return true;
    } catch (KithException cutOff) {
      return false;
    }
  }

  /** A file or folder out of reach is told by most file systems as one that is not there. */
  private String whyNoMarker() {
    if (!isThere()) {
      return "The source has no folder of "
          + businessDate
          + ", or whoever runs this may not look there.";
    }
    List<String> names = names();
    return "The extract of "
        + businessDate
        + (names.contains(MARKER)
            ? " is there, but whoever runs this may not read its _COMPLETE."
            : names.isEmpty()
                ? " is not complete: its folder is empty, or whoever runs this may not read it."
                : " is not complete: its folder has no _COMPLETE.");
  }

  private KithException stillWritten(String why) {
    return notYet(
        "The extract of " + businessDate + " is not complete: " + why + ", still being written.");
  }

  private static KithException notYet(String happened) {
    return new KithException(
        ExitCode.UNREACHABLE,
        happened,
        NightFolder.STANDS,
        "Check the source folder, or wait until the extract has been written, then run the same command again.");
  }

  private boolean isThere() {
    try {
      return fileSystem().exists(folder);
    } catch (IOException cause) {
      throw unreachable("the source " + source.name(), cause);
    }
  }

  NightFolder open(Optional<Marker> marker, Availability availability) {
    Map<String, String> namesByStem = new HashMap<>();
    Set<String> twice = new HashSet<>();
    List<String> extra = new ArrayList<>();
    for (String name : names()) {
      String stem = name.replaceAll("\\.(csv|parquet)$", "");
      boolean known =
          !stem.equals(name)
              && source.contracts().stream().anyMatch(contract -> contract.file().equals(stem));
      if (known && namesByStem.put(stem, name) != null) {
        twice.add(stem);
      }
      if (!known && !name.startsWith("_") && !name.startsWith(".")) {
        extra.add(name);
      }
    }
    Map<SourceContract, Look> looks = looks(namesByStem);
    boolean linesEnd =
        looks.values().stream()
            .map(Look::file)
            .anyMatch(file -> file != null && file.csv() && !file.endsOpen());
    List<SourceFile> files = new ArrayList<>();
    List<Breach> breaches = new ArrayList<>();
    for (SourceContract contract : source.contracts()) {
      Look look = looks.get(contract);
      if (look != null && look.unreachable() != null) {
        throw look.unreachable();
      }
      Long said = marker.map(Marker::rows).map(rows -> rows.get(contract.file())).orElse(null);
      Optional<String> why =
          twice.contains(contract.file())
              ? Optional.of("it is there twice, as CSV and as Parquet")
              : look == null
                  ? missing(contract, said, availability, namesByStem.size(), extra)
                  : look.breach(linesEnd);
      Optional<String> unlikeMarker =
          look == null || why.isPresent()
              ? Optional.empty()
              : marker.flatMap(with -> unlikeMarker(look.file(), said));
      why.ifPresent(text -> breaches.add(new Breach(contract, text, look == null, false)));
      unlikeMarker.ifPresent(text -> breaches.add(new Breach(contract, text, false, true)));
      if (look != null && look.file() != null) {
        files.add(look.file());
      }
    }
    if (!breaches.isEmpty()) {
      if (marker.isPresent()
          && marker.get().endsOpen()
          && breaches.stream().allMatch(Breach::isOfMarker)) {
        throw stillWritten(
            "its _COMPLETE has no line end after its last line, and does not count the files as"
                + " they are");
      }
      throw broken(breaches);
    }
    return new NightFolder(
        source, businessDate, marker.orElse(Marker.NONE), files, fingerprint(files, marker), extra);
  }

  private Optional<String> missing(
      SourceContract contract,
      Long said,
      Availability availability,
      int found,
      List<String> extra) {
    String alike =
        extra.stream()
            .filter(name -> isAlike(name, contract))
            .map(name -> "; there is " + name + ", which is not read")
            .collect(Collectors.joining());
    if (said != null && said > 0) {
      return Optional.of("_COMPLETE says " + said + " records, but there is no file" + alike);
    }
    return availability.carried(contract.table())
        ? Optional.of(
            "its file is missing (%d of %d files found)%s"
                .formatted(found, source.contracts().size(), alike))
        : Optional.empty();
  }

  /** The file of a table by other letters or another kind, such as a compressed one. */
  private static boolean isAlike(String name, SourceContract contract) {
    return name.toLowerCase(Locale.ROOT)
        .matches(Pattern.quote(contract.file()) + "( \\([0-9]\\))?(\\.[a-z0-9]{1,8}){0,2}");
  }

  private static Optional<String> unlikeMarker(SourceFile file, Long said) {
    if (said == null) {
      return Optional.of("_COMPLETE does not say how many records it has");
    }
    return said == file.records()
        ? Optional.empty()
        : Optional.of("the file has " + file.records() + " records, but _COMPLETE says " + said);
  }

  /** All breaches at once, since each is a letter to the system team. */
  private KithException broken(List<Breach> breaches) {
    String happened =
        breaches.size() == 1
            ? "Cannot load %s.%s for %s: %s."
                .formatted(
                    source.name(),
                    breaches.get(0).contract().table(),
                    businessDate,
                    breaches.get(0).why())
            : "Cannot load %d of %d tables for %s:"
                    .formatted(breaches.size(), source.contracts().size(), businessDate)
                + breaches.stream()
                    .map(
                        breach ->
                            "\n  %s.%s: %s"
                                .formatted(source.name(), breach.contract().table(), breach.why()))
                    .collect(Collectors.joining());
    return NightFolder.broken(
        happened,
        "Ask the system team to send "
            + (breaches.size() == 1 ? "the file" : "these files")
            + " again, then run the same command again."
            + (breaches.stream().anyMatch(Breach::missesFile)
                ? " A table that the source does not carry is declared in"
                    + " conf/sources/"
                    + source.name()
                    + "/availability.yaml."
                : ""));
  }

  /** Every file is read whole for its hash: side by side, and told in order. */
  private Map<SourceContract, Look> looks(Map<String, String> namesByStem) {
    return source.contracts().parallelStream()
        .filter(contract -> namesByStem.containsKey(contract.file()))
        .collect(
            Collectors.toMap(
                contract -> contract,
                contract -> look(contract, new Path(folder, namesByStem.get(contract.file())))));
  }

  private List<String> names() {
    try {
      return Arrays.stream(fileSystem().listStatus(folder))
          .filter(FileStatus::isFile)
          .map(status -> status.getPath().getName())
          .sorted()
          .toList();
    } catch (IOException cause) {
      throw unreachable("the source " + source.name(), cause);
    }
  }

  private Look look(SourceContract contract, Path path) {
    try {
      return new Look(
          path.getName().endsWith(".csv") ? lookCsv(contract, path) : lookParquet(contract, path),
          null,
          null);
    } catch (IOException cause) {
      return new Look(null, null, unreachable("the file of " + contract.viewName(), cause));
    } catch (BrokenFile broken) {
      return new Look(null, broken.getMessage(), null);
    }
  }

  private SourceFile lookCsv(SourceContract contract, Path path) throws IOException, BrokenFile {
    FileScan scan;
    try (InputStream in = fileSystem().open(path)) {
      scan = FileScan.csv(in);
    }
    if (!scan.isUtf8()) {
      throw new BrokenFile("the file is not UTF-8");
    }
    if (scan.isCutOff()) {
      throw new BrokenFile("the file stops within a record, it was cut off");
    }
    if (scan.longestCell() > CsvRecords.LONGEST_CELL) {
      throw new BrokenFile(
          "it has a cell of more than %,d bytes".formatted(CsvRecords.LONGEST_CELL));
    }
    if (scan.mostCells() > CsvRecords.MOST_CELLS) {
      throw new BrokenFile(
          "it has a record of more than %,d cells".formatted(CsvRecords.MOST_CELLS));
    }
    List<String> header;
    try (InputStream in = fileSystem().open(path)) {
      CsvRecords records = new CsvRecords(in);
      if (!records.hasNext()) {
        throw new BrokenFile("the file is empty, not even a header");
      }
      header = Arrays.stream(records.next().cells()).map(NightReader::columnName).toList();
    }
    refuse(Header.breach(contract, header));
    return new SourceFile(
        contract, path.toString(), null, header, scan.sha256(), scan.records(), scan.endsOpen());
  }

  private SourceFile lookParquet(SourceContract contract, Path path)
      throws IOException, BrokenFile {
    MessageType schema;
    long records;
    try (ParquetFileReader footer =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
      schema = footer.getFileMetaData().getSchema();
      records = footer.getRecordCount();
    } catch (RuntimeException noParquet) {
      throw new BrokenFile("the file is no Parquet file, or was cut off");
    }
    List<String> header = schema.getFields().stream().map(Type::getName).toList();
    refuse(Header.breach(contract, header));
    List<String> unreadable = ParquetColumns.unreadable(schema, contract);
    if (!unreadable.isEmpty()) {
      throw new BrokenFile(
          "its cells in "
              + String.join(", ", unreadable)
              + " are of a Parquet type that holds no single value, or cannot be read");
    }
    FileScan scan;
    try (InputStream in = fileSystem().open(path)) {
      scan = FileScan.binary(in, records);
    }
    return new SourceFile(contract, path.toString(), schema, header, scan.sha256(), records, false);
  }

  private static void refuse(Optional<String> breach) throws BrokenFile {
    if (breach.isPresent()) {
      throw new BrokenFile(breach.get());
    }
  }

  private static String columnName(String cell) {
    return cell == null ? "" : cell.replace("\uFEFF", "").strip();
  }

  private String fingerprint(List<SourceFile> files, Optional<Marker> marker) {
    StringBuilder text = new StringBuilder();
    files.forEach(
        file -> text.append(file.contract().file()).append(' ').append(file.sha256()).append('\n'));
    marker.ifPresent(said -> text.append(said.windowStart()).append(said.simulated()));
    byte[] hash = FileScan.newDigest().digest(text.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash);
  }

  private FileSystem fileSystem() throws IOException {
    FileSystem files = folder.getFileSystem(new Configuration());
    files.setVerifyChecksum(false);
    return files;
  }

  private KithException unreachable(String what, IOException cause) {
    return new KithException(
        ExitCode.UNREACHABLE,
        "Cannot read "
            + what
            + " of "
            + businessDate
            + " ("
            + cause.getClass().getSimpleName()
            + ").",
        NightFolder.STANDS,
        "Check that the source folder can be reached and its files may be read, then run the same"
            + " command again.");
  }
}

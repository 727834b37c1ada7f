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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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

/**
 * One night of a source as a folder of files, looked over before anything is loaded: complete,
 * every carried table there with every column, record counts as the marker says.
 *
 * @param marker what {@code _COMPLETE} says; empty for a source that has no nights
 * @param fingerprint hash of the names and contents of all files that contracts name
 * @param extraFiles files that no contract names; they are not loaded
 */
public record NightFolder(
    SourceSystem source,
    LocalDate businessDate,
    Marker marker,
    List<SourceFile> files,
    String fingerprint,
    List<String> extraFiles) {

  private static final String STANDS = "Nothing was published; the figures published before stand.";

  private static final int NAMES_TOLD = 10;

  /** Looks over {@code <folder>/<business date>}. */
  public static NightFolder open(
      SourceSystem source, String folder, LocalDate businessDate, Availability availability) {
    if (businessDate.isAfter(LocalDate.now())) {
      throw broken(
          "The business date " + businessDate + " lies in the future.",
          "Name the day whose records the extract holds.");
    }
    Path path = new Path(folder, businessDate.toString());
    Reader reader = new Reader(source, businessDate, path);
    return reader.open(Optional.of(reader.marker()), availability);
  }

  /** Looks over a folder that has no nights, such as the project's own benchmarks. */
  public static NightFolder withoutNights(
      SourceSystem source, String folder, LocalDate businessDate, Availability availability) {
    return new Reader(source, businessDate, new Path(folder)).open(Optional.empty(), availability);
  }

  /** The file of a table, if the night has one. */
  public Optional<SourceFile> file(SourceContract contract) {
    return files.stream().filter(file -> file.contract().equals(contract)).findFirst();
  }

  /** What is odd and does not keep the night from being loaded, such as what no contract names. */
  public List<String> oddities() {
    List<String> oddities = new ArrayList<>();
    for (SourceFile file : files) {
      List<String> extra = file.extraColumns();
      if (!extra.isEmpty()) {
        oddities.add(
            file.contract().viewName()
                + " has "
                + extra.size()
                + " column(s) that no contract names"
                + names(extra, file.contract().columnPrefix())
                + "; they were not landed.");
      }
      if (file.endsOpen()) {
        oddities.add(
            file.contract().viewName()
                + " has no line end after its last record, as a file has that was cut off within its"
                + " last cell.");
      }
    }
    if (!extraFiles.isEmpty()) {
      oddities.add(
          "The folder has "
              + extraFiles.size()
              + " file(s) that no contract names"
              + names(extraFiles, source.name() + "_")
              + "; they were not read.");
    }
    return oddities;
  }

  /**
   * Those of the names that begin as the source's own names do. Somebody may have named a file or a
   * column after a child, so no other name is told.
   */
  private static String names(List<String> names, String prefix) {
    List<String> own =
        names.stream()
            .filter(name -> name.matches(Pattern.quote(prefix) + "[a-z0-9_]{1,60}(\\.[a-z]{1,8})?"))
            .sorted()
            .limit(NAMES_TOLD)
            .toList();
    return prefix.isEmpty() || own.isEmpty() ? "" : " (among them " + String.join(", ", own) + ")";
  }

  /** The source broke its contract. */
  static KithException broken(String happened, String next) {
    return new KithException(ExitCode.BROKEN_CONTRACT, happened, STANDS, next);
  }

  /** Why one table cannot be loaded. */
  private record Breach(SourceContract contract, String why, boolean missesFile) {}

  /** A file that breaks its contract. */
  private static final class BrokenFile extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenFile(String why) {
      super(why);
    }
  }

  /** What a look at a file found: the file, why it breaks its contract, or why it is not read. */
  private record Look(SourceFile file, String breach, KithException unreachable) {}

  private record Reader(SourceSystem source, LocalDate businessDate, Path folder) {

    Marker marker() {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  fileSystem().open(new Path(folder, "_COMPLETE")), StandardCharsets.UTF_8))) {
        String text = IOUtils.toString(lines);
        Marker marker;
        try {
          marker = Marker.parse(text.lines().toList());
        } catch (KithException malformed) {
          if (!text.endsWith("\n")) {
            throw stillWritten();
          }
          throw malformed;
        }
        if (text.isBlank()) {
          throw stillWritten();
        }
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
        throw notYet(
            isThere()
                ? "The extract of "
                    + businessDate
                    + " is not complete: its folder has no _COMPLETE."
                : "The source has no folder of " + businessDate + ".");
      } catch (IOException cause) {
        throw unreachable(cause);
      }
    }

    private KithException stillWritten() {
      return notYet(
          "The extract of "
              + businessDate
              + " is not complete: its _COMPLETE is empty or stops within a line, still being"
              + " written.");
    }

    private static KithException notYet(String happened) {
      return new KithException(
          ExitCode.UNREACHABLE,
          happened,
          STANDS,
          "Check the source folder, or wait until the extract has been written, then run the same command again.");
    }

    private boolean isThere() {
      try {
        return fileSystem().exists(folder);
      } catch (IOException cause) {
        throw unreachable(cause);
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
                    ? missing(contract, said, availability, namesByStem.size())
                    : look.breach() != null
                        ? Optional.of(look.breach())
                        : marker.flatMap(with -> unlikeMarker(look.file(), said));
        why.ifPresent(text -> breaches.add(new Breach(contract, text, look == null)));
        if (look != null && look.file() != null) {
          files.add(look.file());
        }
      }
      if (!breaches.isEmpty()) {
        throw broken(breaches);
      }
      return new NightFolder(
          source,
          businessDate,
          marker.orElse(new Marker(Map.of(), null, null, false)),
          files,
          fingerprint(files, marker),
          extra);
    }

    private Optional<String> missing(
        SourceContract contract, Long said, Availability availability, int found) {
      if (said != null && said > 0) {
        return Optional.of("_COMPLETE says " + said + " records, but there is no file");
      }
      return availability.carried(contract.table())
          ? Optional.of(
              "its file is missing (%d of %d files found)"
                  .formatted(found, source.contracts().size()))
          : Optional.empty();
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
                                  .formatted(
                                      source.name(), breach.contract().table(), breach.why()))
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
        throw unreachable(cause);
      }
    }

    private Look look(SourceContract contract, Path path) {
      try {
        return new Look(
            path.getName().endsWith(".csv") ? lookCsv(contract, path) : lookParquet(contract, path),
            null,
            null);
      } catch (IOException cause) {
        return new Look(null, null, unreachable(cause));
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
        header = Arrays.stream(records.next().cells()).map(Reader::columnName).toList();
      }
      checkHeader(contract, header);
      return new SourceFile(
          contract, path.toString(), true, header, scan.sha256(), scan.records(), scan.endsOpen());
    }

    private SourceFile lookParquet(SourceContract contract, Path path)
        throws IOException, BrokenFile {
      List<String> header;
      long records;
      try (ParquetFileReader footer =
          ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
        header =
            footer.getFileMetaData().getSchema().getFields().stream()
                .map(field -> field.getName())
                .toList();
        records = footer.getRecordCount();
      } catch (RuntimeException noParquet) {
        throw new BrokenFile("the file is no Parquet file, or was cut off");
      }
      checkHeader(contract, header);
      FileScan scan;
      try (InputStream in = fileSystem().open(path)) {
        scan = FileScan.binary(in, records);
      }
      return new SourceFile(
          contract, path.toString(), false, header, scan.sha256(), records, false);
    }

    private static String columnName(String cell) {
      return cell == null ? "" : cell.replace("\uFEFF", "").strip();
    }

    private static void checkHeader(SourceContract contract, List<String> header)
        throws BrokenFile {
      if (new TreeSet<>(header).size() != header.size()) {
        throw new BrokenFile("its header names a column twice");
      }
      List<String> missing =
          contract.columns().stream()
              .map(SourceContract.Column::name)
              .filter(name -> !header.contains(name))
              .toList();
      if (!missing.isEmpty()) {
        int expected = contract.columns().size();
        throw new BrokenFile(
            (missing.size() == 1 ? "column " : "columns ")
                + String.join(", ", missing)
                + (missing.size() == 1 ? " is" : " are")
                + " missing ("
                + (expected - missing.size())
                + " of "
                + expected
                + " columns found)");
      }
    }

    private String fingerprint(List<SourceFile> files, Optional<Marker> marker) {
      StringBuilder text = new StringBuilder();
      files.forEach(
          file ->
              text.append(file.contract().file()).append(' ').append(file.sha256()).append('\n'));
      marker.ifPresent(said -> text.append(said.windowStart()).append(said.simulated()));
      byte[] hash = FileScan.newDigest().digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    }

    private FileSystem fileSystem() throws IOException {
      FileSystem files = folder.getFileSystem(new Configuration());
      files.setVerifyChecksum(false);
      return files;
    }

    private KithException unreachable(IOException cause) {
      return new KithException(
          ExitCode.UNREACHABLE,
          "Cannot read the source "
              + source.name()
              + " of "
              + businessDate
              + " ("
              + cause.getClass().getSimpleName()
              + ").",
          STANDS,
          "Check that the source folder can be reached, then run the same command again.");
    }
  }
}

package kith.source.folder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import kith.marts.KpiDefinitions;
import kith.project.Project;
import kith.source.Availability;
import kith.source.NeededFields;
import kith.source.SourceContract;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.testing.SparkTest;

/** A night's folder with a few of the tables, checked without loading it. */
public final class TextNight {

  public static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  /** A person table of one child. */
  public static final String PERSON_11 =
      "pers_legacy_id,pers_person_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_gender,"
          + "pers_ethnicity,pers_dob,pers_single_unique_id,pers_upn_unknown,pers_send_flag,"
          + "pers_expected_dob,pers_death_date,pers_is_mother,pers_nationality\n"
          + "P11,11,,,,F,F,WBRI,2010-05-01,,,N,,,,\n";

  private final Path source;
  private final LocalDate night;
  private final SourceSystem tables;

  public TextNight(Path source, LocalDate night, String... tables) {
    this.source = source;
    this.night = night;
    this.tables = source(tables);
  }

  /** The source with only these of its tables. */
  public static SourceSystem source(String... tables) {
    SourceSystem whole =
        SourceSystem.of(Project.home(), "ssd").in(SourceShape.of(Project.home(), "ssd", "plain"));
    return whole.with(Arrays.stream(tables).map(whole::contract).toList());
  }

  /** The fields that figures depend on. */
  public static Set<String> needed() {
    return NeededFields.of(
        Project.home(),
        List.of(SourceSystem.of(Project.home(), "ssd")),
        SparkTest.specs(),
        KpiDefinitions.restOn(Project.home(), SparkTest.specs()));
  }

  /** How many records the text of a plain file has. */
  public static long records(String text) throws IOException {
    return FileScan.of(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Dialect.STANDARD)
        .records();
  }

  /** A table's contract with limits of its own. */
  public static SourceContract limited(Path folder, String table, String limits) {
    Path given = Project.home().conf().resolve("sources/ssd");
    Path contracts = folder.resolve("contracts");
    try {
      Files.createDirectories(contracts);
      Files.writeString(
          contracts.resolve(table + ".yaml"),
          Files.readString(given.resolve(table + ".yaml")) + "\nlimits: {" + limits + "}\n");
      Files.writeString(
          contracts.resolve("source.yaml"), Files.readString(given.resolve("source.yaml")));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return SourceContract.read("ssd", contracts.resolve(table + ".yaml"));
  }

  public Path folder() {
    return source.resolve(night.toString());
  }

  public TextNight write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public TextNight write(String name, byte[] bytes) {
    try {
      Path file = folder().resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Writes a table's number of records into the marker, and checks the night. */
  public NightFolder open(String table, int records) {
    write("_COMPLETE", "business_date," + night + "\n" + table + "," + records + "\n");
    return open();
  }

  /** Checks the night with its marker. */
  public NightFolder open() {
    return NightReader.open(
        tables, source.toString(), night, Availability.of(Project.home(), "ssd"));
  }

  /** The records of a table's text file: line, cells; an empty cell is {@code -}. */
  List<String> records(NightFolder opened, String table) {
    SourceFile file = (SourceFile) opened.table(tables.contract(table)).orElseThrow();
    List<String> records = new ArrayList<>();
    for (FilePart part : file.parts()) {
      records(part).skip(1).forEach(records::add);
    }
    return records;
  }

  private static Stream<String> records(FilePart part) {
    List<String> records = new ArrayList<>();
    try {
      new CsvRecords(Files.newInputStream(Path.of(part.path())), part.dialect())
          .forEachRemaining(
              line ->
                  records.add(
                      line.number()
                          + ": "
                          + Arrays.stream(line.cells())
                              .map(cell -> cell == null ? "-" : cell)
                              .collect(Collectors.joining(" | "))));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return records.stream();
  }

  static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    return packed.toByteArray();
  }
}

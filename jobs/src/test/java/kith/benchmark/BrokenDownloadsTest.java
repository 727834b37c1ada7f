package kith.benchmark;

import static kith.benchmark.InventedPublisher.HEADER;
import static kith.benchmark.InventedPublisher.authority;
import static kith.benchmark.InventedPublisher.ponds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not as their mapping says stop the load; what was written before stays. */
class BrokenDownloadsTest {

  private static final String PONDS = ponds(2025, "901", "6", "20", "30");

  @TempDir private Path folder;
  private InventedPublisher publisher;

  @BeforeEach
  void invent() throws IOException {
    publisher = new InventedPublisher(folder);
  }

  private void assertStopped(ExitCode code, String... words) {
    KithException stopped = catchThrowableOfType(KithException.class, publisher::load);
    assertThat(stopped.exitCode()).isEqualTo(code);
    assertThat(stopped.getMessage()).contains(words).contains("Nothing was written.");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithTheNearest() throws IOException {
    publisher.publishesWhole("ponds_2025.csv", HEADER.replace("children", "childrens") + PONDS);

    assertStopped(
        ExitCode.BROKEN_CONTRACT,
        "ponds_2025.csv",
        "no column 'children' or 'number'",
        "the nearest is 'childrens'",
        "conf/benchmarks/datasets/ponds.yaml");
  }

  /** A new column may split what was one row: the first row would be read as the whole. */
  @Test
  void aColumnThatNoMappingKnowsIsNamedWithTheNearest() throws IOException {
    publisher.publishesWhole(
        "ponds_2025.csv", HEADER.replace("\n", ",kinds\n") + PONDS.replace("\n", ",Fish ponds\n"));

    assertStopped(
        ExitCode.BROKEN_CONTRACT,
        "ponds_2025.csv",
        "a column that no mapping knows, 'kinds'",
        "the nearest is 'kind'",
        "add it to other_columns",
        "conf/benchmarks/datasets/ponds.yaml");
  }

  @Test
  void aLabelThatNoMappingKnowsIsNamedWithTheNearest() throws IOException {
    publisher.publishes(
        "ponds_2025.csv", PONDS + authority(2025, "901", "Shalow ponds", "14", "70"));

    assertStopped(
        ExitCode.BROKEN_CONTRACT,
        "line 4",
        "column 'kind'",
        "'Shalow ponds'",
        "the nearest is 'Shallow ponds'");
  }

  @Test
  void aLabelThatTheFileLacksIsNamedWithTheNearest() throws IOException {
    publisher.publishes("ponds_2025.csv", authority(2025, "901", "All ponds", "20", "100"));

    assertStopped(
        ExitCode.BROKEN_CONTRACT, "the label 'Deep, cold ponds'", "the nearest is 'All ponds'");
  }

  @ParameterizedTest
  @CsvSource({"q", "''", "12;5"})
  void aCellThatIsNeitherNumberNorSymbolStops(String cell) throws IOException {
    publisher.publishes("ponds_2025.csv", ponds(2025, "901", cell, "20", "30"));

    assertStopped(
        ExitCode.BROKEN_CONTRACT, "line 2", "column 'children'", "the symbols - c k low u x z");
  }

  @ParameterizedTest
  @CsvSource({"-5, -5% cannot be", "150, 150% cannot be"})
  void aShareBelow0OrOver100Stops(String share, String words) throws IOException {
    publisher.publishes("ponds_2025.csv", ponds(2025, "901", "6", "20", share));

    assertStopped(ExitCode.BROKEN_CONTRACT, "ponds_2025.csv", words + " the value of ponds");
  }

  @Test
  void aColumnThatStandsTwiceStops() throws IOException {
    publisher.publishesWhole(
        "ponds_2025.csv",
        HEADER.replace("\n", ",children\n")
            + ponds(2025, "901", "6", "20", "30").replace("\n", ",7\n"));

    assertStopped(ExitCode.BROKEN_CONTRACT, "ponds_2025.csv", "the column 'children' twice");
  }

  @Test
  void anUnknownAuthorityStops() throws IOException {
    publisher.publishes("ponds_2025.csv", ponds(2025, "903", "6", "20", "30"));

    assertStopped(ExitCode.BROKEN_CONTRACT, "'903'", "authorities.csv");
  }

  @Test
  void anUnknownLevelStops() throws IOException {
    publisher.publishes("ponds_2025.csv", PONDS.replace("Local authority", "Local autority"));

    assertStopped(
        ExitCode.BROKEN_CONTRACT, "level 'Local autority'", "the nearest is 'Local authority'");
  }

  @Test
  void aLineThatComesTwiceStops() throws IOException {
    publisher.publishes("ponds_2025.csv", PONDS + PONDS);

    assertStopped(ExitCode.BROKEN_CONTRACT, "line 4 repeats");
  }

  @Test
  void aLineWithACellTooManyStops() throws IOException {
    publisher.publishes("ponds_2025.csv", PONDS.replace("\"", ""));

    assertStopped(ExitCode.BROKEN_CONTRACT, "line 2 has 14 cells, its header 13");
  }

  @Test
  void oneColumnIsNotTwoFilters() throws IOException {
    publisher.mapping(
        "ponds",
        """
        publication: ponds
        layout: statistics
        files: ["ponds_*"]
        period: 31 March
        columns: {count: [children]}
        filters:
          kind: {columns: [kind], labels: {all: [All ponds]}, others: any}
          sort: {columns: [sort, kind], labels: {deep: ["Deep, cold ponds"]}, others: any}
        series:
          ponds_count: {unit: ponds, where: {kind: all}, value: count}
        """);
    publisher.publishes("ponds_2025.csv", PONDS);

    assertStopped(ExitCode.BROKEN_CONTRACT, "'kind' would be both kind and sort");
  }

  @Test
  void anEditionThatTheListLacksStops() throws IOException {
    publisher.publishes("ponds_2026.csv", ponds(2026, "901", "6", "20", "30"));

    assertStopped(
        ExitCode.WRONG_USAGE,
        "the list has no edition of ponds with 2026-03-31",
        "conf/benchmarks/editions.csv");
  }

  @ParameterizedTest
  @CsvSource({
    "'ponds-2025,ponds,Ponds,,2025-03-31,26/11/2025,A', published_on of ponds-2025 is",
    "'ponds-2025,ponds,Ponds,,2025-03-31,,A', a line has no published_on"
  })
  void aLineOfTheListOfEditionsThatIsWrongStops(String line, String words) throws IOException {
    publisher.list(
        Editions.FILE,
        "edition,publication,title,first_new_period,newest_period,published_on,confidence\n"
            + line
            + "\n");
    publisher.publishes("ponds_2025.csv", PONDS);

    assertStopped(ExitCode.WRONG_USAGE, "conf/benchmarks/editions.csv", words);
  }

  @Test
  void aRevisionIsToldByTheFolderItIsIn() throws IOException {
    publisher.list(
        Editions.FILE,
        """
        edition,publication,title,first_new_period,newest_period,published_on,confidence
        ponds-2025,ponds,Ponds,2025-03-31,2025-03-31,2025-11-26,A
        ponds-2025-revised,ponds,Ponds,,2025-03-31,2026-02-01,A
        """);
    publisher.publishes("ponds_2025.csv", PONDS);

    assertStopped(
        ExitCode.WRONG_USAGE,
        "it could be ponds-2025 or ponds-2025-revised",
        "into a folder named after its edition");
    Files.delete(publisher.folder().resolve("ponds_2025.csv"));
    publisher.publishes("ponds-2025-revised/ponds_2025.csv", PONDS);
    zip("ponds-2025.zip", "data/ponds_2025.csv", HEADER + ponds(2025, "901", "7", "20", "35"));
    assertThat(publisher.series())
        .extracting(row -> row.get("edition"))
        .containsOnly("ponds-2025", "ponds-2025-revised");
  }

  @Test
  void aSecondCopyIsReadOnceAndAnotherContentRefused() throws IOException {
    publisher.publishes("a/ponds_2025.csv", PONDS).publishes("b/ponds_2025.csv", PONDS);

    assertThat(publisher.load().notRead())
        .containsExactly("b/ponds_2025.csv: a copy of a/ponds_2025.csv");

    publisher.publishes("b/ponds_2025.csv", ponds(2025, "901", "7", "20", "35"));
    assertThatThrownBy(publisher::load)
        .hasMessageContaining("a/ponds_2025.csv and b/ponds_2025.csv are both ponds of edition")
        .hasMessageContaining("Nothing was written.");
  }

  @Test
  void anArchiveIsReadAsItComes() throws IOException {
    zip("release.zip", "data/ponds_2025.csv", HEADER + PONDS);
    zip("other.zip", "../../outside.csv", "a,b\n1,2\n");

    Loaded loaded = publisher.load();

    assertThat(loaded.files())
        .extracting(Loaded.ReadFile::name)
        .containsExactly("release.zip/data/ponds_2025.csv");
    assertThat(loaded.notRead()).hasSize(1);
    assertThat(folder.getParent().resolve("outside.csv")).doesNotExist();
  }

  private void zip(String name, String entry, String content) throws IOException {
    try (OutputStream file = Files.newOutputStream(publisher.folder().resolve(name));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  @Test
  void anArchiveThatWasCutOffStops() throws IOException {
    publisher.publishesWhole("release.zip", "PK and no more");

    assertStopped(ExitCode.BROKEN_CONTRACT, "Cannot unpack release.zip");
  }

  @Test
  void bytesThatAreNotUtf8Stop() throws IOException {
    Files.write(
        publisher.folder().resolve("ponds_2025.csv"),
        (HEADER + PONDS.replace("Any", "Durh\u00E4m")).getBytes(StandardCharsets.ISO_8859_1));

    assertStopped(ExitCode.BROKEN_CONTRACT, "ponds_2025.csv", "not UTF-8");
  }

  @Test
  void aFolderWithoutAKnownFileStops() throws IOException {
    publisher.publishesWhole("frogs.csv", "a,b\n1,2\n");

    assertStopped(ExitCode.WRONG_USAGE, "No mapping knows a file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "value: count         | value: cuont         | there is no column 'cuont'; the nearest is 'count'",
        "where: {kind: all}   | where: {kind: al}    | no label of kind 'al'; the nearest is 'all'",
        "where: {kind: deep}  | where: {knd: deep}   | there is no filter 'knd'; the nearest is 'kind'",
        "period: 31 March     | period: 31st of March| period '31st of March' is not a day",
        "layout: statistics   | layout: statistic    | there is no layout 'statistic'",
        "publication: ponds   | publicaton: ponds    | there is no key 'publicaton'"
      })
  void aMappingThatIsWrongStops(String right, String wrong, String words) throws IOException {
    Path mapping = folder.resolve("conf/benchmarks/datasets/ponds.yaml");
    Files.writeString(mapping, Files.readString(mapping).replace(right, wrong));
    publisher.publishes("ponds_2025.csv", PONDS);

    assertStopped(ExitCode.WRONG_USAGE, "conf/benchmarks/datasets/ponds.yaml", words);
  }
}

package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files and folders of a night belong to a table, and how its marker may be written. */
class FileNamesTest {

  private static final String HEADER = "disa_table_id,disa_person_id,disa_disability_code\n";
  private static final String PLAIN = HEADER + "1,11,VIS\n2,12,HEAR\n";

  @TempDir private Path source;
  private TextNight night;

  @BeforeEach
  void oneTable() {
    night = new TextNight(source, TextNight.NIGHT, "disability");
  }

  private void refused(String why) {
    assertThatThrownBy(() -> night.open("ssd_disability", 2))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSD_Disability.CSV",
        "ssd_disability.txt",
        "ssd_disability.tsv",
        "ssd_disability"
      })
  void theNameOfAFileOrFolderMayBeInOtherLettersWithEndingsOfText(String name) {
    boolean isFolder = !name.contains(".");
    night.write(isFolder ? name + "/part-0.csv" : name, PLAIN);

    NightFolder opened = night.open("SSD_DISABILITY.csv", 2);

    assertThat(opened.files()).singleElement().extracting(SourceFile::records).isEqualTo(2L);
  }

  @Test
  void aCompressedFileIsReadByItsWholeName() {
    night.write("ssd_disability.csv.gz", TextNight.packed(PLAIN.getBytes(StandardCharsets.UTF_8)));

    assertThat(night.open("ssd_disability", 2).files()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssd_disability (1).csv",
        "ssd_disability(2).csv",
        "SSD_disability - Copy.csv",
        "Copy of ssd_disability.csv",
        "dbo.ssd_disability.csv",
        "ssd_disability_20250331.csv",
        "ssd_disability.csv.zip",
        "ssd_disability.zip",
        "ssd_disability.xlsx",
        "ssd_disability.csv.tmp"
      })
  void whatCouldBeMeantForATableIsToldAndNotRead(String name) {
    night.write(name, PLAIN);

    refused("_COMPLETE says 2 records, but there is no file; there is " + name + ", which is not");
  }

  /** A file may be named after a child. */
  @Test
  void noOtherNameIsTold() {
    night.write("amy example ssd_disability.csv", PLAIN);

    refused("_COMPLETE says 2 records, but there is no file.");
  }

  @Test
  void aTableThatIsThereTwiceIsRefused() {
    night.write("ssd_disability.csv", PLAIN).write("SSD_DISABILITY.txt", PLAIN);

    refused("it is there twice, as SSD_DISABILITY.txt and as ssd_disability.csv");
  }

  // --- folders of parts

  @Test
  void aFolderOfPartsIsOneTableWithLinesCountedOn() {
    night
        .write("ssd_disability.csv/_SUCCESS", "")
        .write("ssd_disability.csv/.part-00000-a.csv.crc", "x")
        .write("ssd_disability.csv/part-00001-a.csv", HEADER + "3,13,MOB\n")
        .write("ssd_disability.csv/part-00000-a.csv", PLAIN);

    NightFolder opened = night.open("ssd_disability", 3);

    SourceFile file = opened.files().get(0);
    assertThat(file.records()).isEqualTo(3);
    assertThat(file.parts()).extracting(FilePart::lines).containsExactly(3L, 2L);
    assertThat(night.records(opened, "disability"))
        .containsExactly("2: 1 | 11 | VIS", "3: 2 | 12 | HEAR", "2: 3 | 13 | MOB");
    assertThat(opened.oddities()).singleElement().asString().contains("ssd_disability (2 parts)");
  }

  @Test
  void aFolderThatIsNoWholeTableIsRefusedWithTheReason() throws IOException {
    night.write("ssd_disability/_SUCCESS", "");
    refused("its folder holds no part");

    night.write("ssd_disability/part-0.csv", PLAIN).write("ssd_disability/part-1.csv", "");
    refused("part 2 of 2 in its folder: the file is empty, not even a header");

    night.write("ssd_disability/part-1.csv", "disa_person_id,disa_table_id,disa_disability_code\n");
    refused("its 2 parts have the same columns in another order");

    night.write(
        "ssd_disability/part-1.csv", "disa_person_id,disa_table_id,disa_disability_code,more\n");
    refused("its 2 parts do not have the same columns");

    night.write("ssd_disability/part-2.parquet", "PAR1");
    refused("its folder holds both Parquet and other files");

    night.write("ssd_disability/year=2025/part-3.csv", PLAIN);
    refused("its folder holds folders");

    Files.createDirectory(night.folder().resolve("ssd_disability/_temporary"));
    refused("its folder has a _temporary: the program that writes it is still running, or failed");

    Files.createDirectory(night.folder().resolve("ssd_disability/_delta_log"));
    refused("it is the folder of a Delta table, whose files hold records that were deleted too");
  }

  // --- the marker

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void theMarkerIsReadByItsMark(String encoding) {
    night.write("ssd_disability.csv", PLAIN);
    String marker = "\uFEFFBusiness_Date,2025-03-31\r\n\"SSD_DISABILITY.csv\",\"2\"\r\n";
    night.write("_complete", marker.getBytes(Charset.forName(encoding)));

    NightFolder opened = night.open();

    assertThat(opened.files()).hasSize(1);
    assertThat(opened.marker().rows()).containsEntry("ssd_disability", 2L);
  }

  @Test
  void aMarkerThatCannotBeReadIsToldAsWhatItIs() {
    night.write("ssd_disability.csv", PLAIN);
    night.write("_COMPLETE", "ssd_caf\u00e9 x,2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(night::open)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
        .hasMessageContaining("The _COMPLETE of 2025-03-31 cannot be read: it is not UTF-8 text");

    byte[] whole = "\uFEFFssd_disability,2\n".getBytes(StandardCharsets.UTF_16LE);
    night.write("_COMPLETE", Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(night::open)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.UNREACHABLE))
        .hasMessageContaining(
            "its _COMPLETE ends within a character, so it is still being written");
  }

  @Test
  void aMarkerByAnotherNameIsTold() throws IOException {
    night.write("ssd_disability.csv", PLAIN).write("_COMPLETE.txt", "ssd_disability,2\n");

    assertThatThrownBy(night::open)
        .hasMessageContaining(
            "its folder has no _COMPLETE; there is _COMPLETE.txt, which is not read");
  }
}

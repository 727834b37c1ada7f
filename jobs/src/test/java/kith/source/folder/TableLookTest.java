package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kith.source.SourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check of a table's file finds, before anything is loaded. */
class TableLookTest {

  private static final SourceContract DISABILITY =
      TextNight.source("disability").contract("disability");
  private static final String HEADER = "disa_table_id,disa_person_id,disa_disability_code\n";
  private static final String NAME = "ssd_disability.csv";
  private static final String PARQUET = "ssd_disability.parquet";

  @TempDir private Path folder;
  private TableLook look;

  @BeforeEach
  void oneTable() {
    look =
        new TableLook(
            new SourceFolder(
                "ssd", TextNight.NIGHT, new org.apache.hadoop.fs.Path(folder.toString())),
            DISABILITY);
  }

  private SourceFile csv(String text) throws IOException {
    Files.writeString(folder.resolve(NAME), text);
    return look.of(new SourceFolder.Entry(NAME, false));
  }

  private void refused(String text, String why) {
    assertThatThrownBy(() -> csv(text)).isInstanceOf(BrokenFile.class).hasMessageContaining(why);
  }

  @Test
  void aFileIsKnownByItsColumnsRecordsAndBytes() throws IOException {
    SourceFile file = csv(HEADER.replace("disa_table_id", "Disa_Table_ID") + "1,11,VIS\n2,12,\n");

    assertThat(file.columns())
        .containsExactly("disa_table_id", "disa_person_id", "disa_disability_code");
    assertThat(file.records()).isEqualTo(2);
    assertThat(file.csv()).isTrue();
    assertThat(file.endsOpen()).isFalse();
    assertThat(file.sha256()).isNotEqualTo(csv(HEADER + "1,11,VIS\n2,12,\n").sha256());
  }

  @Test
  void aFileThatIsEmptyCutOffOrNotUtf8IsRefused() throws IOException {
    refused("", "the file is empty, not even a header");
    refused(HEADER + "1,11,\"VIS", "cut off");

    Files.write(
        folder.resolve(NAME), (HEADER + "1,11,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> look.of(new SourceFolder.Entry(NAME, false)))
        .hasMessageContaining("line 2 is not UTF-8")
        .hasMessageNotContaining("caf");
  }

  @Test
  void whatIsWrongWithTheHeaderIsToldBeforeWhatIsWrongWithTheRecords() {
    refused("1,11,VIS\n2,11,HEAR\n", "its header is missing or wrong");
    refused(HEADER.replace("\n", ",Disa_Person_Id\n"), "names a column twice: disa_person_id");
    refused("disa_table_id,disa_person_id\n1,2,3\n", "column disa_disability_code is missing");
  }

  @Test
  void aCellOfAMillionCharactersIsReadAndALongerOneRefused() throws IOException {
    assertThat(csv(HEADER + "1,11," + "x".repeat(1_000_000) + "\n").records()).isEqualTo(1);
    refused(
        HEADER + "1,11," + "x".repeat(1_000_001) + "\n",
        "a cell of more than 1,000,000 characters");
  }

  @Test
  void aRecordOfMoreThanTwoThousandCellsIsRefused() {
    refused(HEADER + "1,11,VIS\n1,11,VIS\n1" + ",".repeat(2_000) + "\n", "more than 2,000 cells");
  }

  @Test
  void aLastLineWithoutALineEndMayBeCutOff() throws IOException {
    assertThat(csv(HEADER + "1,11,VIS").endsOpen()).isTrue();
    assertThat(csv(HEADER.stripTrailing()).endsOpen()).isTrue();
  }

  // --- Parquet

  private SourceFile parquet() throws IOException {
    return look.of(new SourceFolder.Entry(PARQUET, false));
  }

  private void write(String schema) {
    SmallParquet.write(folder.resolve(PARQUET), schema, row -> row.append("disa_person_id", "11"));
  }

  @Test
  void parquetCellsThatHoldNoSingleValueAreRefusedByTheirColumns() {
    write(
        """
        message night {
          optional int64 disa_table_id (TIME(NANOS,false));
          optional binary disa_person_id (STRING);
          optional group disa_disability_code { optional int32 one; }
        }
        """);

    assertThatThrownBy(this::parquet)
        .hasMessageContaining(
            "its cells in disa_table_id, disa_disability_code have a Parquet type");
  }

  @Test
  void aParquetFileThatIsCutOffIsRefusedWhereverThatIs() throws IOException {
    write(
        """
        message night {
          optional binary disa_table_id (STRING);
          optional binary disa_person_id (STRING);
          optional binary disa_disability_code (STRING);
        }
        """);
    assertThat(parquet().records()).isEqualTo(1);
    assertThat(parquet().csv()).isFalse();
    Path file = folder.resolve(PARQUET);
    byte[] whole = Files.readAllBytes(file);

    // Nothing, within the first word, no more than it, within the rows, the footer, the last word.
    for (int kept :
        List.of(0, 3, 4, whole.length / 4, whole.length / 2, whole.length - 8, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, kept));

      assertThatThrownBy(this::parquet)
          .as(kept + " of " + whole.length + " bytes")
          .isInstanceOf(BrokenFile.class)
          .hasMessage("the file is not a Parquet file, or was cut off");
    }
    Files.writeString(file, HEADER + "1,11,VIS\n");
    assertThatThrownBy(this::parquet)
        .hasMessage("the file is not a Parquet file, although its name says so");
  }
}

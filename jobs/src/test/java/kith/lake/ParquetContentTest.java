package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When two Parquet files hold the same. */
class ParquetContentTest {

  @TempDir private Path folder;

  private String hash(String rows, byte... end) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(rows.length() + end.length + 8);
    bytes.order(ByteOrder.LITTLE_ENDIAN).put(rows.getBytes()).put(end).putInt(end.length);
    bytes.put("PAR1".getBytes());
    return ParquetContent.of(Files.write(folder.resolve("file.parquet"), bytes.array())).hash();
  }

  @Test
  void theOrderInWhichTheEndListsEncodingsDoesNotCount() throws IOException {
    assertThat(hash("PAR1rows", (byte) 3, (byte) 0, (byte) 8))
        .isEqualTo(hash("PAR1rows", (byte) 8, (byte) 3, (byte) 0));
  }

  @Test
  void otherRowsOrAnotherOrderOfThemCount() throws IOException {
    String before = hash("PAR1rows", (byte) 3);

    assertThat(hash("PAR1row5", (byte) 3)).isNotEqualTo(before);
    assertThat(hash("PAR1swor", (byte) 3)).isNotEqualTo(before);
  }

  @Test
  void anEndThatIsDamagedCounts() throws IOException {
    assertThat(hash("PAR1rows", (byte) 3, (byte) 1))
        .isNotEqualTo(hash("PAR1rows", (byte) 3, (byte) 0));
  }

  /** A table that stays as it is has its files read once. */
  @Test
  void theMarkOfTheWholeFileComesWithItsContent() throws IOException {
    hash("PAR1rows", (byte) 3, (byte) 0, (byte) 8);

    assertThat(new TableFiles(folder).marks(List.of("file.parquet")))
        .containsEntry("file.parquet", ParquetContent.of(folder.resolve("file.parquet")).mark());
  }

  @Test
  void aFileThatIsCutOffOrMissingIsNotTheSame() throws IOException {
    String whole = hash("PAR1rows", (byte) 3);
    Path file = folder.resolve("file.parquet");
    byte[] bytes = Files.readAllBytes(file);

    for (int length = 0; length < bytes.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThat(ParquetContent.of(file).hash()).isNotEqualTo(whole);
    }
    assertThat(ParquetContent.of(folder.resolve("none")).hash()).isNotEqualTo(whole);
  }
}

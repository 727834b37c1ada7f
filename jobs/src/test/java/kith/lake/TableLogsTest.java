package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kith.table.TableName;
import kith.table.Zone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of a commit and its copy is taken when one of them is damaged. */
class TableLogsTest {

  private static final TableName TABLE = new TableName(Zone.RAW, "visits");

  private static final String COMMIT =
      """
      {"commitInfo":{"timestamp":1}}
      {"add":{"path":"business_date=2025-03-31/part-0.parquet","size":3}}
      """;

  /** As long as the commit, and whole JSON. */
  private static final String CHANGED = COMMIT.replace("2025-03-31", "2025-03-21");

  @TempDir private Path lake;
  private TableLogs logs;
  private Path commit;
  private Path copy;

  @BeforeEach
  void aCommitIsCopied() throws IOException {
    logs = new TableLogs(lake);
    commit = logs.commit(TABLE, 0);
    copy = lake.resolve("ops/log/raw.visits").resolve(commit.getFileName());
    Files.createDirectories(commit.getParent());
    Files.writeString(commit, COMMIT);
    logs.copy(TABLE, commit);
  }

  private TableLogs.LogState read() {
    return logs.readLog(TABLE, -1);
  }

  @Test
  void whatIsNotDamagedStays() throws IOException {
    byte[] before = Files.readAllBytes(copy);

    assertThat(read().damaged()).isZero();
    assertThat(logs.restoreLog(TABLE, -1, true).damaged()).isZero();
    assertThat(commit).hasContent(COMMIT);
    assertThat(copy).hasBinaryContent(before);
  }

  /** A change of one digit leaves the commit readable: only its copy can tell. */
  @Test
  void aCommitThatIsChangedButReadableIsFoundAndRestored() {
    write(commit, CHANGED);

    assertThat(read().damaged()).isEqualTo(1);
    assertThat(commit).as("reading changes nothing").hasContent(CHANGED);
    assertThat(logs.restoreLog(TABLE, -1, true).damaged()).isEqualTo(1);
    assertThat(commit).hasContent(COMMIT);
    assertThat(read().damaged()).isZero();
  }

  @Test
  void aCommitThatIsCutOffOrGoneIsRestoredByAnyRun() throws IOException {
    write(commit, COMMIT.substring(0, 40));
    assertThat(logs.restoreLog(TABLE, -1, false).damaged()).isEqualTo(1);
    assertThat(commit).hasContent(COMMIT);

    Files.delete(commit);
    assertThat(logs.restoreLog(TABLE, -1, false).damaged()).isEqualTo(1);
    assertThat(commit).hasContent(COMMIT);
  }

  @Test
  void aCopyThatIsDamagedIsMadeAgainFromTheCommit() throws IOException {
    String whole = Files.readString(copy);
    write(copy, whole.replace("2025-03-31", "2025-03-21"));

    assertThat(read().damaged()).isZero();
    logs.restoreLog(TABLE, -1, true);
    assertThat(commit).hasContent(COMMIT);
    assertThat(copy).hasContent(whole);
  }

  @Test
  void whenBothAreDamagedTheCommitIsLost() throws IOException {
    write(copy, Files.readString(copy).replace("2025-03-31", "2025-03-21"));
    write(commit, COMMIT.substring(0, 40));

    assertThat(logs.restoreLog(TABLE, -1, true).lost())
        .containsExactly(commit.getFileName().toString());
  }

  /** A log that ends too early, or that is not there at all, looks as whole as any other. */
  @Test
  void aCommitThatIsKnownToHaveBeenMadeIsLostWhereNothingOfItIsLeft() throws IOException {
    assertThat(logs.readLog(TABLE, 0).lost()).isEmpty();
    assertThat(logs.readLog(TABLE, 1).lost()).containsExactly("00000000000000000001.json");

    Files.delete(commit);
    Files.delete(copy);

    assertThat(logs.readLog(TABLE, -1).lost()).isEmpty();
    assertThat(logs.restoreLog(TABLE, 0, false).lost())
        .containsExactly(commit.getFileName().toString());
  }

  @Test
  void aCopyOfAnEarlierKithHasNoHashAndStillRestoresACommitThatIsCutOff() {
    write(copy, COMMIT);
    write(commit, COMMIT.substring(0, 40));

    assertThat(logs.restoreLog(TABLE, -1, false).damaged()).isEqualTo(1);
    assertThat(commit).hasContent(COMMIT);
  }

  @Test
  void aCopyOfAnEarlierKithGetsItsHash() throws IOException {
    String whole = Files.readString(copy);
    write(copy, COMMIT);

    assertThat(logs.restoreLog(TABLE, -1, false).damaged()).isZero();
    assertThat(copy).hasContent(whole);
  }

  /** Without a hash it cannot be told which of the two is right. */
  @Test
  void aCopyOfAnEarlierKithThatDiffersFromAReadableCommitIsKept() {
    write(copy, COMMIT);
    write(commit, CHANGED);

    assertThat(logs.restoreLog(TABLE, -1, false).lost())
        .containsExactly(commit.getFileName().toString());
    assertThat(copy).hasContent(COMMIT);
    assertThat(commit).hasContent(CHANGED);
  }

  private Path checkpoint(long version) {
    return commit.resolveSibling("%020d.checkpoint.parquet".formatted(version));
  }

  /** A checkpoint does not show that a byte in it has changed; its commits say the same. */
  @Test
  void aCheckpointThatIsChangedInsideIsFoundAndTakenAway() throws IOException {
    write(checkpoint(0), "PAR1 rows PAR1");
    logs.copy(TABLE, commit);
    assertThat(logs.restoreLog(TABLE, -1, true).checkpoints()).isZero();
    assertThat(checkpoint(0)).exists();

    write(checkpoint(0), "PAR1 r0ws PAR1");

    assertThat(read().checkpoints()).isEqualTo(1);
    assertThat(checkpoint(0)).as("reading changes nothing").exists();
    assertThat(logs.restoreLog(TABLE, -1, false).checkpoints()).isEqualTo(1);
    assertThat(checkpoint(0)).doesNotExist();
    assertThat(read()).isEqualTo(new TableLogs.LogState(0, List.of(), 0));
  }

  @Test
  void aCheckpointOfUnknownHashIsTakenAwayByAnyRun() {
    write(checkpoint(0), "PAR1 rows PAR1");

    assertThat(read()).isEqualTo(new TableLogs.LogState(0, List.of(), 0));
    logs.restoreLog(TABLE, -1, false);
    assertThat(checkpoint(0)).doesNotExist();
  }

  @Test
  void aDamagedCheckpointStaysWhereItsCommitsAreLost() {
    write(checkpoint(2), "PAR1 rows PA");

    assertThat(logs.restoreLog(TABLE, -1, false).lost())
        .containsExactly(checkpoint(2).getFileName().toString());
    assertThat(checkpoint(2)).exists();
  }

  private static void write(Path file, String content) {
    try {
      Files.writeString(file, content);
    } catch (IOException cause) {
      throw new java.io.UncheckedIOException(cause);
    }
  }
}

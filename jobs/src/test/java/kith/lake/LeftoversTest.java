package kith.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What killed runs left is deleted, and nothing that a commit names. */
class LeftoversTest {

  private static final Instant COMMITTED = Instant.parse("2026-04-01T02:00:00Z");
  private static final String NAMED = "business_date=2026-03-31/%s";
  private static final String FIRST = "00000000-0000-0000-0000-00000000000a";
  private static final String OTHER = "00000000-0000-0000-0000-00000000000b";

  @TempDir private Path lake;
  private Path log;

  @BeforeEach
  void aCommitNamesOneFolder() throws IOException {
    log = Files.createDirectories(lake.resolve("raw/visits/_delta_log"));
    Files.writeString(
        log.resolve("00000000000000000000.json"),
        """
        {"commitInfo":{"timestamp":1}}
        {"add":{"path":"business_date=2026-03-31/%s/part-0.parquet","size":3}}
        """
            .formatted(FIRST));
    written("raw/visits/" + NAMED.formatted(FIRST), COMMITTED.plusSeconds(1));
    Files.setLastModifiedTime(log.resolve("00000000000000000000.json"), FileTime.from(COMMITTED));
  }

  /** A folder with a file, as a write leaves it. */
  private Path written(String folder, Instant when) throws IOException {
    Path written = Files.createDirectories(lake.resolve(folder));
    Files.writeString(written.resolve("part-0.parquet"), "row");
    Files.setLastModifiedTime(written, FileTime.from(when));
    return written;
  }

  private int clear(boolean all) {
    return new Leftovers(lake).clear(all);
  }

  @Test
  void whatWasNotCommittedIsDeleted() throws IOException {
    Path sameNight = written("raw/visits/" + NAMED.formatted(OTHER), COMMITTED.plusSeconds(2));
    Path half = written("warehouse/fact_visit/_uncommitted/_temporary", COMMITTED);
    Path fresh = written("ops/fresh/" + OTHER, COMMITTED);

    assertThat(clear(false)).isEqualTo(3);

    for (Path left : new Path[] {sameNight, half, fresh, lake.resolve("ops/fresh")}) {
      assertThat(left).doesNotExist();
    }
    assertThat(lake.resolve("raw/visits/" + NAMED.formatted(FIRST))).isNotEmptyDirectory();
    assertThat(clear(true)).isZero();
  }

  /** A run looks only at what is as new as the last commit: there may be thousands of folders. */
  @Test
  void whatRunsBeforeTheLastCommitLeftIsDeletedByTheRepair() throws IOException {
    Path older = written("raw/visits/" + OTHER, COMMITTED.minusSeconds(60));

    assertThat(clear(false)).isZero();
    assertThat(older).exists();
    assertThat(clear(true)).isEqualTo(1);
    assertThat(older).doesNotExist();
  }

  @Test
  void nothingIsDeletedWhereACommitIsMissing() throws IOException {
    Path doubtful = written("raw/visits/" + OTHER, COMMITTED.plusSeconds(2));
    Path withoutLog = written("warehouse/fact_visit/" + FIRST, COMMITTED);
    Files.move(log.resolve("00000000000000000000.json"), log.resolve("00000000000000000001.json"));

    assertThat(clear(true)).isZero();
    assertThat(doubtful).exists();
    assertThat(withoutLog).exists();
  }

  @Test
  void foldersThatNoWriteMakesStay() throws IOException {
    Path own = written("raw/visits/by_hand", COMMITTED.plusSeconds(2));
    Path step = written("ops/nights/2026-03-31", COMMITTED.plusSeconds(2));
    Path aside = written("raw/.visits.lost-1/" + OTHER, COMMITTED.plusSeconds(2));

    assertThat(clear(true)).isZero();
    assertThat(own).exists();
    assertThat(step).exists();
    assertThat(aside).exists();
  }
}

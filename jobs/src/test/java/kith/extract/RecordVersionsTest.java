package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import kith.extract.RecordVersions.Fate;
import kith.extract.RecordVersions.Version;
import org.junit.jupiter.api.Test;

/** R6a: which of several versions of one record is loaded. */
class RecordVersionsTest {

  private static final long OPEN = Long.MAX_VALUE;

  private final RecordVersions versions = new RecordVersions(Map.of());

  private static ByteBuffer hash(int value) {
    return ByteBuffer.wrap(new byte[] {(byte) value});
  }

  private static Version version(int filled, long endsAt, int content) {
    return new Version(filled, endsAt, hash(content));
  }

  private Fate judge(int record, Version version) {
    return versions.judge(hash(record), version);
  }

  @Test
  void theFullerVersionStandsWheneverItEnds() {
    assertThat(version(5, 1, 1)).isGreaterThan(version(4, OPEN, 9));

    assertThat(judge(1, version(4, OPEN, 9))).isEqualTo(Fate.STANDS);
    assertThat(judge(1, version(5, 1, 1))).isEqualTo(Fate.REPLACES);
    assertThat(judge(1, version(4, OPEN, 9))).isEqualTo(Fate.FALLS);
  }

  @Test
  void ofTwoThatAreAsFullTheOneThatEndsLaterStandsAndAnOpenOneLast() {
    assertThat(judge(1, version(4, 10, 1))).isEqualTo(Fate.STANDS);
    assertThat(judge(1, version(4, 9, 9))).isEqualTo(Fate.FALLS);
    assertThat(judge(1, version(4, 11, 1))).isEqualTo(Fate.REPLACES);
    assertThat(judge(1, version(4, OPEN, 1))).isEqualTo(Fate.REPLACES);
  }

  @Test
  void ofTwoThatAreEqualInBothContentDecides() {
    assertThat(judge(1, version(4, 10, 5))).isEqualTo(Fate.STANDS);
    assertThat(judge(1, version(4, 10, 4))).isEqualTo(Fate.FALLS);
    assertThat(judge(1, version(4, 10, 6))).isEqualTo(Fate.REPLACES);
    assertThat(judge(2, version(4, 10, 4))).as("another record").isEqualTo(Fate.STANDS);
  }

  @Test
  void inASecondReadingOnlyWhatTheFirstFoundStands() {
    RecordVersions second =
        new RecordVersions(
            Map.of(Fingerprints.hex(new byte[] {1}), Fingerprints.hex(new byte[] {7})));

    assertThat(second.judge(hash(1), version(9, OPEN, 6))).isEqualTo(Fate.FALLS);
    assertThat(second.judge(hash(1), version(1, 1, 7))).isEqualTo(Fate.STANDS);
    assertThat(second.judge(hash(1), version(9, OPEN, 8))).isEqualTo(Fate.FALLS);
  }

  @Test
  void aRecordWhoseFirstVersionStoodIsJudgedByItselfInTheSecondReading() {
    RecordVersions second = new RecordVersions(Map.of("00", "07"));

    assertThat(second.judge(hash(2), version(9, 1, 6))).isEqualTo(Fate.STANDS);
    assertThat(second.judge(hash(2), version(4, 1, 7))).isEqualTo(Fate.FALLS);
  }
}

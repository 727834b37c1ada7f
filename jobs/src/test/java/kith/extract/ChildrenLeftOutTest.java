package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import org.junit.jupiter.api.Test;

/** Children in care without a usable open record; the night is 2025-03-31. */
class ChildrenLeftOutTest {

  private static final SourceSystem SOURCE = TextNight.source("cla_episodes");

  /** An episode of a placement; without a start it is quarantined. */
  private static String episode(String number, String child, String start, String end) {
    return number + "," + child + ",70," + start + ",S,N1," + end + ",,700,,,";
  }

  private static long leftOut(String... episodes) {
    JudgedTable judged =
        new JudgedTable(SOURCE, "cla_episodes").knowing("1", "2", "3").judge(episodes);
    return ChildrenLeftOut.count(
        judged.table(),
        SOURCE.contract("cla_episodes"),
        JudgedTable.cells(SOURCE),
        JudgedTable.NIGHT);
  }

  @Test
  void aChildIsLeftOutWhoseOnlyOpenEpisodeIsQuarantined() {
    assertThat(leftOut(episode("1", "1", "soon", ""), episode("2", "2", "2025-01-01", "")))
        .isEqualTo(1);
  }

  @Test
  void aChildWithAnotherEpisodeThatLastsIsNotLeftOut() {
    assertThat(leftOut(episode("1", "1", "soon", ""), episode("2", "1.0", "2025-01-01", "")))
        .isZero();
    assertThat(
            leftOut(episode("1", "1", "soon", ""), episode("2", "1", "2025-01-01", "2025-02-01")))
        .as("one that has ended does not help")
        .isEqualTo(1);
  }

  @Test
  void anEpisodeLastsWhileItsEndIsAfterTheNightOrCannotBeRead() {
    assertThat(leftOut(episode("1", "1", "soon", "2025-03-31"))).isZero();
    assertThat(leftOut(episode("1", "1", "soon", "2025-04-01"))).isEqualTo(1);
    assertThat(leftOut(episode("1", "1", "soon", "some day"))).isEqualTo(1);
  }

  @Test
  void eachChildCountsOnceAndEachRecordWithoutANumberByItself() {
    assertThat(
            leftOut(
                episode("1", "1", "soon", ""),
                episode("2", "1", "later", ""),
                episode("3", "", "2025-01-01", ""),
                episode("4", "", "2025-01-02", "")))
        .isEqualTo(3);
  }

  @Test
  void onlyTheTableOfEpisodesTellsWhoIsInCare() {
    assertThat(ChildrenLeftOut.isToldBy(SOURCE.contract("cla_episodes"))).isTrue();
    assertThat(ChildrenLeftOut.isToldBy(TextNight.source("missing").contract("missing"))).isFalse();
  }
}

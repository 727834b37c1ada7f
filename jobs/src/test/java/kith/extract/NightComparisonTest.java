package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.extract.NightComparison.Measure;
import kith.extract.NightComparison.OddRow;
import kith.testing.TestTables;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What happened to the rows that are in only one of two nights. */
class NightComparisonTest {

  private static final String COLUMNS = "night | table | says | person | leaves\n";

  /** Table, measure and count, of rows written as text; {@code leaves} says how a row may leave. */
  private static List<String> counted(String rows) {
    return counted(
        TestTables.parse(COLUMNS + rows).stream().map(NightComparisonTest::row).toList());
  }

  private static List<String> counted(List<OddRow> rows) {
    Map<String, Long> counts = new TreeMap<>();
    NightComparison.of(rows, "person")
        .forEach((row, measure) -> counts.merge(row.table() + " " + measure.word(), 1L, Long::sum));
    return counts.entrySet().stream()
        .map(count -> count.getKey() + " " + count.getValue())
        .toList();
  }

  private static OddRow row(Map<String, String> cells) {
    List<String> leaves = Arrays.asList(cells.get("leaves").split("\\+"));
    return new OddRow(
        cells.get("table"),
        cells.get("night").equals("tonight"),
        leaves.contains("paired"),
        1,
        2,
        number(cells.get("says")),
        number(cells.get("person")),
        leaves.contains("with_person") ? number(cells.get("person")) : 0,
        leaves.contains("has_left"),
        false);
  }

  /** Stands for a hash; none is 0. */
  private static long number(String word) {
    return word.equals("-") ? 0 : word.hashCode();
  }

  // --- what left

  @Test
  void aRowWhoseDatesAreBeforeTheWindowHasAgedOutAndAnyOtherIsDeleted() {
    assertThat(
            counted(
                """
                before | missing | until 2019 | amy | has_left
                before | missing | until 2024 | amy | -
                """))
        .containsExactly("missing aged_out 1", "missing deleted 1");
  }

  @Test
  void aRowThatLeavesWithItsPersonAgesOutWithAllOfThePersonsRows() {
    assertThat(
            counted(
                """
                before | person     | amy        | amy | with_person
                before | disability | vis        | amy | with_person
                before | missing    | until 2019 | amy | has_left
                """))
        .containsExactly("disability aged_out 1", "missing aged_out 1", "person aged_out 1");
  }

  @Test
  void aRowOfAPersonWhoStaysIsDeleted() {
    assertThat(counted("before | disability | vis | amy | with_person"))
        .containsExactly("disability deleted 1");
  }

  @Test
  void aPersonWhoLosesARowWithinTheWindowIsDeletedToo() {
    assertThat(
            counted(
                """
                before | person     | amy        | amy | with_person
                before | disability | vis        | amy | with_person
                before | missing    | until 2024 | amy | -
                """))
        .containsExactly("disability deleted 1", "missing deleted 1", "person deleted 1");
  }

  // --- merged persons

  private static final String AMY_IS_GONE = "before | person | amy | amy | with_person\n";

  @Test
  void aPersonIsMergedWhenMoreThanHalfOfTheRowsAreAnotherPersonsTonight() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | until may  | amy | paired
                    before  | missing | until june | amy | paired
                    before  | missing | until july | amy | -
                    tonight | missing | until may  | bob | paired
                    tonight | missing | until june | bob | paired
                    """))
        .as("two of three, by number; the third is lost with the merge")
        .containsExactly("missing merged 1", "person merged 1");
  }

  @Test
  void rowsOfAMergedPersonUnderNewNumbersAreMergedHereAndTakenOverThere() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | until may | amy | -
                    tonight | missing | until may | bob | -
                    tonight | missing | until july | bob | -
                    """))
        .as("the other row of tonight is new, as its table has told")
        .containsExactly("missing merged 1", "missing taken_over 1", "person merged 1");
  }

  @Test
  void halfOfTheRowsIsNoMerge() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | until may | amy | -
                    before  | missing | until june | amy | -
                    tonight | missing | until may | bob | -
                    """))
        .containsExactly("missing deleted 2", "person deleted 1");
  }

  @Test
  void rowsThatAgedOutDoNotSpeakAgainstAMerge() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | until may | amy | -
                    before  | missing | until 2019 | amy | has_left
                    tonight | missing | until may | bob | -
                    """))
        .containsExactly("missing merged 2", "missing taken_over 1", "person merged 1");
  }

  @Test
  void aPersonWhoIsStillThereIsNotMerged() {
    assertThat(
            counted(
                """
                before  | missing | until may | amy | -
                tonight | missing | until may | bob | -
                """))
        .containsExactly("missing deleted 1");
  }

  // --- whatever the rows are

  @Property(tries = 500)
  void everyRowThatWentHasOneReasonInWhateverOrder(@ForAll("rows") List<OddRow> rows) {
    Map<OddRow, Measure> told = NightComparison.of(rows, "person");

    for (OddRow row : rows) {
      if (row.isPaired()) {
        assertThat(told).doesNotContainKey(row);
      } else if (row.isTonight()) {
        assertThat(told.get(row)).isIn(null, Measure.TAKEN_OVER);
      } else {
        assertThat(told.get(row)).isIn(Measure.MERGED, Measure.AGED_OUT, Measure.DELETED);
      }
    }
    List<OddRow> turned = new ArrayList<>(rows);
    Collections.reverse(turned);
    assertThat(counted(turned)).isEqualTo(counted(rows));
  }

  /** Few numbers, so that many rows have one in common. */
  @Provide
  Arbitrary<List<OddRow>> rows() {
    Arbitrary<Long> few = Arbitraries.longs().between(0, 3);
    return Combinators.combine(
            Arbitraries.of("person", "missing"),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false, false),
            few,
            few)
        .as(
            (table, tonight, paired, said, person) ->
                new OddRow(
                    table,
                    tonight,
                    paired,
                    1,
                    2,
                    said,
                    person,
                    table.equals("person") ? person : 0,
                    said == 3,
                    false))
        .list()
        .ofMaxSize(14);
  }
}

package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** What became of the rows that only one of two nights has. */
class NightComparisonTest {

  private static final String COLUMNS = "night | table | number | about | says | person | leaves\n";

  /** Table, measure and count, of rows written as text; {@code leaves} says how a row may leave. */
  private static List<String> counted(String rows) {
    return counted(
        TestTables.parse(COLUMNS + rows).stream().map(NightComparisonTest::row).toList());
  }

  private static List<String> counted(List<OddRow> rows) {
    List<String> counts = new ArrayList<>();
    NightComparison.count(rows, "person")
        .forEach(
            (table, of) ->
                of.forEach(
                    (measure, count) ->
                        counts.add(
                            table + " " + measure.name().toLowerCase(Locale.ROOT) + " " + count)));
    return counts;
  }

  private static OddRow row(Map<String, String> cells) {
    List<String> leaves = Arrays.asList(cells.get("leaves").split("\\+"));
    return new OddRow(
        cells.get("table"),
        cells.get("night").equals("tonight"),
        number(cells.get("number")),
        number(cells.get("about")),
        number(cells.get("says")),
        number(cells.get("person")),
        leaves.contains("with_person") ? number(cells.get("person")) : 0,
        leaves.contains("has_left"),
        leaves.contains("is_late"));
  }

  /** Stands for a hash; none is 0. */
  private static long number(String word) {
    return word.equals("-") ? 0 : word.hashCode();
  }

  // --- pairs

  @Test
  void aRowThatSaysTheSameOfTheSamePersonUnderAnotherNumberIsUnchanged() {
    assertThat(
            counted(
                """
                before  | missing | 1   | amy march | until may | amy | -
                tonight | missing | 101 | amy march | until may | amy | -
                """))
        .containsExactly("missing unchanged 1", "missing reissued 1");
  }

  @Test
  void aRowThatSaysTheSameOfAnotherPersonIsAnotherRow() {
    assertThat(
            counted(
                """
                before  | missing | 1   | amy march | until may | amy | -
                tonight | missing | 101 | bob march | until may | bob | -
                """))
        .containsExactly("missing deleted 1", "missing new 1");
  }

  @Test
  void aRowOfTheSameNumberIsChangedAlthoughAnotherIsAboutTheSame() {
    assertThat(
            counted(
                """
                before  | missing | 1 | amy march | until may  | amy | -
                tonight | missing | 1 | amy april | until june | amy | -
                tonight | missing | 2 | amy march | until july | amy | -
                tonight | missing | 3 | amy march | until july | amy | -
                """))
        .containsExactly("missing changed 1", "missing new 2");
  }

  @Test
  void whatARowSaysGoesBeforeItsNumber() {
    assertThat(
            counted(
                """
                before  | missing | 1 | amy march | until may  | amy | -
                before  | missing | 2 | amy march | until june | amy | -
                tonight | missing | 1 | amy march | until june | amy | -
                tonight | missing | 2 | amy march | until may  | amy | -
                """))
        .containsExactly("missing unchanged 2", "missing reissued 2");
  }

  @Test
  void aRowAboutTheSameUnderAnotherNumberIsChanged() {
    assertThat(
            counted(
                """
                before  | missing | 1   | amy march | open      | amy | -
                tonight | missing | 101 | amy march | until may | amy | -
                """))
        .containsExactly("missing changed 1");
  }

  @Test
  void rowsWithoutANumberAreNotOneRecord() {
    assertThat(
            counted(
                """
                before  | missing | - | amy march | open | amy | -
                tonight | missing | - | amy april | until may | amy | -
                """))
        .containsExactly("missing deleted 1", "missing new 1");
  }

  @Test
  void ofTwoRowsThatSayTheSameOneRowOfTonightTakesOne() {
    assertThat(
            counted(
                """
                before  | missing | 1   | amy march | until may | amy | -
                before  | missing | 2   | amy march | until may | amy | -
                tonight | missing | 101 | amy march | until may | amy | -
                """))
        .containsExactly("missing unchanged 1", "missing reissued 1", "missing deleted 1");
  }

  @Test
  void noRowIsPairedWithOneOfAnotherTable() {
    assertThat(
            counted(
                """
                before  | missing | 1 | amy march | until may | amy | -
                tonight | health  | 1 | amy march | until may | amy | -
                """))
        .containsExactly("health new 1", "missing deleted 1");
  }

  // --- what left

  @Test
  void aRowWhoseDatesAreBeforeTheWindowHasAgedOutAndAnyOtherIsDeleted() {
    assertThat(
            counted(
                """
                before | missing | 1 | amy 2019 | until 2019 | amy | has_left
                before | missing | 2 | amy 2024 | until 2024 | amy | -
                """))
        .containsExactly("missing aged_out 1", "missing deleted 1");
  }

  @Test
  void aRowThatLeavesWithItsPersonAgesOutWithAllOfThePersonsRows() {
    assertThat(
            counted(
                """
                before | person     | amy | amy     | amy        | amy | with_person
                before | disability | 1   | amy vis | vis        | amy | with_person
                before | missing    | 1   | amy 2019 | until 2019 | amy | has_left
                """))
        .containsExactly("disability aged_out 1", "missing aged_out 1", "person aged_out 1");
  }

  @Test
  void aRowOfAPersonWhoStaysIsDeleted() {
    assertThat(counted("before | disability | 1 | amy vis | vis | amy | with_person"))
        .containsExactly("disability deleted 1");
  }

  @Test
  void aPersonWhoLosesARowWithinTheWindowIsDeletedToo() {
    assertThat(
            counted(
                """
                before | person     | amy | amy      | amy        | amy | with_person
                before | disability | 1   | amy vis  | vis        | amy | with_person
                before | missing    | 1   | amy 2024 | until 2024 | amy | -
                """))
        .containsExactly("disability deleted 1", "missing deleted 1", "person deleted 1");
  }

  // --- merged persons

  private static final String AMY_IS_GONE =
      "before | person | amy | amy | amy | amy | with_person\n";

  @Test
  void aPersonIsMergedWhenMoreThanHalfOfTheRowsAreAnotherPersonsTonight() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | 1 | amy march | until may | amy | -
                    before  | missing | 2 | amy april | until june | amy | -
                    before  | missing | 3 | amy july | until july | amy | -
                    tonight | missing | 1 | bob march | until may | bob | -
                    tonight | missing | 2 | bob april | until june | bob | -
                    """))
        .as("two of three, by number; the third is lost with the merge")
        .containsExactly("missing changed 2", "missing merged 1", "person merged 1");
  }

  @Test
  void rowsOfAMergedPersonUnderNewNumbersAreMergedHereAndTakenOverThere() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | 1   | amy march | until may | amy | -
                    tonight | missing | 101 | bob march | until may | bob | is_late
                    tonight | missing | 102 | bob july  | until july | bob | is_late
                    """))
        .containsExactly(
            "missing merged 1",
            "missing taken_over 1",
            "missing new 1",
            "missing late_entry 1",
            "person merged 1");
  }

  @Test
  void halfOfTheRowsIsNoMerge() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | 1   | amy march | until may | amy | -
                    before  | missing | 2   | amy april | until june | amy | -
                    tonight | missing | 101 | bob march | until may | bob | -
                    """))
        .containsExactly("missing deleted 2", "missing new 1", "person deleted 1");
  }

  @Test
  void rowsThatAgedOutDoNotSpeakAgainstAMerge() {
    assertThat(
            counted(
                AMY_IS_GONE
                    + """
                    before  | missing | 1   | amy march | until may | amy | -
                    before  | missing | 2   | amy 2019 | until 2019 | amy | has_left
                    tonight | missing | 101 | bob march | until may | bob | -
                    """))
        .containsExactly("missing merged 2", "missing taken_over 1", "person merged 1");
  }

  @Test
  void aPersonWhoIsStillThereIsNotMerged() {
    assertThat(
            counted(
                """
                before  | missing | 1   | amy march | until may | amy | -
                tonight | missing | 101 | bob march | until may | bob | -
                """))
        .containsExactly("missing deleted 1", "missing new 1");
  }

  // --- what came

  @Test
  void aRowThatBeganBeforeTheLastNightIsNewAndEnteredLate() {
    assertThat(
            counted(
                """
                tonight | missing | 1 | amy march | open | amy | is_late
                tonight | missing | 2 | amy april | open | amy | -
                """))
        .containsExactly("missing new 2", "missing late_entry 1");
  }

  // --- whatever the rows are

  @Property(tries = 500)
  void everyRowIsCountedOnceInWhateverOrder(@ForAll("rows") List<OddRow> rows) {
    Map<String, Map<Measure, Long>> counts = NightComparison.count(rows, "person");

    for (String table : List.of("person", "missing")) {
      Map<Measure, Long> of = counts.getOrDefault(table, Map.of());
      long paired = sum(of, Measure.UNCHANGED, Measure.CHANGED);
      assertThat(paired + sum(of, Measure.MERGED, Measure.AGED_OUT, Measure.DELETED))
          .isEqualTo(rowsOf(rows, table, false));
      assertThat(paired + sum(of, Measure.TAKEN_OVER, Measure.NEW))
          .isEqualTo(rowsOf(rows, table, true));
    }
    List<OddRow> turned = new ArrayList<>(rows);
    Collections.reverse(turned);
    assertThat(NightComparison.count(turned, "person")).isEqualTo(counts);
  }

  private static long sum(Map<Measure, Long> counts, Measure... measures) {
    return Arrays.stream(measures).mapToLong(one -> counts.getOrDefault(one, 0L)).sum();
  }

  private static long rowsOf(List<OddRow> rows, String table, boolean tonight) {
    return rows.stream()
        .filter(row -> row.table().equals(table) && row.isTonight() == tonight)
        .count();
  }

  /** Few numbers, so that many rows have one in common. */
  @Provide
  Arbitrary<List<OddRow>> rows() {
    Arbitrary<Long> few = Arbitraries.longs().between(0, 3);
    return Combinators.combine(
            Arbitraries.of("person", "missing"), Arbitraries.of(true, false), few, few, few, few)
        .as(
            (table, tonight, record, key, content, person) ->
                new OddRow(
                    table,
                    tonight,
                    record,
                    key,
                    content,
                    person,
                    table.equals("person") ? person : 0,
                    content == 3,
                    key == 3))
        .list()
        .ofMaxSize(14);
  }
}

package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** The rows of the night before: found by their content, each once, and what is left of them. */
class LastNightTest {

  private static final String REST = "00".repeat(8);

  /** A hash as {@code raw} has it, whose first eight bytes are this number. */
  private static String hex(long number) {
    return "%016x".formatted(number) + REST;
  }

  /** A row with these hashes of content, business key and person, that never leaves the window. */
  private static Row row(long content, long key, long person) {
    return RowFactory.create(hex(content), hex(key), 3L, person, 5L, 6L, 7L, null);
  }

  private static LastNight of(Row... rows) {
    return LastNight.read(Arrays.asList(rows).iterator());
  }

  private static List<Long> contents(List<long[]> rows) {
    return rows.stream().map(row -> row[LastNight.CONTENT]).toList();
  }

  @Test
  void aRowIsFoundByItsContentWithAllOfItsNumbers() {
    Row leaving =
        RowFactory.create(hex(-9), hex(2), 3L, 4L, 5L, 6L, 7L, Date.valueOf("2025-03-04"));

    assertThat(of(row(1, 2, 3), leaving).take(-9))
        .containsExactly(-9, 2, 3, 4, 5, 6, 7, LocalDate.of(2025, 3, 4).toEpochDay());
    assertThat(of(row(1, 2, 3)).take(1)[LastNight.LEAVES_ON]).isEqualTo(LastNight.OPEN);
  }

  /** Hashes fill the whole range of numbers, and rows come in any order. */
  @Test
  void everyRowIsFoundAndNoOther() {
    List<Long> contents = new ArrayList<>(List.of(Long.MIN_VALUE, -7L, -1L, 0L, 1L, 42L));
    contents.add(Long.MAX_VALUE);
    Collections.shuffle(contents, new Random(5));
    LastNight night = of(contents.stream().map(content -> row(content, 1, 1)).toArray(Row[]::new));

    assertThat(contents).allSatisfy(content -> assertThat(night.take(content)).isNotNull());
    assertThat(List.of(-8L, -2L, 2L, 43L)).allMatch(other -> night.take(other) == null);
    assertThat(night.left()).isEmpty();
    assertThat(of().take(1)).isNull();
  }

  @Test
  void whatWasNotTakenIsLeftInAnOrderThatIsNotThatOfTheRows() {
    Row[] rows = {row(9, 1, 1), row(8, 2, 1), row(7, 1, 2), row(6, 1, 1)};
    LastNight night = of(rows);
    night.take(7);
    Collections.reverse(Arrays.asList(rows));
    LastNight turned = of(rows);
    turned.take(7);

    assertThat(contents(night.left())).as("by person, key, content").containsExactly(6L, 9L, 8L);
    assertThat(contents(turned.left())).isEqualTo(contents(night.left()));
    assertThat(contents(of(rows).left())).containsExactly(6L, 9L, 8L, 7L);
  }

  /** An earlier version of Kith stored the two hashes alone. */
  @Test
  void aRowOfAnEarlierVersionIsKnownByItsContentAndKeyAndNeverLeaves() {
    Dataset<Row> raw =
        SparkTest.spark()
            .sql(
                "select '%s' as row_hash, '%s' as business_key_hash, 1 as other"
                    .formatted(hex(1), hex(2)));

    LastNight night = LastNight.read(LastNight.columns(raw).toLocalIterator());

    assertThat(night.take(1)).containsExactly(1, 2, 0, 0, 0, 0, 0, LastNight.OPEN);
  }

  @Test
  void aHashThatARowHasNotIsZero() {
    Row row = RowFactory.create(hex(1), hex(2), null, null, null, null, null, null);

    assertThat(of(row).take(1)).containsExactly(1, 2, 0, 0, 0, 0, 0, LastNight.OPEN);
  }
}

package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Numbers of people that differ from the night before, although there are as many. */
class LastingIdsTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);
  private static final LocalDate LAST = NIGHT.minusDays(1);
  private static final SourceSystem SOURCE = TextNight.source("person", "missing");

  private static Map<String, Long> check(List<String> last, List<String> now) {
    MemoryLake lake =
        new MemoryLake()
            .give(SOURCE.contract("person").in(Zone.RAW), LAST, people(last))
            .give(SOURCE.contract("person").in(Zone.RAW), NIGHT, people(now));
    LastingIds step =
        new LastingIds(
            List.of(new NightCells(new MemoryNight(SOURCE, NIGHT), JudgedTable.cells(SOURCE))),
            LAST,
            lake,
            lake.versions());
    assertThat(step.after()).containsExactly("ssd_person");
    return step.run().counts().byMeasure();
  }

  private static Dataset<Row> people(List<String> ids) {
    return SparkTest.spark().createDataset(ids, Encoders.STRING()).toDF("pers_person_id");
  }

  private static void heldBack(List<String> last, List<String> now, String why) {
    assertThatThrownBy(() -> check(last, now))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_person.pers_person_id (" + why + ")")
        .hasMessageContaining("Each of these people would get a new key");
  }

  /** This many numbers from 101 on, each with a prefix. */
  private static List<String> numbers(String before, int count) {
    return IntStream.rangeClosed(101, 100 + count).mapToObj(id -> before + id).toList();
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  @Test
  void numbersThatAreAllOtherOnesHoldTheNight() {
    heldBack(numbers("", 30), numbers("P", 30), "0 of 30 found again among now 30");
  }

  @Test
  void halfOfTheNumbersMayBeOthersAndOneMoreHoldsTheNight() {
    assertThat(check(numbers("", 20), both(numbers("", 10), numbers("P", 10))))
        .isEqualTo(Map.of("kept:pers_person_id", 10L));
    heldBack(
        numbers("", 20),
        both(numbers("", 9), numbers("P", 11)),
        "9 of 20 found again among now 20");
  }

  @Test
  void fewerThanTwentyNumbersComeAndGo() {
    assertThat(check(numbers("", 19), numbers("P", 19)))
        .isEqualTo(Map.of("kept:pers_person_id", 0L));
  }

  @Test
  void lessThanHalfAsManyNumbersAreFewerRecordsNotOthers() {
    assertThat(check(numbers("", 20), numbers("P", 9)))
        .isEqualTo(Map.of("kept:pers_person_id", 0L));
    heldBack(numbers("", 20), numbers("P", 10), "0 of 20 found again among now 10");
  }

  @Test
  void fiveNumbersMayComeBackWithOtherZerosAndSixHoldTheNight() {
    List<String> others = numbers("9", 30);

    assertThat(check(both(numbers("00", 5), others), both(numbers("", 5), others)))
        .isEqualTo(Map.of("kept:pers_person_id", 30L, "respelled:pers_person_id", 5L));
    heldBack(
        both(numbers("00", 6), others),
        both(numbers("", 6), others),
        "6 of 36 now have other leading zeros");
  }

  @Test
  void aNumberThatIsThereBothWithAndWithoutZerosIsTwoPeople() {
    List<String> both = both(numbers("0", 6), numbers("", 6));

    assertThat(check(both, both)).isEqualTo(Map.of("kept:pers_person_id", 12L));
  }

  @Test
  void theSameNumbersSpelledOtherwiseAreKeptAndBlankOnesAreNone() {
    List<String> now = new ArrayList<>(numbers("", 30).stream().map(id -> id + ".0").toList());
    now.add("NULL");

    assertThat(check(numbers("", 30), now)).isEqualTo(Map.of("kept:pers_person_id", 30L));
  }
}

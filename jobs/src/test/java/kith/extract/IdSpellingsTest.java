package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import kith.project.Project;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.Counts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two spellings of one person's number, and numbers that lost their leading zeros. */
class IdSpellingsTest {

  private static final SourceContract PERSON =
      SourceSystem.of(Project.home(), "ssd").contract("person");
  private static final SourceColumn NUMBER = PERSON.column("pers_person_id");

  private final StringBuilder odd = new StringBuilder();
  private IdSpellings spellings;

  @BeforeEach
  void oneTable() {
    spellings = new IdSpellings(PERSON);
  }

  @Test
  void aNumberThatAnEarlierRecordSpellsOtherwiseIsCounted() {
    spellings.count(NUMBER, "AB1", "ab1", odd);
    assertThat(odd).isEmpty();

    spellings.count(NUMBER, "AB1", "AB1", odd);
    spellings.count(NUMBER, "7", "7.0", odd);
    spellings.count(NUMBER, "7", "7", odd);
    assertThat(odd).hasToString("two_spellings:pers_person_id,two_spellings:pers_person_id,");
  }

  @Test
  void theSameSpellingWithBlanksAroundItIsOne() {
    spellings.count(NUMBER, "AB1", "ab1", odd);
    spellings.count(NUMBER, "AB1", " ab1\u00a0", odd);

    assertThat(odd).isEmpty();
  }

  @Test
  void otherColumnsAndBlankCellsAreNotLookedAt() {
    spellings.count(PERSON.column("pers_legacy_id"), "AB1", "ab1", odd);
    spellings.count(PERSON.column("pers_legacy_id"), "AB1", "AB1", odd);
    spellings.count(NUMBER, null, "", odd);
    spellings.count(NUMBER, null, "NULL", odd);

    assertThat(odd).isEmpty();
  }

  @Test
  void anUnknownNumberThatAKnownOneHasWithOtherZerosIsCounted() {
    Set<String> known = Set.of("0011", "12");

    IdSpellings.countUnknown(NUMBER, "11", known, odd);
    IdSpellings.countUnknown(NUMBER, "00012", known, odd);
    assertThat(odd).hasToString("lost_zeros:pers_person_id,lost_zeros:pers_person_id,");

    IdSpellings.countUnknown(NUMBER, "110", known, odd);
    IdSpellings.countUnknown(NUMBER, "A12", known, odd);
    assertThat(odd).hasToString("lost_zeros:pers_person_id,lost_zeros:pers_person_id,");
  }

  @Test
  void oneOfEitherIsTooMany() {
    assertThat(IdSpellings.of(NUMBER, Counts.from(Map.of("filled:pers_person_id", 9L)))).isEmpty();
    assertThat(IdSpellings.of(NUMBER, Counts.from(Map.of("two_spellings:pers_person_id", 1L))))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("1 records have the same number as another record"));
    assertThat(IdSpellings.of(NUMBER, Counts.from(Map.of("lost_zeros:pers_person_id", 1_200L))))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith(
                        "1,200 records name a person whose number in the person table"
                            + " differs by leading zeros")
                    .endsWith("set leading_zeros_are_lost in source.yaml"));
  }
}

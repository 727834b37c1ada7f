package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which errors a mess writes into a night, how many, and that it writes the same ones again. */
class MessTest {

  private static final Set<String> BETWEEN_NIGHTS =
      Set.of(
          "unchanged",
          "reissued",
          "changed",
          "merged",
          "taken_over",
          "aged_out",
          "deleted",
          "new",
          "late_entry");

  private static MessyAuthority authority;

  @BeforeAll
  static void simulate() throws IOException {
    authority = MessyAuthority.made();
  }

  private static Set<String> kinds(LocalDate night) {
    Set<String> kinds = new TreeSet<>();
    authority
        .truth()
        .get(night.toString())
        .forEach(table -> table.fieldNames().forEachRemaining(kinds::add));
    return kinds;
  }

  @Test
  void sameArgumentsGiveTheSameBytesAndTheSameTruth(@TempDir Path again) throws IOException {
    MessyAuthority.into(again).withMess(Mess.HEAVY).write();

    assertThat(again.resolve("truth.json"))
        .hasSameBinaryContentAs(authority.folder().resolve("truth.json"));
    for (LocalDate night : MessyAuthority.NIGHTS) {
      for (Table table : Table.values()) {
        Path file = Path.of(night.toString(), table.stem() + ".csv");
        assertThat(again.resolve(file)).hasSameBinaryContentAs(authority.folder().resolve(file));
      }
    }
  }

  @Test
  void withoutMessNothingIsWrongAndNoTruthIsLeft(@TempDir Path clean) throws IOException {
    Files.writeString(clean.resolve("truth.json"), "of nights that were here before");

    MessyAuthority.into(clean).write();

    assertThat(clean.resolve("truth.json")).doesNotExist();
    Extract tidy = new Extract(clean.resolve(MessyAuthority.NIGHT.toString()));
    Recount people = Recount.of(tidy, Table.PERSON, MessyAuthority.NIGHT, Set.of());
    for (Table table : Table.values()) {
      String number = Recount.contract(table).path("person_id").asText("pers_person_id");
      assertThat(
              Recount.of(tidy, table, MessyAuthority.NIGHT, people.values(number))
                  .counts()
                  .keySet())
          .as(table.stem())
          .isSubsetOf("filler", "exact_duplicate");
    }
  }

  /** A child may have more placements in one period of care than most, and each has its number. */
  @Test
  void nothingOfACleanNightIsAVersionOfAnotherRecord(@TempDir Path five) throws IOException {
    Simulation.into(five, MessyAuthority.NIGHT).withSeed(5).withChildrenInCare(300).write();

    Extract seed5 = new Extract(five.resolve(MessyAuthority.NIGHT.toString()));
    Recount people = Recount.of(seed5, Table.PERSON, MessyAuthority.NIGHT, Set.of());
    for (Table table : List.of(Table.CLA_EPISODES, Table.CLA_PLACEMENT)) {
      assertThat(
              Recount.of(seed5, table, MessyAuthority.NIGHT, people.values("pers_person_id"))
                  .counts())
          .as(table.stem())
          .doesNotContainKey("quarantined_version");
    }
  }

  @Test
  void whatIsBrokenIsBrokenOnEveryNight() {
    Set<String> first = unknownPeople(MessyAuthority.NIGHTS.get(0));
    Set<String> last = unknownPeople(MessyAuthority.NIGHT);

    assertThat(first).hasSizeGreaterThan(20);
    first.retainAll(last);
    assertThat(first).hasSizeGreaterThan(last.size() * 9 / 10);
  }

  /** The numbers that rows name and that do not exist. */
  private static Set<String> unknownPeople(LocalDate night) {
    Set<String> people = new TreeSet<>();
    for (Table table : Table.values()) {
      int person = Sheet.of(table).place(Sheet.Mark.PERSON);
      if (person >= 0) {
        people.addAll(
            authority.extract(night).values(table.stem(), Sheet.of(table).names().get(person)));
      }
    }
    people.removeIf(number -> !number.matches("P?9\\d{7}"));
    return people;
  }

  @Test
  void everyKindOccursAmong120Children() {
    Set<String> all = new TreeSet<>(MessyAuthority.IN_ONE_NIGHT);
    assertThat(kinds(MessyAuthority.NIGHTS.get(0))).isEqualTo(all);

    all.addAll(BETWEEN_NIGHTS);
    assertThat(kinds(MessyAuthority.NIGHT)).isSubsetOf(all);
    Set<String> later = kinds(MessyAuthority.NIGHTS.get(1));
    later.addAll(kinds(MessyAuthority.NIGHT));
    assertThat(later).isEqualTo(all);
  }

  @Test
  void withTwoNightsEverythingHappensOnTheSecond(@TempDir Path two) throws IOException {
    MessyAuthority.into(two).withNights(2).withMess(Mess.HEAVY).write();

    Set<String> kinds = new TreeSet<>();
    MessyAuthority.truth(two)
        .get(MessyAuthority.NIGHT.toString())
        .forEach(table -> table.fieldNames().forEachRemaining(kinds::add));
    Set<String> all = new TreeSet<>(MessyAuthority.IN_ONE_NIGHT);
    all.addAll(BETWEEN_NIGHTS);
    assertThat(kinds).isEqualTo(all);
  }

  @Test
  void lightMessIsAboutATenthOfHeavyMess(@TempDir Path light) throws IOException {
    MessyAuthority.into(light).withMess(Mess.LIGHT).write();

    long heavyBroken = broken(authority.truth());
    long lightBroken = broken(MessyAuthority.truth(light));
    assertThat(lightBroken).isBetween(heavyBroken / 25, heavyBroken / 6);
  }

  private static long broken(JsonNode nights) {
    long broken = 0;
    for (JsonNode table : nights.get(MessyAuthority.NIGHT.toString())) {
      for (var kind : table.properties()) {
        broken += kind.getKey().startsWith("quarantined_") ? kind.getValue().asLong() : 0;
      }
    }
    return broken;
  }

  @Test
  void noTableLosesMoreThanItsLimit() {
    for (LocalDate night : MessyAuthority.NIGHTS) {
      for (Table table : Table.values()) {
        long broken = 0;
        for (var kind : authority.truth().get(night.toString()).path(table.stem()).properties()) {
          broken += kind.getKey().startsWith("quarantined_") ? kind.getValue().asLong() : 0;
        }
        long records = authority.extract(night).records(table.stem()).size() - 1;
        assertThat((double) broken).as(table.stem()).isLessThanOrEqualTo(0.008 * records);
      }
    }
  }

  @Test
  void noTableShrinksMuchOvernight() {
    for (int i = 1; i < MessyAuthority.NIGHTS.size(); i++) {
      for (Table table : Table.values()) {
        int before =
            authority.extract(MessyAuthority.NIGHTS.get(i - 1)).records(table.stem()).size();
        int now = authority.extract(MessyAuthority.NIGHTS.get(i)).records(table.stem()).size();
        assertThat(now).as(table.stem()).isGreaterThanOrEqualTo(before - before / 25 - 2);
      }
    }
  }

  @Test
  void whatLiesAfterTheNightLiesFarAfterIt() {
    for (Table table : Table.values()) {
      for (Map<String, String> row : authority.extract(MessyAuthority.NIGHT).rows(table.stem())) {
        row.forEach(
            (column, cell) -> {
              boolean foreseen =
                  column.equals("clar_cla_review_due_date") || column.equals("pers_expected_dob");
              if (!foreseen && cell.matches("2\\d{3}-[01]\\d-(?!30|29|31)\\d{2}.*")) {
                LocalDate day = LocalDate.parse(cell.substring(0, 10));
                assertThat(
                        day.isAfter(MessyAuthority.NIGHT)
                            && day.isBefore(MessyAuthority.NIGHT.plusYears(100)))
                    .as(column + " " + cell)
                    .isFalse();
              }
            });
      }
    }
  }
}

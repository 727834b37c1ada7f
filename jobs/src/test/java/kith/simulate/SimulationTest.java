package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What decides the files of an authority: its arguments, its seed and the night, nothing else. */
class SimulationTest {

  private static SmallAuthority authority;

  @BeforeAll
  static void simulate() {
    authority = SmallAuthority.made();
  }

  @Test
  void sameArgumentsGiveTheSameBytes(@TempDir Path again) throws IOException {
    SmallAuthority.into(again).withNights(3).write();

    for (Simulation.Night night : authority.summary().nights()) {
      for (String file : files(night.folder())) {
        Path same = again.resolve(night.businessDate().toString()).resolve(file);
        assertThat(same).hasSameBinaryContentAs(night.folder().resolve(file));
      }
    }
  }

  @Test
  void anotherSeedGivesAnotherAuthority(@TempDir Path other) {
    SmallAuthority.into(other).withSeed(8).write();

    Set<String> people = authority.extract().values("ssd_person", "pers_person_id");
    people.retainAll(
        new Extract(other.resolve(SmallAuthority.NIGHT.toString()))
            .values("ssd_person", "pers_person_id"));
    assertThat(people).hasSizeLessThan(20);
  }

  @Test
  void runningToALaterDateChangesNoEarlierNight(@TempDir Path later) throws IOException {
    Simulation.into(later, SmallAuthority.NIGHT.plusDays(40))
        .withChildrenInCare(40)
        .withYears(2)
        .withSeed(7)
        .withNights(41)
        .write();

    for (String file : files(authority.extract().folder())) {
      Path same = later.resolve(SmallAuthority.NIGHT.toString()).resolve(file);
      assertThat(same).hasSameBinaryContentAs(authority.extract().folder().resolve(file));
    }
  }

  @Test
  void successiveNightsDifferOnlyAsLifeGoesOn() {
    Extract before =
        new Extract(authority.folder().resolve(SmallAuthority.NIGHT.minusDays(1).toString()));

    for (String stem : List.of("ssd_cla_episodes", "ssd_involvements", "ssd_contacts")) {
      Map<String, List<String>> then = byId(before, stem);
      Map<String, List<String>> now = byId(authority.extract(), stem);
      Set<String> gone = new HashSet<>(then.keySet());
      gone.removeAll(now.keySet());
      Set<String> come = new HashSet<>(now.keySet());
      come.removeAll(then.keySet());
      assertThat(gone).allMatch(id -> then.get(id).toString().contains("2024-03-30"));
      assertThat(come).allMatch(id -> now.get(id).toString().contains("2026-03-31"));
    }
  }

  private static Map<String, List<String>> byId(Extract night, String stem) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    night.records(stem).stream().skip(1).forEach(row -> rows.put(row.get(0), row));
    return rows;
  }

  @Test
  void careLeaverRowsHaveNewNumbersEachNightAndSomeAreThereTwice() {
    Extract before =
        new Extract(authority.folder().resolve(SmallAuthority.NIGHT.minusDays(1).toString()));

    Set<String> numbers = authority.extract().values("ssd_care_leavers", "clea_table_id");
    assertThat(numbers)
        .doesNotContainAnyElementsOf(before.values("ssd_care_leavers", "clea_table_id"));
    List<List<String>> contents =
        authority.extract().records("ssd_care_leavers").stream()
            .map(row -> row.subList(1, 12))
            .toList();
    assertThat(new HashSet<>(contents)).hasSizeLessThan(contents.size());
  }

  private static List<String> files(Path night) throws IOException {
    try (var files = Files.list(night)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void canariesStandInEveryPersonalColumn(@TempDir Path out) {
    SmallAuthority.into(out).withChildrenInCare(80).withCanaries().write();

    Extract marked = new Extract(out.resolve(SmallAuthority.NIGHT.toString()));
    for (Table table : Table.values()) {
      for (Sheet.Column column : Sheet.of(table).columns()) {
        String name = column.name();
        boolean rare =
            name.equals("perm_adoption_worker_id")
                || table == Table.CLA_CONVICTIONS
                || table == Table.CLA_SUBSTANCE_MISUSE;
        if (column.privacy() != Sheet.Privacy.NONE) {
          Set<String> values = marked.values(table.stem(), name);
          assertThat(rare || !values.isEmpty()).as(name).isTrue();
          assertThat(values).as(name).allMatch(value -> value.contains("CANARY"));
        }
      }
    }
    assertThat(marked.values("ssd_person", "pers_person_id"))
        .containsAll(marked.values("ssd_cla_episodes", "clae_person_id"));
    assertThat(marked.values("ssd_person", "pers_dob"))
        .allMatch(born -> Extract.day(born).isBefore(SmallAuthority.NIGHT.plusDays(1)));
  }

  @Test
  void argumentsOutOfBoundsAreRefused() {
    Simulation simulation = Simulation.into(authority.folder(), SmallAuthority.NIGHT);

    assertThatThrownBy(() -> simulation.withChildrenInCare(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("children in care");
    assertThatThrownBy(() -> simulation.withNights(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.withYears(99)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.withAuthority("Durham"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

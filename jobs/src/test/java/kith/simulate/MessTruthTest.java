package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The truth about a mess, counted again from the files. */
class MessTruthTest {

  private static MessyAuthority authority;

  @BeforeAll
  static void simulate() throws IOException {
    authority = MessyAuthority.made();
  }

  @Test
  void whatEachNightHoldsIsCountedExactly() {
    Set<String> counted = new TreeSet<>(MessyAuthority.IN_ONE_NIGHT);
    counted.removeAll(Set.of("unknown_code", "placeholder", "overlaps", "gap_bridged", "two_open"));
    for (LocalDate night : MessyAuthority.NIGHTS) {
      for (Table table : Table.values()) {
        Map<String, Long> expected = new TreeMap<>();
        for (var kind : authority.truth().get(night.toString()).path(table.stem()).properties()) {
          if (counted.contains(kind.getKey())) {
            expected.put(kind.getKey(), kind.getValue().asLong());
          }
        }
        assertThat(authority.recounts().get(night).get(table).counts())
            .as(table.stem() + " " + night)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void whatChangedOvernightIsCountedExactly() {
    for (int i = 1; i < MessyAuthority.NIGHTS.size(); i++) {
      LocalDate night = MessyAuthority.NIGHTS.get(i);
      for (Table table : Table.values()) {
        Recount before = authority.recounts().get(MessyAuthority.NIGHTS.get(i - 1)).get(table);
        Map<String, Long> counts = authority.recounts().get(night).get(table).since(before);
        String stem = table.stem();
        for (String kind : List.of("unchanged", "reissued", "changed")) {
          assertThat(counts.getOrDefault(kind, 0L))
              .as(stem + " " + kind)
              .isEqualTo(authority.count(night, stem, kind));
        }
        assertThat(counts.getOrDefault("gone", 0L))
            .as(stem)
            .isEqualTo(
                authority.count(night, stem, "merged")
                    + authority.count(night, stem, "aged_out")
                    + authority.count(night, stem, "deleted"));
        assertThat(counts.getOrDefault("come", 0L))
            .as(stem)
            .isEqualTo(
                authority.count(night, stem, "new") + authority.count(night, stem, "taken_over"));
      }
    }
  }

  @Test
  void unknownCodesAreThoseOfTheMistakesAndSupervisionOrders() {
    for (Table table : Table.values()) {
      List<String> codes = new ArrayList<>();
      for (var column : Recount.contract(table).get("columns").properties()) {
        if (column.getValue().get("type").asText().equals("code")) {
          codes.add(column.getKey());
        }
      }
      long unknown = 0;
      for (Map<String, String> row : authority.extract(MessyAuthority.NIGHT).rows(table.stem())) {
        unknown +=
            codes.stream()
                .filter(code -> row.get(code).matches("QQ7|ZZ-other|#REF!|old: see notes|SO .*"))
                .count();
      }
      assertThat(authority.count(MessyAuthority.NIGHT, table.stem(), "unknown_code"))
          .as(table.stem())
          .isEqualTo(unknown);
    }
  }

  @Test
  void workersAndTeamsThatNobodyListsAreCountedOnce() {
    for (LocalDate night : MessyAuthority.NIGHTS) {
      Set<String> workers =
          authority.extract(night).values("ssd_involvements", "invo_professional_id");
      workers.removeAll(
          authority.extract(night).values("ssd_professionals", "prof_professional_id"));
      Set<String> teams =
          authority.extract(night).values("ssd_involvements", "invo_professional_team");
      teams.removeAll(authority.extract(night).values("ssd_department", "dept_team_id"));

      assertThat(workers)
          .hasSize((int) authority.count(night, "dim_worker", "placeholder"))
          .isNotEmpty();
      assertThat(teams)
          .hasSize((int) authority.count(night, "dim_team", "placeholder"))
          .isNotEmpty();
    }
  }

  @Test
  void contactsOfAMergedChildStandUnderTheOther() {
    LocalDate night =
        authority.count(MessyAuthority.NIGHT, "ssd_person", "merged") > 0
            ? MessyAuthority.NIGHT
            : MessyAuthority.NIGHTS.get(1);
    Map<String, String> before = personOfContact(night.minusDays(1));
    Map<String, String> now = personOfContact(night);
    Set<String> people = authority.extract(night).values("ssd_person", "pers_person_id");

    long moved = 0;
    for (var contact : now.entrySet()) {
      String person = before.getOrDefault(contact.getKey(), contact.getValue());
      boolean takenOver = !person.equals(contact.getValue());
      if (takenOver) {
        assertThat(people).doesNotContain(person).contains(contact.getValue());
        moved++;
      }
    }
    assertThat(moved).isEqualTo(authority.count(night, "ssd_contacts", "taken_over")).isPositive();
  }

  private static Map<String, String> personOfContact(LocalDate night) {
    Map<String, String> people = new TreeMap<>();
    authority
        .extract(night)
        .rows("ssd_contacts")
        .forEach(row -> people.put(row.get("cont_contact_id"), row.get("cont_person_id")));
    return people;
  }

  @Test
  void episodesOverlapLeaveAGapOrAreOpenTogether() {
    long overlaps = 0;
    long gaps = 0;
    long twoOpen = 0;
    for (List<Map<String, String>> episodes : plainEpisodes().values()) {
      for (int i = 0; i + 1 < episodes.size(); i++) {
        String end = episodes.get(i).get("clae_cla_episode_ceased_date");
        String reason = episodes.get(i).get("clae_cla_episode_ceased_reason");
        String next = episodes.get(i + 1).get("clae_cla_episode_start_date");
        overlaps += end.isEmpty() || end.compareTo(next) > 0 ? 1 : 0;
        gaps += !end.isEmpty() && end.compareTo(next) < 0 && reason.startsWith("X1") ? 1 : 0;
        twoOpen += end.isEmpty() ? 1 : 0;
      }
    }

    for (String fact : List.of("fact_care_episode", "fact_placement")) {
      assertThat(authority.count(MessyAuthority.NIGHT, fact, "overlaps"))
          .isEqualTo(2 * overlaps)
          .isPositive();
      assertThat(authority.count(MessyAuthority.NIGHT, fact, "gap_bridged"))
          .isEqualTo(gaps)
          .isPositive();
      assertThat(authority.count(MessyAuthority.NIGHT, fact, "two_open"))
          .isEqualTo(2 * twoOpen)
          .isPositive();
    }
  }

  /** The last record of each episode, by child, since broken records stand before good ones. */
  private static Map<String, List<Map<String, String>>> plainEpisodes() {
    Set<String> people =
        authority.recounts().get(MessyAuthority.NIGHT).get(Table.PERSON).values("pers_person_id");
    Map<String, Map<String, String>> byNumber = new TreeMap<>();
    for (Map<String, String> row :
        authority.extract(MessyAuthority.NIGHT).rows("ssd_cla_episodes")) {
      boolean usable =
          people.contains(row.get("clae_person_id"))
              && row.get("clae_cla_episode_start_date").matches("20[0-2].*");
      if (usable && !row.get("clae_cla_episode_start_date").contains("-02-30")) {
        byNumber.put(
            row.get("clae_cla_placement_id") + row.get("clae_cla_episode_start_date"), row);
      }
    }
    Map<String, List<Map<String, String>>> children = new TreeMap<>();
    byNumber
        .values()
        .forEach(
            row ->
                children
                    .computeIfAbsent(row.get("clae_person_id"), id -> new ArrayList<>())
                    .add(row));
    children
        .values()
        .forEach(
            rows ->
                rows.sort(
                    Comparator.comparing(
                            (Map<String, String> row) -> row.get("clae_cla_episode_start_date"))
                        .thenComparing(row -> row.get("clae_cla_episode_ceased_date"))));
    return children;
  }
}

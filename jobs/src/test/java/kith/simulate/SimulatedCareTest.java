package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What care, cases and care leavers look like in a night's files. */
class SimulatedCareTest {

  private static SmallAuthority authority;

  @BeforeAll
  static void simulate() {
    authority = SmallAuthority.made();
  }

  @Test
  void aboutAsManyChildrenAreInCareAsAskedFor() {
    Set<String> inCare = new HashSet<>();
    episodesByChild()
        .forEach(
            (child, episodes) ->
                episodes.stream()
                    .filter(row -> row.get("clae_cla_episode_ceased_date").isEmpty())
                    .forEach(row -> inCare.add(child)));

    assertThat(inCare).hasSizeBetween(34, 48);
  }

  @Test
  void episodesOfAPeriodFollowEachOther() {
    episodesByChild()
        .values()
        .forEach(
            episodes -> {
              for (int i = 0; i + 1 < episodes.size(); i++) {
                Map<String, String> row = episodes.get(i);
                Map<String, String> next = episodes.get(i + 1);
                boolean samePeriod = row.get("clae_cla_id").equals(next.get("clae_cla_id"));
                String end = row.get("clae_cla_episode_ceased_date");
                String start = next.get("clae_cla_episode_start_date");
                assertThat(end.compareTo(start)).isLessThanOrEqualTo(0);
                assertThat(end).isNotEmpty();
                assertThat(row.get("clae_cla_episode_ceased_reason").startsWith("X1"))
                    .isEqualTo(samePeriod);
                assertThat(next.get("clae_cla_episode_start_reason").startsWith("S"))
                    .isEqualTo(!samePeriod);
                assertThat(end.equals(start) || !samePeriod).isTrue();
              }
            });
  }

  private static Map<String, List<Map<String, String>>> episodesByChild() {
    Map<String, List<Map<String, String>>> children = new TreeMap<>();
    for (Map<String, String> row : authority.extract().rows("ssd_cla_episodes")) {
      children.computeIfAbsent(row.get("clae_person_id"), id -> new ArrayList<>()).add(row);
    }
    return children;
  }

  @Test
  void oneLegalStatusCoversTheStartOfEachEpisode() {
    for (Map<String, String> episode : authority.extract().rows("ssd_cla_episodes")) {
      String start = episode.get("clae_cla_episode_start_date");
      long covering =
          authority.extract().rows("ssd_legal_status").stream()
              .filter(row -> row.get("lega_person_id").equals(episode.get("clae_person_id")))
              .filter(row -> !row.get("lega_legal_status").startsWith("SO"))
              .filter(row -> row.get("lega_legal_status_start_date").compareTo(start) <= 0)
              .filter(
                  row ->
                      row.get("lega_legal_status_end_date").isEmpty()
                          || row.get("lega_legal_status_end_date").compareTo(start) > 0)
              .count();
      assertThat(covering).isEqualTo(1);
    }
  }

  @Test
  void nobodyIsLookedAfterOn18thBirthdayOrBeforeBirth() {
    Map<String, LocalDate> born = births();
    for (Map<String, String> row : authority.extract().rows("ssd_cla_episodes")) {
      LocalDate birth = born.get(row.get("clae_person_id"));
      LocalDate end = Extract.day(row.get("clae_cla_episode_ceased_date"));
      LocalDate adult = Calendar.birthday(birth, 18);
      assertThat(Extract.day(row.get("clae_entered_care_date"))).isAfterOrEqualTo(birth);
      assertThat(end == null ? SmallAuthority.NIGHT.plusDays(1) : end)
          .isBeforeOrEqualTo(adult.plusDays(end == null ? 1 : 0));
    }
  }

  private static Map<String, LocalDate> births() {
    Map<String, LocalDate> born = new HashMap<>();
    for (Map<String, String> row : authority.extract().rows("ssd_person")) {
      LocalDate known = Extract.day(row.get("pers_dob"));
      LocalDate expected = Extract.day(row.get("pers_expected_dob"));
      born.put(row.get("pers_person_id"), known == null ? expected : known);
    }
    return born;
  }

  @Test
  void placementCodesAreUsedWhileTheyAreValid() {
    Map<String, LocalDate> born = births();
    for (Map<String, String> row : authority.extract().rows("ssd_cla_placement")) {
      String type = row.get("clap_cla_placement_type").split(" ")[0];
      LocalDate start = Extract.day(row.get("clap_cla_placement_start_date"));
      LocalDate end = Extract.day(row.get("clap_cla_placement_end_date"));
      LocalDate split = LocalDate.of(2024, 4, 1);
      assertThat(type).isNotIn("T2", "T3", "T4", "Z11", "Z12", "Z13", "Z14");
      if (type.equals("K3")) {
        assertThat(start).isAfterOrEqualTo(split);
        assertThat(Calendar.age(born.get(row.get("clap_person_id")), start)).isGreaterThan(14);
      } else if (type.equals("H5")) {
        assertThat(end).isNotNull().isBeforeOrEqualTo(split);
      }
    }
  }

  @Test
  void everyOpenCaseHasOneCurrentSocialWorker() {
    Map<String, Integer> workers = new HashMap<>();
    for (Map<String, String> row : authority.extract().rows("ssd_involvements")) {
      boolean current = row.get("invo_involvement_end_date").isEmpty();
      if (current && row.get("invo_professional_role_id").equals("CW")) {
        workers.merge(row.get("invo_referral_id"), 1, Integer::sum);
      }
    }

    assertThat(workers.values()).containsOnly(1);
    Set<String> open = new HashSet<>();
    for (Map<String, String> row : authority.extract().rows("ssd_cin_episodes")) {
      boolean assessed = row.get("cine_referral_nfa").equals("N");
      if (assessed && row.get("cine_close_date").isEmpty()) {
        open.add(row.get("cine_referral_id"));
      }
    }
    assertThat(workers.keySet()).isEqualTo(open);
  }

  @Test
  void interviewsAreHeldAfterTheChildIsBack() {
    Map<String, String> back = new HashMap<>();
    for (Map<String, String> row : authority.extract().rows("ssd_missing")) {
      back.put(row.get("miss_table_id"), row.get("miss_missing_episode_end_date"));
      assertThat(row.get("miss_missing_episode_end_date"))
          .matches(
              end ->
                  end.isEmpty() || end.compareTo(row.get("miss_missing_episode_start_date")) > 0);
    }
    for (Map<String, String> row : authority.extract().rows("return_interview")) {
      assertThat(row.get("held_at"))
          .matches(held -> held.isEmpty() || held.compareTo(back.get(row.get("missing_id"))) > 0);
    }
  }

  @Test
  void eachYoungPersonWhoLeftHasAContactAroundEachBirthday() {
    Map<String, LocalDate> born = births();
    Map<String, List<LocalDate>> contacts = new HashMap<>();
    for (Map<String, String> row : authority.extract().rows("ssd_care_leavers")) {
      contacts
          .computeIfAbsent(row.get("clea_person_id"), id -> new ArrayList<>())
          .add(Extract.day(row.get("clea_care_leaver_latest_contact")));
    }
    int checked = 0;
    for (Map<String, String> row : authority.extract().rows("ssd_cla_episodes")) {
      LocalDate adult = Calendar.birthday(born.get(row.get("clae_person_id")), 18);
      boolean leftAt18 = adult.equals(Extract.day(row.get("clae_cla_episode_ceased_date")));
      if (leftAt18 && adult.plusMonths(1).isBefore(SmallAuthority.NIGHT)) {
        assertThat(contacts.get(row.get("clae_person_id")))
            .anyMatch(
                day -> day.isAfter(adult.minusMonths(3)) && day.isBefore(adult.plusMonths(1)));
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }
}

package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority of 40 children in care over two years, and its last three nights. */
class SimulationTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);
  private static final LocalDate WINDOW_START = LocalDate.of(2024, 3, 31);

  @TempDir static Path folder;

  private static Simulation.Summary summary;
  private static Extract extract;

  @BeforeAll
  static void simulate() {
    summary = small(folder).withNights(3).write();
    extract = new Extract(folder.resolve(NIGHT.toString()));
  }

  private static Simulation small(Path out) {
    return Simulation.into(out, NIGHT).withChildrenInCare(40).withYears(2).withSeed(7);
  }

  // --- the same again

  @Test
  void sameArgumentsGiveTheSameBytes(@TempDir Path again) throws IOException {
    small(again).withNights(3).write();

    for (Simulation.Night night : summary.nights()) {
      for (String file : files(night.folder())) {
        Path same = again.resolve(night.businessDate().toString()).resolve(file);
        assertThat(same).hasSameBinaryContentAs(night.folder().resolve(file));
      }
    }
  }

  @Test
  void anotherSeedGivesAnotherAuthority(@TempDir Path other) {
    small(other).withSeed(8).write();

    Set<String> people = extract.values("ssd_person", "pers_person_id");
    people.retainAll(
        new Extract(other.resolve(NIGHT.toString())).values("ssd_person", "pers_person_id"));
    assertThat(people).hasSizeLessThan(20);
  }

  @Test
  void runningToALaterDateChangesNoEarlierNight(@TempDir Path later) throws IOException {
    Simulation.into(later, NIGHT.plusDays(40))
        .withChildrenInCare(40)
        .withYears(2)
        .withSeed(7)
        .withNights(41)
        .write();

    for (String file : files(extract.folder())) {
      Path same = later.resolve(NIGHT.toString()).resolve(file);
      assertThat(same).hasSameBinaryContentAs(extract.folder().resolve(file));
    }
  }

  @Test
  void successiveNightsDifferOnlyAsLifeGoesOn() {
    Extract before = new Extract(folder.resolve(NIGHT.minusDays(1).toString()));

    for (String stem : List.of("ssd_cla_episodes", "ssd_involvements", "ssd_contacts")) {
      Map<String, List<String>> then = byId(before, stem);
      Map<String, List<String>> now = byId(extract, stem);
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
    Extract before = new Extract(folder.resolve(NIGHT.minusDays(1).toString()));

    Set<String> numbers = extract.values("ssd_care_leavers", "clea_table_id");
    assertThat(numbers)
        .doesNotContainAnyElementsOf(before.values("ssd_care_leavers", "clea_table_id"));
    List<List<String>> contents =
        extract.records("ssd_care_leavers").stream().map(row -> row.subList(1, 12)).toList();
    assertThat(new HashSet<>(contents)).hasSizeLessThan(contents.size());
  }

  // --- the shape of the files

  @Test
  void everyFileHasItsColumnsInOrder() {
    for (Table table : Table.values()) {
      assertThat(extract.records(table.stem()).get(0)).isEqualTo(Sheet.of(table).names());
    }
  }

  @Test
  void columnsAreThoseOfTheDataset() throws IOException {
    Path reference = Path.of("../../shared/reference/ssd-tables.csv");
    assumeTrue(Files.exists(reference), "the reference folder is not beside this repository");

    Map<String, List<String>> columns = new HashMap<>();
    for (String line : Files.readAllLines(reference)) {
      String[] cells = line.split(",");
      columns.computeIfAbsent(cells[0], table -> new ArrayList<>()).add(cells[1]);
    }
    for (Table table : Table.values()) {
      if (table.isDumped()) {
        assertThat(Sheet.of(table).names())
            .as("%s: sheets.txt has the dataset's own columns, in its order", table.stem())
            .isEqualTo(columns.get(table.stem()));
      }
    }
  }

  @Test
  void completeCountsTheRecordsOfEachFile() {
    Map<String, String> complete = extract.complete();

    long total = 0;
    for (Table table : Table.values()) {
      int records = extract.records(table.stem()).size() - 1;
      assertThat(complete).containsEntry(table.stem(), Integer.toString(records));
      total += records;
    }
    assertThat(complete)
        .containsEntry("business_date", "2026-03-31")
        .containsEntry("window_start", "2024-03-31")
        .containsEntry("simulated", "true");
    assertThat(summary.nights()).hasSize(3);
    assertThat(summary.nights().get(2).rows()).isEqualTo(total);
  }

  @Test
  void everyTableThatChildrenFillHasRows() {
    for (Table table : Table.values()) {
      boolean rare = Set.of(Table.CLA_CONVICTIONS, Table.CLA_SUBSTANCE_MISUSE).contains(table);
      if (!rare) {
        assertThat(extract.rows(table.stem())).as(table.stem()).isNotEmpty();
      }
    }
  }

  @Test
  void numbersOfRowsAreUnique() {
    Set<Table> withoutNumber =
        Set.of(
            Table.PERSON,
            Table.CLA_IMMUNISATIONS,
            Table.INITIAL_HEALTH_ASSESSMENT,
            Table.HR_WORKER_MONTH);
    for (Table table : Table.values()) {
      if (!withoutNumber.contains(table)) {
        List<List<String>> rows = extract.records(table.stem());
        assertThat(rows.stream().map(row -> row.get(0))).as(table.stem()).doesNotHaveDuplicates();
      }
    }
    assertThat(extract.rows("ssd_person").stream().map(row -> row.get("pers_person_id")))
        .doesNotHaveDuplicates();
  }

  @Test
  void everyReferenceLeadsToARow() {
    for (Table table : Table.values()) {
      for (Sheet.Column column : Sheet.of(table).columns()) {
        if (column.privacy() == Sheet.Privacy.PERSON) {
          assertRefers(table.stem(), column.name(), "ssd_person", "pers_person_id");
        } else if (column.privacy() == Sheet.Privacy.WORKER) {
          assertRefers(table.stem(), column.name(), "ssd_professionals", "prof_professional_id");
        }
      }
    }
    assertRefers("ssd_permanence", "perm_person_id", "ssd_person", "pers_legacy_id");
    assertRefers("ssd_cla_episodes", "clae_referral_id", "ssd_cin_episodes", "cine_referral_id");
    assertRefers("ssd_involvements", "invo_referral_id", "ssd_cin_episodes", "cine_referral_id");
    assertRefers("ssd_cin_assessments", "cina_referral_id", "ssd_cin_episodes", "cine_referral_id");
    assertRefers("ssd_cla_reviews", "clar_cla_id", "ssd_cla_episodes", "clae_cla_id");
    assertRefers("ssd_cla_placement", "clap_cla_id", "ssd_cla_episodes", "clae_cla_id");
    assertRefers("ssd_involvements", "invo_professional_team", "ssd_department", "dept_team_id");
    assertRefers("return_interview", "missing_id", "ssd_missing", "miss_table_id");
  }

  private static void assertRefers(String from, String column, String to, String key) {
    assertThat(extract.values(to, key))
        .as(from + "." + column)
        .containsAll(extract.values(from, column));
  }

  // --- what a night may know

  @Test
  void noRowTellsOfTheFuture() {
    for (Table table : Table.values()) {
      for (Map<String, String> row : extract.rows(table.stem())) {
        row.forEach(
            (column, cell) -> {
              boolean foreseen =
                  column.equals("clar_cla_review_due_date") || column.equals("pers_expected_dob");
              if (!foreseen && cell.matches("20\\d{2}-\\d{2}-\\d{2}.*")) {
                assertThat(Extract.day(cell)).as(column).isBeforeOrEqualTo(NIGHT);
              }
            });
      }
    }
  }

  @Test
  void whatEndedBeforeTheWindowIsNotThere() {
    Map<String, String> ends =
        Map.of(
            "ssd_cla_episodes", "clae_cla_episode_ceased_date",
            "ssd_cla_placement", "clap_cla_placement_end_date",
            "ssd_legal_status", "lega_legal_status_end_date",
            "ssd_involvements", "invo_involvement_end_date",
            "ssd_address", "addr_address_end_date",
            "ssd_contacts", "cont_contact_date",
            "hr_worker_month", "month_end");
    ends.forEach(
        (stem, column) ->
            assertThat(extract.values(stem, column))
                .allMatch(end -> !Extract.day(end).isBefore(WINDOW_START)));
  }

  @Test
  void childrenLongInCareBeganBeforeTheirFirstEpisodeHere() {
    boolean some =
        extract.rows("ssd_cla_episodes").stream()
            .anyMatch(
                row ->
                    Extract.day(row.get("clae_entered_care_date")).isBefore(WINDOW_START)
                        && !row.get("clae_cla_episode_start_reason").startsWith("S"));
    assertThat(some).isTrue();
  }

  // --- what care looks like

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
    for (Map<String, String> row : extract.rows("ssd_cla_episodes")) {
      children.computeIfAbsent(row.get("clae_person_id"), id -> new ArrayList<>()).add(row);
    }
    return children;
  }

  @Test
  void oneLegalStatusCoversTheStartOfEachEpisode() {
    for (Map<String, String> episode : extract.rows("ssd_cla_episodes")) {
      String start = episode.get("clae_cla_episode_start_date");
      long covering =
          extract.rows("ssd_legal_status").stream()
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
    for (Map<String, String> row : extract.rows("ssd_cla_episodes")) {
      LocalDate birth = born.get(row.get("clae_person_id"));
      LocalDate end = Extract.day(row.get("clae_cla_episode_ceased_date"));
      LocalDate adult = Calendar.birthday(birth, 18);
      assertThat(Extract.day(row.get("clae_entered_care_date"))).isAfterOrEqualTo(birth);
      assertThat(end == null ? NIGHT.plusDays(1) : end)
          .isBeforeOrEqualTo(adult.plusDays(end == null ? 1 : 0));
    }
  }

  private static Map<String, LocalDate> births() {
    Map<String, LocalDate> born = new HashMap<>();
    for (Map<String, String> row : extract.rows("ssd_person")) {
      LocalDate known = Extract.day(row.get("pers_dob"));
      LocalDate expected = Extract.day(row.get("pers_expected_dob"));
      born.put(row.get("pers_person_id"), known == null ? expected : known);
    }
    return born;
  }

  @Test
  void placementCodesAreUsedWhileTheyAreValid() {
    Map<String, LocalDate> born = births();
    for (Map<String, String> row : extract.rows("ssd_cla_placement")) {
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
    for (Map<String, String> row : extract.rows("ssd_involvements")) {
      boolean current = row.get("invo_involvement_end_date").isEmpty();
      if (current && row.get("invo_professional_role_id").equals("CW")) {
        workers.merge(row.get("invo_referral_id"), 1, Integer::sum);
      }
    }

    assertThat(workers.values()).containsOnly(1);
    Set<String> open = new HashSet<>();
    for (Map<String, String> row : extract.rows("ssd_cin_episodes")) {
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
    for (Map<String, String> row : extract.rows("ssd_missing")) {
      back.put(row.get("miss_table_id"), row.get("miss_missing_episode_end_date"));
      assertThat(row.get("miss_missing_episode_end_date"))
          .matches(
              end ->
                  end.isEmpty() || end.compareTo(row.get("miss_missing_episode_start_date")) > 0);
    }
    for (Map<String, String> row : extract.rows("return_interview")) {
      assertThat(row.get("held_at"))
          .matches(held -> held.isEmpty() || held.compareTo(back.get(row.get("missing_id"))) > 0);
    }
  }

  @Test
  void eachYoungPersonWhoLeftHasAContactAroundEachBirthday() {
    Map<String, LocalDate> born = births();
    Map<String, List<LocalDate>> contacts = new HashMap<>();
    for (Map<String, String> row : extract.rows("ssd_care_leavers")) {
      contacts
          .computeIfAbsent(row.get("clea_person_id"), id -> new ArrayList<>())
          .add(Extract.day(row.get("clea_care_leaver_latest_contact")));
    }
    int checked = 0;
    for (Map<String, String> row : extract.rows("ssd_cla_episodes")) {
      LocalDate adult = Calendar.birthday(born.get(row.get("clae_person_id")), 18);
      boolean leftAt18 = adult.equals(Extract.day(row.get("clae_cla_episode_ceased_date")));
      if (leftAt18 && adult.plusMonths(1).isBefore(NIGHT)) {
        assertThat(contacts.get(row.get("clae_person_id")))
            .anyMatch(
                day -> day.isAfter(adult.minusMonths(3)) && day.isBefore(adult.plusMonths(1)));
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  // --- who could be recognised

  @Test
  void canariesStandInEveryPersonalColumn(@TempDir Path out) {
    small(out).withChildrenInCare(80).withCanaries().write();

    Extract marked = new Extract(out.resolve(NIGHT.toString()));
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
        .allMatch(born -> Extract.day(born).isBefore(NIGHT.plusDays(1)));
  }

  // --- which arguments are valid

  @Test
  void argumentsOutOfBoundsAreRefused() {
    Simulation simulation = Simulation.into(folder, NIGHT);

    assertThatThrownBy(() -> simulation.withChildrenInCare(3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("children in care");
    assertThatThrownBy(() -> simulation.withNights(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.withYears(99)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> simulation.withAuthority("Durham"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> files(Path night) throws IOException {
    try (var files = Files.list(night)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}

package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority of 120 children in care over two years, and three nights with many errors. */
class MessTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);
  private static final List<LocalDate> NIGHTS =
      List.of(NIGHT.minusDays(2), NIGHT.minusDays(1), NIGHT);

  private static final Set<String> IN_ONE_NIGHT =
      Set.of(
          "exact_duplicate",
          "filler",
          "unusable",
          "unknown_code",
          "quarantined_unusable",
          "quarantined_missing",
          "quarantined_unknown_person",
          "quarantined_ends_before_start",
          "quarantined_impossible_date",
          "quarantined_version",
          "impossible_date",
          "placeholder",
          "overlaps",
          "gap_bridged",
          "two_open");

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

  @TempDir static Path folder;

  private static JsonNode truth;
  private static final Map<LocalDate, Map<Table, Recount>> RECOUNTS = new TreeMap<>();

  @BeforeAll
  static void simulate() throws IOException {
    authority(folder).withMess(Mess.HEAVY).write();
    truth = truth(folder);
    for (LocalDate night : NIGHTS) {
      RECOUNTS.put(night, recount(night));
    }
  }

  private static Simulation authority(Path out) {
    return Simulation.into(out, NIGHT).withNights(NIGHTS.size()).withSeed(11);
  }

  private static JsonNode truth(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("truth.json").toFile()).get("nights");
  }

  private static Extract extract(LocalDate night) {
    return new Extract(folder.resolve(night.toString()));
  }

  private static Map<Table, Recount> recount(LocalDate night) {
    Map<Table, Recount> tables = new EnumMap<>(Table.class);
    Recount people = Recount.of(extract(night), Table.PERSON, night, Set.of());
    for (Table table : Table.values()) {
      String number = Recount.contract(table).path("person_id").asText("pers_person_id");
      tables.put(table, Recount.of(extract(night), table, night, people.values(number)));
    }
    return tables;
  }

  private static long count(LocalDate night, String table, String kind) {
    return truth.path(night.toString()).path(table).path(kind).asLong();
  }

  private static Set<String> kinds(LocalDate night) {
    Set<String> kinds = new TreeSet<>();
    truth.get(night.toString()).forEach(table -> table.fieldNames().forEachRemaining(kinds::add));
    return kinds;
  }

  // --- the same again

  @Test
  void sameArgumentsGiveTheSameBytesAndTheSameTruth(@TempDir Path again) throws IOException {
    authority(again).withMess(Mess.HEAVY).write();

    assertThat(again.resolve("truth.json")).hasSameBinaryContentAs(folder.resolve("truth.json"));
    for (LocalDate night : NIGHTS) {
      for (Table table : Table.values()) {
        Path file = Path.of(night.toString(), table.stem() + ".csv");
        assertThat(again.resolve(file)).hasSameBinaryContentAs(folder.resolve(file));
      }
    }
  }

  @Test
  void withoutMessNothingIsWrongAndNoTruthIsLeft(@TempDir Path clean) throws IOException {
    Files.writeString(clean.resolve("truth.json"), "of nights that were here before");

    authority(clean).write();

    assertThat(clean.resolve("truth.json")).doesNotExist();
    Extract tidy = new Extract(clean.resolve(NIGHT.toString()));
    Recount people = Recount.of(tidy, Table.PERSON, NIGHT, Set.of());
    for (Table table : Table.values()) {
      String number = Recount.contract(table).path("person_id").asText("pers_person_id");
      assertThat(Recount.of(tidy, table, NIGHT, people.values(number)).counts().keySet())
          .as(table.stem())
          .isSubsetOf("filler", "exact_duplicate");
    }
  }

  /** A child may have more placements in one period of care than most, and each has its number. */
  @Test
  void nothingOfACleanNightIsAVersionOfAnotherRecord(@TempDir Path five) throws IOException {
    Simulation.into(five, NIGHT).withSeed(5).withChildrenInCare(300).write();

    Extract seed5 = new Extract(five.resolve(NIGHT.toString()));
    Recount people = Recount.of(seed5, Table.PERSON, NIGHT, Set.of());
    for (Table table : List.of(Table.CLA_EPISODES, Table.CLA_PLACEMENT)) {
      assertThat(Recount.of(seed5, table, NIGHT, people.values("pers_person_id")).counts())
          .as(table.stem())
          .doesNotContainKey("quarantined_version");
    }
  }

  @Test
  void whatIsBrokenIsBrokenOnEveryNight() {
    Set<String> first = unknownPeople(NIGHTS.get(0));
    Set<String> last = unknownPeople(NIGHT);

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
        people.addAll(extract(night).values(table.stem(), Sheet.of(table).names().get(person)));
      }
    }
    people.removeIf(number -> !number.matches("P?9\\d{7}"));
    return people;
  }

  // --- what occurs

  @Test
  void everyKindOccursAmong120Children() {
    Set<String> all = new TreeSet<>(IN_ONE_NIGHT);
    assertThat(kinds(NIGHTS.get(0))).isEqualTo(all);

    all.addAll(BETWEEN_NIGHTS);
    assertThat(kinds(NIGHT)).isSubsetOf(all);
    Set<String> later = kinds(NIGHTS.get(1));
    later.addAll(kinds(NIGHT));
    assertThat(later).isEqualTo(all);
  }

  @Test
  void withTwoNightsEverythingHappensOnTheSecond(@TempDir Path two) throws IOException {
    authority(two).withNights(2).withMess(Mess.HEAVY).write();

    Set<String> kinds = new TreeSet<>();
    truth(two)
        .get(NIGHT.toString())
        .forEach(table -> table.fieldNames().forEachRemaining(kinds::add));
    Set<String> all = new TreeSet<>(IN_ONE_NIGHT);
    all.addAll(BETWEEN_NIGHTS);
    assertThat(kinds).isEqualTo(all);
  }

  @Test
  void lightMessIsAboutATenthOfHeavyMess(@TempDir Path light) throws IOException {
    authority(light).withMess(Mess.LIGHT).write();

    long heavyBroken = broken(truth);
    long lightBroken = broken(truth(light));
    assertThat(lightBroken).isBetween(heavyBroken / 25, heavyBroken / 6);
  }

  private static long broken(JsonNode nights) {
    long broken = 0;
    for (JsonNode table : nights.get(NIGHT.toString())) {
      for (var kind : table.properties()) {
        broken += kind.getKey().startsWith("quarantined_") ? kind.getValue().asLong() : 0;
      }
    }
    return broken;
  }

  // --- how many errors a night can have

  @Test
  void noTableLosesMoreThanItsLimit() {
    for (LocalDate night : NIGHTS) {
      for (Table table : Table.values()) {
        long broken = 0;
        for (var kind : truth.get(night.toString()).path(table.stem()).properties()) {
          broken += kind.getKey().startsWith("quarantined_") ? kind.getValue().asLong() : 0;
        }
        long records = extract(night).records(table.stem()).size() - 1;
        assertThat((double) broken).as(table.stem()).isLessThanOrEqualTo(0.008 * records);
      }
    }
  }

  @Test
  void noTableShrinksMuchOvernight() {
    for (int i = 1; i < NIGHTS.size(); i++) {
      for (Table table : Table.values()) {
        int before = extract(NIGHTS.get(i - 1)).records(table.stem()).size();
        int now = extract(NIGHTS.get(i)).records(table.stem()).size();
        assertThat(now).as(table.stem()).isGreaterThanOrEqualTo(before - before / 25 - 2);
      }
    }
  }

  @Test
  void whatLiesAfterTheNightLiesFarAfterIt() {
    for (Table table : Table.values()) {
      for (Map<String, String> row : extract(NIGHT).rows(table.stem())) {
        row.forEach(
            (column, cell) -> {
              boolean foreseen =
                  column.equals("clar_cla_review_due_date") || column.equals("pers_expected_dob");
              if (!foreseen && cell.matches("2\\d{3}-[01]\\d-(?!30|29|31)\\d{2}.*")) {
                LocalDate day = LocalDate.parse(cell.substring(0, 10));
                assertThat(day.isAfter(NIGHT) && day.isBefore(NIGHT.plusYears(100)))
                    .as(column + " " + cell)
                    .isFalse();
              }
            });
      }
    }
  }

  // --- the truth, counted again from the files

  @Test
  void whatEachNightHoldsIsCountedExactly() {
    Set<String> counted = new TreeSet<>(IN_ONE_NIGHT);
    counted.removeAll(Set.of("unknown_code", "placeholder", "overlaps", "gap_bridged", "two_open"));
    for (LocalDate night : NIGHTS) {
      for (Table table : Table.values()) {
        Map<String, Long> expected = new TreeMap<>();
        for (var kind : truth.get(night.toString()).path(table.stem()).properties()) {
          if (counted.contains(kind.getKey())) {
            expected.put(kind.getKey(), kind.getValue().asLong());
          }
        }
        assertThat(RECOUNTS.get(night).get(table).counts())
            .as(table.stem() + " " + night)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void whatChangedOvernightIsCountedExactly() {
    for (int i = 1; i < NIGHTS.size(); i++) {
      LocalDate night = NIGHTS.get(i);
      for (Table table : Table.values()) {
        Recount before = RECOUNTS.get(NIGHTS.get(i - 1)).get(table);
        Map<String, Long> counts = RECOUNTS.get(night).get(table).since(before);
        String stem = table.stem();
        for (String kind : List.of("unchanged", "reissued", "changed")) {
          assertThat(counts.getOrDefault(kind, 0L))
              .as(stem + " " + kind)
              .isEqualTo(count(night, stem, kind));
        }
        assertThat(counts.getOrDefault("gone", 0L))
            .as(stem)
            .isEqualTo(
                count(night, stem, "merged")
                    + count(night, stem, "aged_out")
                    + count(night, stem, "deleted"));
        assertThat(counts.getOrDefault("come", 0L))
            .as(stem)
            .isEqualTo(count(night, stem, "new") + count(night, stem, "taken_over"));
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
      for (Map<String, String> row : extract(NIGHT).rows(table.stem())) {
        unknown +=
            codes.stream()
                .filter(code -> row.get(code).matches("QQ7|ZZ-other|#REF!|old: see notes|SO .*"))
                .count();
      }
      assertThat(count(NIGHT, table.stem(), "unknown_code")).as(table.stem()).isEqualTo(unknown);
    }
  }

  @Test
  void workersAndTeamsThatNobodyListsAreCountedOnce() {
    for (LocalDate night : NIGHTS) {
      Set<String> workers = extract(night).values("ssd_involvements", "invo_professional_id");
      workers.removeAll(extract(night).values("ssd_professionals", "prof_professional_id"));
      Set<String> teams = extract(night).values("ssd_involvements", "invo_professional_team");
      teams.removeAll(extract(night).values("ssd_department", "dept_team_id"));

      assertThat(workers).hasSize((int) count(night, "dim_worker", "placeholder")).isNotEmpty();
      assertThat(teams).hasSize((int) count(night, "dim_team", "placeholder")).isNotEmpty();
    }
  }

  @Test
  void contactsOfAMergedChildStandUnderTheOther() {
    LocalDate night = count(NIGHT, "ssd_person", "merged") > 0 ? NIGHT : NIGHTS.get(1);
    Map<String, String> before = personOfContact(night.minusDays(1));
    Map<String, String> now = personOfContact(night);
    Set<String> people = extract(night).values("ssd_person", "pers_person_id");

    long moved = 0;
    for (var contact : now.entrySet()) {
      String person = before.getOrDefault(contact.getKey(), contact.getValue());
      boolean takenOver = !person.equals(contact.getValue());
      if (takenOver) {
        assertThat(people).doesNotContain(person).contains(contact.getValue());
        moved++;
      }
    }
    assertThat(moved).isEqualTo(count(night, "ssd_contacts", "taken_over")).isPositive();
  }

  private static Map<String, String> personOfContact(LocalDate night) {
    Map<String, String> people = new TreeMap<>();
    extract(night)
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
      assertThat(count(NIGHT, fact, "overlaps")).isEqualTo(2 * overlaps).isPositive();
      assertThat(count(NIGHT, fact, "gap_bridged")).isEqualTo(gaps).isPositive();
      assertThat(count(NIGHT, fact, "two_open")).isEqualTo(2 * twoOpen).isPositive();
    }
  }

  /** The last record of each episode, by child, since broken records stand before good ones. */
  private static Map<String, List<Map<String, String>>> plainEpisodes() {
    Set<String> people = RECOUNTS.get(NIGHT).get(Table.PERSON).values("pers_person_id");
    Map<String, Map<String, String>> byNumber = new TreeMap<>();
    for (Map<String, String> row : extract(NIGHT).rows("ssd_cla_episodes")) {
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

  // --- what the columns mean

  @Test
  void theSheetSaysWhatTheContractsSay() {
    for (Table table : Table.values()) {
      JsonNode contract = Recount.contract(table);
      Set<String> key = new TreeSet<>();
      contract.get("business_key").forEach(column -> key.add(column.asText()));
      Set<String> record = new TreeSet<>();
      contract.path("record").forEach(column -> record.add(column.asText()));
      List<String> names = new ArrayList<>();
      for (var column : contract.get("columns").properties()) {
        names.add(column.getKey());
        JsonNode node = column.getValue();
        Sheet.Column sheet = Sheet.of(table).columns().get(names.size() - 1);
        String type =
            node.get("type").asText().replace("timestamp", "time").replaceFirst("^id$", "text");
        assertThat(sheet.type().name()).as(sheet.name()).isEqualToIgnoringCase(type);
        assertThat(sheet.is(Sheet.Mark.NEEDED))
            .as(sheet.name())
            .isEqualTo(node.path("required").asBoolean());
        assertThat(sheet.is(Sheet.Mark.DAY))
            .as(sheet.name())
            .isEqualTo(node.path("required").asText().equals("when_filled"));
        assertThat(sheet.is(Sheet.Mark.RECORD))
            .as(sheet.name())
            .isEqualTo(record.contains(sheet.name()));
        assertThat(sheet.is(Sheet.Mark.VOLATILE))
            .as(sheet.name())
            .isEqualTo(node.path("volatile").asBoolean());
        assertThat(sheet.isLanded())
            .as(sheet.name())
            .isEqualTo(!node.path("not_needed").asBoolean());
        assertThat(sheet.is(Sheet.Mark.KEY)).as(sheet.name()).isEqualTo(key.contains(sheet.name()));
      }
      assertThat(Sheet.of(table).columns().stream().map(Sheet.Column::name))
          .containsExactlyElementsOf(names);
    }
  }

  @Test
  void rowsLeaveTheWindowByADateThatTheirFileShows() {
    Records records = authority(folder).records();
    int checked = 0;
    for (Table table : Table.values()) {
      Sheet sheet = Sheet.of(table);
      for (Row row : records.of(table)) {
        if (row.until() != null) {
          assertThat(leavingDay(sheet, row)).as(table.stem()).isEqualTo(row.until());
          checked++;
        }
      }
    }
    assertThat(checked).isGreaterThan(1000);
  }

  /** The latest of the dates by which it leaves, once all is known; else the day it began. */
  private static LocalDate leavingDay(Sheet sheet, Row row) {
    LocalDate leaving = null;
    LocalDate began = null;
    for (int i = 0; i < sheet.columns().size(); i++) {
      LocalDate day = row.day(i, NIGHT.plusYears(30));
      boolean filled = day != null && day.getYear() > 1900;
      if (filled && sheet.columns().get(i).is(Sheet.Mark.LEAVES)) {
        leaving = Calendar.later(day, leaving);
      } else if (filled && sheet.columns().get(i).is(Sheet.Mark.BEGINS)) {
        began = day;
      }
    }
    return leaving == null ? began : leaving;
  }
}

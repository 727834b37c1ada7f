package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shape of a night's files, and what a night may know. */
class SimulatedFilesTest {

  private static SmallAuthority authority;

  @BeforeAll
  static void simulate() {
    authority = SmallAuthority.made();
  }

  @Test
  void everyFileHasItsColumnsInOrder() {
    for (Table table : Table.values()) {
      assertThat(authority.extract().records(table.stem()).get(0))
          .isEqualTo(Sheet.of(table).names());
    }
  }

  @Test
  void columnsAreThoseOfTheDataset() throws IOException {
    Path reference = Path.of("../../shared/reference/ssd-tables.csv");
    assumeTrue(
        Files.exists(reference), "the reference authority.folder() is not beside this repository");

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
    Map<String, String> complete = authority.extract().complete();

    long total = 0;
    for (Table table : Table.values()) {
      int records = authority.extract().records(table.stem()).size() - 1;
      assertThat(complete).containsEntry(table.stem(), Integer.toString(records));
      total += records;
    }
    assertThat(complete)
        .containsEntry("business_date", "2026-03-31")
        .containsEntry("window_start", "2024-03-31")
        .containsEntry("simulated", "true");
    assertThat(authority.summary().nights()).hasSize(3);
    assertThat(authority.summary().nights().get(2).rows()).isEqualTo(total);
  }

  @Test
  void everyTableThatChildrenFillHasRows() {
    for (Table table : Table.values()) {
      boolean rare = Set.of(Table.CLA_CONVICTIONS, Table.CLA_SUBSTANCE_MISUSE).contains(table);
      if (!rare) {
        assertThat(authority.extract().rows(table.stem())).as(table.stem()).isNotEmpty();
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
        List<List<String>> rows = authority.extract().records(table.stem());
        assertThat(rows.stream().map(row -> row.get(0))).as(table.stem()).doesNotHaveDuplicates();
      }
    }
    assertThat(
            authority.extract().rows("ssd_person").stream().map(row -> row.get("pers_person_id")))
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
    assertThat(authority.extract().values(to, key))
        .as(from + "." + column)
        .containsAll(authority.extract().values(from, column));
  }

  @Test
  void noRowTellsOfTheFuture() {
    for (Table table : Table.values()) {
      for (Map<String, String> row : authority.extract().rows(table.stem())) {
        row.forEach(
            (column, cell) -> {
              boolean foreseen =
                  column.equals("clar_cla_review_due_date") || column.equals("pers_expected_dob");
              if (!foreseen && cell.matches("20\\d{2}-\\d{2}-\\d{2}.*")) {
                assertThat(Extract.day(cell)).as(column).isBeforeOrEqualTo(SmallAuthority.NIGHT);
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
            assertThat(authority.extract().values(stem, column))
                .allMatch(end -> !Extract.day(end).isBefore(SmallAuthority.WINDOW_START)));
  }

  @Test
  void childrenLongInCareBeganBeforeTheirFirstEpisodeHere() {
    boolean some =
        authority.extract().rows("ssd_cla_episodes").stream()
            .anyMatch(
                row ->
                    Extract.day(row.get("clae_entered_care_date"))
                            .isBefore(SmallAuthority.WINDOW_START)
                        && !row.get("clae_cla_episode_start_reason").startsWith("S"));
    assertThat(some).isTrue();
  }
}

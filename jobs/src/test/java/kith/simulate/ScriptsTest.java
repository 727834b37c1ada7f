package kith.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same people as each system's script writes them: its columns, words, ends and gaps. */
class ScriptsTest {

  private static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);

  private static final String FAR_END = "2300-01-01 00:00:00.000";

  /** The authority of the other tests has a SystemC build since 1.4.5, this one an earlier. */
  private static final long OLDER_BUILD = 3;

  @TempDir private static Path folder;

  private static final Map<Shape, Extract> EXTRACTS = new EnumMap<>(Shape.class);

  @BeforeAll
  static void oneNightInEachShape() {
    for (Shape shape : Shape.values()) {
      Path out = folder.resolve(shape.name());
      simulation(out).withShape(shape).write();
      EXTRACTS.put(shape, new Extract(out.resolve(NIGHT.toString())));
    }
  }

  private static Simulation simulation(Path out) {
    return Simulation.into(out, NIGHT).withChildrenInCare(60).withYears(3);
  }

  private static List<Map<String, String>> rows(Shape shape, String stem) {
    return EXTRACTS.get(shape).rows(stem);
  }

  private static List<String> cells(Shape shape, String stem, String column) {
    return rows(shape, stem).stream().map(row -> row.get(column)).toList();
  }

  @ParameterizedTest
  @EnumSource(names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
  void aScriptWritesTheTablesOfTheSystemOnlyAndCountsThem(Shape shape) {
    Map<String, String> complete = EXTRACTS.get(shape).complete();

    assertThat(complete)
        .doesNotContainKeys("return_interview", "initial_health_assessment", "hr_worker_month")
        .containsEntry("simulated", "true");
    for (Table table : Table.values()) {
      if (table.isDumped()) {
        assertThat(complete).containsEntry(table.stem(), "" + rows(shape, table.stem()).size());
      }
    }
    assertThat(EXTRACTS.get(shape).folder().resolve("hr_worker_month.csv")).doesNotExist();
    assertThat(folder.resolve(shape.name()).resolve("truth.json"))
        .content()
        .contains("\"shape\": \"" + shape.name().toLowerCase(Locale.ROOT) + "\"");
  }

  @ParameterizedTest
  @EnumSource(names = "PLAIN", mode = EnumSource.Mode.EXCLUDE)
  void theSameArgumentsGiveTheSameBytes(Shape shape, @TempDir Path again) {
    simulation(again).withShape(shape).write();

    for (Table table : Table.values()) {
      if (table.isDumped()) {
        assertThat(again.resolve(NIGHT.toString()).resolve(table.stem() + ".csv"))
            .hasSameBinaryContentAs(EXTRACTS.get(shape).folder().resolve(table.stem() + ".csv"));
      }
    }
  }

  @Test
  void systemcWritesLegalStatusesInWordsAndReasonsLedByTheirCode() {
    assertThat(cells(Shape.SYSTEMC, "ssd_legal_status", "lega_legal_status"))
        .contains("Full care order")
        .noneMatch(words -> words.matches("[A-Z][0-9] .*"));
    assertThat(cells(Shape.SYSTEMC, "ssd_cla_episodes", "clae_cla_episode_ceased_reason"))
        .anyMatch(reason -> reason.matches("[EX][0-9]+[AB]?\t.+"))
        .anyMatch(reason -> reason.matches("[EX][0-9]+[AB]? .+"));
  }

  @Test
  void systemcLeavesOutTypesBeyondItsListAndAddsPlacementsOfStrangers() {
    List<Map<String, String>> placements = rows(Shape.SYSTEMC, "ssd_cla_placement");
    Set<String> persons = new HashSet<>(cells(Shape.SYSTEMC, "ssd_person", "pers_person_id"));

    assertThat(placements).noneMatch(row -> row.get("clap_cla_placement_type").startsWith("K3"));
    assertThat(cells(Shape.PLAIN, "ssd_cla_placement", "clap_cla_placement_type"))
        .anyMatch(type -> type.startsWith("K3"));
    long strangers =
        placements.stream().filter(row -> !persons.contains(row.get("clap_person_id"))).count();
    assertThat(strangers * 100.0 / placements.size()).isBetween(3.0, 4.0);
  }

  @Test
  void systemcKeepsHealthChecksOfAllStatusesInFreeWords() {
    List<Map<String, String>> checks = rows(Shape.SYSTEMC, "ssd_cla_health");

    assertThat(cells(Shape.SYSTEMC, "ssd_cla_health", "clah_health_check_type"))
        .contains("Dentist", "Eye Test", "Annual health assessment by nurse", "Development Check");
    assertThat(cells(Shape.SYSTEMC, "ssd_cla_health", "clah_health_check_status"))
        .contains("Planned", "Completed", "Refused", "Cancelled")
        .isEqualTo(cells(Shape.PLAIN, "ssd_cla_health", "clah_health_check_status"));
    assertThat(checks).anyMatch(check -> check.get("clah_health_check_date").isEmpty());
  }

  @Test
  void systemcWritesTheKindOfAnIncidentInWords() {
    assertThat(cells(Shape.SYSTEMC, "ssd_missing", "miss_missing_episode_type"))
        .containsOnly("Missing, whereabouts unknown", "Away without leave, whereabouts known");
    assertThat(cells(Shape.SYSTEMC, "ssd_missing", "miss_missing_rhi_offered"))
        .contains("Y", "N")
        .allMatch(answer -> Set.of("Y", "N", "NA").contains(answer));
  }

  @Test
  void systemcWritesRolesAsCodesAndInOlderBuildsInWords(@TempDir Path other) {
    simulation(other).withSeed(OLDER_BUILD).withShape(Shape.SYSTEMC).write();
    Extract older = new Extract(other.resolve(NIGHT.toString()));

    assertThat(EXTRACTS.get(Shape.SYSTEMC).values("ssd_involvements", "invo_professional_role_id"))
        .contains("CW", "16PLUS", "KASCH")
        .doesNotContain("Case Holder");
    assertThat(older.values("ssd_involvements", "invo_professional_role_id"))
        .contains("Case Holder", "Personal Adviser", "Key Agency - School")
        .doesNotContain("CW", "16PLUS", "KASCH");
  }

  @Test
  void systemcCountsTheCasesOfAWorkerOnThe30thOfSeptember() {
    LocalDate counted = LocalDate.of(2025, 9, 30);
    Map<String, Long> cases =
        rows(Shape.PLAIN, "ssd_involvements").stream()
            .filter(row -> !row.get("invo_professional_id").isEmpty())
            .filter(row -> !Extract.day(row.get("invo_involvement_start_date")).isAfter(counted))
            .filter(row -> isOpenOn(counted, row.get("invo_involvement_end_date")))
            .collect(
                Collectors.groupingBy(
                    row -> row.get("invo_professional_id"), Collectors.counting()));

    assertThat(rows(Shape.SYSTEMC, "ssd_professionals"))
        .allSatisfy(
            worker ->
                assertThat(worker.get("prof_professional_caseload"))
                    .isEqualTo("" + cases.getOrDefault(worker.get("prof_professional_id"), 0L)));
  }

  private static boolean isOpenOn(LocalDate day, String end) {
    return end.isEmpty() || Extract.day(end).isAfter(day);
  }

  @Test
  void systemcHoldsNoAgencyWorkersAndRenumbersCareLeavers() {
    assertThat(cells(Shape.SYSTEMC, "ssd_professionals", "prof_agency_worker_flag"))
        .containsOnly("");
    assertThat(cells(Shape.SYSTEMC, "ssd_care_leavers", "clea_table_id"))
        .allMatch(number -> number.matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}"));
  }

  @Test
  void mosaicEndsEveryEpisodeTheDayBeforeTheNextOne() {
    for (String file :
        List.of(
            "ssd_cla_episodes:clae_cla_episode_ceased_date",
            "ssd_cla_placement:clap_cla_placement_end_date",
            "ssd_legal_status:lega_legal_status_end_date")) {
      String[] parts = file.split(":");
      List<LocalDate> plain = days(Shape.PLAIN, parts[0], parts[1]);

      assertThat(days(Shape.MOSAIC, parts[0], parts[1]))
          .as(file)
          .isEqualTo(plain.stream().map(day -> day.minusDays(1)).toList());
    }
  }

  private static List<LocalDate> days(Shape shape, String stem, String column) {
    return cells(shape, stem, column).stream()
        .filter(cell -> !cell.isEmpty() && !cell.equals(FAR_END))
        .map(Extract::day)
        .toList();
  }

  @Test
  void mosaicLeavesOpenEndsBlankOrWritesADayFarAhead() {
    for (String file :
        List.of(
            "ssd_cla_episodes:clae_cla_episode_ceased_date",
            "ssd_legal_status:lega_legal_status_end_date",
            "ssd_involvements:invo_involvement_end_date")) {
      String[] parts = file.split(":");
      List<String> plain = cells(Shape.PLAIN, parts[0], parts[1]);
      List<String> mosaic = cells(Shape.MOSAIC, parts[0], parts[1]);

      assertThat(mosaic).as(file).contains("", FAR_END).hasSameSizeAs(plain);
      for (int i = 0; i < plain.size(); i++) {
        boolean isOpen = mosaic.get(i).isEmpty() || mosaic.get(i).equals(FAR_END);
        assertThat(isOpen).as(file).isEqualTo(plain.get(i).isEmpty());
      }
    }
  }

  @Test
  void mosaicTellsIncidentsByTheirWorkflowWhichEndsAfterTheReturn() {
    List<Map<String, String>> plain = rows(Shape.PLAIN, "ssd_missing");
    List<Map<String, String>> mosaic = rows(Shape.MOSAIC, "ssd_missing");
    String start = "miss_missing_episode_start_date";
    String end = "miss_missing_episode_end_date";

    assertThat(mosaic).hasSameSizeAs(plain);
    for (int i = 0; i < plain.size(); i++) {
      assertThat(mosaic.get(i).get(start)).isGreaterThan(plain.get(i).get(start));
      assertThat(Extract.day(mosaic.get(i).get(start)))
          .isEqualTo(Extract.day(plain.get(i).get(start)));
      if (!mosaic.get(i).get(end).isEmpty()) {
        assertThat(Extract.day(mosaic.get(i).get(end)))
            .isAfter(Extract.day(plain.get(i).get(end)))
            .isBeforeOrEqualTo(NIGHT);
      }
    }
    assertThat(cells(Shape.MOSAIC, "ssd_missing", "miss_missing_episode_type"))
        .containsOnly("M", "A");
  }

  @Test
  void mosaicNamesNoChildInPlacementsAndInvolvements() {
    assertThat(EXTRACTS.get(Shape.MOSAIC).records("ssd_cla_placement").get(0))
        .doesNotContain("clap_person_id");
    assertThat(EXTRACTS.get(Shape.MOSAIC).records("ssd_involvements").get(0))
        .doesNotContain("invo_person_id");
    assertThat(EXTRACTS.get(Shape.MOSAIC).records("ssd_professionals").get(0))
        .doesNotContain("prof_professional_name");
    assertThat(cells(Shape.MOSAIC, "ssd_professionals", "prof_professional_id")).containsOnly("");
    assertThat(cells(Shape.MOSAIC, "ssd_professionals", "prof_staff_id"))
        .isEqualTo(cells(Shape.PLAIN, "ssd_professionals", "prof_professional_id"));
  }

  @Test
  void mosaicNamesTheChildOfPermanenceByItsOwnNumber() {
    Set<String> persons = new HashSet<>(cells(Shape.MOSAIC, "ssd_person", "pers_person_id"));

    assertThat(cells(Shape.MOSAIC, "ssd_permanence", "perm_person_id"))
        .isNotEmpty()
        .isSubsetOf(persons);
  }

  @ParameterizedTest
  @EnumSource(names = {"MOSAIC", "ECLIPSE"})
  void careLeaversHaveTheirLatestContactOnly(Shape shape) {
    Map<String, Set<String>> days =
        rows(shape, "ssd_care_leavers").stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("clea_person_id"),
                    Collectors.mapping(
                        row -> row.get("clea_care_leaver_latest_contact"), Collectors.toSet())));

    assertThat(days.values()).allMatch(of -> of.size() == 1);
    assertThat(days.keySet())
        .isEqualTo(EXTRACTS.get(Shape.PLAIN).values("ssd_care_leavers", "clea_person_id"));
  }

  @Test
  void eclipseNumbersPlacementsByTheirAddress() {
    Map<String, Set<String>> postcodes =
        rows(Shape.ECLIPSE, "ssd_cla_placement").stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get("clap_cla_placement_id"),
                    Collectors.mapping(
                        row -> row.get("clap_cla_placement_postcode"), Collectors.toSet())));

    assertThat(postcodes.values()).allMatch(of -> of.size() == 1);
    assertThat(postcodes).hasSizeLessThan(rows(Shape.ECLIPSE, "ssd_cla_placement").size());
    assertThat(cells(Shape.ECLIPSE, "ssd_cla_placement", "clap_cla_placement_type"))
        .contains("DQ", "")
        .noneMatch(type -> type.matches("T.|K1|K3|R3|U2|U5|P3"));
  }

  @Test
  void eclipseKnowsIncidentsByDayAndWorkersByRelationship() {
    assertThat(cells(Shape.ECLIPSE, "ssd_missing", "miss_missing_episode_start_date"))
        .allMatch(time -> time.endsWith(" 00:00:00.000"));
    assertThat(rows(Shape.ECLIPSE, "ssd_professionals"))
        .hasSize(5 * rows(Shape.PLAIN, "ssd_professionals").size());
  }

  @Test
  void eclipseHasOneSpanForEachPersonAndLegalStatus() {
    List<List<String>> statuses =
        rows(Shape.ECLIPSE, "ssd_legal_status").stream()
            .map(row -> List.of(row.get("lega_person_id"), row.get("lega_legal_status")))
            .toList();

    assertThat(statuses).doesNotHaveDuplicates();
  }

  @Test
  void messIsOfThePlainShape() {
    assertThatThrownBy(() -> simulation(folder).withMess(Mess.LIGHT).withShape(Shape.MOSAIC))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mess: in the plain shape only");
  }
}

package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Availability;
import kith.source.CodeLists;
import kith.source.SourceContract;
import kith.source.SourceShape;
import kith.source.SourceSystem;
import kith.table.StageStep;
import kith.table.TableName;
import kith.table.Tables;
import kith.table.Versions;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real dumps in small: three tables of a night, from bytes to raw and quarantine. */
class ExtractTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  private static final String PERSONS =
      "pers_legacy_id,pers_person_id,pers_upn,pers_forename,pers_surname,pers_sex,pers_gender,"
          + "pers_ethnicity,pers_dob,pers_single_unique_id,pers_upn_unknown,pers_send_flag,"
          + "pers_expected_dob,pers_death_date,pers_is_mother,pers_nationality\n";

  private static final String DISABILITY = "disa_table_id,disa_person_id,disa_disability_code\n";

  private static final String MISSING =
      "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n";

  private static final Keys KEYS =
      new Keys("a secret that is made up for tests".getBytes(StandardCharsets.UTF_8), 840);

  @TempDir private Path folder;
  private SourceSystem source;
  private DeltaLake lake;
  private final Map<String, Map<String, Long>> counts = new HashMap<>();
  private final Versions versions = new Versions();
  private final Map<String, Long> records = new TreeMap<>();
  private LocalDate tonight = NIGHT;
  private List<String> oddities = List.of();

  @BeforeEach
  void threeTables() throws IOException {
    SourceSystem whole =
        SourceSystem.of(Project.home(), "ssd").in(SourceShape.of(Project.home(), "ssd", "plain"));
    source =
        whole.with(
            List.of(
                whole.contract("person"), whole.contract("missing"), whole.contract("disability")));
    lake = new DeltaLake(SparkTest.spark(), folder.resolve("lake").toString());
    KEYS.register(SparkTest.spark());
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_missing.csv", MISSING);
    write("ssd_disability.csv", DISABILITY);
  }

  private static String person(String id, String birth) {
    return "P" + id + "," + id + ",,,,F,F,WBRI," + birth + ",,,N    ,,,,\n";
  }

  @Test
  void realDumpsAreRead() throws IOException {
    write(
        "ssd_missing.csv",
        "\uFEFFmiss_person_id,miss_table_id,miss_missing_episode_type,"
            + "miss_missing_episode_end_date,miss_missing_episode_start_date,"
            + "miss_missing_rhi_accepted,miss_missing_rhi_offered\r\n"
            + "11,1,\"M Missing,\r\nwhereabouts unknown\",,2025-03-01 22:30:00.000,NA,Y \r\n"
            + "11  ,2,M,2025-03-03T07:00:00,2025-03-02T23:00:00,NULL,N\r\n"
            + "\r\n"
            + "11,3,A Away,1900-01-01 00:00:00.000,03/03/2025 10:15,,\r\n");

    extract();

    assertThat(raw("ssd_missing"))
        .extracting(row -> row.<String>getAs("source_row"))
        .containsExactlyInAnyOrder(
            "2025-03-31/missing:2", "2025-03-31/missing:4", "2025-03-31/missing:6");
    assertThat(counts.get("ssd_missing"))
        .containsEntry("source", 3L)
        .containsEntry("loaded", 3L)
        .containsEntry("filler:miss_missing_episode_end_date", 1L)
        .containsEntry("filler:miss_missing_rhi_accepted", 1L)
        .doesNotContainKey("unknown_code:miss_missing_episode_type");
  }

  @Test
  void aRecordThatBeginsWithANumberSignIsNoComment() throws IOException {
    write("ssd_missing.csv", MISSING + "#1,11,2025-03-01,M,,,\n" + missing(2));

    extract();

    assertThat(raw("ssd_missing")).hasSize(2);
  }

  @Test
  void aRowThatCannotBeUsedIsQuarantinedWithItsReasons() throws IOException {
    write(
        "ssd_missing.csv",
        MISSING
            + "1,99,2025-03-01,M,,,\n"
            + "2,11,not a date,M,,,\n"
            + "3,11,,M,,,\n"
            + "4,11,2025-03-05,M,2025-03-04,,\n"
            + "5,11,2025-03-06,M,soon,,\n"
            + "6,11,2025-03-07,Q Something new,,,\n"
            + "7,11,1025-03-07,M,,,\n"
            + "8,11,2025-03-08,M,2205-03-09,,\n"
            + "9,11,2025-03-06,A,,,\n"
            + "9,11,2025-03-06,M,2025-03-07,,\n"
            + "11,11,2025-03-09\n"
            + "12,11,2025-04-01,M,,,\n");

    heldBack();

    assertThat(reasons())
        .containsExactlyInAnyOrder(
            "2 [unknown_person:miss_person_id]",
            "3 [unusable:miss_missing_episode_start_date]",
            "4 [missing:miss_missing_episode_start_date]",
            "5 [ends_before_start:miss_missing_episode_start_date]",
            "8 [impossible_date:miss_missing_episode_start_date]",
            "10 [version]",
            "12 [wrong_number_of_cells]",
            "13 [later_than_night:miss_missing_episode_start_date]");
    assertThat(raw("ssd_missing")).hasSize(4);
    assertThat(counts.get("ssd_missing"))
        .containsEntry("quarantined", 8L)
        .containsEntry("unusable:miss_missing_episode_end_date", 1L)
        .containsEntry("impossible_date:miss_missing_episode_end_date", 1L)
        .containsEntry("unknown_code:miss_missing_episode_type", 1L);
  }

  private List<String> reasons() {
    return table("ssd_missing", Zone.QUARANTINE).stream()
        .map(row -> row.<Long>getAs("line") + " " + row.getList(row.fieldIndex("reasons")))
        .toList();
  }

  /** R17a: an incident was lost for an end in 2206. */
  @Test
  void aDateOnWhichNothingRestsIsBlankAndToldAndItsRecordStays() throws IOException {
    write("ssd_person.csv", PERSONS + person("11", "2206-05-01"));
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-01,M,2206-03-02,,\n"
            + "2,11,2025-03-02,M,1025-03-02,,\n"
            + "3,11,2025-03-03,M,2025-04-01,,\n");

    extract();

    assertThat(raw("ssd_missing"))
        .extracting(
            row -> row.getAs("source_row") + " " + row.getList(row.fieldIndex("cast_errors")))
        .containsExactlyInAnyOrder(
            "2025-03-31/missing:2 [miss_missing_episode_end_date]",
            "2025-03-31/missing:3 [miss_missing_episode_end_date]",
            "2025-03-31/missing:4 [miss_missing_episode_end_date]");
    assertThat(raw("ssd_person")).hasSize(1);
    assertThat(Extract.notes(counts))
        .anySatisfy(
            note ->
                assertThat(note)
                    .startsWith("3 dates cannot be")
                    .contains("ssd_missing.miss_missing_episode_end_date (2)"))
        .anySatisfy(note -> assertThat(note).startsWith("1 dates lie after the night"));
  }

  @Test
  void aFarDayIsAnOpenEndAndAnErrorAnywhereElse() throws IOException {
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-01,M,2300-01-01,,\n"
            + "2,11,2025-03-02,M,31/12/9999,,\n"
            + "3,11,2025-03-03,M,2099-12-31 00:00:00.000,,\n"
            + "4,11,2025-03-04,M,9999-12-31 23:59:59,,\n"
            + "5,11,2300-01-01,M,,,\n");

    heldBack();

    assertThat(raw("ssd_missing"))
        .hasSize(4)
        .allSatisfy(row -> assertThat(row.getList(row.fieldIndex("cast_errors"))).isEmpty());
    assertThat(reasons()).containsExactly("6 [impossible_date:miss_missing_episode_start_date]");
    assertThat(counts.get("ssd_missing"))
        .containsEntry("open_end:miss_missing_episode_end_date", 4L);
    assertThat(Extract.notes(counts))
        .anySatisfy(note -> assertThat(note).startsWith("4 ends are a far day, so still open"));
  }

  /** R6a: they differ in their number, and so are two. */
  @Test
  void twoIncidentsOfOneDayAreTwo() throws IOException {
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-01,M,2025-03-01,,\n"
            + "2,11,2025-03-01,M,2025-03-01,,\n"
            + ",11,2025-03-02,M,2025-03-02,,\n"
            + ",11,2025-03-02,M,2025-03-02,,\n"
            + ",11,2025-03-02,M,2025-03-03,,\n"
            + "5.45E+10,11,2025-03-03,M,2025-03-03,,\n"
            + "5.45E+10,11,2025-03-04,M,2025-03-04,,\n");

    extract();

    assertThat(raw("ssd_missing"))
        .extracting(row -> row.<String>getAs("source_row"))
        .containsExactlyInAnyOrder(
            "2025-03-31/missing:2",
            "2025-03-31/missing:3",
            "2025-03-31/missing:4",
            "2025-03-31/missing:6",
            "2025-03-31/missing:7",
            "2025-03-31/missing:8");
    assertThat(counts.get("ssd_missing")).containsEntry("duplicate", 1L);
  }

  /** R6a: most filled, then the later end, then by content; never by the order of the file. */
  @Test
  void ofSeveralVersionsTheSameStandsInWhateverOrderTheyCome() throws IOException {
    source = with("quarantined_percent: 100");
    List<String> versions =
        List.of(
            "1,11,2025-03-01,M,,,\n",
            "1,11,2025-03-01,M,2025-03-02,Y,\n",
            "1,11,2025-03-01,M,2025-03-03,,N\n",
            "2,11,2025-03-04,M,2025-03-05,Y,\n",
            "2,11,2025-03-04,M,2025-03-05,N,\n",
            "3,11,2025-03-06,M,2025-03-07,,\n");
    Set<List<String>> standing = new HashSet<>();
    for (int first = 0; first < versions.size(); first++) {
      List<String> turned = new ArrayList<>(versions);
      Collections.rotate(turned, first);
      write("ssd_missing.csv", MISSING + String.join("", turned));
      extract();
      standing.add(texts(raw("ssd_missing")));
      assertThat(counts.get("ssd_missing"))
          .containsEntry("loaded", 3L)
          .containsEntry("quarantined", 3L)
          .containsEntry("version", 3L);

      Collections.reverse(turned);
      write("ssd_missing.csv", MISSING + String.join("", turned));
      extract();
      standing.add(texts(raw("ssd_missing")));
    }

    assertThat(standing).hasSize(1);
    assertThat(raw("ssd_missing"))
        .extracting(row -> row.<String>getAs("miss_missing_episode_end_date"))
        .containsExactlyInAnyOrder("2025-03-03", "2025-03-05", "2025-03-07");
    assertThat(Extract.notes(counts))
        .anySatisfy(
            note ->
                assertThat(note).startsWith("3 records of ssd_missing are versions of another"));
  }

  @Test
  void recordsOfStrangersAreSetAsideWhereTheSourceIsKnownToHoldThem() throws IOException {
    write("ssd_missing.csv", MISSING + missing(1) + "2,99,2025-03-02,M,,,\n" + "3,99,,M,,,\n");
    heldBack();

    Path shape = Files.writeString(folder.resolve("own.yaml"), "out_of_scope: [missing]\n");
    source = source.in(SourceShape.read("own", shape));
    extract();

    assertThat(reasons())
        .containsExactlyInAnyOrder(
            "3 [out_of_scope:miss_person_id]", "4 [out_of_scope:miss_person_id]");
    assertThat(
            lake.read(Extract.CONTROL_TOTAL, versions.of(Extract.CONTROL_TOTAL))
                .where("source_table = 'missing'")
                .selectExpr("concat_ws(' ', loaded_rows, quarantined_rows, duplicate_rows, holds)")
                .first()
                .getString(0))
        .isEqualTo("1 2 0 true");
    assertThat(Extract.notes(counts))
        .anySatisfy(note -> assertThat(note).startsWith("2 records of ssd_missing are of people"));

    write("ssd_missing.csv", MISSING + missing(1) + "2,99,2025-03-02,M,,,\n" + "3,11,,M,,,\n");
    heldBack("ssd_missing (1 of 3)");
  }

  @Test
  void theHourThatComesTwiceTakesNoRecordAway() throws IOException {
    write(
        "ssd_missing.csv", MISSING + "1,11,2024-10-27 01:50:00.000,M,2024-10-27 01:10:00.000,,\n");

    extract();

    assertThat(counts.get("ssd_missing")).containsEntry("loaded", 1L);
  }

  @Test
  void aColumnWithTheMonthFirstHoldsTheNightAndIsNamed() throws IOException {
    write("ssd_missing.csv", MISSING + "1,11,1/2/2025,M,1/2/2025,,\n2,11,1/3/2025,M,1/14/2025,,\n");

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_missing_episode_end_date (1 dates with the month first, as in"
                + " 03/31/2026, and 0 with the day first)");
  }

  @Test
  void datesThatMayHaveTheDayOrTheMonthFirstHoldTheNightUnlessAnotherColumnSaysWhich()
      throws IOException {
    String months = "1,11,1/2/2025,M,,,\n2,11,3-1-2025,M,,,\n";
    write("ssd_missing.csv", MISSING + months);

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_missing_episode_start_date (2 dates such as 03/04/2026, of which"
                + " nothing in the night says");

    write("ssd_person.csv", PERSONS + person("11", "14/05/2010"));
    extract();
    assertThat(counts.get("ssd_missing"))
        .containsEntry("loaded", 2L)
        .containsEntry("day_or_month_first:miss_missing_episode_start_date", 2L);

    write("ssd_missing.csv", MISSING + months + "3,11,1-13-2025,M,,,\n");
    assertThatThrownBy(this::extract).hasMessageContaining("(1 dates with the month first");
  }

  @Test
  void oneSlipAmongManyDatesWithTheDayFirstHoldsNoNight() throws IOException {
    StringBuilder rows = new StringBuilder(MISSING);
    for (int day = 13; day < 34; day++) {
      String date = day < 31 ? day + "/01/2025" : (day - 10) + "/02/2025";
      rows.append("%d,11,%s,M,%s,,\n".formatted(day, date, date));
    }
    write("ssd_missing.csv", rows + "99,11,01/03/2025,M,03/14/2025,,\n");

    extract();

    assertThat(counts.get("ssd_missing"))
        .containsEntry("unusable:miss_missing_episode_end_date", 1L)
        .containsEntry("month_first:miss_missing_episode_end_date", 1L);
  }

  @Test
  void aColumnOnWhichNoKpiRestsHoldsNoNight() throws IOException {
    StringBuilder rows = new StringBuilder(PERSONS);
    StringBuilder disabilities = new StringBuilder(DISABILITY);
    for (int person = 11; person < 31; person++) {
      rows.append("P1,%d,,,,F,Q,Local,2010-05-01,,Q,Q,,,,\n".formatted(person));
      disabilities.append("%d,%d,Local\n".formatted(person, person));
    }
    write("ssd_person.csv", rows.toString());
    write("ssd_disability.csv", disabilities.toString());

    extract();

    assertThat(counts.get("ssd_disability"))
        .containsEntry("unknown_code:disa_disability_code", 20L);
    assertThat(Extract.notes(counts))
        .anyMatch(note -> note.startsWith("80 cells are codes that no list has"));

    assertThat(counts.get("ssd_person"))
        .containsEntry("unknown_code:pers_upn_unknown", 20L)
        .containsEntry("unusable:pers_send_flag", 20L);
  }

  @Test
  void numbersThatLostTheirLeadingZerosHoldTheNight() throws IOException {
    source = with("quarantined_percent: 100");
    write("ssd_person.csv", PERSONS + person("0011", "2010-05-01") + person("12", "2010-05-01"));
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,\n2,12,2025-03-01,M,,,\n");

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_person_id (1 records name a person whose number differs by leading"
                + " zeros only")
        .hasMessageContaining("set leading_zeros_are_lost in source.yaml");

    source = source.withLostZeros();
    extract();
    assertThat(counts.get("ssd_missing")).containsEntry("loaded", 2L);
  }

  @Test
  void twoSpellingsOfOneNumberAmongPeopleHoldTheNight() throws IOException {
    write("ssd_person.csv", PERSONS + person("ab1", "2010-05-01") + person("AB1", "2011-06-02"));

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_person.pers_person_id (1 records have the number of another");
  }

  @Test
  void numbersOfPeopleThatAreAllOtherOnesHoldTheNight() throws IOException {
    tonight = NIGHT.minusDays(1);
    write("ssd_disability.csv", DISABILITY);
    write("ssd_missing.csv", MISSING);
    write("ssd_person.csv", PERSONS + persons("", 30));
    extract();
    NightBefore before = new NightBefore(tonight, Map.copyOf(counts));
    tonight = NIGHT;

    write("ssd_person.csv", PERSONS + persons("P", 30));
    assertThatThrownBy(() -> runAll(before))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_person.pers_person_id (0 of 30 are there again, of now 30)")
        .hasMessageContaining("Each of these people would get a new key");

    write("ssd_person.csv", PERSONS + persons("", 20) + persons("P", 10));
    runAll(before);
    assertThat(counts.get("lasting_ids")).containsEntry("kept:pers_person_id", 20L);
  }

  @Test
  void numbersThatLostTheirLeadingZerosInEveryFileHoldTheNight() throws IOException {
    tonight = NIGHT.minusDays(1);
    write("ssd_disability.csv", DISABILITY);
    write("ssd_missing.csv", MISSING);
    write("ssd_person.csv", PERSONS + persons("00", 6) + persons("9", 30));
    extract();
    NightBefore before = new NightBefore(tonight, Map.copyOf(counts));
    tonight = NIGHT;

    write("ssd_person.csv", PERSONS + persons("", 6) + persons("9", 30));
    assertThatThrownBy(() -> runAll(before))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("(6 of 36 are there again with other leading zeros)");

    write(
        "ssd_person.csv",
        PERSONS + persons("", 5) + person("00106", "2010-05-01") + persons("9", 30));
    runAll(before);
    assertThat(counts.get("lasting_ids")).containsEntry("respelled:pers_person_id", 5L);
    assertThat(Extract.notes(counts))
        .anyMatch(
            note -> note.startsWith("5 numbers of people came back with other leading zeros"));
  }

  private void runAll(NightBefore before) throws IOException {
    for (StageStep step : steps(before, Set.of())) {
      run(step);
    }
  }

  private static String persons(String before, int count) {
    StringBuilder rows = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      rows.append(person(before + (100 + i), "2010-05-01"));
    }
    return rows.toString();
  }

  @Test
  void aPersonIsKnownByEverySpellingOfTheNumber() throws IOException {
    write("ssd_person.csv", PERSONS + person("11.0", "2010-05-01") + person("ab-1", "2010-05-01"));
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11\u00a0,2025-03-01,M,,,\n"
            + "2,\u200b11,2025-03-02,M,,,\n"
            + "3,11.0000000000,2025-03-03,M,,,\n"
            + "4,AB-1,2025-03-04,M,,,\n");

    extract();

    assertThat(counts.get("ssd_missing"))
        .containsEntry("loaded", 4L)
        .containsEntry("quarantined", 0L);
  }

  @Test
  void aWordForNothingIsNoNumberOfAChild() throws IOException {
    source = with("quarantined_percent: 50");
    write(
        "ssd_missing.csv",
        MISSING + "1,nan,2025-03-01,M,NaT,None,<NA>\n" + "2,11,2025-03-02,M,NaT,,\n");

    extract();

    assertThat(table("ssd_missing", Zone.QUARANTINE))
        .extracting(row -> row.getList(row.fieldIndex("reasons")).toString())
        .containsExactly("[missing:miss_person_id]");
    assertThat(counts.get("ssd_missing"))
        .containsEntry("word_for_nothing:miss_missing_episode_end_date", 2L);
    assertThat(Extract.notes(counts))
        .anyMatch(note -> note.startsWith("5 cells hold a word for nothing (such as NaT or None)"));
  }

  @Test
  void anExactDuplicateIsCounted() throws IOException {
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,\n" + "1,11,2025-03-01,M ,,,\n");

    extract();

    assertThat(counts.get("ssd_missing"))
        .containsEntry("loaded", 1L)
        .containsEntry("duplicate", 1L);
  }

  /** R17b: one date after the night is a slip, more than a share of a column a wrong extract. */
  @Test
  void aColumnWithMoreThanItsShareOfDatesAheadHoldsTheNightBack() throws IOException {
    source = with("quarantined_percent: 100");
    write(
        "ssd_missing.csv", MISSING + incidents(198) + "a,11,2025-03-30,M,2025-04-01 00:00:00,,\n");
    extract();
    write("ssd_missing.csv", MISSING + incidents(198) + "a,11,2025-04-01,M,,,\n" + later("b"));
    extract();

    write(
        "ssd_missing.csv",
        MISSING + incidents(198) + "a,11,2025-04-01,M,,,\n" + later("b") + later("c"));

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "Columns of 2025-03-31 have dates after that day:"
                + " ssd_missing.miss_missing_episode_start_date (3 of 201 filled cells)");
  }

  private static String later(String number) {
    return number + ",11,2025-04-02,A,,,\n";
  }

  private static String incidents(int number) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < number; i++) {
      text.append("%d,11,2025-03-%02d 10:00,M,,,\n".formatted(i, 1 + i % 28));
    }
    return text.toString();
  }

  @Test
  void oneDateAheadNeverHoldsATableHoweverSmall() throws IOException {
    source = with("quarantined_percent: 100");
    write("ssd_missing.csv", MISSING + "1,11,2025-03-31 23:59:59,M,,,\n" + later("2"));

    extract();

    assertThat(reasons()).containsExactly("3 [later_than_night:miss_missing_episode_start_date]");
  }

  @Test
  void aRecordMendedAtSourceIsLoadedWithItsFirstArrival() throws IOException {
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,2025-02-01,,\n2,11,2025-03-02,M,,,\n");
    heldBack();

    tonight = NIGHT.plusDays(1);
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,2025-03-02,,\n2,11,2025-03-02,M,,,\n");
    write("ssd_disability.csv", DISABILITY);
    extract();

    assertThat(raw("ssd_missing"))
        .extracting(row -> row.getAs("source_row") + " " + row.getAs("first_seen_on"))
        .containsExactlyInAnyOrder("2025-04-01/missing:2 2025-03-31", "2025-04-01/missing:3 null");
    assertThat(table("ssd_missing", Zone.QUARANTINE)).isEmpty();
  }

  /** The other one was loaded: it did not arrive with the version that did not stand. */
  @Test
  void aVersionThatDidNotStandIsKnownAgainByItsContent() throws IOException {
    source = with("quarantined_percent: 50");
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,\n1,11,2025-03-01,M,2025-03-02,,\n");
    extract();
    tonight = NIGHT.plusDays(1);
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_disability.csv", DISABILITY);

    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,2025-03-02,,\n");
    extract();
    assertThat(raw("ssd_missing").get(0).<Object>getAs("first_seen_on")).isNull();

    write("ssd_missing.csv", MISSING + "1,11,01-MAR-2025,M,,NULL,\n");
    extract();
    assertThat(raw("ssd_missing").get(0).<Object>getAs("first_seen_on")).hasToString("2025-03-31");
  }

  @Test
  void aRecordMendedInItsKeyKeepsItsFirstArrivalAndNoOtherGetsIt() throws IOException {
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01") + person("12", "2010-05-01"));
    write("ssd_missing.csv", MISSING + "1,11,30/02/2025,M,2025-03-02,,\n2,12,2025-03-02,M,,,\n");
    heldBack();

    tonight = NIGHT.plusDays(1);
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01") + person("12", "2010-05-01"));
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,28/02/2025,M,2025-03-02,,\n"
            + "2,12,2025-03-02,M,,,\n"
            + "3,12,28/02/2025,M,2025-03-02,,\n");
    write("ssd_disability.csv", DISABILITY);
    extract();

    assertThat(raw("ssd_missing"))
        .extracting(row -> row.getAs("source_row") + " " + row.getAs("first_seen_on"))
        .containsExactlyInAnyOrder(
            "2025-04-01/missing:2 2025-03-31",
            "2025-04-01/missing:3 null",
            "2025-04-01/missing:4 null");
  }

  @Test
  void recordsAreComparedByTheirValuesNotByTheirSpelling() throws IOException {
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-01 22:30:00,M,,,\n"
            + "1,11,01/03/2025 22:30,M Missing,,,\n"
            + "1,11,01/03/2025 22:30,M,2025-03-03,,\n"
            + "1,11,2025-03-01 22:30:00.000,M,03/03/2025,SSD_PH,\n");

    heldBack();

    assertThat(counts.get("ssd_missing"))
        .containsEntry("loaded", 1L)
        .containsEntry("duplicate", 2L)
        .containsEntry("quarantined", 1L);
    assertThat(table("ssd_missing", Zone.QUARANTINE))
        .extracting(row -> row.getAs("line") + " " + row.getList(row.fieldIndex("reasons")))
        .containsExactly("2 [version]");
  }

  @Test
  void cellsAndRecordsThatNobodyCanMeanBreakTheContract() throws IOException {
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M" + "x".repeat(1_000_000) + ",,,\n");
    assertThatThrownBy(this::extract)
        .hasMessageContaining("a cell of more than 1,000,000 characters");

    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M" + ",".repeat(2_000) + "\n");
    assertThatThrownBy(this::extract).hasMessageContaining("a record of more than 2,000 cells");
  }

  @Test
  void filesWithoutALastLineEndAreToldSinceOneMayBeCutOff() throws IOException {
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01").stripTrailing());
    write("ssd_disability.csv", DISABILITY.stripTrailing());
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,");

    extract();

    assertThat(raw("ssd_missing")).hasSize(1);
    assertThat(oddities)
        .containsExactly(
            "No CSV file has a line end after its last record, so one that was cut off within its"
                + " last cell would pass for a whole one.");
  }

  @Test
  void aFileThatIsCutOffWithinItsLastCellBreaksTheContract() throws IOException {
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,2025-03-0");

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
        .hasMessageContaining(
            "ssd.missing for 2025-03-31: it stops without a line end, which other files of the"
                + " night have: it was cut off");
  }

  @Test
  void aTableThatTheMarkerAloneKnowsIsTold() throws IOException {
    records.put("ssd_pets", 3L);
    records.put("Amy Example", 1L);

    extract();

    assertThat(oddities)
        .containsExactly(
            "_COMPLETE counts 2 table(s) that no contract names (among them ssd_pets).");
  }

  @Test
  void whatIsWrongWithAHeaderIsSaidAsItIs() throws IOException {
    write("ssd_disability.csv", "1,11,VIS\n2,11,HEAR\n");
    assertThatThrownBy(this::extract)
        .hasMessageContaining("its header is another one, or is lost: 0 of 3 columns found");

    write(
        "ssd_disability.csv", "disa_table_id,disa_person_id,disa_disability_code,Disa_Person_Id\n");
    assertThatThrownBy(this::extract)
        .hasMessageContaining("its header names a column twice: disa_person_id");

    write("ssd_disability.csv", "disa_table_id,disa_person_id,disa_disability_code,Amy,Amy\n");
    assertThatThrownBy(this::extract)
        .hasMessageContaining("its header names 1 column(s) twice that no contract names")
        .hasMessageNotContaining("Amy");

    // As a spreadsheet saves a sheet that was once wider.
    write(
        "ssd_disability.csv", "disa_table_id,disa_person_id,disa_disability_code,,\n1,11,VIS,,\n");
    extract();
    assertThat(raw("ssd_disability")).hasSize(1);
    assertThat(oddities).singleElement().asString().contains("has 2 column(s)");
  }

  @Test
  void aFileByAnotherNameIsToldWhereItsTableIsMissing() throws IOException {
    Files.move(night().resolve("ssd_missing.csv"), night().resolve("ssd_missing (1).csv"));
    Files.move(night().resolve("ssd_disability.csv"), night().resolve("SSD_Disability.csv.zip"));

    assertThatThrownBy(this::extract)
        .hasMessageContaining(
            "missing (1 of 3 files found); there is ssd_missing (1).csv, which is not read")
        .hasMessageContaining("; there is SSD_Disability.csv.zip, which is not read");
  }

  @Test
  void farFewerRecordsThanTheNightBeforeHoldTheNightBackUntilSomebodyAcceptsThem()
      throws IOException {
    write("ssd_missing.csv", MISSING + missing(1) + missing(2) + missing(3) + missing(4));
    NightBefore before =
        new NightBefore(
            NIGHT.minusDays(1),
            Map.of("ssd_missing", Map.of("source", 7L), "ssd_disability", Map.of("source", 1L)));

    assertThatThrownBy(() -> run(steps(before, Set.of()).get(0)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_missing (7 records, now 4), ssd_disability (1 records, now 0)")
        .hasMessageContaining("--accept-volume missing --accept-volume disability");
    run(steps(before, Set.of("ssd_missing", "ssd_disability")).get(0));

    write(
        "ssd_missing.csv",
        MISSING + missing(1) + missing(2) + missing(3) + missing(4) + missing(5));
    run(steps(before, Set.of("ssd_disability")).get(0));
  }

  @Test
  void fewerRecordsByTheVeryLimitHoldTheNightBackAndOnePercentLessDoesNot() throws IOException {
    NightBefore before =
        new NightBefore(NIGHT.minusDays(1), Map.of("ssd_missing", Map.of("source", 100L)));
    assertThat(source.contract("missing").limits().fewerRowsPercent()).isEqualTo(40);

    write("ssd_missing.csv", incidents(60, 0));
    assertThatThrownBy(() -> run(steps(before, Set.of()).get(0)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_missing (100 records, now 60)");

    write("ssd_missing.csv", incidents(61, 0));
    run(steps(before, Set.of()).get(0));
  }

  @Test
  void asManyQuarantinedAsTheLimitAllowsPassAndOneMoreHoldsTheNightBack() throws IOException {
    assertThat(source.contract("missing").limits().quarantinedPercent()).isEqualTo(1);

    write("ssd_missing.csv", incidents(100, 1));
    extract();
    assertThat(counts.get("ssd_missing")).containsEntry("quarantined", 1L);

    write("ssd_missing.csv", incidents(100, 2));
    heldBack("ssd_missing (2 of 100)");

    write("ssd_missing.csv", incidents(200, 2));
    extract();
    assertThat(counts.get("ssd_missing")).containsEntry("quarantined", 2L);

    write("ssd_missing.csv", incidents(200, 3));
    heldBack("ssd_missing (3 of 200)");
  }

  /** So many incidents, the first of them of an unknown person. */
  private static String incidents(int records, int orphans) {
    StringBuilder file = new StringBuilder(MISSING);
    for (int i = 1; i <= records; i++) {
      LocalDate day = NIGHT.minusDays(i);
      file.append("%d,%s,%s,M,,,\n".formatted(i, i <= orphans ? "99" : "11", day));
    }
    return file.toString();
  }

  @Test
  void aColumnThatIsSpelledInAnotherWayHoldsTheNightBack() throws IOException {
    String ended = "";
    for (int i = 1; i <= 120; i++) {
      String end = i <= 12 ? i + "-Mar-25" : i <= 20 ? "2025-03-30" : i <= 60 ? "NULL" : "";
      ended += i + ",11,2025-03-01 " + "%02d:%02d".formatted(i / 60, i % 60) + ",M," + end + ",,\n";
    }
    write("ssd_missing.csv", MISSING + ended);

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_missing_episode_end_date (12 of 20 filled cells are no timestamp)")
        .hasMessageContaining("figures published before stand")
        .hasMessageContaining("Ask the system team how these columns are written");

    source = with("unusable_percent: 60");
    extract();
  }

  @Test
  void aColumnOfCodesThatNoListHasHoldsTheNightBack() throws IOException {
    StringBuilder types = new StringBuilder(MISSING);
    for (int i = 1; i <= 30; i++) {
      String type = i <= 11 ? "Z9" : i <= 21 ? "M" : "SSD_PH";
      types.append(i + ",11,2025-03-%02d,%s,,,\n".formatted(i, type));
    }
    write("ssd_missing.csv", types.toString());

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_missing_episode_type (11 of 21 filled cells are codes that the list"
                + " missing does not have)");

    source = with("unknown_code_percent: 53");
    extract();

    assertThat(Extract.notes(counts))
        .containsExactly(
            "11 cells are codes that no list has, so unknown; most in"
                + " ssd_missing.miss_missing_episode_type (11). ops.source_count has all.");
  }

  @Test
  void aColumnThatLostItsCellsHoldsTheNightBackUntilSomebodyAcceptsIt() throws IOException {
    write("ssd_missing.csv", MISSING + ended(40, 22));
    extract();
    NightBefore before = new NightBefore(tonight, Map.copyOf(counts));
    tonight = NIGHT.plusDays(1);
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_disability.csv", DISABILITY);

    write("ssd_missing.csv", MISSING + ended(40, 11));
    steps(before, Set.of()).forEach(this::run);

    write("ssd_missing.csv", MISSING + ended(60, 16));
    List<StageStep> steps = steps(before, Set.of());
    assertThatThrownBy(() -> steps.forEach(this::run))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining(
            "ssd_missing.miss_missing_episode_end_date (filled in 22 of 40 records, now in 16 of"
                + " 60)")
        .hasMessageContaining("--accept-volume missing");

    steps(before, Set.of("ssd_missing")).forEach(this::run);
    assertThat(Extract.notes(counts))
        .containsExactly(
            "Accepted with far fewer records, or filled cells, than in the night before:"
                + " ssd_missing.");
  }

  /** Incidents of which the first few have ended; a filler is no end. */
  private static String ended(int incidents, int ended) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < incidents; i++) {
      text.append(
          "%d,11,2025-03-%02d %02d:00,M,%s,,\n"
              .formatted(i, 1 + i / 20, i % 20, i < ended ? "2025-03-30" : "NULL"));
    }
    return text.toString();
  }

  @Test
  void fewUnusableCellsAreBlankAndTold() throws IOException {
    StringBuilder nine = new StringBuilder(MISSING);
    for (int i = 1; i <= 9; i++) {
      nine.append(i + ",11,2025-03-0" + i + ",M,9-Mar-25,,\n");
    }
    write("ssd_missing.csv", nine.toString());

    extract();

    assertThat(Extract.notes(counts))
        .singleElement()
        .asString()
        .startsWith("9 cells are not of their type")
        .contains("ssd_missing.miss_missing_episode_end_date (9)");
  }

  @Test
  void aContractMaySetItsOwnLimits() throws IOException {
    write("ssd_missing.csv", MISSING + missing(1) + "2,99,2025-03-02,M,,,\n");
    NightBefore before =
        new NightBefore(NIGHT.minusDays(1), Map.of("ssd_missing", Map.of("source", 4L)));
    heldBack();
    assertThatThrownBy(() -> run(steps(before, Set.of()).get(0)))
        .hasMessageContaining("ssd_missing (4 records, now 2)");

    source = with("fewer_rows_percent: 60, quarantined_percent: 50");
    run(steps(before, Set.of()).get(0));
    extract();

    source = with("quarantined_percent: 49");
    heldBack();
  }

  /** The source with limits in the contract of missing episodes. */
  private SourceSystem with(String limits) throws IOException {
    Path contracts = Files.createDirectories(folder.resolve("contracts"));
    Path given = Project.home().conf().resolve("sources/ssd");
    Files.writeString(
        contracts.resolve("missing.yaml"),
        Files.readString(given.resolve("missing.yaml")) + "\nlimits: {" + limits + "}\n");
    Files.writeString(
        contracts.resolve("source.yaml"), Files.readString(given.resolve("source.yaml")));
    return of(SourceContract.read("ssd", contracts.resolve("missing.yaml")));
  }

  private SourceSystem of(SourceContract own) {
    return source.with(List.of(source.contract("person"), own, source.contract("disability")));
  }

  private static String missing(int day) {
    return day + ",11,2025-03-0" + day + ",M,,,\n";
  }

  @Test
  void whatWentAndCameSinceTheNightBeforeIsCounted() throws IOException {
    LocalDate last = NIGHT.minusDays(1);
    tonight = last;
    write(
        "ssd_person.csv",
        PERSONS + person("11", "2010-05-01") + person("12", "2010-05-01") + person("13", ""));
    write("ssd_disability.csv", DISABILITY + "1,11,VIS\n2,12,HEAR\n");
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2019-03-01,M,2019-03-31,,\n"
            + "2,11,2025-03-02,M,,,\n"
            + "3,11,2025-03-03,M,2025-03-04,,\n"
            + "4,11,2025-03-05,M,2025-03-06,,\n"
            + "5,12,2025-03-07,M,2025-03-08,,\n");
    extract();
    NightBefore before = new NightBefore(last, Map.copyOf(counts));
    tonight = NIGHT;
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01") + person("13", ""));
    write("ssd_disability.csv", DISABILITY + "1,11,VIS\n2,11,HEAR\n");
    write(
        "ssd_missing.csv",
        MISSING
            + "2,11,2025-03-02,M,2025-03-30,,\n"
            + "4,11,2025-03-05,M,2025-03-06,,\n"
            + "5,11,2025-03-07,M,2025-03-08,,\n"
            + "6,11,2025-03-30,M,,,\n"
            + "7,11,2025-03-09,M,,,\n");

    for (StageStep step : steps(before, Set.of())) {
      run(step);
    }

    TableName changes = NightChanges.NIGHT_CHANGE;
    assertThat(lake.read(changes, versions.of(changes)).collectAsList())
        .extracting(
            row -> row.getAs("source_table") + " " + row.getAs("measure") + " " + row.getAs("rows"))
        .containsExactlyInAnyOrder(
            "person unchanged 2",
            "person merged 1",
            "disability unchanged 1",
            "disability merged 1",
            "disability taken_over 1",
            "missing aged_out 1",
            "missing changed 1",
            "missing deleted 1",
            "missing unchanged 1",
            "missing merged 1",
            "missing taken_over 1",
            "missing new 2",
            "missing late_entry 1");
  }

  /** Promise 5: a source may give all of its records new numbers overnight. */
  @Test
  void recordsThatSayTheSameUnderNewNumbersAreUnchanged() throws IOException {
    LocalDate last = NIGHT.minusDays(1);
    tonight = last;
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_disability.csv", DISABILITY);
    write(
        "ssd_missing.csv",
        MISSING
            + "1,11,2025-03-02,M,2025-03-02,,\n"
            + "2,11,2025-03-02,M,2025-03-02,,\n"
            + "3,11,2025-03-03,M,,,\n"
            + "4,11,2025-03-04,M,,,\n");
    extract();
    NightBefore before = new NightBefore(last, Map.copyOf(counts));
    tonight = NIGHT;
    write("ssd_person.csv", PERSONS + person("11", "2010-05-01"));
    write("ssd_disability.csv", DISABILITY);
    write(
        "ssd_missing.csv",
        MISSING
            + "101,11,2025-03-02,M,2025-03-02,,\n"
            + "102,11,2025-03-02,M,2025-03-02,,\n"
            + "103,11,2025-03-03,M,2025-03-05,,\n"
            + "4,11,2025-03-30,M,,,\n");

    for (StageStep step : steps(before, Set.of())) {
      run(step);
    }

    TableName changes = NightChanges.NIGHT_CHANGE;
    assertThat(lake.read(changes, versions.of(changes)).collectAsList())
        .extracting(
            row -> row.getAs("source_table") + " " + row.getAs("measure") + " " + row.getAs("rows"))
        .as("the second by its number, the third by what it is about")
        .containsExactlyInAnyOrder(
            "person unchanged 1", "missing unchanged 2", "missing reissued 2", "missing changed 2");
  }

  @Test
  void columnsThatIdentifyAndThatNothingNeedsAreNotLanded() throws IOException {
    write(
        "ssd_person.csv",
        PERSONS + "P11,11,Z900,Amy,Example,F,F,WBRI,2010-05-01,NHS1,,N,,,,British\n");

    extract();

    assertThat(raw("ssd_person").get(0).schema().fieldNames())
        .contains("pers_person_id", "pers_dob")
        .doesNotContain("pers_forename", "pers_surname", "pers_upn", "pers_single_unique_id");
  }

  @Test
  void parquetGivesTheSameRowsAsCsv() throws IOException {
    write("ssd_missing.csv", MISSING + "1,11,2025-03-01,M,,,\n2,11,2025-03-02,A,2025-03-03,Y,N\n");
    extract();
    List<String> fromCsv = texts(raw("ssd_missing"));
    Path csv = night().resolve("ssd_missing.csv");
    SparkTest.spark()
        .read()
        .option("header", "true")
        .csv(csv.toString())
        .coalesce(1)
        .write()
        .parquet(folder.resolve("written").toString());
    try (var files = Files.list(folder.resolve("written"))) {
      Path part =
          files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.copy(part, night().resolve("ssd_missing.parquet"));
    }
    Files.delete(csv);

    extract();

    // A line of a CSV file counts the header, a row of a Parquet file does not.
    assertThat(texts(raw("ssd_missing"))).isEqualTo(fromCsv);
  }

  /** As other tools write them: nanoseconds, instants, numbers, and columns that cannot be read. */
  @Test
  void parquetOfOtherToolsIsRead() throws IOException {
    parquet(
        "ssd_missing",
        """
        message night {
          optional double miss_table_id;
          optional int64 miss_person_id;
          optional int64 miss_missing_episode_start_date (TIMESTAMP(NANOS,false));
          optional binary miss_missing_episode_type;
          optional int64 miss_missing_episode_end_date (TIMESTAMP(MICROS,true));
          optional binary miss_missing_rhi_offered (STRING);
          optional boolean miss_missing_rhi_accepted;
          optional int64 taken (TIME(NANOS,false));
          optional int64 Taken (TIMESTAMP(NANOS,true));
          optional group more { optional int32 one; }
        }
        """,
        row ->
            row.append("miss_table_id", 1.0)
                .append("miss_person_id", 11L)
                // 22:30 on the clock, in summer time.
                .append("miss_missing_episode_start_date", 1_722_551_400_000_000_001L)
                .append("miss_missing_episode_type", "M")
                // 00:30 UTC of the night when clocks went back: 01:30, the first of two.
                .append("miss_missing_episode_end_date", 1_729_989_000_000_000L)
                .append("miss_missing_rhi_accepted", true)
                .append("taken", 5L)
                .append("Taken", 5L));

    extract();

    assertThat(raw("ssd_missing"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.<String>getAs("miss_table_id")).isEqualTo("1");
              assertThat(row.<String>getAs("miss_person_id")).isEqualTo("11");
              assertThat(row.<String>getAs("miss_missing_episode_start_date"))
                  .isEqualTo("2024-08-01T22:30:00.000000001");
              assertThat(row.<String>getAs("miss_missing_episode_type")).isEqualTo("M");
              assertThat(row.<String>getAs("miss_missing_episode_end_date"))
                  .isEqualTo("2024-10-27T01:30:00.000000+01:00");
              assertThat(row.<String>getAs("miss_missing_rhi_offered")).isNull();
            });
    assertThat(counts.get("ssd_missing"))
        .doesNotContainKey("unusable:miss_missing_episode_start_date")
        .doesNotContainKey("unusable:miss_missing_episode_end_date");
    assertThat(oddities).singleElement().asString().contains("has 3 column(s)");
  }

  @Test
  void parquetCellsThatHoldNoSingleValueBreakTheContract() throws IOException {
    parquet(
        "ssd_disability",
        """
        message night {
          optional int64 disa_table_id (TIME(NANOS,false));
          optional binary disa_person_id (STRING);
          optional group disa_disability_code { optional int32 one; }
        }
        """,
        row -> row.append("disa_person_id", "11"));

    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
        .hasMessageContaining(
            "its cells in disa_table_id, disa_disability_code are of a Parquet type");
  }

  @Test
  void aParquetFileThatIsCutOffBreaksTheContract() throws IOException {
    parquet(
        "ssd_disability",
        """
        message night {
          optional binary disa_table_id (STRING);
          optional binary disa_person_id (STRING);
          optional binary disa_disability_code (STRING);
        }
        """,
        row ->
            row.append("disa_table_id", "1")
                .append("disa_person_id", "11")
                .append("disa_disability_code", "VIS"));
    extract();
    assertThat(raw("ssd_disability")).hasSize(1);
    Path file = night().resolve("ssd_disability.parquet");
    byte[] whole = Files.readAllBytes(file);

    // Nothing, within the first word, no more than it, within the rows, the footer, the last word.
    for (int kept :
        List.of(0, 3, 4, whole.length / 4, whole.length / 2, whole.length - 8, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, kept));

      assertThatThrownBy(this::extract)
          .as(kept + " of " + whole.length + " bytes")
          .isInstanceOfSatisfying(
              KithException.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
          .hasMessageContaining(
              "Cannot load ssd.disability for 2025-03-31: the file is no Parquet file, or was cut"
                  + " off")
          .hasMessageContaining("Ask the system team to send the file again");
    }
  }

  /** Puts a Parquet file of one row in the place of a table's CSV file. */
  private void parquet(String stem, String schema, Consumer<Group> fill) throws IOException {
    Files.delete(night().resolve(stem + ".csv"));
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Group row = new SimpleGroup(type);
    fill.accept(row);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(night().resolve(stem + ".parquet")))
            .withType(type)
            .build()) {
      writer.write(row);
    }
    records.put(stem, 1L);
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(row -> row.<String>getAs("row_hash")).sorted().toList();
  }

  @Test
  void aFileThatIsCutOffOrNotUtf8BreaksTheContract() throws IOException {
    write("ssd_missing.csv", MISSING + "1,11,\"2025-03-01");
    assertThatThrownBy(this::extract).hasMessageContaining("cut off");

    Files.write(
        night().resolve("ssd_missing.csv"),
        (MISSING + "1,11,2025-03-01,caf\u00e9,,,\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::extract).hasMessageContaining("not UTF-8");

    write("ssd_missing.csv", "");
    assertThatThrownBy(this::extract).hasMessageContaining("empty");

    write("ssd_missing.csv", MISSING.replace("miss_table_id", "miss_person_id"));
    assertThatThrownBy(this::extract).hasMessageContaining("names a column twice");
  }

  /**
   * Of every pair both are named. The identifiers stand in no zone, nor anything made from them.
   */
  @Test
  void oneChildUnderTwoNumbersIsFoundByIdentifiersThatAreNotStored() throws IOException {
    write(
        "ssd_person.csv",
        PERSONS
            // The same child, spelled otherwise.
            + identified("11", "Z840000090801", "999 009 0801", "2015-07-07")
            + identified("12", "z840000090801 ", "9990090801", "2015-07-07")
            // Two of three agree.
            + identified("21", "A840000000021", "4000000021", "2010-01-01")
            + identified("22", "A840000000021", "4000000022", "2010-01-01")
            // Twins: a birth date agrees and nothing else. Neighbours in a list: nothing does.
            + identified("31", "B840000000031", "5000000031", "2012-02-02")
            + identified("32", "B840000000032", "5000000032", "2012-02-02")
            // A number was given to another child by a slip: as much differs as agrees.
            + identified("41", "C840000000041", "", "2011-03-03")
            + identified("42", "C840000000041", "", "2013-04-04")
            // What is no number.
            + identified("51", "UN1", "0000000000", "2014-05-05")
            + identified("52", "UN1", "0000000000", "2014-05-05")
            + identified("53", "NULL", "", "2014-05-05")
            // A number of four people stands for none of them.
            + identified("61", "", "1234567890", "")
            + identified("62", "", "1234567890", "")
            + identified("63", "", "1234567890", "")
            + identified("64", "", "1234567890", ""));

    extract();

    Dataset<Row> pairs = lake.read(Tables.PERSON_PAIR, versions.of(Tables.PERSON_PAIR));
    assertThat(pairs.columns()).containsExactly("child_key", "other_child_key", "agrees_on");
    assertThat(pairs.collectAsList())
        .extracting(row -> row.getLong(0) + " " + row.getLong(1) + " " + row.getList(2))
        .containsExactlyInAnyOrder(
            key("11") + " " + key("12") + " [pupil_number, nhs_number, birth_date]",
            key("12") + " " + key("11") + " [pupil_number, nhs_number, birth_date]",
            key("21") + " " + key("22") + " [pupil_number, birth_date]",
            key("22") + " " + key("21") + " [pupil_number, birth_date]");
  }

  private static String identified(String id, String upn, String nhs, String birth) {
    return "P" + id + "," + id + "," + upn + ",,,F,F,WBRI," + birth + "," + nhs + ",,N    ,,,,\n";
  }

  private static long key(String id) {
    return KEYS.key("person", id);
  }

  @Test
  void totalsThatDoNotHoldHoldTheNightBack() throws IOException {
    List<StageStep> steps = steps();
    for (StageStep step : steps.subList(0, steps.size() - 1)) {
      run(step);
    }
    counts.get("ssd_person").merge("raw_rows", 1L, Long::sum);

    assertThatThrownBy(() -> run(steps.get(steps.size() - 1)))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("ssd_person (1 in the source, 2 loaded");
  }

  private void extract() throws IOException {
    steps().forEach(this::run);
  }

  /**
   * Everything is loaded, then the contract's limit of quarantined records holds the night back.
   */
  private void heldBack() {
    heldBack("ssd_missing (");
  }

  private void heldBack(String table) {
    assertThatThrownBy(this::extract)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("quarantined than the contracts allow: " + table);
  }

  private List<StageStep> steps() throws IOException {
    return steps(null, Set.of());
  }

  private List<StageStep> steps(NightBefore before, Set<String> acceptedVolume) throws IOException {
    Path availability = folder.resolve("availability.yaml");
    Files.writeString(
        availability, "tables: {person: carried, missing: carried, disability: carried}\n");
    StringBuilder marker = new StringBuilder("window_start,2019-04-01\n");
    records.forEach((stem, count) -> marker.append(stem).append(',').append(count).append('\n'));
    Files.writeString(night().resolve("_COMPLETE"), marker);
    NightFolder night =
        NightFolder.open(
            source, folder.resolve("source").toString(), tonight, Availability.read(availability));
    oddities = night.oddities();
    return Extract.steps(
        List.of(night),
        Optional.ofNullable(before),
        acceptedVolume,
        CodeLists.of(Project.home()),
        Parameters.of(Project.home()),
        lake,
        versions,
        () -> counts);
  }

  private void run(StageStep step) {
    StageStep.Result result = step.run();
    result
        .tables()
        .forEach(written -> versions.put(written.table().qualified(), written.version()));
    counts.put(step.name(), new HashMap<>(result.counts()));
  }

  private List<Row> raw(String name) {
    return table(name, Zone.RAW);
  }

  private List<Row> table(String name, Zone zone) {
    TableName table = new TableName(zone, name);
    Dataset<Row> rows = lake.read(table, versions.of(table));
    return rows.where("business_date = date'" + tonight + "'").collectAsList();
  }

  private Path night() {
    return folder.resolve("source").resolve(tonight.toString());
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(night());
    Files.writeString(night().resolve(name), text, StandardCharsets.UTF_8);
    FileScan scan =
        FileScan.of(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Dialect.STANDARD);
    records.put(name.replace(".csv", ""), scan.records());
  }
}

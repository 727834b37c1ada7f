package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import kith.lake.Keys;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One child under two numbers, found by identifiers that are not stored. */
class PersonPairsTest {

  private static final SourceSystem SOURCE = TextNight.source("person");

  private static final Keys KEYS =
      new Keys("a secret that is made up for tests".getBytes(StandardCharsets.UTF_8), 840);

  private static final String HEADER =
      TextNight.PERSON_11.substring(0, TextNight.PERSON_11.indexOf('\n') + 1);

  @TempDir private Path folder;

  @BeforeAll
  static void keys() {
    KEYS.register(SparkTest.spark());
  }

  private Dataset<Row> pairs(String... persons) {
    TextNight night = new TextNight(folder, TextNight.NIGHT, "person");
    night.write("ssd_person.csv", HEADER + String.join("", persons));
    MemoryLake lake = new MemoryLake();
    new PersonPairs(
            night.open("ssd_person", persons.length),
            SOURCE.contract("person"),
            JudgedTable.cells(SOURCE),
            lake)
        .run();
    return lake.table(Tables.PERSON_PAIR);
  }

  private List<String> pairsOf(String... persons) {
    return pairs(persons).collectAsList().stream()
        .map(row -> row.getLong(0) + " " + row.getLong(1) + " " + row.getList(2))
        .toList();
  }

  private static String identified(String id, String upn, String nhs, String birth) {
    return "P" + id + "," + id + "," + upn + ",,,F,F,WBRI," + birth + "," + nhs + ",,N    ,,,,\n";
  }

  private static String pair(String one, String other, String agrees) {
    return KEYS.key("person", one) + " " + KEYS.key("person", other) + " [" + agrees + "]";
  }

  /** Of every pair both are named. */
  @Test
  void oneChildUnderTwoNumbersIsAPairBothWays() {
    assertThat(
            pairsOf(
                // The same child, spelled otherwise.
                identified("11", "Z840000090801", "999 009 0801", "2015-07-07"),
                identified("12", "z840000090801 ", "9990090801", "07/07/2015"),
                // Two of three agree.
                identified("21", "A840000000021", "4000000021", "2010-01-01"),
                identified("22", "A840000000021", "4000000022", "2010-01-01")))
        .containsExactlyInAnyOrder(
            pair("11", "12", "pupil_number, nhs_number, birth_date"),
            pair("12", "11", "pupil_number, nhs_number, birth_date"),
            pair("21", "22", "pupil_number, birth_date"),
            pair("22", "21", "pupil_number, birth_date"));
  }

  @Test
  void twinsAndSlipsAreNoPairs() {
    assertThat(
            pairsOf(
                // Twins: a birth date agrees and nothing else. Neighbours in a list: nothing does.
                identified("31", "B840000000031", "5000000031", "2012-02-02"),
                identified("32", "B840000000032", "5000000032", "2012-02-02"),
                // A number was given to another child by mistake: as much differs as agrees.
                identified("41", "C840000000041", "", "2011-03-03"),
                identified("42", "C840000000041", "", "2013-04-04")))
        .isEmpty();
  }

  @Test
  void aNumberOfThreePeopleMakesPairsAndOneOfFourStandsForNone() {
    assertThat(
            pairsOf(
                identified("51", "", "1234567890", ""),
                identified("52", "", "1234567890", ""),
                identified("53", "", "1234567890", "")))
        .hasSize(6);
    assertThat(
            pairsOf(
                identified("61", "", "1234567890", ""),
                identified("62", "", "1234567890", ""),
                identified("63", "", "1234567890", ""),
                identified("64", "", "1234567890", "")))
        .isEmpty();
  }

  @Test
  void whatIsNoNumberAgreesWithNothing() {
    assertThat(
            pairsOf(
                identified("71", "UN1", "0000000000", "2014-05-05"),
                identified("72", "UN1", "0000000000", "2014-05-05"),
                identified("73", "NULL", "", "2014-05-05")))
        .isEmpty();
  }

  @Test
  void theIdentifiersAndWhatIsMadeOfThemAreNotStored() {
    assertThat(pairs(identified("11", "Z840000090801", "", "")).columns())
        .containsExactly("child_key", "other_child_key", "agrees_on");
  }

  @ParameterizedTest
  @CsvSource({
    "'999 009-0801', 9990090801",
    "z84 0000 0, Z8400000",
    "123456, 123456",
    "A000001, A000001",
    "12345, ",
    "A1234B5, ",
    "0000000, ",
    "1111111111, ",
    "UN1, ",
    ","
  })
  void anIdentifierHasSixDigitsThatAreNotAllTheSame(String text, String compared) {
    assertThat(PersonPairs.identifier(text)).isEqualTo(compared);
  }
}

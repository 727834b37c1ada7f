package kith.simulate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes to cells that several scripts share. */
final class Wordings {

  private static final String MIDNIGHT = " 00:00:00.000";

  /** Legal statuses in the words of the dataset's own list, without their codes. */
  private static final Map<String, String> LEGAL_STATUS = ScriptWords.words("legal_status");

  private Wordings() {}

  /** The code before the words. */
  static String code(String text) {
    return text.split(" ", 2)[0];
  }

  /** The words after the code. */
  static String words(String text) {
    return text.split(" ", 2)[1];
  }

  /** A random number for one record, the same on every night. */
  static Dice dice(long seed, String purpose, Texts.Record record) {
    return Dice.of(seed, purpose + " " + record.cells()[0]);
  }

  /** The words of a legal status, without its code. */
  static String legalStatus(String text) {
    return Codes.wording(LEGAL_STATUS, code(text));
  }

  /** Each person's number by the legacy one. */
  static Map<String, String> personByLegacyNumber(Records records) {
    int legacy = Sheet.of(Table.PERSON).place("pers_legacy_id");
    int person = Sheet.of(Table.PERSON).place("pers_person_id");
    Map<String, String> persons = new HashMap<>();
    for (Row row : records.of(Table.PERSON)) {
      persons.put(row.cells()[legacy].toString(), row.cells()[person].toString());
    }
    return persons;
  }

  /** The day of a date in the systems' export format. */
  static LocalDate day(String text) {
    return LocalDate.parse(text.substring(0, 10));
  }

  /** A day in the systems' export format. */
  static String text(LocalDate day) {
    return day + MIDNIGHT;
  }

  static LocalDateTime time(String text) {
    return LocalDateTime.parse(text, CsvTable.TIME);
  }

  static String text(LocalDateTime time) {
    return CsvTable.TIME.format(time);
  }

  /** The last day of a period that ends on the day before this one. */
  static String lastDay(String text) {
    return text(day(text).minusDays(1));
  }

  /** The latest record of each person, in the order in which the persons come. */
  static List<Texts.Record> latestOfEach(List<Texts.Record> records, String person, String day) {
    return records.stream()
        .collect(
            Collectors.groupingBy(
                record -> record.get(person),
                LinkedHashMap::new,
                Collectors.maxBy(Comparator.comparing(record -> record.get(day)))))
        .values()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}

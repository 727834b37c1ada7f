package kith.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kith.testing.Folders;

/**
 * An authority of 120 children in care over two years, and three nights with many errors. They are
 * written and counted once for all tests.
 *
 * @param folder one folder for each night, and the truth
 * @param truth for each night and table, how many errors of each kind were written
 * @param recounts what the files hold, by night and table
 */
record MessyAuthority(Path folder, JsonNode truth, Map<LocalDate, Map<Table, Recount>> recounts) {

  static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);
  static final List<LocalDate> NIGHTS = List.of(NIGHT.minusDays(2), NIGHT.minusDays(1), NIGHT);

  /** The kinds of errors within one night. */
  static final Set<String> IN_ONE_NIGHT =
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

  private static MessyAuthority made;

  /** The authority, whose files no test may change. */
  static synchronized MessyAuthority made() throws IOException {
    if (made == null) {
      Path folder = Folders.shared("messy-authority");
      into(folder).withMess(Mess.HEAVY).write();
      made = new MessyAuthority(folder, truth(folder), new TreeMap<>());
      for (LocalDate night : NIGHTS) {
        made.recounts.put(night, made.recount(night));
      }
    }
    return made;
  }

  /** The same authority, to be written to another folder. */
  static Simulation into(Path out) {
    return Simulation.into(out, NIGHT).withNights(NIGHTS.size()).withSeed(11);
  }

  /** The truth beside the nights of a folder. */
  static JsonNode truth(Path out) throws IOException {
    return new ObjectMapper().readTree(out.resolve("truth.json").toFile()).get("nights");
  }

  Extract extract(LocalDate night) {
    return new Extract(folder.resolve(night.toString()));
  }

  private Map<Table, Recount> recount(LocalDate night) {
    Map<Table, Recount> tables = new EnumMap<>(Table.class);
    Recount people = Recount.of(extract(night), Table.PERSON, night, Set.of());
    for (Table table : Table.values()) {
      String number = Recount.contract(table).path("person_id").asText("pers_person_id");
      tables.put(table, Recount.of(extract(night), table, night, people.values(number)));
    }
    return tables;
  }

  /** How many errors of a kind the truth counts in a table. */
  long count(LocalDate night, String table, String kind) {
    return truth.path(night.toString()).path(table).path(kind).asLong();
  }
}

package kith.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.SourceCells;
import kith.source.SourceCells.Outcome;
import kith.source.SourceCodes;
import kith.source.SourceColumn;
import kith.source.SourceSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the cells of the shared cases are read, without a lake. */
class SharedCellsTest {

  private static final SourceSystem SSD = SourceSystem.of(Project.home(), "ssd");
  private static final SourceCells CELLS =
      new SourceCells(
          SSD, SourceCodes.of(CodeLists.of(Project.home()), SSD.contracts(), SharedCases.NIGHT));

  @TempDir private Path source;

  @Test
  void theStandardsOwnWordsForLegalStatusesAreFound() {
    Map<Object, Long> base = counts(SharedCases.base(), "legal_status", "lega_legal_status");
    Path night = SharedCases.night(source, "k1-systemc");

    assertThat(base).containsKeys("V4", "V2", "C2");
    assertThat(counts(night, "legal_status", "lega_legal_status")).isEqualTo(base);
  }

  @Test
  void codesAreFoundBeforeTabsDashesAndWords() {
    Path night = SharedCases.night(source, "12-words-after-codes", "06-unaccompanied");

    assertThat(unread(night, "cla_episodes", Outcome.UNKNOWN_CODE)).isEmpty();
    assertThat(unread(night, "legal_status", Outcome.UNKNOWN_CODE))
        .containsOnly("lega_legal_status: SO Supervision order");
    assertThat(unread(night, "immigration_status", Outcome.UNKNOWN_CODE)).isEmpty();
  }

  @Test
  void everySpellingOfANumberIsAKnownPerson() {
    Path night = SharedCases.night(source, "09-number-spelled-otherwise");
    Set<Object> known = counts(night, "person", "pers_person_id").keySet();

    for (String table : List.of("cla_episodes", "cla_placement", "legal_status")) {
      assertThat(known).containsAll(counts(night, table, SSD.contract(table).person()).keySet());
    }
  }

  @Test
  void wordsForNothingAreBlankAndTold() {
    Path night = SharedCases.night(source, "10-words-for-nothing");

    assertThat(unread(night, "cla_episodes", Outcome.WORD_FOR_NOTHING))
        .contains(
            "clae_cla_episode_ceased_date: NaT",
            "clae_cla_episode_ceased_date: None",
            "clae_cla_episode_ceased_reason: nan",
            "clae_cla_episode_ceased_reason: <NA>");
    assertThat(unread(night, "cla_episodes", Outcome.UNUSABLE)).isEmpty();
    assertThat(unread(night, "cla_episodes", Outcome.UNKNOWN_CODE)).isEmpty();
  }

  @Test
  void hoursAndPercentagesAreNoPosts() {
    Path night = SharedCases.night(source, "14-workers");

    assertThat(unread(night, "professionals", Outcome.OUT_OF_RANGE))
        .containsExactly("prof_full_time_equivalency: 100", "prof_full_time_equivalency: 37");
  }

  private static Set<String> unread(Path night, String table, Outcome outcome) {
    Set<String> unread = new TreeSet<>();
    for (Map<String, String> row : rows(night, table)) {
      for (SourceColumn column : SSD.contract(table).landed()) {
        String text = row.get(column.name());
        if (CELLS.read(column, text).outcome() == outcome) {
          unread.add(column.name() + ": " + text);
        }
      }
    }
    return unread;
  }

  private static Map<Object, Long> counts(Path night, String table, String column) {
    SourceColumn of = SSD.contract(table).column(column);
    return rows(night, table).stream()
        .map(row -> CELLS.read(of, row.get(column)).value())
        .filter(value -> value != null)
        .collect(Collectors.groupingBy(value -> value, HashMap::new, Collectors.counting()));
  }

  private static List<Map<String, String>> rows(Path night, String table) {
    return CodeLists.read(night.resolve(SSD.contract(table).file() + ".csv"));
  }
}

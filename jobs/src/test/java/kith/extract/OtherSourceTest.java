package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.project.Project;
import kith.source.Availability;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourceSystem;
import kith.source.folder.NightReader;
import kith.source.folder.TextNight;
import kith.table.Zone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night that is not a folder: the stage lands it like the same records from files. */
class OtherSourceTest {

  private static final String PERSONS =
      TextNight.PERSON_11.substring(0, TextNight.PERSON_11.indexOf('\n'));

  private static final String MISSING =
      "miss_person_id,miss_table_id,miss_missing_episode_start_date,miss_missing_episode_type,"
          + "miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted,"
          + "miss_other";

  private static final String[] PEOPLE = {
    "P11,11,A840000000021,Ann,Example,F,F,WBRI,2010-05-01,4000000021,,N,,,,",
    "P12,12,A840000000021,Ann,Example,F,F,WBRI,2010-05-01,4000000021,,N,,,,",
  };

  private static final String[] EPISODES = {
    "11,1,2025-03-01T22:30:00,M,2025-03-02T08:00:00,Y,N,x",
    // The same record again, one of an unknown person, one that ends before it begins, and an
    // incomplete one.
    "11,1,2025-03-01T22:30:00,M,2025-03-02T08:00:00,Y,N,x",
    "99,2,2025-03-01T22:30:00,M,,,,x",
    "12,3,2025-03-05T22:30:00,A,2025-03-01T08:00:00,,,x",
    "12,4,2025-03-06T22:30:00",
    "12,5,2025-03-07T22:30:00,A,,,,x",
  };

  private static SourceSystem source;
  private static SmallExtract fromMemory;
  private static SmallExtract fromFiles;

  @BeforeAll
  static void oneNightTwice(@TempDir Path folder) {
    SourceSystem whole = TextNight.source("person", "missing");
    source =
        whole.with(
            List.of(
                whole.contract("person"),
                TextNight.limited(folder, "missing", "quarantined_percent: 100")));
    SourceNight memory =
        new MemoryNight(source, TextNight.NIGHT)
            .with("person", PERSONS, PEOPLE)
            .with("missing", MISSING, EPISODES);
    fromMemory = new SmallExtract(memory, folder.resolve("of-memory")).run();
    TextNight files = new TextNight(folder.resolve("source"), TextNight.NIGHT, "person", "missing");
    files.write("ssd_person.csv", lines(PERSONS, PEOPLE));
    files.write("ssd_missing.csv", lines(MISSING, EPISODES));
    files.write("_COMPLETE", "simulated,true\nssd_person,2\nssd_missing,6\n");
    SourceNight inFolder =
        NightReader.open(
            source,
            folder.resolve("source").toString(),
            TextNight.NIGHT,
            Availability.of(Project.home(), "ssd"));
    fromFiles = new SmallExtract(inFolder, folder.resolve("of-files")).run();
  }

  private static String lines(String header, String... records) {
    return header + "\n" + String.join("\n", records) + "\n";
  }

  @Test
  void theRowsOfRawAreThoseOfTheFiles() {
    for (SourceContract contract : source.contracts()) {
      List<String> columns =
          new ArrayList<>(contract.landed().stream().map(SourceColumn::name).toList());
      columns.addAll(List.of("row_hash", "business_key_hash", "cast_errors"));
      assertThat(rows(fromMemory, Zone.RAW, contract, columns))
          .isNotEmpty()
          .isEqualTo(rows(fromFiles, Zone.RAW, contract, columns));
    }
  }

  @Test
  void whatCannotBeUsedIsQuarantinedForTheSameReasons() {
    SourceContract missing = source.contract("missing");
    List<String> columns = List.of("business_key", "row_hash", "reasons");

    assertThat(rows(fromMemory, Zone.QUARANTINE, missing, columns))
        .hasSize(3)
        .isEqualTo(rows(fromFiles, Zone.QUARANTINE, missing, columns));
  }

  /** Records are counted by the source and again as they are landed, and both agree. */
  @Test
  void everyCountIsThatOfTheFiles() {
    assertThat(fromMemory.counts("missing"))
        .containsAllEntriesOf(
            new TreeMap<>(
                Map.of(
                    "source", 6L,
                    "parsed", 6L,
                    "loaded", 2L,
                    "quarantined", 3L,
                    "duplicate", 1L,
                    "extra_columns", 1L)))
        .isEqualTo(fromFiles.counts("missing"));
    assertThat(fromMemory.allCounts()).isEqualTo(fromFiles.allCounts());
  }

  /** A row is named by its number, where a file's is named by its line. */
  @Test
  void aRowSaysWhereItStandsInTheSource() {
    SourceContract missing = source.contract("missing");

    assertThat(rows(fromMemory, Zone.RAW, missing, List.of("source_row")))
        .containsExactly("2025-03-31/missing:1", "2025-03-31/missing:6");
    assertThat(rows(fromFiles, Zone.RAW, missing, List.of("source_row")))
        .containsExactly("2025-03-31/missing:2", "2025-03-31/missing:7");
  }

  /** Identifiers that are not landed are read once more, and find the child of two numbers. */
  @Test
  void identifiersAreReadOnceMore() {
    assertThat(fromMemory.personPairs()).hasSize(2).isEqualTo(fromFiles.personPairs());
  }

  private static List<String> rows(
      SmallExtract extract, Zone zone, SourceContract contract, List<String> columns) {
    String order = zone == Zone.RAW ? "source_row" : "line";
    return extract.rows(zone, contract.table(), order).stream()
        .map(
            row ->
                columns.stream()
                    .map(column -> String.valueOf((Object) row.getAs(column)))
                    .reduce((one, other) -> one + " | " + other)
                    .orElseThrow())
        .toList();
  }
}

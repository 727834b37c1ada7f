package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kith.source.folder.TextNight;
import kith.table.Zone;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hashes landed with a record: of its content and of its business key. */
class RecordHashesTest {

  private static final String EPISODES =
      "clae_cla_episode_id,clae_person_id,clae_cla_placement_id,clae_cla_episode_start_date,"
          + "clae_cla_episode_start_reason,clae_cla_primary_need_code,clae_cla_episode_ceased_date,"
          + "clae_cla_episode_ceased_reason,clae_cla_id,clae_referral_id,"
          + "clae_cla_last_iro_contact_date,clae_entered_care_date\n";

  @TempDir private Path folder;

  private SmallExtract load(String... episodes) {
    TextNight night =
        new TextNight(folder.resolve("source"), TextNight.NIGHT, "person", "cla_episodes");
    return new SmallExtract(
            night
                .write("ssd_person.csv", TextNight.PERSON_11)
                .write("ssd_cla_episodes.csv", EPISODES + String.join("", episodes))
                .write(
                    "_COMPLETE",
                    "business_date,%s\nssd_person,1\nssd_cla_episodes,%d\n"
                        .formatted(TextNight.NIGHT, episodes.length))
                .open(),
            folder.resolve("lake"))
        .run();
  }

  @Test
  void everyRowHasTheHashOfWhatItSaysAndOfWhatItIsAbout() {
    SmallExtract loaded =
        load(
            "7,11,70,2024-05-01,S,N1,2024-05-01,E4A,700,,,\n",
            "8,11,70,01-MAY-2024,S,N1,,,701,,,\n",
            "9,11,71,2024-05-01,S,N1,,,701,,,\n");

    List<Row> rows = loaded.rows(Zone.RAW, "cla_episodes", "source_row");
    assertThat(rows).extracting(row -> row.<String>getAs("row_hash")).doesNotHaveDuplicates();
    List<String> keys = rows.stream().map(row -> row.<String>getAs("business_key_hash")).toList();
    assertThat(keys.get(1)).isEqualTo(keys.get(0)).isNotEqualTo(keys.get(2));
  }

  /**
   * Whichever comes first, the complete record is loaded, and the broken one is not its duplicate.
   */
  @Test
  void aBrokenRecordThatSaysTheSameIsNoCopyOfAWholeOne() {
    String whole = "7,11,70,2024-05-01,S,N1,2024-05-01,E4A,700,,,\n";
    String broken = "7,11,70,2024-05-01,S,N1,2024-05-01,E4A,700,,,,\n";

    List<String> others =
        IntStream.range(100, 200)
            .mapToObj("%d,11,70,2024-05-02,S,N1,,,700,,,\n"::formatted)
            .toList();

    for (List<String> order : List.of(List.of(whole, broken), List.of(broken, whole))) {
      String[] episodes = Stream.of(order, others).flatMap(List::stream).toArray(String[]::new);
      assertThat(load(episodes).counts("cla_episodes"))
          .containsEntry("loaded", 101L)
          .containsEntry("quarantined", 1L)
          .containsEntry("duplicate", 0L);
    }
  }
}

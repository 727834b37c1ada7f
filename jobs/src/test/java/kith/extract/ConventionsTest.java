package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ends of stays, written as the shape declares or in another way. */
class ConventionsTest {

  @TempDir private Path folder;
  private ShapedNight night;

  @BeforeEach
  void threeEpisodesOfEachChild() {
    night = new ShapedNight(folder);
  }

  @Test
  void aNightThatIsWrittenAsDeclaredGoesOn() throws IOException {
    night.extract();

    assertThat(night.counts().of(Conventions.NAME).byMeasure())
        .containsEntry("on_next_start:ssd_cla_episodes", 50L)
        .containsEntry("day_before_next_start:ssd_cla_episodes", 0L)
        .containsEntry("must_go_on:ssd_cla_episodes", 50L)
        .containsEntry("does_not_go_on:ssd_cla_episodes", 0L);
  }

  @Test
  void undeclaredLastDaysHoldTheNight() {
    night.tellLastDays("cla_episodes", "clae_cla_episode_ceased_date", 1);

    night
        .heldBack()
        .hasMessageContaining(
            "In ssd_cla_episodes, 50 of the 50 ends with a following record are dated the day before"
                + " that record begins")
        .hasMessageContaining("ends: cla_episodes in conf/sources/ssd/shapes/own.yaml");
  }

  @Test
  void undeclaredLastDaysOfLegalStatusesHoldTheNight() {
    night.tellLastDays("legal_status", "lega_legal_status_end_date", 1);

    night
        .heldBack()
        .hasMessageContaining("In ssd_legal_status, 50 of the 50 ends")
        .hasMessageContaining("ends: legal_status in conf/sources/ssd/shapes/own.yaml");
  }

  /** Ten children have twenty ends, enough to show a convention. */
  @Test
  void nineteenEndsShowNoConventionAndTwentyDo() throws IOException {
    night.allRecords().forEach(of -> of.removeIf(cells -> childOf(cells) > 10));
    night.tellLastDays("cla_placement", "clap_cla_placement_end_date", 1);
    night.heldBack().hasMessageContaining("In ssd_cla_placement, 20 of the 20 ends");

    night
        .records("cla_placement")
        .removeIf(cells -> cells.get("clap_cla_placement_id").equals("10-3"));
    night.extract();
    assertThat(night.counts().of(Conventions.NAME).byMeasure())
        .containsEntry("day_before_next_start:ssd_cla_placement", 19L);
  }

  private static int childOf(Map<String, String> cells) {
    return cells.entrySet().stream()
        .filter(cell -> cell.getKey().endsWith("_person_id"))
        .mapToInt(cell -> Integer.parseInt(cell.getValue()))
        .findFirst()
        .orElse(0);
  }

  @Test
  void oneTableInFiveToldOtherwiseHoldsTheNight() {
    night.tellLastDays("cla_placement", "clap_cla_placement_end_date", 5);

    night.heldBack().hasMessageContaining("In ssd_cla_placement, 10 of the 50 ends");
  }

  @Test
  void fewEndsToldOtherwiseAreCounted() throws IOException {
    night.tellLastDays("cla_placement", "clap_cla_placement_end_date", 10);

    night.extract();

    assertThat(night.counts().of(Conventions.NAME).byMeasure())
        .containsEntry("day_before_next_start:ssd_cla_placement", 5L);
  }

  @Test
  void declaredLastDaysGoOn() throws IOException {
    night.declare("ends: {cla_episodes: last_day, cla_placement: last_day}");
    night.tellLastDays("cla_episodes", "clae_cla_episode_ceased_date", 1);
    night.tellLastDays("cla_placement", "clap_cla_placement_end_date", 1);

    night.extract();

    assertThat(night.counts().of(Conventions.NAME).byMeasure())
        .containsEntry("day_before_next_start:ssd_cla_episodes", 50L)
        .containsEntry("does_not_go_on:ssd_cla_episodes", 0L);
  }

  @Test
  void declaredLastDaysThatAreNoneHoldTheNight() {
    night.declare("ends: {cla_episodes: last_day}");

    night
        .heldBack()
        .hasMessageContaining(
            "50 of the 50 ends with a following record are dated the day on which")
        .hasMessageContaining("ends: cla_episodes in conf/sources/ssd/shapes/own.yaml");
  }

  /**
   * If first and last day are the same, the stay is one night. For a stay without a night the last
   * day is the day before the first.
   */
  @Test
  void aStayOfNoNightEndsTheDayBeforeItStartsWhereEndsAreLastDays() throws IOException {
    night.declare(
        "ends: {cla_episodes: last_day, cla_placement: last_day, legal_status: last_day}");
    night.tellLastDays("cla_episodes", "clae_cla_episode_ceased_date", 1);
    night.tellLastDays("cla_placement", "clap_cla_placement_end_date", 1);
    night.tellLastDays("legal_status", "lega_legal_status_end_date", 1);
    LocalDate day = LocalDate.of(2024, 1, 10);
    night.stay(1, 4, day, day, "X1");
    night.stay(1, 5, day, day.minusDays(1), "X1");

    night.extract();

    assertThat(night.counts().of("ssd_cla_episodes").byMeasure()).containsEntry("loaded", 77L);
  }

  @Test
  void careThatShouldGoOnAndDoesNotHoldsTheNight() {
    night
        .records("cla_episodes")
        .removeIf(cells -> cells.get("clae_cla_placement_id").matches("[1-6]-3"));

    night
        .heldBack()
        .hasMessageContaining("50 ends that say that another record follows (X1), but 6 of them");
  }
}

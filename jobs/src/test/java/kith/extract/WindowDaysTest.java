package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.Map;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import org.junit.jupiter.api.Test;

/** The days on which records begin, and by which they leave the extract's window. */
class WindowDaysTest {

  private static final SourceSystem SOURCE =
      TextNight.source("missing", "cla_reviews", "initial_health_assessment", "disability");

  private static final WindowDays INCIDENTS = days("missing");

  private static WindowDays days(String table) {
    return new WindowDays(SOURCE.contract(table));
  }

  private static Timestamp at(String text) {
    return Timestamp.valueOf(text);
  }

  @Test
  void aPeriodBeginsOnItsFirstDayAndLeavesByItsEnd() {
    Map<String, java.util.Date> incident =
        Map.of(
            "miss_missing_episode_start_date",
            at("2025-03-02 22:30:00"),
            "miss_missing_episode_end_date",
            at("2025-03-03 00:00:00"));

    assertThat(INCIDENTS.begins(incident)).isEqualTo(Date.valueOf("2025-03-02"));
    assertThat(INCIDENTS.leaves(incident)).isEqualTo(Date.valueOf("2025-03-03"));
  }

  /** Its start would let a long stay leave while it goes on. */
  @Test
  void anOpenPeriodDoesNotLeaveHoweverLongAgoItBegan() {
    Map<String, java.util.Date> open =
        Map.of("miss_missing_episode_start_date", at("2009-01-02 00:00:00"));

    assertThat(INCIDENTS.begins(open)).isEqualTo(Date.valueOf("2009-01-02"));
    assertThat(INCIDENTS.leaves(open)).isNull();
  }

  /** A review that was not held leaves by the day on which it was due. */
  @Test
  void anEventLeavesByTheFirstOfItsDatesThatItHas() {
    Date held = Date.valueOf("2025-03-05");
    Date due = Date.valueOf("2025-03-01");

    assertThat(
            days("cla_reviews")
                .leaves(Map.of("clar_cla_review_date", held, "clar_cla_review_due_date", due)))
        .isEqualTo(held);
    assertThat(days("cla_reviews").leaves(Map.of("clar_cla_review_due_date", due))).isEqualTo(due);
  }

  @Test
  void anEventBeginsWithTheLastOfItsDatesAloneEvenIfItHasOthers() {
    Date consent = Date.valueOf("2025-03-01");
    Date held = Date.valueOf("2025-03-20");

    assertThat(days("initial_health_assessment").begins(Map.of("consent_on", consent)))
        .isEqualTo(consent);
    assertThat(days("initial_health_assessment").begins(Map.of("held_on", held))).isNull();
  }

  @Test
  void aTableWithoutAWindowSaysNothing() {
    Map<String, java.util.Date> dates = new HashMap<>();
    dates.put("disa_disability_since", Date.valueOf("2025-03-01"));

    assertThat(days("disability").begins(dates)).isNull();
    assertThat(days("disability").leaves(dates)).isNull();
  }

  @Test
  void aRecordWithoutDatesSaysNothing() {
    assertThat(INCIDENTS.begins(Map.of())).isNull();
    assertThat(INCIDENTS.leaves(Map.of())).isNull();
  }
}

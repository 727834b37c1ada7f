package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Records that are known again from an earlier night, on which they were quarantined. */
class JudgementFirstSeenTest {

  private static final LocalDate FEBRUARY = LocalDate.of(2025, 2, 1);

  @Test
  void aRecordIsKnownAgainByWhatItIsAbout() {
    JudgedTable broken = JudgedTable.incidents("1,11,2025-03-01,M,2025-02-01,,");
    FirstSeen seen =
        new FirstSeen(
            Map.of((String) broken.cell(0, "business_key_hash"), FEBRUARY), Map.of(), Map.of());

    JudgedTable mended =
        JudgedTable.of("missing")
            .firstSeen(seen)
            .judge("101,11,2025-03-01,M,2025-03-02,,", "2,11,2025-03-02,M,,,");

    assertThat(mended.cell(0, "first_seen_on")).hasToString("2025-02-01");
    assertThat(mended.cell(1, "first_seen_on")).isNull();
  }

  @Test
  void aRecordCorrectedInItsKeyIsRecognisedByTheRestAndNoOtherIs() {
    JudgedTable broken = JudgedTable.incidents("1,11,30/02/2025,M,2025-03-02,,");
    assertThat(broken.cell(0, "broken_columns")).isEqualTo("miss_missing_episode_start_date");
    FirstSeen seen =
        new FirstSeen(
            Map.of((String) broken.cell(0, "business_key_hash"), FEBRUARY),
            Map.of(
                Set.of("miss_missing_episode_start_date"),
                Map.of((String) broken.cell(0, "rest_hash"), FEBRUARY)),
            Map.of());

    JudgedTable mended =
        JudgedTable.of("missing")
            .knowing("11", "12")
            .firstSeen(seen)
            .judge("1,11,28/02/2025,M,2025-03-02,,", "3,12,28/02/2025,M,2025-03-02,,");

    assertThat(mended.cell(0, "first_seen_on")).hasToString("2025-02-01");
    assertThat(mended.cell(1, "first_seen_on")).isNull();
  }

  @Test
  void aVersionThatDidNotStandIsKnownAgainByItsContentHoweverItIsSpelled() {
    JudgedTable judged =
        JudgedTable.incidents("1,11,2025-03-01,M,,,", "1,11,2025-03-01,M,2025-03-02,,");
    FirstSeen seen =
        new FirstSeen(Map.of(), Map.of(), Map.of((String) judged.cell(0, "row_hash"), FEBRUARY));

    assertThat(
            JudgedTable.of("missing")
                .firstSeen(seen)
                .judge("1,11,01-MAR-2025,M,,NULL,")
                .cell(0, "first_seen_on"))
        .hasToString("2025-02-01");
    assertThat(
            JudgedTable.of("missing")
                .firstSeen(seen)
                .judge("1,11,2025-03-01,M,2025-03-02,,")
                .cell(0, "first_seen_on"))
        .isNull();
  }

  @Test
  void eitherEndOfAPeriodMayBeTheWrongOne() {
    assertThat(JudgedTable.incidents("1,11,2025-03-05,M,2025-03-04,,").cell(0, "broken_columns"))
        .isEqualTo("miss_missing_episode_end_date,miss_missing_episode_start_date");
  }

  @Test
  void aRecordThatNeitherPersonNorNumberTellsIsNotKnownByTheRest() {
    JudgedTable disability = JudgedTable.of("disability").judge("1,99,VIS", "1,11,");

    assertThat(disability.outcomes())
        .containsExactly(
            "2 quarantined unknown_person:disa_person_id",
            "3 quarantined missing:disa_disability_code");
    assertThat(disability.cell(0, "rest_hash")).as("nobody is left to know it by").isNull();
    assertThat(disability.cell(1, "rest_hash")).isNotNull();
  }
}

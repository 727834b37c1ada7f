package kith.conform.missing;

import static kith.table.Tables.STG_MISSING_EPISODE;
import static kith.table.Tables.STG_RETURN_INTERVIEW;
import static kith.testing.TestTables.assertRows;
import static kith.testing.TestTables.rows;

import java.util.HashMap;
import java.util.Map;
import kith.table.TableName;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What {@link MissingEpisodes} says of return interviews. */
class ReturnInterviewsTest {

  /** R17a: the offer was made, whenever that was. */
  @Test
  void anOfferOnADayThatCannotBeReadIsAnOffer() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | missing_id | kind | started_at       | ended_at         | interview_offered
            amy       | 1          | M    | 2025-01-05 18:30 | 2025-01-06 18:30 | -
            """);
    Dataset<Row> interviews =
        rows(
            STG_RETURN_INTERVIEW,
            """
            missing_id | offered_on | offer_unreadable | held_at
            1          | -          | true             | 2025-01-07 10:00
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents, STG_RETURN_INTERVIEW, interviews)),
        """
        child_key | interview_offered | interview_held
        amy       | true              | true
        """);
  }

  @Test
  void withoutTheInterviewFileNobodyKnowsWhetherOneWasHeld() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | missing_id | kind | started_at       | ended_at         | interview_offered | interview_accepted
            amy       | m1         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | true              | false
            ben       | m2         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | -                 | -
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents)),
        """
        child_key | interview_offered | interview_accepted | interview_held | hours_to_interview
        amy       | true              | false              | -              | -
        ben       | -                 | -                  | -              | -
        """);
  }

  @Test
  void withTheInterviewFileAnIncidentThatIsNotInItHadNoInterview() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | missing_id | kind | started_at       | ended_at         | interview_offered | interview_accepted | source_row
            amy       | m1         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | -                 | -                  | missing:1
            ben       | m2         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | true              | true               | missing:2
            cat       | m3         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | true              | true               | missing:3
            dan       | m4         | M    | 2025-03-29 18:00 | 2025-03-29 22:00 | -                 | -                  | missing:4
            """);
    Dataset<Row> interviews =
        rows(
            STG_RETURN_INTERVIEW,
            """
            missing_id | offered_on | accepted | held_at          | source_row
            m1         | 2025-01-06 | true     | 2025-01-08 18:00 | interview:1
            m3         | -          | false    | -                | interview:2
            m4         | 2025-03-30 | true     | 2025-04-01 09:00 | interview:3
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents, STG_RETURN_INTERVIEW, interviews)),
        """
        child_key | interview_offered | interview_accepted | interview_held | hours_to_interview | source_rows
        amy       | true              | true               | true           | 60                 | missing:1+interview:1
        ben       | true              | true               | false          | -                  | missing:2
        cat       | true              | false              | false          | -                  | missing:3+interview:2
        dan       | true              | true               | false          | -                  | missing:4+interview:3
        """);
  }

  @Test
  void anOfferThatTheIncidentOrTheFileRecordsWasMadeAndIsUnknownWhereNeitherSays() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | missing_id | kind | started_at       | ended_at         | interview_offered
            amy       | m1         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | true
            ben       | m2         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | false
            cat       | m3         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | false
            dan       | m4         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | -
            eve       | m5         | M    | 2025-01-05 18:00 | 2025-01-06 06:00 | -
            """);
    Dataset<Row> interviews =
        rows(
            STG_RETURN_INTERVIEW,
            """
            missing_id | offered_on | held_at
            m1         | -          | 2025-01-07 18:00
            m2         | 2025-01-06 | 2025-01-07 18:00
            m3         | -          | 2025-01-07 18:00
            m4         | -          | 2025-01-07 18:00
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents, STG_RETURN_INTERVIEW, interviews)),
        """
        child_key | flags                   | interview_offered | interview_held
        amy       |                         | true              | true
        ben       |                         | true              | true
        cat       | interview_without_offer | false             | true
        dan       |                         | -                 | true
        eve       |                         | -                 | false
        """);
  }

  @Test
  void seventyTwoHoursAreClockHoursAcrossTheClockChange() {
    Dataset<Row> incidents =
        rows(
            STG_MISSING_EPISODE,
            """
            child_key | missing_id | kind | started_at       | ended_at
            amy       | m1         | M    | 2024-10-24 18:00 | 2024-10-25 12:00
            ben       | m2         | M    | 2024-10-24 18:00 | 2024-10-25 00:00
            """);
    Dataset<Row> interviews =
        rows(
            STG_RETURN_INTERVIEW,
            """
            missing_id | offered_on | held_at
            m1         | 2024-10-25 | 2024-10-28 12:00
            m2         | 2024-10-25 | 2024-10-24 23:00
            """);

    assertRows(
        build(Map.of(STG_MISSING_EPISODE, incidents, STG_RETURN_INTERVIEW, interviews)),
        """
        child_key | interview_held | flags                                       | hours_to_interview
        amy       | true           |                                             | 73
        ben       | true           | return_without_time+interview_before_return | -
        """);
  }

  private static Dataset<Row> build(Map<TableName, Dataset<Row>> given) {
    return TestTables.build(new MissingEpisodes(), "2025-03-31", new HashMap<>(given));
  }
}

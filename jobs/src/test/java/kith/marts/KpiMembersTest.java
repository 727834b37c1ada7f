package kith.marts;

import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class KpiMembersTest {

  @Test
  void membersOfEveryKpiAndPeriodAreFoundInOnePass() {
    Dataset<Row> members =
        TinyMarts.members(
            TinyMarts.run(),
            TinyMarts.given(
                Tables.FACT_CARE_PERIOD,
                """
                child_key | started_on | ended_on
                1         | 2024-05-01 | 2025-03-31
                2         | 2025-01-10 | -
                """));

    assertRows(
        members.where("as_at >= '2024-12-31' and kpi in ('count', 'start_count')"),
        """
        kpi         | period_type | as_at      | member_kind | member_key | numerator | denominator
        count       | POINT       | 2024-12-31 | child       | 1          | 1         | -
        count       | POINT       | 2025-03-31 | child       | 2          | 1         | -
        start_count | QTR         | 2025-03-31 | child       | 2          | 1         | -
        start_count | YTD         | 2024-12-31 | child       | 1          | 1         | -
        start_count | YTD         | 2025-03-31 | child       | 1          | 1         | -
        start_count | YTD         | 2025-03-31 | child       | 2          | 1         | -
        start_count | R12         | 2024-12-31 | child       | 1          | 1         | -
        start_count | R12         | 2025-03-31 | child       | 1          | 1         | -
        start_count | R12         | 2025-03-31 | child       | 2          | 1         | -
        """);
  }

  @Test
  void aShareKeepsTheDenominatorOfEachMember() {
    Dataset<Row> members =
        TinyMarts.members(
            TinyMarts.run(),
            TinyMarts.given(
                Tables.FACT_ASSESSMENT,
                """
                child_key | due_on     | is_on_time
                7         | 2025-03-31 | false
                """));

    assertRows(
        members.where("period_type = 'QTR'"),
        """
        kpi        | as_at      | member_key   | numerator | denominator
        health_pct | 2025-03-31 | 7:2025-03-31 | 0         | 1
        """);
  }

  @Test
  void aKpiThatTheSourceCannotAnswerHasNoMembers() {
    MartRun all = TinyMarts.run();
    MartRun none =
        new MartRun(
            all.publicationId(),
            all.kpis(),
            TinyMarts.carried(),
            all.parameters(),
            all.targets(),
            Optional.empty());

    assertThat(
            TinyMarts.members(
                    none,
                    TinyMarts.given(
                        Tables.FACT_ASSESSMENT,
                        """
                        child_key | due_on     | is_on_time
                        7         | 2025-03-31 | true
                        """))
                .count())
        .isZero();
  }

  @Test
  void aBackfillTakesTheMembersOfOtherQuartersOverAsPublished() {
    Dataset<Row> members =
        TinyMarts.members(
            TinyMarts.run(TinyMarts.quarters("2025-03-31", "2025-03-31")),
            TinyMarts.given(
                Tables.FACT_CARE_PERIOD,
                """
                child_key | started_on
                2         | 2024-05-01
                """,
                Tables.KPI_MEMBER,
                """
                kpi   | period_type | as_at      | member_kind | member_key | numerator
                count | POINT       | 2024-12-31 | child       | 8          | 1
                count | POINT       | 2025-03-31 | child       | 9          | 1
                """));

    assertRows(
        members.where("kpi = 'count'"),
        """
        as_at      | member_key
        2024-12-31 | 8
        2025-03-31 | 2
        """);
  }
}

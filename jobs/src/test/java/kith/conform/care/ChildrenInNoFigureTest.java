package kith.conform.care;

import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.Extracted;
import kith.table.Inputs;
import kith.table.TableName;
import kith.testing.Counted;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Which children with an open episode are in no figure, quarantined or loaded (R17a). */
class ChildrenInNoFigureTest {

  private static final String EPISODES =
      """
      child_key | started_on | ended_on   | is_short_break | care_period_no | flags
      amy       | 2024-05-01 | -          | false          | 1              | -
      ben       | 2024-05-01 | -          | true           | -              | -
      cat       | 2020-05-01 | 2025-02-01 | false          | 1              | -
      cat       | 2025-02-01 | -          | false          | -              | starts_after_18
      dan       | 2020-05-01 | -          | false          | 1              | runs_past_18
      eve       | 2024-05-01 | -          | false          | -              | starts_after_18
      fay       | 2024-05-01 | -          | false          | -              | -
      gus       | 2024-05-01 | 2024-06-01 | false          | -              | starts_after_18
      """;

  private static final String PERIODS =
      """
      child_key | care_period_no | started_on | ended_on
      amy       | 1              | 2024-05-01 | -
      cat       | 1              | 2020-05-01 | 2025-02-01
      dan       | 1              | 2020-05-01 | 2025-02-01
      """;

  private static Map<String, Long> run(long quarantined) {
    Map<TableName, Dataset<Row>> tables =
        Map.of(
            FACT_CARE_EPISODE, rows(FACT_CARE_EPISODE, EPISODES),
            FACT_CARE_PERIOD, rows(FACT_CARE_PERIOD, PERIODS));
    Inputs inputs =
        new Inputs() {
          @Override
          public Dataset<Row> table(TableName table) {
            return tables.get(table);
          }

          @Override
          public SparkSession spark() {
            return SparkTest.spark();
          }
        };
    return new ChildrenInNoFigure(
            inputs,
            Parameters.of(Project.home()),
            LocalDate.of(2025, 3, 31),
            Counted.by(
                Map.of(
                    "north_episodes",
                    Map.of(Extracted.CHILDREN_LEFT_OUT, quarantined, "loaded", 70L),
                    "north_person",
                    Map.of("loaded", 80L))))
        .run()
        .counts()
        .byMeasure();
  }

  @Test
  void whoseOpenCareCountsNowhereIsCountedButNotShortBreaksOrWhoTurned18InCare() {
    assertThat(run(0))
        .containsEntry("children_with_open_episode", 6L)
        .containsEntry(ChildrenInNoFigure.NAME, 2L);
  }

  @Test
  void fiveChildrenPassAndASixthHoldsTheNight() {
    assertThat(run(3)).containsEntry(ChildrenInNoFigure.NAME, 5L);

    assertThatThrownBy(() -> run(4))
        .isInstanceOfSatisfying(
            KithException.class, held -> assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK))
        .hasMessageContaining("6 children with an open episode on 2025-03-31 are in no figure");
  }
}

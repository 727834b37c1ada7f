package kith.conform;

import static kith.table.Tables.DIM_CHILD;
import static kith.table.Tables.DIM_PLACEMENT_TYPE;
import static kith.table.Tables.DIM_TEAM;
import static kith.table.Tables.DIM_WORKER;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.FACT_CASE_ALLOCATION;
import static kith.table.Tables.FACT_MISSING_EPISODE;
import static kith.testing.TestTables.counting;
import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.table.Inputs;
import kith.table.TableName;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;

class ForeignKeysTest {

  private static final Map<TableName, String> KNOWN =
      Map.of(
          DIM_CHILD,
          """
          child_key | valid_from
          amy       | 1900-01-01
          amy       | 2024-01-01
          """,
          DIM_WORKER,
          """
          worker_key | valid_from | team_key
          wilma      | 1900-01-01 | care
          """,
          DIM_TEAM,
          """
          team_key | parent_team_key
          care     | -
          """,
          DIM_PLACEMENT_TYPE,
          """
          placement_type
          U4
          """,
          FACT_CARE_PERIOD,
          """
          child_key | care_period_no
          amy       | 1
          """);

  @Test
  void keysThatStandInTheirTablesAreFine() {
    ForeignKeys check =
        check(
            """
            child_key | worker_key | team_key
            amy       | wilma      | care
            amy       | wilma      | -
            """,
            """
            child_key | care_period_no | placement_type
            amy       | 1              | U4
            amy       | -              | -
            """);

    assertThat(check.run().counts().byMeasure()).containsEntry("references", 8L);
    assertThat(check.after()).contains("fact_case_allocation", "dim_worker");
  }

  @Test
  void keysThatLeadNowhereAreADefectWithCounts() {
    ForeignKeys check =
        check(
            """
            child_key | worker_key | team_key
            amy       | ned        | care
            amy       | ned        | north
            zoe       | wilma      | care
            """,
            """
            child_key | care_period_no | placement_type
            amy       | 2              | U9
            """);

    assertThatThrownBy(check::run)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.DEFECT);
              assertThat(failure.happened())
                  .isEqualTo(
                      "Keys without a matching row: fact_case_allocation.child_key in 1 rows,"
                          + " fact_case_allocation.team_key in 1 rows,"
                          + " fact_case_allocation.worker_key in 2 rows,"
                          + " fact_missing_episode.care_period_no in 1 rows,"
                          + " fact_missing_episode.placement_type in 1 rows.");
            });
  }

  @Test
  void aPeriodOfAnotherChildOrAWorkerOfAnotherAuthorityIsNotTheOneMeant() {
    ForeignKeys check =
        check(
            """
            authority_code | child_key | worker_key
            841            | amy       | wilma
            """,
            """
            child_key | care_period_no
            zoe       | 1
            """);

    assertThatThrownBy(check::run)
        .hasMessageContaining("fact_case_allocation.worker_key in 1 rows")
        .hasMessageContaining("fact_missing_episode.care_period_no in 1 rows");
  }

  @Test
  void aTableIsScannedOnceHoweverManyKeysItHas() {
    LongAccumulator allocations = SparkTest.spark().sparkContext().longAccumulator();
    LongAccumulator incidents = SparkTest.spark().sparkContext().longAccumulator();
    ForeignKeys check =
        check(
            counting(
                allocations,
                rows(
                    FACT_CASE_ALLOCATION,
                    """
                    child_key | worker_key | team_key
                    amy       | wilma      | care
                    amy       | wilma      | -
                    """)),
            counting(
                incidents,
                rows(
                    FACT_MISSING_EPISODE,
                    """
                    child_key | care_period_no | placement_type
                    amy       | 1              | U4
                    amy       | -              | U4
                    amy       | 1              | -
                    """)));

    check.run();

    assertThat(allocations.value()).as("two rows with three keys").isEqualTo(2);
    assertThat(incidents.value()).as("three rows with three keys").isEqualTo(3);
  }

  private static ForeignKeys check(String allocations, String incidents) {
    return check(rows(FACT_CASE_ALLOCATION, allocations), rows(FACT_MISSING_EPISODE, incidents));
  }

  private static ForeignKeys check(Dataset<Row> allocations, Dataset<Row> incidents) {
    Map<TableName, Dataset<Row>> tables = new HashMap<>();
    KNOWN.forEach((table, text) -> tables.put(table, rows(table, text)));
    tables.put(FACT_CASE_ALLOCATION, allocations);
    tables.put(FACT_MISSING_EPISODE, incidents);
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
    return new ForeignKeys(
        List.of(FACT_CASE_ALLOCATION, FACT_MISSING_EPISODE, DIM_WORKER, DIM_TEAM),
        SparkTest.specs(),
        inputs);
  }
}

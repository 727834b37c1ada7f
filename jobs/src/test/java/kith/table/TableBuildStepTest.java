package kith.table;

import static kith.testing.TestTables.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.lake.DeltaLake;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableBuildStepTest {

  @TempDir private Path folder;

  @Test
  void rowsByFlagAreCountedWhileTheTableIsWritten() {
    StageStep.Result done =
        step(
                Tables.FACT_LEGAL_STATUS,
                """
                child_key | flags                      | legal_status | started_on
                amy       | birth_unknown+runs_past_18 | C2           | 2024-01-10
                ben       | birth_unknown              | C2           | 2024-01-10
                cat       |                            | V2           | 2024-01-10
                """)
            .run();

    assertThat(done.counts().byMeasure())
        .containsEntry("flag:birth_unknown", 2L)
        .containsEntry("flag:runs_past_18", 1L)
        .containsEntry("flag:starts_after_18", 0L)
        .hasSize(5);
    assertThat(done.tables().get(0).rows()).isEqualTo(3);
  }

  @Test
  void placeholdersAreCounted() {
    StageStep.Result done =
        step(
                Tables.DIM_TEAM,
                """
                team_key | is_placeholder | team_name
                care     | false          | Children in Care
                north    | true           | unknown
                """)
            .run();

    assertThat(done.counts().byMeasure()).containsOnly(Map.entry("placeholder", 1L));
  }

  @Test
  void aFlagThatTheSpecificationDoesNotNameIsADefect() {
    StageStep step =
        step(
            Tables.FACT_LEGAL_STATUS,
            """
            child_key | legal_status | started_on | flags
            amy       | C2           | 2024-01-10 | birth_unknown+surprising
            ben       | C2           | 2024-01-10 | birth_unknown
            """);

    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCode.DEFECT);
              assertThat(failure.happened())
                  .isEqualTo(
                      "Built fact_legal_status with flags that its specification does not name:"
                          + " flags in 1 rows.");
            });
  }

  @Test
  void aNullWhereThereIsNeverAnyIsADefect() {
    StageStep step =
        step(
            Tables.FACT_LEGAL_STATUS,
            """
            child_key | legal_status | started_on | family
            amy       | C2           | -          | -
            ben       | C2           | 2024-01-10 | -
            """);

    assertThatThrownBy(step::run)
        .hasMessageContaining(
            "fact_legal_status with nulls in columns that are never null: family in 2 rows, started_on in 1"
                + " rows.");
  }

  private StageStep step(TableName table, String text) {
    TableBuild build =
        new TableBuild() {
          @Override
          public TableName writes() {
            return table;
          }

          @Override
          public List<TableName> reads() {
            return List.of();
          }

          @Override
          public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
            return rows(table, text);
          }
        };
    DeltaLake lake = new DeltaLake(SparkTest.spark(), folder.toString());
    Inputs inputs = new NightInputs(lake, new Versions(), none -> null);
    return TableBuildStep.of(
            List.of(build),
            SparkTest.specs(),
            inputs,
            lake,
            LocalDate.of(2025, 3, 31),
            any -> Optional.empty())
        .get(0);
  }
}

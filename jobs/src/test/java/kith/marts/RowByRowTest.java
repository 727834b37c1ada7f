package kith.marts;

import static kith.testing.TestTables.assertRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which KPIs are worked out together, and that they count what they count alone. */
class RowByRowTest {

  private Dataset<Row> population;

  @BeforeEach
  void aPopulation() {
    population =
        SparkTest.spark()
            .sql(
                """
                select 840 as authority_code, period_type, date'2025-03-31' as as_at,
                    'child' as member_kind, key as member_key, key < 3 as has_full_history,
                    key as banded, key as member, if(key = 4, null, key * 10) as age
                from range(1, 5) as keys(key)
                cross join (select explode(array('POINT', 'QTR', 'YTD', 'R12')) as period_type)
                """);
    population.createOrReplaceTempView("population");
  }

  @AfterEach
  void noMore() {
    SparkTest.spark().catalog().dropTempView("population");
  }

  private static Optional<RowByRow> of(String kpi, String sql) {
    return RowByRow.of(TinyMarts.kpis().byName().get(kpi), SparkTest.spark().sql(sql));
  }

  @Test
  void kpisThatLookAtOneRowAtATimeAreCountedTogether() {
    RowByRow health =
        of(
                "health_pct",
                "select member, age > 10 as numerator from population where age between 10 and 30")
            .orElseThrow();
    RowByRow count =
        of("count", "select member, 2 as numerator, true as has_full_history from population")
            .orElseThrow();

    assertRows(
        RowByRow.members(population, List.of(health, count))
            .where("kpi = 'count' or period_type = 'QTR'"),
        """
        authority_code | kpi        | period_type | as_at      | member_kind | member_key | numerator | denominator | has_full_history | banded
        840            | health_pct | QTR         | 2025-03-31 | child       | 1          | 0         | 1           | true             | 1
        840            | health_pct | QTR         | 2025-03-31 | child       | 2          | 1         | 1           | true             | 2
        840            | health_pct | QTR         | 2025-03-31 | child       | 3          | 1         | 1           | false            | 3
        840            | count      | POINT       | 2025-03-31 | child       | 1          | 2         | -           | true             | 1
        840            | count      | POINT       | 2025-03-31 | child       | 2          | 2         | -           | true             | 2
        840            | count      | POINT       | 2025-03-31 | child       | 3          | 2         | -           | true             | 3
        840            | count      | POINT       | 2025-03-31 | child       | 4          | 2         | -           | true             | 4
        """);
  }

  /** An error in a row that does not count, such as a division by 0, stops no figure. */
  @Test
  void whatARowThatDoesNotCountWouldAddIsNotWorkedOut() {
    RowByRow count =
        of("count", "select member, 10 / (age - 10) as numerator from population where age > 10")
            .orElseThrow();

    assertThat(RowByRow.members(population, List.of(count)).where("period_type = 'POINT'").count())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select member, count(*) as numerator from population group by member",
        "select distinct member, 1 as numerator from population",
        "select member, row_number() over (partition by member order by age) as numerator from population",
        "select member, (select max(age) from population) as numerator from population",
        "select member, 1 as numerator from population where age in (select max(age) from population)",
        "select population.member, 1 as numerator from population inner join population as other"
            + " on other.member = population.member",
        "select member, explode(array(1, 2)) as numerator from population",
        "with older as (select * from population where age > 10) select member, 1 as numerator from older",
        "select member, 1 as numerator from population order by age limit 1"
      })
  void whatLooksAtOtherRowsIsCountedAlone(String sql) {
    assertThat(of("count", sql)).isEmpty();
  }
}

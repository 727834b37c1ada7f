package kith.marts;

import static kith.testing.TestTables.assertSameRows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class MartsTest {

  @Test
  void everyBuildComesAfterTheMartsThatItReads() {
    try (Marts marts = Marts.of(TinyMarts.run())) {
      Set<TableName> written = new HashSet<>();
      Set<TableName> own = new HashSet<>(marts.builds().stream().map(TableBuild::writes).toList());
      for (TableBuild build : marts.builds()) {
        assertThat(build.reads().stream().filter(own::contains)).allMatch(written::contains);
        written.add(build.writes());
      }
      assertThat(written)
          .containsExactlyInAnyOrder(
              Tables.DIM_KPI,
              Tables.KPI_MEMBER,
              Tables.KPI_COMPARISON,
              Tables.KPI_RANK,
              Tables.KPI_NEIGHBOUR,
              Tables.KPI_QUARTERLY,
              Tables.KPI_FLOW,
              Tables.KPI_PUBLISHED);
    }
  }

  @Test
  void aBackfillReadsItsOwnMartsAsPublished() {
    try (Marts marts = Marts.of(TinyMarts.run(TinyMarts.quarters("2025-03-31", "2025-03-31")))) {
      assertThat(
              marts.builds().stream()
                  .filter(build -> build.reads().contains(build.writes()))
                  .map(TableBuild::writes))
          .containsExactly(
              Tables.KPI_MEMBER, Tables.KPI_COMPARISON, Tables.KPI_RANK, Tables.KPI_QUARTERLY);
    }
  }

  /** Its key leaves the date out, so that it would stand although another date changes it. */
  @Test
  void aMartThatIsNotOfTheNightIsTheSameOnAnyDate() {
    try (Marts marts = Marts.of(TinyMarts.run())) {
      List<TableBuild> withoutDate =
          marts.builds().stream().filter(build -> !build.isOfNight()).toList();

      assertThat(withoutDate).isNotEmpty();
      for (TableBuild build : withoutDate) {
        Dataset<Row> tonight = TestTables.build(build, "2025-06-10", TinyMarts.given());
        assertThat(tonight.columns()).doesNotContain("source_rows", "business_date");
        assertThat(tonight.isEmpty()).isFalse();
        assertSameRows(tonight, TestTables.build(build, "2045-06-10", TinyMarts.given()));
      }
    }
  }
}

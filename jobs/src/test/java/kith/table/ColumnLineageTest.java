package kith.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.testing.SparkTest;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the columns of a query are made from, worked out by hand beside the plan. */
class ColumnLineageTest {

  @BeforeAll
  static void twoEmptyTables() {
    EmptyTables empty = new EmptyTables(SparkTest.spark(), SparkTest.specs());
    empty.of(table("stay", "child", "began", "ended", "kind")).createOrReplaceTempView("stay");
    empty.of(table("child", "child", "born", "sex")).createOrReplaceTempView("child");
  }

  @AfterAll
  static void drop() {
    List.of("stay", "child").forEach(view -> SparkTest.spark().catalog().dropTempView(view));
  }

  private static TableSpec table(String name, String... columns) {
    return new TableSpec(
        new TableName(Zone.WAREHOUSE, name),
        "a row",
        List.of(),
        List.of(columns).stream()
            .map(column -> new ColumnSpec(column, "int", false, column))
            .toList());
  }

  private static ColumnLineage of(String sql) {
    return ColumnLineage.of(SparkTest.spark().sql(sql));
  }

  private static Set<String> set(String... columns) {
    return new TreeSet<>(Set.of(columns));
  }

  @Test
  void aColumnIsMadeFromAllThatItsExpressionNames() {
    ColumnLineage lineage =
        of(
            "select ended - began as days, kind, 1 as one, if(kind = 3, ended, null) as back from stay");

    assertThat(lineage.madeFrom())
        .isEqualTo(
            Map.of(
                "days", set("stay.began", "stay.ended"),
                "kind", set("stay.kind"),
                "one", set(),
                "back", set("stay.ended", "stay.kind")));
    assertThat(lineage.decidedBy()).isEmpty();
    assertThat(lineage.isWhole()).isTrue();
  }

  @Test
  void conditionsJoinsAndGroupsDecideWhichRowsThereAre() {
    ColumnLineage lineage =
        of(
            """
            select child.sex, count(*) as stays, max(stay.ended) as latest
            from stay inner join child on child.child = stay.child
            where stay.kind = 1
            group by child.sex
            """);

    assertThat(lineage.madeFrom())
        .isEqualTo(Map.of("sex", set("child.sex"), "stays", set(), "latest", set("stay.ended")));
    assertThat(lineage.decidedBy())
        .containsExactly("child.child", "child.sex", "stay.child", "stay.kind");
  }

  @Test
  void aTableThatIsReadTwiceIsToldApart() {
    ColumnLineage lineage =
        of(
            """
            with first as (select child, min(began) as began from stay group by child)
            select stay.kind, first.began, later.ended as later_ended
            from stay
            inner join first on first.child = stay.child
            inner join stay as later on later.began > stay.began
            """);

    assertThat(lineage.madeFrom())
        .isEqualTo(
            Map.of(
                "kind", set("stay.kind"),
                "began", set("stay.began"),
                "later_ended", set("stay.ended")));
  }

  @Test
  void unionsWindowsAndSubqueriesAreFollowed() {
    ColumnLineage lineage =
        of(
            """
            select began, row_number() over (partition by child order by ended) as number,
                (select max(born) from child where child.child = stay.child) as born
            from stay
            union all
            select born, sex, 0 from child where exists (select 1 from stay where kind = 2)
            """);

    assertThat(lineage.madeFrom())
        .isEqualTo(
            Map.of(
                "began", set("stay.began", "child.born"),
                "number", set("stay.child", "stay.ended", "child.sex"),
                "born", set("child.born", "stay.child")));
    assertThat(lineage.decidedBy()).contains("child.child", "stay.child", "stay.kind");
  }

  @Test
  void fieldsOfStructsAndArraysAreToldApart() {
    ColumnLineage lineage =
        of(
            """
            select whole.first.began as began, whole.all.ended as ends, size(whole.all) as number
            from (
                select struct(
                    min_by(struct(began, kind), began) as first, collect_list(struct(ended, kind)) as all) as whole
                from stay
            )
            """);

    assertThat(lineage.madeFrom())
        .isEqualTo(
            Map.of(
                "began", set("stay.began"),
                "ends", set("stay.ended"),
                "number", set("stay.ended", "stay.kind")));
  }

  @Test
  void anOuterJoinLeavesNoRowOutAndDecidesWhatItLooksUp() {
    ColumnLineage lineage =
        of(
            """
            select stay.began, child.sex, child.child is not null as is_known
            from stay left join child on child.child = stay.child and child.born < stay.ended
            """);

    Set<String> condition = set("child.born", "child.child", "stay.child", "stay.ended");
    assertThat(lineage.madeFrom())
        .isEqualTo(
            Map.of(
                "began", set("stay.began"),
                "sex", set("child.born", "child.child", "child.sex", "stay.child", "stay.ended"),
                "is_known", condition));
    assertThat(lineage.decidedBy()).isEmpty();
  }

  @Test
  void theElementsOfAnArrayGoThroughItsFunctions() {
    ColumnLineage lineage =
        of(
            """
            select
                transform(stays, one -> one.began + 1) as began,
                filter(stays, one -> one.kind = 1)[0].ended as ended,
                aggregate(stays, 0, (sum, one) -> sum + one.kind) as kinds,
                array_max(transform(stays, one -> struct(one.ended, one.kind))).kind as last_kind
            from (
                select collect_list(struct(began, ended, kind)) as stays from stay group by child
            )
            """);

    assertThat(lineage.madeFrom())
        .containsEntry("began", set("stay.began"))
        .containsEntry("ended", set("stay.ended", "stay.kind"))
        .containsEntry("last_kind", set("stay.ended", "stay.kind"));
    assertThat(lineage.madeFrom().get("kinds")).contains("stay.kind");
  }

  @Test
  void whatChoosesAStructIsBehindEachOfItsFields() {
    ColumnLineage lineage =
        of(
            """
            select chosen.kind, chosen.began
            from (select max_by(struct(kind, began), ended) as chosen from stay group by child)
            """);

    assertThat(lineage.madeFrom())
        .isEqualTo(
            Map.of(
                "kind", set("stay.kind", "stay.ended"),
                "began", set("stay.began", "stay.ended")));
  }

  @Test
  void aStepInJavaHandsOnColumnsByNameAndMakesOthersFromAllThatItReads() {
    Dataset<Row> read = SparkTest.spark().sql("select began, kind from stay");
    FlatMapFunction<Row, Row> step = row -> List.of(row).iterator();
    StructType schema = StructType.fromDDL("began int, other int");

    ColumnLineage lineage = ColumnLineage.of(read.flatMap(step, Encoders.row(schema)));

    assertThat(lineage.madeFrom())
        .isEqualTo(Map.of("began", set("stay.began"), "other", set("stay.began", "stay.kind")));
  }

  @Test
  void rowsFromElsewhereAreNotTakenToBeAll() {
    Dataset<Row> elsewhere = SparkTest.spark().range(3).toDF("number").localCheckpoint();

    assertThat(ColumnLineage.of(elsewhere).isWhole()).isFalse();
  }
}

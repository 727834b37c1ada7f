package kith.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.conform.Conform;
import kith.table.Part;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableBuildStep;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.Written;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A build whose scope is a child or a worker makes the same rows for some of them as for all. Asked
 * of a night on which much is wrong.
 */
class ScopeTest {

  /** So few children have such rows that their own tests make them for one child. */
  private static final Set<String> RARE =
      Set.of("fact_adoption", "fact_offence", "fact_substance_misuse");

  private static MessyNight night;
  private static Conform conform;

  @BeforeAll
  static void makeANight() {
    night = MessyNight.made();
    conform = night.conform();
  }

  @AfterAll
  static void freeStaging() {
    conform.close();
  }

  /** Every third child, or worker, by a hash of the key. */
  private static Part third(Scope scope, TableName table) {
    Column[] columns = scope.columns().stream().map(name -> col(name)).toArray(Column[]::new);
    return new Part(
        scope,
        night
            .stored(table)
            .select(columns)
            .distinct()
            .where(pmod(xxhash64(columns), lit(3)).equalTo(MessyNight.SEED % 3)));
  }

  private static List<TableBuild> parted() {
    return conform.builds().stream().filter(build -> build.scope() != Scope.WHOLE).toList();
  }

  @Test
  void madeForSomeTheRowsAreThoseThatTheyHaveAmongAll() {
    Set<String> different = new TreeSet<>();
    Set<String> empty = new TreeSet<>();
    for (TableBuild build : parted()) {
      TableName table = build.writes();
      Part part = third(build.scope(), table);
      Dataset<Row> whole = part.of(night.stored(table));
      Dataset<Row> alone =
          TableBuildStep.conformed(
              build.build(part.of(conform.inputs()), MessyNight.NIGHT),
              SparkTest.specs().get(table.name()));
      if (!Lakes.hash(alone).equals(Lakes.hash(whole))) {
        different.add(table.name());
      }
      if (whole.isEmpty() || part.others(night.stored(table)).isEmpty()) {
        empty.add(table.name());
      }
    }

    assertThat(parted()).hasSizeGreaterThan(15);
    assertThat(empty).as("tables of which a third is none or all").isSubsetOf(RARE);
    assertThat(different).as("tables whose scope is not true").isEmpty();
  }

  /** Old rows are thrown away first, so that what is put in their place has to be all of them. */
  @Test
  void aPartIsReplacedInTheTableAndCountedAsTheTable() {
    for (TableBuild build : parted()) {
      TableName table = build.writes();
      Part part = third(build.scope(), table);
      String before = Lakes.hash(night.stored(table));
      List<Column> counts = TableBuildStep.counts(SparkTest.specs().get(table.name()));
      Map<String, Long> counted =
          night
              .lake()
              .replace(
                  new TableName(table.zone(), "scope_" + table.name()), night.stored(table), counts)
              .counts();

      Written written =
          night
              .lake()
              .replacePart(table, night.version(table), part, part.of(night.stored(table)), counts);

      assertThat(Lakes.hash(night.lake().read(table, written.version())))
          .as(table.name())
          .isEqualTo(before);
      assertThat(written.counts()).as(table.name()).isEqualTo(counted);
    }
  }

  /** A table that names a child, or else a worker, in its rows can be made for them alone. */
  @Test
  void whatIsOfAChildOrAWorkerSaysSo() {
    List<String> silent = new ArrayList<>();
    for (TableBuild build : conform.builds()) {
      TableSpec spec = SparkTest.specs().get(build.writes().name());
      Scope expected =
          spec.has("child_key") ? Scope.CHILD : spec.has("worker_key") ? Scope.WORKER : Scope.WHOLE;
      if (build.scope() != expected) {
        silent.add(build.writes() + " is " + build.scope() + ", its columns say " + expected);
      }
    }

    // A likeness is one of two children.
    assertThat(silent).containsExactly("child_likeness is WHOLE, its columns say CHILD");
  }
}

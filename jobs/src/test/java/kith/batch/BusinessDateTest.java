package kith.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import kith.conform.Conform;
import kith.table.ColumnSpec;
import kith.table.TableBuild;
import kith.table.TableBuildStep;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.Tables;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the business date changes in a table that is built of the same records: nothing where the
 * build says so, and no column that counts days. A date is a threshold: a child turns 18, a review
 * falls due, and the row is the same again on the day after.
 */
class BusinessDateTest {

  private static final LocalDate NIGHT = MessyNight.NIGHT;

  private static Conform conform;

  @BeforeAll
  static void makeANight() {
    conform = MessyNight.made().conform();
  }

  @AfterAll
  static void freeStaging() {
    conform.close();
  }

  private static TableSpec spec(TableBuild build) {
    return SparkTest.specs().get(build.writes().name());
  }

  private static Dataset<Row> built(TableBuild build, LocalDate businessDate) {
    return TableBuildStep.conformed(build.build(conform.inputs(), businessDate), spec(build));
  }

  // --- builds without a date

  private static List<TableBuild> withoutDate() {
    return conform.builds().stream().filter(build -> !build.isOfNight()).toList();
  }

  @Test
  void aTableThatIsNotOfTheNightNamesNoLineOfIt() {
    assertThat(withoutDate())
        .hasSizeGreaterThan(8)
        .noneMatch(build -> spec(build).has("source_rows"))
        .noneMatch(build -> spec(build).has("source_row"));
  }

  @Test
  void aTableThatIsNotOfTheNightIsTheSameOnAnyDate() {
    Set<String> different = new TreeSet<>();
    for (TableBuild build : withoutDate()) {
      Dataset<Row> tonight = built(build, NIGHT);
      assertThat(tonight.isEmpty()).as(build.writes().name()).isFalse();
      String hash = Lakes.hash(tonight);
      // Most builds leave out what is later than the date, so an earlier one shows more.
      for (LocalDate other : List.of(NIGHT.minusYears(2), NIGHT.plusYears(20))) {
        if (!Lakes.hash(built(build, other)).equals(hash)) {
          different.add(build.writes().name());
        }
      }
    }

    assertThat(different).isEmpty();
  }

  // --- builds with a date

  private static final List<LocalDate> RUNNING =
      List.of(NIGHT, NIGHT.plusDays(1), NIGHT.plusDays(2));

  @Test
  void noColumnChangesFromDayToDay() {
    Set<String> ticking = new TreeSet<>();
    for (TableBuild build : conform.builds()) {
      // The night itself is a row there.
      if (build.isOfNight() && !build.writes().equals(Tables.SOURCE_NIGHT)) {
        ticking.addAll(changes(spec(build), date -> built(build, date), RUNNING).onBothDates());
      }
    }

    assertThat(ticking).isEmpty();
  }

  /** What was not yet held a year ago, or not yet due. */
  @Test
  void aDateFarFromTheNightChangesRows() {
    TableBuild assessments = build(Tables.FACT_ASSESSMENT);

    assertThat(
            changes(
                    spec(assessments),
                    date -> built(assessments, date),
                    List.of(NIGHT, NIGHT.minusYears(1), NIGHT.minusYears(2)))
                .onOneDate())
        .isNotEmpty();
  }

  private static TableBuild build(TableName table) {
    return conform.builds().stream()
        .filter(build -> build.writes().equals(table))
        .findFirst()
        .orElseThrow();
  }

  /** The column that counted nights, before a view took its place. */
  @Test
  void aColumnThatCountsDaysIsFound() {
    Changes changes =
        changes(
            SparkTest.specs().get(Tables.FACT_PLACEMENT.name()),
            date ->
                MessyNight.made()
                    .stored(Tables.FACT_PLACEMENT)
                    .withColumn(
                        "placement_type",
                        datediff(lit(Date.valueOf(date)), col("placed_on")).cast("string")),
            RUNNING);

    assertThat(changes.onBothDates()).containsExactly("fact_placement.placement_type");
  }

  /**
   * Columns in which rows of one key differ between three dates, as table and column.
   *
   * @param onOneDate of rows that change with the second date or with the third
   * @param onBothDates of rows that change with each
   */
  private record Changes(Set<String> onOneDate, Set<String> onBothDates) {}

  private static Changes changes(
      TableSpec spec, Function<LocalDate, Dataset<Row>> built, List<LocalDate> dates) {
    Dataset<Row> first = named(built.apply(dates.get(0)), spec, "first_");
    Dataset<Row> second = named(built.apply(dates.get(1)), spec, "second_");
    Dataset<Row> third = named(built.apply(dates.get(2)), spec, "third_");
    Dataset<Row> rows =
        first
            .join(second, sameKey(spec, "first_", "second_"))
            .join(third, sameKey(spec, "first_", "third_"));
    List<String> columns =
        spec.columns().stream()
            .map(ColumnSpec::name)
            .filter(name -> !spec.key().contains(name))
            .toList();
    List<Column> counts = new ArrayList<>();
    for (String name : columns) {
      Column once = not(col("first_" + name).eqNullSafe(col("second_" + name)));
      Column again = not(col("second_" + name).eqNullSafe(col("third_" + name)));
      counts.add(count_if(once.or(again)).as("one_" + name));
      counts.add(count_if(once.and(again)).as("both_" + name));
    }
    Set<String> onOneDate = new TreeSet<>();
    Set<String> onBothDates = new TreeSet<>();
    Row counted =
        rows.agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new)).first();
    for (String name : columns) {
      if (counted.<Long>getAs("one_" + name) > 0) {
        onOneDate.add(spec.table().name() + "." + name);
      }
      if (counted.<Long>getAs("both_" + name) > 0) {
        onBothDates.add(spec.table().name() + "." + name);
      }
    }
    return new Changes(onOneDate, onBothDates);
  }

  private static Dataset<Row> named(Dataset<Row> rows, TableSpec spec, String prefix) {
    return rows.select(
        spec.columns().stream()
            .map(column -> col(column.name()).as(prefix + column.name()))
            .toArray(Column[]::new));
  }

  private static Column sameKey(TableSpec spec, String one, String other) {
    return spec.key().stream()
        .map(name -> col(one + name).eqNullSafe(col(other + name)))
        .reduce(Column::and)
        .orElseThrow();
  }
}

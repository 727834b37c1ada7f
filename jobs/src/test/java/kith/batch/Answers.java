package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kith.lake.PublishedTables;
import kith.project.Project;
import kith.table.TableSpecs;
import kith.table.View;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Queries of a lake's published night as an analyst asks them: by {@code kith sql}. */
final class Answers {

  private final PublishedTables tables;

  /** Of the lake {@code lake}, with the zones of analysts open. */
  Answers(Lakes lakes) {
    tables =
        new PublishedTables(
            SparkTest.spark(),
            lakes.root("lake").path().toString(),
            lakes.published("lake"),
            EnumSet.of(Zone.WAREHOUSE, Zone.MARTS),
            () -> TableSpecs.of(Project.home()),
            View.of(Project.home()));
  }

  /** The rows of one query. */
  Dataset<Row> rows(String sql) {
    List<Dataset<Row>> answers = tables.queries(sql);
    assertThat(answers).hasSize(1);
    return answers.get(0);
  }

  /** An answer as a small table: a line of names, then its rows; nothing between commas is null. */
  static String table(Dataset<Row> rows) {
    Stream<String> lines =
        rows.collectAsList().stream()
            .map(
                row ->
                    IntStream.range(0, row.size())
                        .mapToObj(column -> cell(row.get(column)))
                        .collect(Collectors.joining(",")));
    return Stream.concat(
            Stream.of(Arrays.stream(rows.columns()).collect(Collectors.joining(","))), lines)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String cell(Object value) {
    String text = value == null ? "" : value.toString();
    return text.contains(",") ? '"' + text + '"' : text;
  }
}

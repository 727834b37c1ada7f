package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kith.lake.PublishedTables;
import kith.postcode.PostcodeLoad;
import kith.project.Project;
import kith.simulate.InventedPostcodes;
import kith.simulate.Simulation;
import kith.table.TableSpecs;
import kith.table.View;
import kith.table.Zone;
import kith.testing.Folders;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One night of an authority as the demo invents it, smaller and with the files of other systems, as
 * an analyst reads it: by {@code kith sql}, the zones of analysts open. It is made once for all
 * tests.
 */
final class QuestionLake {

  /** The night of the demo. */
  private static final LocalDate NIGHT = LocalDate.of(2026, 4, 2);

  private static final int CHILDREN_IN_CARE = 150;
  private static final int YEARS = 3;
  private static final long SEED = 1;

  private static QuestionLake made;

  private final PublishedTables tables;

  private QuestionLake(PublishedTables tables) {
    this.tables = tables;
  }

  /** The night, run on first use. */
  static synchronized QuestionLake made() throws IOException {
    if (made == null) {
      made = run(new Lakes(Folders.shared("questions")));
    }
    return made;
  }

  private static QuestionLake run(Lakes lakes) throws IOException {
    Simulation.into(lakes.source(), NIGHT)
        .withSeed(SEED)
        .withChildrenInCare(CHILDREN_IN_CARE)
        .withYears(YEARS)
        .writeWithOtherFiles();
    new PostcodeLoad(Project.home(), lakes.environment("lake"))
        .load(InventedPostcodes.write(lakes.folder().resolve("directory.csv")), "2026-02", NIGHT);
    RunResult result = lakes.nightly("lake", NIGHT);
    assertThat(result.exitCode().code()).as(result.message()).isZero();
    return new QuestionLake(
        new PublishedTables(
            SparkTest.spark(),
            lakes.root("lake").path().toString(),
            lakes.published("lake"),
            EnumSet.of(Zone.WAREHOUSE, Zone.MARTS),
            () -> TableSpecs.of(Project.home()),
            View.of(Project.home())));
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

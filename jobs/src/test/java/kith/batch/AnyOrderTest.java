package kith.batch;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kith.project.Environment;
import kith.project.Project;
import kith.simulate.Mess;
import kith.simulate.Shape;
import kith.simulate.Simulation;
import kith.source.SourceColumn;
import kith.source.SourceSystem;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 5: the order of a file's rows and columns does not affect any table. */
@Tag("long")
@Tag("part-1")
class AnyOrderTest {

  private static final LocalDate SECOND = Lakes.LAST_NIGHT;
  private static final LocalDate FIRST = SECOND.minusDays(1);
  private static final int SEED = 11;
  private static final String ROWS = "(rows)";

  /** Columns that name a line, or the files as they are written. */
  private static final Set<String> OF_THE_FILES =
      Set.of("source_row", "source_rows", "line", "fingerprint", "publication_id");

  /**
   * With everything wrong that the simulator knows, and with what a script repeats; the second of
   * two nights, so that its records are compared with those of a night in another order.
   */
  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "ECLIPSE"})
  void anyOrderOfRowsAndColumnsGivesTheSameTables(Shape shape, @TempDir Path folder) {
    Lakes lakes = new Lakes(folder);
    Simulation simulation =
        Simulation.into(lakes.source(), SECOND).withNights(2).withSeed(SEED).withShape(shape);
    if (shape == Shape.PLAIN) {
      simulation.withMess(Mess.HEAVY).writeWithOtherFiles();
    } else {
      simulation.withChildrenInCare(60).write();
    }
    Random random = new Random(SEED);
    for (LocalDate night : List.of(FIRST, SECOND)) {
      for (Path file : Lakes.files(lakes.copy(night, "shuffled"))) {
        if (file.toString().endsWith(".csv")) {
          shuffle(file, random);
        }
      }
    }

    run(lakes.environment("as-written").withShape(word(shape)));
    run(
        lakes
            .environment("any-order")
            .withShape(word(shape))
            .with(null, folder.resolve("shuffled")));

    Map<String, String> written = contents(lakes, "as-written");
    Map<String, String> shuffled = contents(lakes, "any-order");
    assertThat(shuffled.keySet()).hasSizeGreaterThan(500).isEqualTo(written.keySet());
    assertThat(different(written, shuffled)).isEmpty();
    if (shape == Shape.PLAIN) {
      assertThat(written)
          .allSatisfy(
              (hash, value) -> {
                if (hash.startsWith("warehouse.fact_") && hash.endsWith(".(count)")) {
                  assertThat(value).as(hash).isNotEqualTo("0");
                }
              });
    }
    TableName raw = new TableName(Zone.RAW, "ssd_missing");
    assertThat(lakes.table("any-order", raw).select("business_date").distinct().count())
        .as("nights that are compared")
        .isEqualTo(2);
    TableName episodes = new TableName(Zone.RAW, "ssd_cla_episodes");
    assertThat(hashes(lakes.table("any-order", episodes), Set.of()).get(ROWS))
        .as("with what names lines")
        .isNotEqualTo(hashes(lakes.table("as-written", episodes), Set.of()).get(ROWS));
  }

  private static void run(Environment environment) {
    RunResult first = Lakes.run(environment).run("extract", List.of(Stage.EXTRACT), FIRST);
    assertThat(first.exitCode().code()).as(first.message()).isZero();
    RunResult second = Lakes.run(environment).run("nightly", Stage.ALL, SECOND);
    assertThat(second.exitCode().code()).as(second.message()).isZero();
  }

  private static String word(Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of rows that are equal in all columns that are not volatile one is loaded, and any of them is
   * right.
   */
  private static Set<String> leftOut() {
    Set<String> leftOut = new TreeSet<>(OF_THE_FILES);
    leftOut.add("volatile_hash");
    SourceSystem.of(Project.home(), "ssd").contracts().stream()
        .flatMap(contract -> contract.landed().stream())
        .filter(SourceColumn::isVolatile)
        .forEach(column -> leftOut.add(column.name()));
    return leftOut;
  }

  private static void shuffle(Path file, Random random) {
    List<String[]> records = CsvFile.read(file);
    List<Integer> columns =
        IntStream.range(0, records.get(0).length).boxed().collect(Collectors.toList());
    Collections.shuffle(columns, random);
    Collections.shuffle(records.subList(1, records.size()), random);
    CsvFile.write(
        file,
        records.stream()
            .map(record -> columns.stream().map(column -> record[column]).toArray(String[]::new))
            .toList());
  }

  /** Hashes of every column of every published table, and of its rows. */
  private static Map<String, String> contents(Lakes lakes, String lake) {
    Set<String> leftOut = leftOut();
    Map<String, String> contents = new TreeMap<>();
    for (String table : lakes.published(lake).versions().keySet()) {
      hashes(lakes.table(lake, TableName.of(table)), leftOut)
          .forEach((column, hash) -> contents.put(table + "." + column, hash));
    }
    return contents;
  }

  private static Map<String, String> hashes(Dataset<Row> rows, Set<String> leftOut) {
    List<String> columns =
        Arrays.stream(rows.columns()).filter(column -> !leftOut.contains(column)).toList();
    List<Column> sums = new ArrayList<>();
    sums.add(sum(hash(columns)).as(ROWS));
    columns.forEach(column -> sums.add(sum(hash(List.of(column))).as(column)));
    Row summed = rows.agg(count(lit(1)).as("(count)"), sums.toArray(Column[]::new)).first();
    Map<String, String> hashes = new TreeMap<>();
    for (String name : summed.schema().fieldNames()) {
      hashes.put(name, String.valueOf(summed.<Object>getAs(name)));
    }
    return hashes;
  }

  private static Column hash(List<String> columns) {
    return xxhash64(
            columns.stream()
                .map(column -> coalesce(col(column).cast("string"), lit("\u0000")))
                .toArray(Column[]::new))
        .cast("decimal(38,0)");
  }

  private static Set<String> different(Map<String, String> some, Map<String, String> others) {
    return some.keySet().stream()
        .filter(name -> !some.get(name).equals(others.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

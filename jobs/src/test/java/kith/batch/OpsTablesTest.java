package kith.batch;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.lake.DeltaLake;
import kith.postcode.PostcodeLoad;
import kith.project.Project;
import kith.simulate.InventedPostcodes;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.TableSpecs;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The tables of {@code ops} and {@code reference}, as whole nights and a load of the postcode
 * directory leave them, beside their specifications. No build reads these specifications, so
 * nothing else compares the two.
 */
class OpsTablesTest {

  /** A copy of the lake of three nights, with a postcode directory. */
  private static final String LAKE = "specified";

  private static final Set<Zone> ZONES = Set.of(Zone.OPS, Zone.REFERENCE);

  @TempDir private static Path folder;
  private static Path root;
  private static DeltaLake lake;

  @BeforeAll
  static void nightsAndADirectory() throws Exception {
    Lakes lakes = ThreeNights.made().lakes();
    lakes.copyLake("lake", LAKE);
    root = lakes.root(LAKE).path();
    lake = new DeltaLake(SparkTest.spark(), root.toString());
    new PostcodeLoad(Project.home(), lakes.environment(LAKE))
        .load(
            InventedPostcodes.write(folder.resolve("directory.csv")), "2025-08", Lakes.LAST_NIGHT);
  }

  static List<TableSpec> specs() {
    return TableSpecs.forReaders(Project.home()).all().stream()
        .filter(spec -> ZONES.contains(spec.table().zone()))
        .toList();
  }

  private static Dataset<Row> stored(TableSpec spec) {
    return lake.read(spec.table(), lake.version(spec.table()));
  }

  @Test
  void everyTableOfTheseZonesHasASpecificationAndNoOtherIsSpecified() throws IOException {
    Set<String> stored = new TreeSet<>();
    for (Zone zone : ZONES) {
      try (Stream<Path> folders = Files.list(root.resolve(zone.folder()))) {
        folders
            .filter(each -> Files.isDirectory(each.resolve("_delta_log")))
            .map(each -> new TableName(zone, each.getFileName().toString()).qualified())
            .forEach(stored::add);
      }
    }

    assertThat(specs()).extracting(spec -> spec.table().qualified()).hasSameElementsAs(stored);
    assertThat(stored).hasSizeGreaterThanOrEqualTo(7);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theStoredColumnsAreThoseOfTheSpecificationInTheirOrder(TableSpec spec) {
    assertThat(columns(stored(spec).schema().fields())).isEqualTo(columns(spec.schema().fields()));
  }

  private static List<String> columns(StructField[] fields) {
    return Arrays.stream(fields)
        .map(field -> field.name() + " " + field.dataType().simpleString())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theKeyTellsTheStoredRowsApart(TableSpec spec) {
    Column[] key = spec.key().stream().map(each -> col(each)).toArray(Column[]::new);

    assertThat(stored(spec).count()).as(spec.table().name()).isPositive();
    assertThat(stored(spec).groupBy(key).agg(count(lit(1)).as("alike")).where("alike > 1").count())
        .as("keys of %s with several rows", spec.table())
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void noRequiredColumnHoldsANull(TableSpec spec) {
    assertThat(spec.requiredColumns()).containsAll(spec.key());
    for (String column : spec.requiredColumns()) {
      assertThat(stored(spec).where(col(column).isNull()).count())
          .as("nulls in %s.%s", spec.table(), column)
          .isZero();
    }
  }
}

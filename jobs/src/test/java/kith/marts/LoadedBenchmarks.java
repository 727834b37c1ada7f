package kith.marts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import kith.benchmark.BenchmarkLoad;
import kith.conform.benchmark.Authorities;
import kith.conform.benchmark.Benchmarks;
import kith.conform.benchmark.Populations;
import kith.project.Project;
import kith.table.ColumnSpec;
import kith.table.TableName;
import kith.table.TableSpec;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The tables that a night makes of the publishers' files, which are kept beside the project. */
public final class LoadedBenchmarks {

  static final Path REFERENCE = Project.home().root().resolve("../shared/reference/benchmarks");

  private LoadedBenchmarks() {}

  /** Loads the files into a folder; skips the test where they are not here. */
  public static void write(Path folder) throws IOException {
    assumeTrue(Files.isDirectory(REFERENCE.resolve("raw")), "the publishers' files are not here");
    new BenchmarkLoad(Project.home())
        .load(REFERENCE.resolve("raw"), folder, LocalDate.parse("2026-06-10"));
  }

  /** The tables of the files; skips the test where they are not here. */
  static Map<TableName, Dataset<Row>> load(Path folder) throws IOException {
    write(folder);
    Map<TableName, Dataset<Row>> tables = new HashMap<>();
    Map<TableName, Dataset<Row>> figures =
        Map.of(
            Tables.STG_BENCHMARK,
            staging(Tables.STG_BENCHMARK, folder.resolve("benchmark_series.csv"), Map.of()));
    tables.put(
        Tables.FACT_BENCHMARK, TestTables.build(new Benchmarks(), "2026-06-10", figures).cache());
    tables.put(Tables.FACT_POPULATION, TestTables.build(new Populations(), "2026-06-10", figures));
    tables.put(
        Tables.DIM_AUTHORITY,
        TestTables.build(
                new Authorities(Project.home()),
                "2026-06-10",
                Map.of(
                    Tables.STG_STATISTICAL_NEIGHBOUR,
                    staging(
                        Tables.STG_STATISTICAL_NEIGHBOUR,
                        folder.resolve("statistical_neighbours.csv"),
                        Map.of(
                            "authority_code", "la_dfe_code",
                            "gss_code", "la_gss_code",
                            "neighbour_rank", "rank",
                            "neighbour_authority_code", "neighbour_dfe_code"))))
            .cache());
    return tables;
  }

  /**
   * A file in the form of staging.
   *
   * @param names the file's names of columns that staging names otherwise
   */
  private static Dataset<Row> staging(TableName table, Path file, Map<String, String> names) {
    TableSpec spec = SparkTest.specs().get(table.name());
    Column[] columns =
        spec.columns().stream()
            .map(ColumnSpec::name)
            .map(
                name ->
                    name.equals("source_row")
                        ? functions.lit("row").as(name)
                        : functions
                            .col(names.getOrDefault(name, name))
                            .cast(spec.schema().apply(name).dataType())
                            .as(name))
            .toArray(Column[]::new);
    return SparkTest.spark().read().option("header", true).csv(file.toString()).select(columns);
  }
}

package kith.conform.benchmark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_benchmark_publication}: how new the figures of each publication are.
 *
 * <ul>
 *   <li>Grain: one row per publication of which figures are held.
 *   <li>Source: the editions in {@code stg_benchmark}, and {@code conf/benchmarks/editions.csv} for
 *       their publications and days. An edition that is not in the list, such as the ready-made
 *       means of neighbours, counts for no publication.
 *   <li>Nulls: {@code next_published_on} is null where the list has no edition after the newest one
 *       held.
 * </ul>
 */
public final class BenchmarkPublications implements TableBuild {

  private final Path editions;

  /** Reads the project's list of editions when the table is built. */
  public BenchmarkPublications(Project project) {
    this.editions = project.conf().resolve("benchmarks").resolve("editions.csv");
  }

  @Override
  public TableName writes() {
    return Tables.DIM_BENCHMARK_PUBLICATION;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_BENCHMARK);
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> listed =
        CodeLists.dataset(inputs.spark(), editions)
            .select(
                col("publication"),
                col("title"),
                col("edition"),
                col("published_on").cast("date").as("published_on"));
    Dataset<Row> held =
        inputs
            .table(Tables.STG_BENCHMARK)
            .select("edition")
            .distinct()
            .withColumn("is_held", lit(true));
    return listed
        .join(broadcast(held), new String[] {"edition"}, "left")
        .groupBy("publication")
        .agg(
            expr("max(struct(published_on, edition, title)) filter (where is_held)").as("newest"),
            expr("collect_list(published_on)").as("days"))
        .where("newest is not null")
        .select(
            col("publication"),
            col("newest.title"),
            col("newest.edition"),
            col("newest.published_on"),
            expr("array_min(filter(days, d -> d > newest.published_on)) as next_published_on"));
  }
}

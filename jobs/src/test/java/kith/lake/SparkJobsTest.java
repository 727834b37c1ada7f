package kith.lake;

import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import kith.table.TableName;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writing a table costs one Spark job, that of its rows. Its log is read and written by Delta's
 * kernel in this process (decision 16): a job over the log of a small table takes longer than the
 * table.
 */
class SparkJobsTest {

  private static final TableName WHOLE = new TableName(Zone.WAREHOUSE, "fact_visit");
  private static final TableName BY_NIGHT = new TableName(Zone.RAW, "visits");
  private static final LocalDate NIGHT = LocalDate.of(2025, 10, 2);

  @TempDir private Path folder;
  private final SparkSession spark = SparkTest.spark();
  private DeltaLake lake;

  @BeforeEach
  void open() {
    lake = new DeltaLake(spark, folder.toString());
  }

  private Dataset<Row> rows(String kind) {
    return spark.sql("select id, '" + kind + "' as kind from range(0, 7, 1, 2)");
  }

  private interface Work {
    void run() throws Exception;
  }

  /** How many Spark jobs start while something runs. */
  private int jobs(Work work) throws Exception {
    AtomicInteger started = new AtomicInteger();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart start) {
            started.incrementAndGet();
          }
        };
    SparkContext context = spark.sparkContext();
    context.listenerBus().waitUntilEmpty();
    context.addSparkListener(listener);
    try {
      work.run();
      context.listenerBus().waitUntilEmpty();
    } finally {
      context.removeSparkListener(listener);
    }
    return started.get();
  }

  @Test
  void aTableIsWrittenByOneJobWhetherItIsNewOrNot() throws Exception {
    assertThat(jobs(() -> lake.replace(WHOLE, rows("x")))).as("the first version").isOne();
    assertThat(jobs(() -> lake.replace(WHOLE, rows("y")))).as("another content").isOne();
    assertThat(jobs(() -> lake.replace(WHOLE, rows("y")))).as("the same content").isOne();
  }

  @Test
  void whatIsCountedWhileATableIsWrittenTakesNoFurtherJob() throws Exception {
    assertThat(
            jobs(
                () ->
                    lake.replace(WHOLE, rows("x"), List.of(count_if(expr("id > 3")).as("large")))))
        .isOne();
  }

  /** The tenth commit writes a checkpoint of the log, from which the later ones read on. */
  @Test
  void aNightIsWrittenByOneJobHoweverManyThereAre() throws Exception {
    for (int night = 0; night < 12; night++) {
      LocalDate date = NIGHT.plusDays(night);
      assertThat(jobs(() -> lake.replaceNight(BY_NIGHT, date, rows("x")))).as("" + date).isOne();
    }
    assertThat(folder.resolve("raw/visits/_delta_log/00000000000000000010.checkpoint.parquet"))
        .exists();
  }

  @Test
  void findingAVersionAndItsFilesTakesNoJob() throws Exception {
    for (int night = 0; night < 12; night++) {
      lake.replaceNight(BY_NIGHT, NIGHT.plusDays(night), rows("x"));
    }
    DeltaLake another = new DeltaLake(spark, folder.toString());

    assertThat(
            jobs(
                () -> {
                  assertThat(another.version(BY_NIGHT)).isEqualTo(11);
                  assertThat(another.read(BY_NIGHT, 11).columns()).hasSize(3);
                  assertThat(another.read(BY_NIGHT, 4).inputFiles()).hasSize(10);
                  assertThat(another.nights(BY_NIGHT, 11, NIGHT).inputFiles()).hasSize(2);
                }))
        .isZero();
  }

  /** Spark's own writer and reader run the jobs that the others are spared. */
  @Test
  void aJobOverALogWouldBeCounted() throws Exception {
    String path = folder.resolve("by_spark").toString();

    assertThat(jobs(() -> rows("x").write().format("delta").save(path))).isGreaterThan(1);
    assertThat(jobs(() -> spark.read().format("delta").load(path).inputFiles())).isPositive();
  }
}

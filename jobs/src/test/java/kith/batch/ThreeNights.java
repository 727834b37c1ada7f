package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import kith.testing.Folders;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;

/**
 * Three whole nights of a small invented authority, from the extract to the pointer, in the lake
 * {@code lake}. They are run once for all tests; a test that runs another night takes a copy of the
 * lake.
 *
 * @param seen at each poll of a reader while they ran: the pointer's night and the nights in the
 *     files behind it
 */
record ThreeNights(Lakes lakes, RunResult lastRun, List<String> seen) {

  private static ThreeNights made;

  /** The nights, run on first use. */
  static synchronized ThreeNights made() throws InterruptedException {
    if (made == null) {
      made = run(new Lakes(Folders.shared("three-nights")));
    }
    return made;
  }

  private static ThreeNights run(Lakes lakes) throws InterruptedException {
    lakes.simulate(3);
    List<String> seen = new CopyOnWriteArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    Thread reader =
        new Thread(() -> poll(lakes.root("lake").path().resolve("published"), seen, done));
    reader.start();
    RunResult lastRun = null;
    try {
      for (int night = 2; night >= 0; night--) {
        lastRun = lakes.nightly("lake", Lakes.LAST_NIGHT.minusDays(night));
        assertThat(lastRun.exitCode().code()).as(lastRun.message()).isZero();
      }
    } finally {
      done.set(true);
      reader.join();
    }
    return new ThreeNights(lakes, lastRun, seen);
  }

  /** Reads as an outside tool does: the pointer, then the Parquet files that it names. */
  private static void poll(Path published, List<String> seen, AtomicBoolean done) {
    while (!done.get()) {
      Path pointer = published.resolve("current.json");
      try {
        if (Files.exists(pointer)) {
          JsonNode current = new ObjectMapper().readTree(pointer.toFile());
          String id = current.get("publication_id").asText();
          List<Row> nights =
              SparkTest.spark()
                  .read()
                  .parquet(published.resolve(id).resolve("kpi_published.parquet").toString())
                  .selectExpr("cast(business_date as string)", "publication_id")
                  .distinct()
                  .collectAsList();
          seen.add(
              current.get("business_date").asText()
                  + " "
                  + id
                  + " = "
                  + nights.stream().map(row -> row.getString(0) + " " + row.getString(1)).toList());
        }
        Thread.sleep(200);
      } catch (Exception failure) {
        seen.add("failed: " + failure.getClass());
      }
    }
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import kith.project.Hash;
import kith.project.Project;
import kith.publish.PublishedTable;
import kith.testing.SparkTest;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The clients that people use read the same figures from a night's publication. They run in Python,
 * in the environments that {@code jobs/bin/verify} makes.
 */
class PublishedClientsTest {

  private static Path publication;
  private static JsonNode answer;
  private static JsonNode older;

  @BeforeAll
  static void theClientsRead() throws Exception {
    Lakes lakes = ThreeNights.made().lakes();
    publication =
        lakes.root("lake").path().resolve("published").resolve(lakes.published("lake").id());
    answer = new ObjectMapper().readTree(run(".venv", "published_clients.py"));
    older = new ObjectMapper().readTree(run(".venv-duckdb", "older_duckdb.py"));
  }

  private static String run(String environment, String script)
      throws IOException, InterruptedException {
    Path home = Project.home().root();
    Path python = home.resolve(environment + "/bin/python");
    assertThat(python).as("jobs/bin/verify makes it").isExecutable();
    Path said = Files.createTempFile("clients-", ".log");
    Process process =
        new ProcessBuilder(
                python.toString(),
                "-B",
                home.resolve("jobs/src/test/python/" + script).toString(),
                publication.toString())
            .redirectError(said.toFile())
            .start();
    String answer = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
    Files.delete(said);
    return answer;
  }

  /** The rows of a Delta table as the clients write them, one hash for all. */
  private static String hash(PublishedTable table) {
    List<Row> rows =
        SparkTest.spark()
            .read()
            .format("delta")
            .load(publication.resolve(table.name()).toString())
            .collectAsList();
    int[] key =
        table.key().stream()
            .mapToInt(name -> table.columns().stream().map(c -> c.name()).toList().indexOf(name))
            .toArray();
    List<List<String>> lines = new ArrayList<>();
    for (Row row : rows) {
      lines.add(IntStream.range(0, row.size()).mapToObj(i -> text(row.get(i))).toList());
    }
    lines.sort(
        Comparator.comparing(
            line -> IntStream.of(key).mapToObj(line::get).toList(), PublishedClientsTest::compare));
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(String.join("\u001f", line)).append('\n'));
    return Hash.of(all.toString());
  }

  private static int compare(List<String> one, List<String> other) {
    return IntStream.range(0, one.size())
        .map(i -> one.get(i).compareTo(other.get(i)))
        .filter(order -> order != 0)
        .findFirst()
        .orElse(0);
  }

  private static String text(Object cell) {
    return cell == null
        ? ""
        : cell instanceof BigDecimal number
            ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
            : cell.toString();
  }

  @Test
  void everyClientReadsTheSameRows() {
    Map<String, String> expected = new TreeMap<>();
    PublishedTable.of(Project.home()).forEach(table -> expected.put(table.name(), hash(table)));

    assertThat(answer.get("read").size() + older.get("read").size()).isGreaterThanOrEqualTo(12);
    for (JsonNode read : List.of(answer.get("read"), older.get("read"))) {
      read.properties()
          .forEach(
              client -> {
                Map<String, String> found = new TreeMap<>();
                client
                    .getValue()
                    .properties()
                    .forEach(table -> found.put(table.getKey(), table.getValue().asText()));
                assertThat(found).as(client.getKey()).isEqualTo(expected);
              });
    }
  }

  @Test
  void theDuckDbFileExplainsItselfAndItsViewsHaveRows() {
    assertThat(answer.get("without_comment")).isEmpty();
    assertThat(answer.get("views").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("scorecard", "trend");
    assertThat(answer.get("views")).allMatch(rows -> rows.asInt() > 0);
  }

  @Test
  void everyFigureHasItsDimensionsAndItsWordsAMeaning() {
    assertThat(answer.get("without_words")).isEmpty();
  }
}

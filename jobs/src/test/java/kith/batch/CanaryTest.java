package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import kith.project.Project;
import kith.source.ColumnType;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.table.TableName;
import kith.table.Zone;
import kith.testing.Said;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 7: what identifies a child is found nowhere outside the zones that may hold it. */
@Tag("long")
@Tag("part-1")
class CanaryTest {

  private static final LocalDate NIGHT = Lakes.LAST_NIGHT;
  private static final String CANARY = "CANARY";

  @TempDir private Path folder;

  @Test
  void canariesOfEveryPersonalColumnAreFoundNowhereWithEveryTableBroken() throws IOException {
    Lakes lakes = new Lakes(folder).simulateCanaries();
    SourceSystem source = SourceSystem.of(Project.home(), "ssd");
    breakARowOfEveryTable(lakes.source().resolve(NIGHT.toString()), source);
    assertThat(canariesIn(lakes.source())).isNotEmpty();

    String said =
        Said.during(
            () ->
                assertThat(
                        Lakes.run(lakes.tolerant(), lakes.environment("lake"))
                            .run("nightly", Stage.ALL, NIGHT)
                            .exitCode()
                            .code())
                    .isZero());
    said += heldBack(lakes);
    for (SourceContract contract : source.contracts()) {
      said += withoutAColumn(lakes, contract);
    }

    Path docs = folder.resolve("docs");
    said += docsOf(folder.resolve("held-back"), docs);

    assertThat(said).doesNotContain(CANARY);
    assertThat(canariesIn(docs)).isEmpty();
    assertThat(Files.readString(docs.resolve("docs/nights.html"))).contains("exit code 4");
    assertThat(canariesIn(folder.resolve("lake/ops"))).isEmpty();
    assertThat(canariesIn(folder.resolve("held-back/ops"))).isEmpty();
    assertThat(canariesIn(folder.resolve("lake/published"))).isEmpty();
    assertThat(canariesInLogs(folder.resolve("lake"))).isEmpty();
    assertThat(tablesWithCanaries(lakes)).isEmpty();
    assertThat(
            lakes
                .table("lake", new TableName(Zone.OPS, "control_total"))
                .agg(functions.sum("quarantined_rows"))
                .first()
                .getLong(0))
        .isPositive();
  }

  /** Writes the documentation of a lake, with the counts of its nights. */
  private static String docsOf(Path lake, Path out) {
    Said said = Said.by("docs", "--lake", lake.toString(), "--out", out.toString());
    assertThat(said.code()).as(said.text()).isZero();
    return said.text();
  }

  /** The same night under the real contracts: too much is quarantined. */
  private static String heldBack(Lakes lakes) {
    return Said.during(
        () ->
            assertThat(lakes.nightly("held-back", NIGHT).exitCode().code())
                .as("a broken record in each table is more than one percent of the small ones")
                .isEqualTo(4));
  }

  /** A record of every table with canaries where dates, numbers and codes should be. */
  private static void breakARowOfEveryTable(Path night, SourceSystem source) {
    List<String> marker = new ArrayList<>();
    for (String line : Lakes.lines(night.resolve("_COMPLETE"))) {
      String[] parts = line.split(",", 2);
      boolean isTable =
          source.contracts().stream().anyMatch(contract -> contract.file().equals(parts[0]));
      marker.add(isTable ? parts[0] + "," + (Long.parseLong(parts[1]) + 1) : line);
    }
    for (SourceContract contract : source.contracts()) {
      Path file = night.resolve(contract.file() + ".csv");
      List<String> lines = Lakes.lines(file);
      lines.add(String.join(",", contract.columns().stream().map(CanaryTest::broken).toList()));
      Lakes.write(file, lines);
    }
    Lakes.write(night.resolve("_COMPLETE"), marker);
  }

  /** A text that identifies nobody may be anywhere; everything else is a canary. */
  private static String broken(SourceColumn column) {
    boolean isText = column.type() == ColumnType.TEXT || column.type() == ColumnType.ID;
    boolean harmless = isText && !column.personal();
    return harmless ? "broken" : CANARY + "BROKEN" + column.name();
  }

  /** Runs the night with a column of one table missing and returns all output. */
  private String withoutAColumn(Lakes lakes, SourceContract contract) {
    String name = "broken-" + contract.table();
    Path night = lakes.copy(NIGHT, name);
    Path file = night.resolve(contract.file() + ".csv");
    List<String> lines = Lakes.lines(file);
    lines.set(0, lines.get(0).replace(contract.columns().get(0).name(), "another_column"));
    Lakes.write(file, lines);
    return Said.during(
        () ->
            assertThat(
                    Lakes.run(lakes.environment("lake").with(null, folder.resolve(name)))
                        .run("nightly", Stage.ALL, NIGHT)
                        .exitCode()
                        .code())
                .isEqualTo(3));
  }

  private static List<Path> canariesIn(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : Lakes.files(folder)) {
      if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY)) {
        found.add(file);
      }
    }
    return found;
  }

  private static List<Path> canariesInLogs(Path lake) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : Lakes.files(lake)) {
      if (file.toString().contains("_delta_log")
          && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(CANARY)) {
        found.add(file);
      }
    }
    return found;
  }

  /** Tables of the open zones, and of ops, with a canary in any column. */
  private static List<String> tablesWithCanaries(Lakes lakes) {
    List<String> found = new ArrayList<>();
    for (String qualified : lakes.published("lake").versions().keySet()) {
      String[] parts = qualified.split("\\.", 2);
      Zone zone = Zone.of(parts[0]);
      if (zone == Zone.WAREHOUSE || zone == Zone.MARTS || zone == Zone.OPS) {
        Dataset<Row> rows = lakes.table("lake", new TableName(zone, parts[1]));
        Column[] columns = new Column[rows.columns().length];
        for (int i = 0; i < columns.length; i++) {
          columns[i] = functions.col(rows.columns()[i]).cast("string");
        }
        if (rows.where(functions.concat_ws(" ", columns).contains(CANARY)).count() > 0) {
          found.add(qualified);
        }
      }
    }
    return found;
  }
}

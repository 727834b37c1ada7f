package kith.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.testing.SparkTest;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes a table's key, and what does not. */
class TableKeysTest {

  private static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);

  @TempDir private Path project;

  private final Map<String, Long> versions = new TreeMap<>();
  private final Map<TableName, String> staging = new TreeMap<>();

  private record Build(TableName writes, boolean isOfNight) implements TableBuild {

    @Override
    public List<TableName> reads() {
      return List.of(Tables.STG_PERSON, Tables.PERSON_PAIR);
    }

    @Override
    public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
      return inputs.table(Tables.PERSON_PAIR);
    }
  }

  private static final TableBuild LASTING = new Build(Tables.CHILD_LIKENESS, false);
  private static final TableBuild OF_NIGHT = new Build(Tables.CHILD_LIKENESS, true);

  @BeforeEach
  void aNightIsThere() throws IOException {
    versions.put(Tables.PERSON_PAIR.qualified(), 4L);
    staging.put(Tables.STG_PERSON, "content");
    Files.createDirectories(project.resolve("conf"));
    Files.writeString(project.resolve("conf/parameters.yaml"), "first");
    Files.writeString(project.resolve("conf/targets.csv"), "first");
  }

  @Test
  void whatNoBuildReadsChangesNothing() throws IOException {
    String before = key(LASTING, NIGHT);

    versions.put(Tables.DIM_CHILD.qualified(), 9L);
    staging.put(Tables.STG_VISIT, "more");
    Files.writeString(project.resolve("conf/targets.csv"), "second");

    assertThat(key(LASTING, NIGHT)).isEqualTo(before);
  }

  @Test
  void anInputAFileOrTheSettingMakesAnotherTable() throws IOException {
    String before = key(LASTING, NIGHT);

    versions.put(Tables.PERSON_PAIR.qualified(), 5L);
    assertThat(key(LASTING, NIGHT)).as("a stored input").isNotEqualTo(before);
    versions.put(Tables.PERSON_PAIR.qualified(), 4L);
    assertThat(key(LASTING, NIGHT)).isEqualTo(before);

    staging.put(Tables.STG_PERSON, "other content");
    assertThat(key(LASTING, NIGHT)).as("a staging table").isNotEqualTo(before);
    staging.put(Tables.STG_PERSON, "content");

    assertThat(key(LASTING, NIGHT, "other")).as("the setting").isNotEqualTo(before);

    Files.writeString(project.resolve("conf/parameters.yaml"), "second");
    assertThat(key(LASTING, NIGHT)).as("a file").isNotEqualTo(before);
  }

  @Test
  void theDateCountsOnlyWhereTheBuildReadsIt() {
    assertThat(key(LASTING, NIGHT.plusDays(1))).isEqualTo(key(LASTING, NIGHT));
    assertThat(key(OF_NIGHT, NIGHT.plusDays(1))).isNotEqualTo(key(OF_NIGHT, NIGHT));
  }

  @Test
  void aTableOfAnotherSpecificationIsAnotherTable() {
    assertThat(key(new Build(Tables.CHILD_BIRTH, false), NIGHT)).isNotEqualTo(key(LASTING, NIGHT));
  }

  private String key(TableBuild build, LocalDate night) {
    return key(build, night, "setting");
  }

  private String key(TableBuild build, LocalDate night, String setting) {
    Versions made = new Versions();
    made.putAll(versions);
    return new TableKeys(
            project,
            List.of("conf/parameters.yaml"),
            SparkTest.specs(),
            setting,
            night,
            made,
            staging::get)
        .of(build);
  }
}

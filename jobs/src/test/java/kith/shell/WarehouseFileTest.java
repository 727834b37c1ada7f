package kith.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import kith.table.TableName;
import kith.testing.SparkTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The analysts' DuckDB file, read back by DuckDB. */
class WarehouseFileTest {

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("warehouse.duckdb");
  }

  private List<String> ask(String sql) throws SQLException {
    List<String> cells = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:" + file());
        ResultSet rows = duck.createStatement().executeQuery(sql)) {
      while (rows.next()) {
        cells.add(rows.getString(1));
      }
    }
    return cells;
  }

  @Test
  void theFileHoldsWhatSqlReadsAndNothingOfOtherZones() throws Exception {
    Reading reading = ShellLake.made().reading();

    assertThat(WarehouseFile.write(reading, file().toString()))
        .startsWith("Wrote " + reading.tables().size() + " tables and views of")
        .contains("(SIMULATED)");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(ask("select table_name from duckdb_tables()"))
        .containsExactlyInAnyOrderElementsOf(
            reading.tables().stream().map(TableName::name).toList())
        .contains("dim_child", "kpi_quarterly")
        .doesNotContain("child_birth", "ssd_person");
    for (TableName table : reading.tables()) {
      long expected =
          reading
              .open(SparkTest.spark(), SparkTest::specs)
              .query("select * from " + table.name())
              .count();
      assertThat(ask("select count(*) from " + table.name()))
          .as(table.name())
          .containsExactly(String.valueOf(expected));
    }
    assertThat(ask("select value from kpi_quarterly where as_at = date '2025-12-31'"))
        .containsExactly("41.0");
    assertThat(
            ask(
                "select comment from duckdb_columns() where table_name = 'dim_child'"
                    + " and column_name = 'child_key'"))
        .allMatch(comment -> comment != null && !comment.isBlank())
        .hasSize(1);
  }

  /** What a task after the night does: the file is that of the night that is published. */
  @Test
  void theLakesOwnFileIsReplacedInOneStep() throws Exception {
    Reading reading = ShellLake.made().reading();
    Path own = reading.environment().lake().resolve("warehouse/warehouse.duckdb");
    Files.writeString(own, "the file of the night before");
    try (InputStream open = Files.newInputStream(own)) {
      assertThat(WarehouseFile.replace(reading)).contains(own.toString());

      assertThat(new String(open.readAllBytes())).isEqualTo("the file of the night before");
    }
    Files.copy(own, file());
    assertThat(ask("select table_name from duckdb_tables()"))
        .containsExactlyInAnyOrderElementsOf(
            reading.tables().stream().map(TableName::name).toList());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rw-r-----");
    // Readers of the lake take no notice of it.
    assertThat(ShellLake.made().reading().tables()).isEqualTo(reading.tables());
  }

  @Test
  void noOtherZoneGoesIntoTheFile() {
    Reading reading = ShellLake.made().reading("restricted");

    assertThatThrownBy(() -> WarehouseFile.write(reading, file().toString()))
        .hasMessageContaining("holds warehouse and marts only");
    assertThat(file()).doesNotExist();
  }

  @Test
  void theFileIsNamedAsWhatItIs() {
    assertThatThrownBy(
            () ->
                WarehouseFile.write(
                    ShellLake.made().reading(), folder.resolve("warehouse.db").toString()))
        .hasMessageContaining("does not end with .duckdb");
  }
}

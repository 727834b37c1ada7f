package kith.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import kith.project.KithException;
import kith.project.Project;
import kith.table.Publication;
import kith.table.TableName;
import kith.table.View;
import kith.table.Zone;
import kith.testing.SparkTest;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake of a few small tables in every zone, all of invented children, for queries. */
final class TinyLake {

  /** A name that stands in the restricted zone and in raw only. */
  static final String SECRET = "Canarina";

  private final SparkSession spark = SparkTest.spark();
  private final Map<String, Long> versions = new HashMap<>();
  private final Path root;
  private final DeltaLake lake;

  /** Makes the lake below a folder. */
  TinyLake(Path root) {
    this.root = root;
    this.lake = new DeltaLake(spark, root.toString());
    table(
        Zone.MARTS,
        "kpi_quarterly",
        """
        select kpi, as_at, breakdown, value, england, status
        from values
            ('cla_count', date'2025-12-31', null, 41.0, 81770.0, 'ok'),
            ('cla_count', date'2026-03-31', null, 43.0, 81770.0, 'ok'),
            ('cla_count', date'2026-03-31', 'sex', 20.0, null, 'ok'),
            ('placement_3plus_pct', date'2026-03-31', null, 9.4, 10.0, 'ok'),
            ('sdq_completed_pct', date'2026-03-31', null, null, 75.0, 'not_available')
            as t (kpi, as_at, breakdown, value, england, status)
        """);
    table(
        Zone.WAREHOUSE,
        "fact_placement",
        """
        select
            840 as authority_code, child_key, child_key * 100 + placement_no as placement_key, placement_no,
            placement_type, placed_on, left_on, flags, source_rows
        from values
            (11L, 1, 'U1', date'2024-05-01', date'2024-09-10', array('late'), array('cla_episodes:2')),
            (11L, 2, 'H5', date'2024-09-10', null, array(), array('cla_episodes:3', 'cla_episodes:4')),
            (12L, 1, 'U1', date'2025-02-28', null, array('late', 'odd'), array('cla_episodes:5')),
            (13L, 1, null, date'2025-11-03', null, array(), array('cla_episodes:6'))
            as t (child_key, placement_no, placement_type, placed_on, left_on, flags, source_rows)
        """);
    table(
        Zone.WAREHOUSE,
        "dim_child",
        """
        select child_key, sex, birth_month
        from values (11L, 'F', date'2012-02-01'), (12L, 'M', date'2010-07-01'), (13L, 'F', date'2019-01-01')
            as t (child_key, sex, birth_month)
        """);
    table(
        Zone.WAREHOUSE,
        "source_night",
        "select 840 as authority_code, 'ssd' as source_system, date'2026-04-02' as business_date");
    table(
        Zone.RESTRICTED, "kpi_member", "select 'cla_count' as kpi, '" + SECRET + "' as member_key");
    table(
        Zone.RESTRICTED, "child_birth", "select 11L as child_key, date'2012-02-29' as birth_date");
    table(
        Zone.RESTRICTED,
        "child_identity",
        "select 11L as child_key, '" + SECRET + "' as first_name");
    TableName raw = new TableName(Zone.RAW, "ssd_person");
    for (int night = 1; night <= 2; night++) {
      Dataset<Row> rows = spark.sql("select '" + SECRET + "' as pers_forename");
      versions.put(
          raw.qualified(), lake.replaceNight(raw, LocalDate.of(2026, 4, night), rows).version());
    }
  }

  private void table(Zone zone, String name, String select) {
    TableName table = new TableName(zone, name);
    versions.put(table.qualified(), lake.replace(table, spark.sql(select)).version());
  }

  Path root() {
    return root;
  }

  /** The published tables, to a reader of these zones beside warehouse and marts. */
  PublishedTables open(Zone... more) {
    Set<Zone> zones = EnumSet.of(Zone.WAREHOUSE, Zone.MARTS);
    zones.addAll(List.of(more));
    Publication publication =
        new Publication("p1", LocalDate.of(2026, 4, 2), true, new TreeMap<>(versions));
    return new PublishedTables(
        spark, root.toString(), publication, zones, SparkTest::specs, View.of(Project.home()));
  }

  /**
   * The result of a statement, as {@code kith sql} would show it.
   *
   * @param refused true when it was refused before it was run
   * @param text the rows or the message
   */
  record Answer(boolean refused, String text) {}

  /** Runs one statement and reads all its rows. */
  static Answer ask(PublishedTables tables, String statement) {
    try {
      List<Row> rows = tables.query(statement).collectAsList();
      return new Answer(false, String.join("\n", rows.stream().map(Row::mkString).toList()));
    } catch (KithException refused) {
      return new Answer(true, refused.getMessage());
    } catch (Exception failed) {
      if (failed instanceof SparkThrowable spark && spark.getCondition() != null) {
        return new Answer(false, spark.getCondition());
      }
      throw new IllegalStateException(failed);
    }
  }

  /** Every file and folder below a folder, with size and time of change. */
  static Map<String, String> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      Map<String, String> files = new TreeMap<>();
      for (Path path : (Iterable<Path>) all::iterator) {
        boolean isFile = Files.isRegularFile(path);
        files.put(
            path.toString(),
            isFile ? Files.size(path) + " " + Files.getLastModifiedTime(path) : "folder");
      }
      return files;
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

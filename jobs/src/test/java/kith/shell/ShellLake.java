package kith.shell;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kith.lake.DeltaLake;
import kith.lake.LakeRoot;
import kith.marts.KpiInWords;
import kith.project.Environment;
import kith.project.Project;
import kith.publish.Publications;
import kith.table.Publication;
import kith.table.TableName;
import kith.table.Zone;
import kith.testing.Environments;
import kith.testing.Folders;
import kith.testing.SparkTest;

/**
 * A lake of a few small tables, published twice: the nights of 31 March and of 2 April. Between
 * them a child was placed and the rule of a KPI changed.
 */
final class ShellLake {

  static final String EARLIER = "2026-03-31-00000001";
  static final String LATEST = "2026-04-02-00000002";

  /** A name that no message may hold; it is in the restricted zone. */
  static final String SECRET = "Canarina";

  private static ShellLake made;

  private final Path folder;
  private final DeltaLake lake;
  private final Map<String, Long> versions = new TreeMap<>();

  /** The lake, made on first use; no test changes it. */
  static synchronized ShellLake made() {
    if (made == null) {
      made = new ShellLake(Folders.shared("shell-lake"));
    }
    return made;
  }

  private ShellLake(Path folder) {
    this.folder = folder;
    LakeRoot root = new LakeRoot(path());
    root.prepare();
    this.lake = new DeltaLake(SparkTest.spark(), path().toString());
    try {
      root.files()
          .write(
              "lake.json",
              new ObjectMapper()
                  .readTree(
                      "{\"format\": 1, \"authority_code\": 840, \"secret_fingerprint\": \"f\"}"));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    table(
        Zone.WAREHOUSE,
        "dim_child",
        "select 840 as authority_code, id as child_key, 'female' as sex from range(11, 14)");
    table(
        Zone.RESTRICTED,
        "child_birth",
        "select 840 as authority_code, 11L as child_key, date'2012-02-29' as birth_on, '"
            + SECRET
            + "' as birth_estimated");
    table(Zone.RAW, "ssd_person", "select '" + SECRET + "' as pers_forename");
    table(
        Zone.OPS,
        "quality_result",
        "select 'adult_in_care' as rule, 2L as failed, string(null) as error");
    night(root, EARLIER, 2, "aaaaaaaa");
    night(
        root, LATEST, 3, KpiInWords.of(Project.home()).definition("cla_count").get("Rule version"));
  }

  private void night(LakeRoot root, String id, int placements, String ruleVersion) {
    LocalDate night = LocalDate.parse(id.substring(0, 10));
    table(
        Zone.WAREHOUSE,
        "source_night",
        "select 840 as authority_code, 'ssd' as source_system, date'"
            + night
            + "' as business_date");
    table(
        Zone.WAREHOUSE,
        "dim_kpi",
        "select 'cla_count' as kpi, 'Children looked after' as title, 'children' as unit, '"
            + ruleVersion
            + "' as rule_version");
    table(
        Zone.WAREHOUSE,
        "fact_placement",
        """
        select 840 as authority_code, id + 11 as child_key, id * 100 as placement_key, 1 as placement_no,
            'U1' as placement_type, date'2025-02-28' as placed_on, cast(null as date) as left_on
        from range(%d)
        """
            .formatted(placements));
    table(
        Zone.MARTS,
        "kpi_quarterly",
        """
        select
            *, 840 as authority_code, 'R12' as period_type, 1 as numerator, 1 as denominator,
            cast(null as string) as breakdown, true as simulated
        from values
            ('cla_count', date'2025-12-31', 41.0, 'ok'),
            ('cla_count', date'2026-03-31', 43.0, 'ok'),
            ('placement_3plus_pct', date'2026-03-31', null, 'not, available')
            as t (kpi, as_at, value, status)
        """);
    Publication publication = new Publication(id, night, true, new TreeMap<>(versions));
    Publications.writeManifest(root.files(), publication, Map.of());
    Publications.point(root.files(), publication);
  }

  private void table(Zone zone, String name, String select) {
    TableName table = new TableName(zone, name);
    versions.put(table.qualified(), lake.replace(table, SparkTest.spark().sql(select)).version());
  }

  Path path() {
    return folder.resolve("lake");
  }

  /** The publication of 2 April, in warehouse, marts and other zones. */
  Reading reading(String... zones) {
    Environment environment =
        Environments.of(path(), folder.resolve("extracts"), folder.resolve("secret"));
    return Reading.current(Project.home(), environment, List.of(zones));
  }
}

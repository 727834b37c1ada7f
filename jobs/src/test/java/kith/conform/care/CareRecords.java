package kith.conform.care;

import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static kith.table.Tables.STG_CARE_EPISODE;
import static kith.table.Tables.STG_LEGAL_STATUS;
import static kith.table.Tables.STG_PERSON;
import static kith.table.Tables.STG_PLACEMENT_RECORD;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kith.conform.placement.Placements;
import kith.conform.placement.PostcodeAreas;
import kith.project.Parameters;
import kith.project.Project;
import kith.source.CodeLists;
import kith.table.TableName;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Records as a social worker would write them about children in care, and the facts built from
 * them.
 *
 * <p>One line per episode, with the columns of {@code stg_care_episode} and two more: {@code
 * place}, a placement's number and type such as {@code home1:U4}, and {@code legal}, the legal
 * status of that episode. Without them a child lives with foster carers ({@code home:U4}) under a
 * care order. Placement records built from places have no dates, so that they match any episode.
 * Children are born on 2012-06-15 unless something else is said.
 */
public final class CareRecords {

  private final List<Map<String, String>> episodes = new ArrayList<>();
  private final Map<TableName, List<Map<String, String>>> tables = new LinkedHashMap<>();
  private final Map<String, String> births = new TreeMap<>();
  private final String businessDate;
  private Parameters parameters = Parameters.of(Project.home());
  private Path postcodeAuthorities = Path.of("absent.csv");
  private Dataset<Row> builtEpisodes;
  private Dataset<Row> builtPeriods;

  private CareRecords(String businessDate, List<Map<String, String>> lines) {
    this.businessDate = businessDate;
    TreeMap<String, Map<String, String>> places = new TreeMap<>();
    List<Map<String, String>> legalStatuses = new ArrayList<>();
    for (Map<String, String> line : lines) {
      String child = line.get("child_key");
      births.put(child, "2012-06-15");
      Map<String, String> episode = new LinkedHashMap<>(line);
      String legal = episode.remove("legal");
      String place = line.containsKey("place") ? episode.remove("place") : "home:U4";
      if (!place.equals("-")) {
        String[] parts = place.split(":");
        episode.put("placement_id", parts[0]);
        places.putIfAbsent(
            child + parts[0],
            Map.of(
                "child_key",
                child,
                "placement_id",
                parts[0],
                "placement_type",
                parts[1],
                "source_row",
                "cla_placement:" + (places.size() + 1)));
      }
      episode.putIfAbsent("source_row", "cla_episodes:" + (episodes.size() + 1));
      episodes.add(episode);
      if (legal != null) {
        String until = episode.get("ended_on");
        if (until.equals(episode.get("started_on"))) {
          until = LocalDate.parse(until).plusDays(1).toString();
        }
        if (!legal.equals("-")) {
          legalStatuses.add(
              Map.of(
                  "child_key", child,
                  "legal_status", legal,
                  "started_on", episode.get("started_on"),
                  "ended_on", until,
                  "source_row", "legal_status:" + (legalStatuses.size() + 1)));
        }
      }
    }
    if (!lines.get(0).containsKey("legal")) {
      for (String child : new TreeSet<>(births.keySet())) {
        legalStatuses.add(
            Map.of(
                "child_key", child,
                "legal_status", "C2",
                "started_on", "2000-01-01",
                "ended_on", "-",
                "source_row", "legal_status:" + (legalStatuses.size() + 1)));
      }
    }
    tables.put(STG_CARE_EPISODE, episodes);
    tables.put(STG_PLACEMENT_RECORD, List.copyOf(places.values()));
    tables.put(STG_LEGAL_STATUS, legalStatuses);
  }

  /** The records of a text table, as held on a business date. */
  public static CareRecords on(String businessDate, String episodes) {
    return new CareRecords(businessDate, TestTables.parse(episodes));
  }

  /** The records of generated episodes. */
  public static CareRecords on(String businessDate, List<Map<String, String>> episodes) {
    return new CareRecords(businessDate, episodes);
  }

  /** Says when a child was born; {@code -} when it is unknown. */
  public CareRecords born(String child, String birthOn) {
    births.put(child, birthOn);
    return this;
  }

  /** Replaces the rows of a staging table. */
  public CareRecords with(TableName table, String text) {
    return with(table, TestTables.parse(text));
  }

  /** Replaces the rows of a staging table. */
  public CareRecords with(TableName table, List<Map<String, String>> rows) {
    tables.put(table, rows);
    return this;
  }

  /** Uses other parameters than the project's. */
  public CareRecords with(Parameters others) {
    parameters = others;
    return this;
  }

  /** Uses a file of the authorities of postcode districts. */
  public CareRecords withPostcodeAuthorities(Path file) {
    postcodeAuthorities = file;
    return this;
  }

  /** The rows given for a staging table. */
  public List<Map<String, String>> rowsOf(TableName table) {
    return tables.get(table);
  }

  /** {@code fact_care_episode} of these records. */
  public Dataset<Row> careEpisodes() {
    if (builtEpisodes == null) {
      builtEpisodes =
          stored(
              TestTables.build(
                  new CareEpisodes(
                      CodeLists.of(Project.home()),
                      parameters,
                      new PostcodeAreas(postcodeAuthorities)),
                  businessDate,
                  Map.of(
                      STG_CARE_EPISODE, rows(STG_CARE_EPISODE),
                      STG_LEGAL_STATUS, rows(STG_LEGAL_STATUS),
                      STG_PLACEMENT_RECORD, rows(STG_PLACEMENT_RECORD),
                      STG_PERSON, people())));
    }
    return builtEpisodes;
  }

  /** {@code fact_care_period} of these records. */
  public Dataset<Row> carePeriods() {
    if (builtPeriods == null) {
      builtPeriods =
          stored(
              TestTables.build(
                  new CarePeriods(parameters),
                  businessDate,
                  Map.of(FACT_CARE_EPISODE, careEpisodes(), STG_PERSON, people())));
    }
    return builtPeriods;
  }

  /** {@code fact_placement} of these records. */
  public Dataset<Row> placements() {
    return stored(
        TestTables.build(
            new Placements(),
            businessDate,
            Map.of(
                FACT_CARE_EPISODE,
                careEpisodes(),
                FACT_CARE_PERIOD,
                carePeriods(),
                STG_PLACEMENT_RECORD,
                rows(STG_PLACEMENT_RECORD))));
  }

  private Dataset<Row> rows(TableName table) {
    return TestTables.rows(SparkTest.specs().get(table.name()), tables.get(table));
  }

  private Dataset<Row> people() {
    if (tables.containsKey(STG_PERSON)) {
      return rows(STG_PERSON);
    }
    List<Map<String, String>> people = new ArrayList<>();
    births.forEach((child, born) -> people.add(Map.of("child_key", child, "birth_on", born)));
    return TestTables.rows(SparkTest.specs().get(STG_PERSON.name()), people);
  }

  /** As if read from the lake: the table is not built again. */
  private static Dataset<Row> stored(Dataset<Row> built) {
    return SparkTest.spark().createDataFrame(built.collectAsList(), built.schema());
  }
}

package kith.marts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kith.table.TableName;
import kith.table.Tables;
import kith.testing.SparkTest;
import kith.testing.TestTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Facts of invented authorities, as a test of the marts needs them. */
final class InventedFacts {

  private final Map<TableName, List<Map<String, Object>>> facts = new HashMap<>();

  /** The tables of which there are facts. */
  Map<TableName, Dataset<Row>> tables() {
    Map<TableName, Dataset<Row>> tables = new HashMap<>();
    facts.forEach(
        (table, rows) ->
            tables.put(table, TestTables.rows(SparkTest.specs().get(table.name()), rows)));
    return tables;
  }

  void authority(int code, String historyFrom, String area) {
    fact(
        Tables.SOURCE_NIGHT,
        "authority_code",
        code,
        "source_system",
        "ssd",
        "business_date",
        "2025-06-10",
        "history_from",
        historyFrom);
    fact(Tables.DIM_AUTHORITY, "authority_code", code, "gss_code", area);
  }

  void population(String area, String midYear, String publishedOn) {
    fact(
        Tables.FACT_POPULATION,
        "area_code",
        area,
        "age_band",
        "0-17",
        "mid_year_on",
        midYear,
        "population",
        10_000,
        "edition",
        publishedOn,
        "published_on",
        publishedOn,
        "first_published_on",
        publishedOn);
  }

  /** A child in one placement since the history held begins; null if all of it is held. */
  void child(int authority, String child, String startedOn, String historyFrom) {
    String placedOn = historyFrom == null ? startedOn : historyFrom;
    fact(
        Tables.FACT_CARE_PERIOD,
        "authority_code",
        authority,
        "child_key",
        child,
        "care_period_no",
        1,
        "started_on",
        startedOn,
        "start_observed",
        historyFrom == null,
        "counts_as_start",
        historyFrom == null,
        "history_from",
        historyFrom,
        "age_at_start",
        9);
    fact(
        Tables.FACT_CARE_EPISODE,
        "authority_code",
        authority,
        "child_key",
        child,
        "episode_no",
        1,
        "care_period_no",
        1,
        "placement_no",
        1,
        "started_on",
        placedOn,
        "counted_placement_type",
        "U4");
    fact(
        Tables.FACT_PLACEMENT,
        "authority_code",
        authority,
        "child_key",
        child,
        "placement_no",
        1,
        "care_period_no",
        1,
        "placement_type",
        "U4",
        "placed_on",
        placedOn);
    fact(
        Tables.CHILD_BIRTH,
        "authority_code",
        authority,
        "child_key",
        child,
        "birth_on",
        "2013-01-10");
  }

  /** An incident, an initial health assessment, a care leaver's birthday and a worker. */
  void oneOfEach(int authority) {
    fact(
        Tables.FACT_MISSING_EPISODE,
        "authority_code",
        authority,
        "child_key",
        "amy",
        "incident_key",
        1,
        "kind",
        "missing",
        "looked_after_at_start",
        true,
        "started_on",
        "2024-06-01",
        "ended_on",
        "2024-06-02",
        "interview_held",
        true);
    fact(
        Tables.FACT_ASSESSMENT,
        "authority_code",
        authority,
        "child_key",
        "amy",
        "assessment_type",
        "initial_health",
        "care_period_no",
        1,
        "since_on",
        "2024-05-03",
        "due_on",
        "2024-06-03",
        "held_on",
        "2024-06-03");
    careLeaver(authority, true, null);
    worker(authority);
  }

  void careLeaver(int authority, boolean inCohort, String excludedBecause) {
    fact(
        Tables.FACT_CARE_LEAVER,
        "authority_code",
        authority,
        "child_key",
        "ben",
        "birthday_age",
        19,
        "birthday_on",
        "2024-06-01",
        "in_cohort",
        inCohort,
        "excluded_because",
        excludedBecause,
        "is_in_education_employment_or_training",
        true);
  }

  private void worker(int authority) {
    fact(
        Tables.FACT_CASELOAD,
        "authority_code",
        authority,
        "worker_key",
        "wendy",
        "month_end",
        "2025-03-31",
        "cases",
        10,
        "full_time_equivalent",
        "1.00",
        "is_case_holding_role",
        true);
  }

  private void fact(TableName table, Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    facts.computeIfAbsent(table, name -> new ArrayList<>()).add(row);
  }
}

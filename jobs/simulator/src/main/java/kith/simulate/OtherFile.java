package kith.simulate;

import java.util.List;
import java.util.Locale;

/**
 * The files that other systems of an authority may add to a night: human resources, the fostering
 * service and the virtual school. They are written only when asked for, and never spoiled.
 */
enum OtherFile {
  HR_VACANCY_MONTH("month_end", "team_id", "vacancy_fte"),
  FOSTER_HOUSEHOLD_MONTH("household_id", "month_end", "kind", "approved_places", "filled_places"),
  SCHOOL_ENROLMENT("person_id", "school_urn", "status", "started_on", "ended_on"),
  EDUCATION_PLAN("person_id", "reviewed_on"),
  EDUCATION_RESULT(
      "person_id",
      "year_ends_on",
      "sessions_possible",
      "sessions_missed",
      "suspended",
      "has_education_health_care_plan",
      "key_stage_2_expected",
      "attainment_8");

  private final List<String> columns;

  OtherFile(String... columns) {
    this.columns = List.of(columns);
  }

  /** The columns in their order. */
  List<String> columns() {
    return columns;
  }

  /** The name of the file without its ending. */
  String stem() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package kith.simulate;

/** The files of one night. Their columns are in {@link Sheet}. */
enum Table {
  PERSON("ssd_person"),
  ADDRESS("ssd_address"),
  DISABILITY("ssd_disability"),
  IMMIGRATION_STATUS("ssd_immigration_status"),
  LEGAL_STATUS("ssd_legal_status"),
  CIN_EPISODES("ssd_cin_episodes"),
  CIN_ASSESSMENTS("ssd_cin_assessments"),
  CLA_EPISODES("ssd_cla_episodes"),
  CLA_PLACEMENT("ssd_cla_placement"),
  CLA_REVIEWS("ssd_cla_reviews"),
  CLA_HEALTH("ssd_cla_health"),
  CLA_IMMUNISATIONS("ssd_cla_immunisations"),
  CLA_SUBSTANCE_MISUSE("ssd_cla_substance_misuse"),
  CLA_CONVICTIONS("ssd_cla_convictions"),
  CLA_PREVIOUS_PERMANENCE("ssd_cla_previous_permanence"),
  CLA_CARE_PLAN("ssd_cla_care_plan"),
  CLA_VISITS("ssd_cla_visits"),
  SDQ_SCORES("ssd_sdq_scores"),
  MISSING("ssd_missing"),
  CARE_LEAVERS("ssd_care_leavers"),
  PERMANENCE("ssd_permanence"),
  PROFESSIONALS("ssd_professionals"),
  DEPARTMENT("ssd_department"),
  INVOLVEMENTS("ssd_involvements"),
  LINKED_IDENTIFIERS("ssd_linked_identifiers"),
  MOTHER("ssd_mother"),
  CONTACTS("ssd_contacts"),
  RETURN_INTERVIEW("return_interview"),
  INITIAL_HEALTH_ASSESSMENT("initial_health_assessment"),
  HR_WORKER_MONTH("hr_worker_month");

  private final String stem;

  Table(String stem) {
    this.stem = stem;
  }

  /** The name of the file without its ending. */
  String stem() {
    return stem;
  }

  /**
   * Whether the case-management system exports it; the others are kept elsewhere, as plain files
   * with plain dates.
   */
  boolean isDumped() {
    return stem.startsWith("ssd_");
  }
}

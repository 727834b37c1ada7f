package kith.table;

/** The tables of Kith by name, so that a misspelling does not compile. */
public final class Tables {

  public static final TableName STG_SOURCE_NIGHT = staging("stg_source_night");
  public static final TableName STG_PERSON_ID = staging("stg_person_id");
  public static final TableName STG_PERSON = staging("stg_person");
  public static final TableName STG_HOME_ADDRESS = staging("stg_home_address");
  public static final TableName STG_CARE_EPISODE = staging("stg_care_episode");
  public static final TableName STG_PLACEMENT_RECORD = staging("stg_placement_record");
  public static final TableName STG_LEGAL_STATUS = staging("stg_legal_status");
  public static final TableName STG_DISABILITY = staging("stg_disability");
  public static final TableName STG_IMMIGRATION_STATUS = staging("stg_immigration_status");
  public static final TableName STG_HEALTH_CHECK = staging("stg_health_check");
  public static final TableName STG_INITIAL_HEALTH_ASSESSMENT =
      staging("stg_initial_health_assessment");
  public static final TableName STG_MISSING_EPISODE = staging("stg_missing_episode");
  public static final TableName STG_RETURN_INTERVIEW = staging("stg_return_interview");
  public static final TableName STG_CARE_LEAVER = staging("stg_care_leaver");
  public static final TableName STG_INVOLVEMENT = staging("stg_involvement");
  public static final TableName STG_PROFESSIONAL = staging("stg_professional");
  public static final TableName STG_WORKER_MONTH = staging("stg_worker_month");
  public static final TableName STG_VACANCY_MONTH = staging("stg_vacancy_month");
  public static final TableName STG_TEAM = staging("stg_team");
  public static final TableName STG_CARE_NEED_EPISODE = staging("stg_care_need_episode");
  public static final TableName STG_REVIEW = staging("stg_review");
  public static final TableName STG_VISIT = staging("stg_visit");
  public static final TableName STG_CHILD_FAMILY_ASSESSMENT =
      staging("stg_child_family_assessment");
  public static final TableName STG_SDQ_SCORE = staging("stg_sdq_score");
  public static final TableName STG_IMMUNISATION = staging("stg_immunisation");
  public static final TableName STG_SUBSTANCE_MISUSE = staging("stg_substance_misuse");
  public static final TableName STG_OFFENCE = staging("stg_offence");
  public static final TableName STG_CARE_PLAN = staging("stg_care_plan");
  public static final TableName STG_PERMANENCE = staging("stg_permanence");
  public static final TableName STG_FOSTER_HOUSEHOLD = staging("stg_foster_household");
  public static final TableName STG_SCHOOL_ENROLMENT = staging("stg_school_enrolment");
  public static final TableName STG_EDUCATION_PLAN = staging("stg_education_plan");
  public static final TableName STG_EDUCATION_RESULT = staging("stg_education_result");
  public static final TableName STG_BENCHMARK = staging("stg_benchmark");
  public static final TableName STG_STATISTICAL_NEIGHBOUR = staging("stg_statistical_neighbour");
  public static final TableName STG_POSTCODE = staging("stg_postcode");

  public static final TableName POSTCODE = new TableName(Zone.REFERENCE, "postcode");

  public static final TableName CHILD_IDENTITY = restricted("child_identity");
  public static final TableName CHILD_BIRTH = restricted("child_birth");
  public static final TableName CHILD_LIKENESS = restricted("child_likeness");
  public static final TableName PERSON_PAIR = restricted("person_pair");
  public static final TableName KPI_MEMBER = restricted("kpi_member");

  public static final TableName SOURCE_NIGHT = warehouse("source_night");
  public static final TableName DIM_DATE = warehouse("dim_date");
  public static final TableName DIM_AUTHORITY = warehouse("dim_authority");
  public static final TableName DIM_CHILD = warehouse("dim_child");
  public static final TableName DIM_WORKER = warehouse("dim_worker");
  public static final TableName DIM_TEAM = warehouse("dim_team");
  public static final TableName DIM_PLACEMENT_TYPE = warehouse("dim_placement_type");
  public static final TableName DIM_LEGAL_STATUS = warehouse("dim_legal_status");
  public static final TableName DIM_END_REASON = warehouse("dim_end_reason");
  public static final TableName DIM_CHANGE_REASON = warehouse("dim_change_reason");
  public static final TableName DIM_PROVIDER = warehouse("dim_provider");
  public static final TableName DIM_KPI = warehouse("dim_kpi");
  public static final TableName DIM_BENCHMARK_SERIES = warehouse("dim_benchmark_series");
  public static final TableName DIM_BENCHMARK_PUBLICATION = warehouse("dim_benchmark_publication");
  public static final TableName FACT_CARE_EPISODE = warehouse("fact_care_episode");
  public static final TableName FACT_CARE_PERIOD = warehouse("fact_care_period");
  public static final TableName FACT_PLACEMENT = warehouse("fact_placement");
  public static final TableName FACT_ADOPTION = warehouse("fact_adoption");
  public static final TableName FACT_LEGAL_STATUS = warehouse("fact_legal_status");
  public static final TableName FACT_ASSESSMENT = warehouse("fact_assessment");
  public static final TableName FACT_SUBSTANCE_MISUSE = warehouse("fact_substance_misuse");
  public static final TableName FACT_OFFENCE = warehouse("fact_offence");
  public static final TableName FACT_CARE_PLAN = warehouse("fact_care_plan");
  public static final TableName FACT_REVIEW = warehouse("fact_review");
  public static final TableName FACT_VISIT = warehouse("fact_visit");
  public static final TableName FACT_MISSING_EPISODE = warehouse("fact_missing_episode");
  public static final TableName FACT_CARE_LEAVER = warehouse("fact_care_leaver");
  public static final TableName FACT_CARE_LEAVER_CONTACT = warehouse("fact_care_leaver_contact");
  public static final TableName FACT_CASE_ALLOCATION = warehouse("fact_case_allocation");
  public static final TableName FACT_WORKER_ALLOCATION = warehouse("fact_worker_allocation");
  public static final TableName FACT_CASELOAD = warehouse("fact_caseload");
  public static final TableName FACT_WORKFORCE = warehouse("fact_workforce");
  public static final TableName FACT_VACANCY = warehouse("fact_vacancy");
  public static final TableName FACT_FOSTER_HOUSEHOLD = warehouse("fact_foster_household");
  public static final TableName FACT_SCHOOL_ENROLMENT = warehouse("fact_school_enrolment");
  public static final TableName FACT_EDUCATION_PLAN = warehouse("fact_education_plan");
  public static final TableName FACT_EDUCATION_RESULT = warehouse("fact_education_result");
  public static final TableName FACT_BENCHMARK = warehouse("fact_benchmark");
  public static final TableName FACT_POPULATION = warehouse("fact_population");

  public static final TableName KPI_QUARTERLY = marts("kpi_quarterly");
  public static final TableName KPI_COMPARISON = marts("kpi_comparison");
  public static final TableName KPI_RANK = marts("kpi_rank");
  public static final TableName KPI_NEIGHBOUR = marts("kpi_neighbour");
  public static final TableName KPI_FLOW = marts("kpi_flow");
  public static final TableName KPI_PUBLISHED = marts("kpi_published");
  public static final TableName KPI_QUALITY = marts("kpi_quality");

  public static final TableName QUALITY_RESULT = new TableName(Zone.OPS, "quality_result");

  private Tables() {}

  private static TableName staging(String name) {
    return new TableName(Zone.STAGING, name);
  }

  private static TableName restricted(String name) {
    return new TableName(Zone.RESTRICTED, name);
  }

  private static TableName warehouse(String name) {
    return new TableName(Zone.WAREHOUSE, name);
  }

  private static TableName marts(String name) {
    return new TableName(Zone.MARTS, name);
  }
}

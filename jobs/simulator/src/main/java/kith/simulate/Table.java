package kith.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The files of one night: their names and columns in the order of the Standard Safeguarding
 * Dataset, and which columns would identify somebody.
 *
 * <p>A column marked {@code =person}, {@code =legacy} or {@code =worker} holds a number of that
 * kind of person; {@code =private} holds anything else that identifies: a name, an address, a pupil
 * number.
 */
enum Table {
  PERSON(
      "ssd_person",
      """
      pers_legacy_id=legacy pers_person_id=person pers_upn=private pers_forename=private
      pers_surname=private pers_sex pers_gender pers_ethnicity pers_dob
      pers_single_unique_id=private pers_upn_unknown pers_send_flag pers_expected_dob
      pers_death_date pers_is_mother pers_nationality
      """),
  ADDRESS(
      "ssd_address",
      """
      addr_table_id addr_person_id=person addr_address_type addr_address_start_date
      addr_address_end_date addr_address_postcode=private addr_address_json=private
      """),
  DISABILITY(
      "ssd_disability",
      """
      disa_table_id disa_person_id=person disa_disability_code
      """),
  IMMIGRATION_STATUS(
      "ssd_immigration_status",
      """
      immi_immigration_status_id immi_person_id=person immi_immigration_status_start_date
      immi_immigration_status_end_date immi_immigration_status
      """),
  LEGAL_STATUS(
      "ssd_legal_status",
      """
      lega_legal_status_id lega_person_id=person lega_legal_status
      lega_legal_status_start_date lega_legal_status_end_date
      """),
  CIN_EPISODES(
      "ssd_cin_episodes",
      """
      cine_referral_id cine_person_id=person cine_referral_date cine_cin_primary_need_code
      cine_referral_source_code cine_referral_source_desc cine_referral_outcome_json
      cine_referral_nfa cine_close_reason cine_close_date cine_referral_team
      cine_referral_worker_id=private
      """),
  CIN_ASSESSMENTS(
      "ssd_cin_assessments",
      """
      cina_assessment_id cina_person_id=person cina_referral_id cina_assessment_start_date
      cina_assessment_child_seen cina_assessment_auth_date cina_assessment_outcome_json
      cina_assessment_outcome_nfa cina_assessment_team cina_assessment_worker_id=worker
      """),
  CLA_EPISODES(
      "ssd_cla_episodes",
      """
      clae_cla_episode_id clae_person_id=person clae_cla_placement_id
      clae_cla_episode_start_date clae_cla_episode_start_reason clae_cla_primary_need_code
      clae_cla_episode_ceased_date clae_cla_episode_ceased_reason clae_cla_id clae_referral_id
      clae_cla_last_iro_contact_date clae_entered_care_date
      """),
  CLA_PLACEMENT(
      "ssd_cla_placement",
      """
      clap_cla_placement_id clap_cla_id clap_person_id=person clap_cla_placement_start_date
      clap_cla_placement_type clap_cla_placement_urn clap_cla_placement_distance
      clap_cla_placement_provider clap_cla_placement_postcode=private
      clap_cla_placement_end_date clap_cla_placement_change_reason
      """),
  CLA_REVIEWS(
      "ssd_cla_reviews",
      """
      clar_cla_review_id clar_cla_id clar_cla_person_id=person clar_cla_review_due_date
      clar_cla_review_date clar_cla_review_cancelled clar_cla_review_participation
      """),
  CLA_HEALTH(
      "ssd_cla_health",
      """
      clah_health_check_id clah_person_id=person clah_health_check_type clah_health_check_date
      clah_health_check_status
      """),
  CLA_IMMUNISATIONS(
      "ssd_cla_immunisations",
      """
      clai_person_id=person clai_immunisations_status clai_immunisations_status_date
      """),
  CLA_SUBSTANCE_MISUSE(
      "ssd_cla_substance_misuse",
      """
      clas_substance_misuse_id clas_person_id=person clas_substance_misuse_date
      clas_substance_misused clas_intervention_received
      """),
  CLA_CONVICTIONS(
      "ssd_cla_convictions",
      """
      clac_cla_conviction_id clac_person_id=person clac_cla_conviction_date
      clac_cla_conviction_offence
      """),
  CLA_PREVIOUS_PERMANENCE(
      "ssd_cla_previous_permanence",
      """
      lapp_table_id lapp_person_id=person lapp_previous_permanence_option
      lapp_previous_permanence_la lapp_previous_permanence_order_date
      """),
  CLA_CARE_PLAN(
      "ssd_cla_care_plan",
      """
      lacp_table_id lacp_person_id=person lacp_cla_care_plan_start_date
      lacp_cla_care_plan_end_date lacp_cla_care_plan_json
      """),
  CLA_VISITS(
      "ssd_cla_visits",
      """
      clav_cla_visit_id clav_cla_id clav_person_id=person clav_cla_visit_date
      clav_cla_visit_seen clav_cla_visit_seen_alone
      """),
  SDQ_SCORES(
      "ssd_sdq_scores",
      """
      csdq_table_id csdq_person_id=person csdq_sdq_completed_date csdq_sdq_score
      csdq_sdq_reason
      """),
  MISSING(
      "ssd_missing",
      """
      miss_table_id miss_person_id=person miss_missing_episode_start_date
      miss_missing_episode_type miss_missing_episode_end_date miss_missing_rhi_offered
      miss_missing_rhi_accepted
      """),
  CARE_LEAVERS(
      "ssd_care_leavers",
      """
      clea_table_id clea_person_id=person clea_care_leaver_eligibility
      clea_care_leaver_in_touch clea_care_leaver_latest_contact clea_care_leaver_accommodation
      clea_care_leaver_accom_suitable clea_care_leaver_activity clea_pathway_plan_review_date
      clea_care_leaver_personal_advisor=worker clea_care_leaver_allocated_team
      clea_care_leaver_worker_id=worker
      """),
  PERMANENCE(
      "ssd_permanence",
      """
      perm_table_id perm_person_id=legacy perm_cla_id perm_adm_decision_date
      perm_part_of_sibling_group perm_siblings_placed_together perm_siblings_placed_apart
      perm_ffa_cp_decision_date perm_placement_order_date perm_matched_date perm_adopter_sex
      perm_adopter_legal_status perm_number_of_adopters perm_placed_for_adoption_date
      perm_adopted_by_carer_flag perm_placed_foster_carer_date perm_placed_ffa_cp_date
      perm_placement_provider_urn perm_decision_reversed_date perm_decision_reversed_reason
      perm_permanence_order_date perm_permanence_order_type perm_adoption_worker_id=worker
      """),
  PROFESSIONALS(
      "ssd_professionals",
      """
      prof_professional_id=worker prof_staff_id=private prof_professional_name=private
      prof_social_worker_registration_no=private prof_agency_worker_flag
      prof_professional_job_title prof_professional_caseload prof_professional_department
      prof_full_time_equivalency
      """),
  DEPARTMENT(
      "ssd_department",
      """
      dept_team_id dept_team_name dept_team_parent_id dept_team_parent_name
      """),
  INVOLVEMENTS(
      "ssd_involvements",
      """
      invo_involvements_id invo_professional_id=worker invo_professional_role_id
      invo_professional_team invo_person_id=person invo_involvement_start_date
      invo_involvement_end_date invo_worker_change_reason invo_referral_id
      """),
  LINKED_IDENTIFIERS(
      "ssd_linked_identifiers",
      """
      link_table_id link_person_id=person link_identifier_type link_identifier_value=private
      link_valid_from_date link_valid_to_date
      """),
  MOTHER(
      "ssd_mother",
      """
      moth_table_id moth_person_id=person moth_childs_person_id=person moth_childs_dob
      """),
  CONTACTS(
      "ssd_contacts",
      """
      cont_contact_id cont_person_id=person cont_contact_date cont_contact_source_code
      cont_contact_source_desc cont_contact_outcome_json
      """),
  RETURN_INTERVIEW(
      "return_interview",
      """
      missing_id offered_on accepted held_at
      """),
  INITIAL_HEALTH_ASSESSMENT(
      "initial_health_assessment",
      """
      person_id=person consent_on requested_on held_on
      """),
  HR_WORKER_MONTH(
      "hr_worker_month",
      """
      worker_id=worker month_end full_time_equivalent agency role team_id in_post left
      absence_days
      """);

  /** How a column would identify somebody. */
  enum Privacy {
    NONE,
    PERSON,
    LEGACY,
    WORKER,
    PRIVATE
  }

  private final String stem;
  private final List<String> columns = new ArrayList<>();
  private final List<Privacy> privacy = new ArrayList<>();

  Table(String stem, String columns) {
    this.stem = stem;
    for (String column : columns.trim().split("\\s+")) {
      String[] nameAndMark = column.split("=");
      this.columns.add(nameAndMark[0]);
      this.privacy.add(
          nameAndMark.length == 1
              ? Privacy.NONE
              : Privacy.valueOf(nameAndMark[1].toUpperCase(Locale.ROOT)));
    }
  }

  /** The name of the file without its ending. */
  String stem() {
    return stem;
  }

  List<String> columns() {
    return columns;
  }

  /**
   * Whether the case-management system dumps it; the others are kept elsewhere, as plain files with
   * plain dates.
   */
  boolean isDumped() {
    return stem.startsWith("ssd_");
  }

  /** Whether, and how, the column at this place identifies somebody. */
  Privacy privacy(int column) {
    return privacy.get(column);
  }
}

package kith.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What whoever loads a file makes of its columns: the type of their cells, which of them are
 * needed, which tell rows apart. The simulator's own table, so that what it counts depends on
 * nothing that the warehouse reads.
 *
 * <p>Each line names a column, its type and its marks (see {@link Mark}); {@code or=} gives values
 * between which a correction chooses.
 */
final class Sheet {

  /** What the text of a cell stands for. */
  enum Type {
    TEXT,
    CODE,
    FLAG,
    INTEGER,
    DECIMAL,
    DATE,
    TIME;

    boolean isDay() {
      return this == DATE || this == TIME;
    }
  }

  /** What is special about a column. */
  enum Mark {
    /** A record without it cannot be used. */
    NEEDED,
    /** Part of what tells rows apart. */
    KEY,
    /** A row number that may be another in the next extract. */
    VOLATILE,
    /** Read by nobody. */
    UNLANDED,
    /** Names the person that the row is about. */
    PERSON,
    /** The first and the last day of what the row tells. */
    STARTS,
    ENDS,
    /** The day it began, and further days that say when the row leaves the window. */
    BEGINS,
    LEAVES,
    /** May lie far ahead. */
    PLANNED,
    /** Names a worker, or a team. */
    WORKER,
    TEAM,
    /** Other rows lean on it, so it is never changed in passing. */
    STEADY
  }

  /**
   * One column.
   *
   * @param others values between which a correction chooses; empty where none is made
   */
  record Column(String name, Type type, Set<Mark> marks, List<String> others) {

    boolean is(Mark mark) {
      return marks.contains(mark);
    }

    boolean isLanded() {
      return !is(Mark.UNLANDED);
    }

    /** Whether anything may be written here without moving the row in time or losing it. */
    boolean isFree() {
      return marks.isEmpty();
    }
  }

  private static final Map<Table, Sheet> SHEETS = new EnumMap<>(Table.class);

  private final List<Column> columns;

  private Sheet(List<Column> columns) {
    this.columns = columns;
  }

  static Sheet of(Table table) {
    return SHEETS.get(table);
  }

  List<Column> columns() {
    return columns;
  }

  /** The place of the column with this mark; -1 where there is none. */
  int place(Mark mark) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).is(mark)) {
        return i;
      }
    }
    return -1;
  }

  /** The columns that this kind of fault may hit; empty where the table cannot have it. */
  List<Integer> columnsFor(Fault.Kind kind) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (mayHit(kind, columns.get(i))) {
        places.add(i);
      }
    }
    return kind == Fault.Kind.DUPLICATE_KEY && !places.isEmpty() ? places.subList(0, 1) : places;
  }

  private boolean mayHit(Fault.Kind kind, Column column) {
    return switch (kind) {
      case UNUSABLE_NEEDED -> column.is(Mark.NEEDED) && column.type().isDay();
      case MISSING -> column.is(Mark.NEEDED);
      case UNKNOWN_PERSON -> column.is(Mark.PERSON);
      case ENDS_BEFORE_START, OVERLAPS, GAP_BEFORE, TWO_OPEN -> column.is(Mark.ENDS);
      case IMPOSSIBLE_DATE ->
          column.type().isDay() && !column.is(Mark.NEEDED) && !column.is(Mark.PLANNED);
      case DUPLICATE_KEY -> column.isLanded() && !column.is(Mark.KEY) && !column.is(Mark.VOLATILE);
      case EXACT_DUPLICATE -> true;
      case FILLER -> column.isFree();
      case UNUSABLE -> column.isFree() && column.type() != Type.TEXT && column.type() != Type.CODE;
      case UNKNOWN_CODE -> column.isFree() && column.type() == Type.CODE;
      case UNKNOWN_WORKER -> column.is(Mark.WORKER);
      case UNKNOWN_TEAM -> column.is(Mark.TEAM);
      case REISSUED -> column.is(Mark.VOLATILE);
      case CORRECTED ->
          !column.others().isEmpty() || (column.isFree() && column.type() == Type.FLAG);
      case LATE -> column.is(Mark.BEGINS);
      case DELETED, MERGED, TAKEN_OVER -> column.is(Mark.PERSON);
    };
  }

  private static void sheet(Table table, String lines) {
    List<Column> columns = new ArrayList<>();
    for (String line : lines.strip().split("\n")) {
      String[] words = line.strip().split(" ");
      Set<Mark> marks = EnumSet.noneOf(Mark.class);
      List<String> others = List.of();
      for (int i = 2; i < words.length; i++) {
        if (words[i].startsWith("or=")) {
          others = List.of(words[i].substring(3).split("\\|"));
        } else {
          marks.add(Mark.valueOf(words[i].toUpperCase(Locale.ROOT)));
        }
      }
      Type type = Type.valueOf(words[1].toUpperCase(Locale.ROOT));
      columns.add(new Column(words[0], type, marks, others));
    }
    SHEETS.put(table, new Sheet(List.copyOf(columns)));
  }

  static {
    sheet(
        Table.PERSON,
        """
        pers_legacy_id text steady
        pers_person_id text needed key person
        pers_upn text unlanded
        pers_forename text unlanded
        pers_surname text unlanded
        pers_sex code steady
        pers_gender code
        pers_ethnicity code or=WBRI|WOTH
        pers_dob date steady
        pers_single_unique_id text unlanded
        pers_upn_unknown code
        pers_send_flag flag
        pers_expected_dob date planned steady
        pers_death_date date steady
        pers_is_mother flag
        pers_nationality text or=British|Irish
        """);
    sheet(
        Table.ADDRESS,
        """
        addr_table_id text
        addr_person_id text needed key person
        addr_address_type code key
        addr_address_start_date date key starts begins
        addr_address_end_date date ends leaves
        addr_address_postcode text key
        addr_address_json text unlanded
        """);
    sheet(
        Table.DISABILITY,
        """
        disa_table_id text
        disa_person_id text needed key person
        disa_disability_code code needed key
        """);
    sheet(
        Table.IMMIGRATION_STATUS,
        """
        immi_immigration_status_id text key
        immi_person_id text needed key person
        immi_immigration_status_start_date date key starts begins
        immi_immigration_status_end_date date ends leaves
        immi_immigration_status code key
        """);
    sheet(
        Table.LEGAL_STATUS,
        """
        lega_legal_status_id text
        lega_person_id text needed key person
        lega_legal_status code needed key
        lega_legal_status_start_date date needed key starts begins
        lega_legal_status_end_date date ends leaves
        """);
    sheet(
        Table.CIN_EPISODES,
        """
        cine_referral_id text key
        cine_person_id text needed key person
        cine_referral_date date needed key starts begins
        cine_cin_primary_need_code code or=N1|N5
        cine_referral_source_code code
        cine_referral_source_desc text
        cine_referral_outcome_json text
        cine_referral_nfa flag
        cine_close_reason code
        cine_close_date date ends leaves
        cine_referral_team text steady
        cine_referral_worker_id text unlanded
        """);
    sheet(
        Table.CIN_ASSESSMENTS,
        """
        cina_assessment_id text key
        cina_person_id text needed key person
        cina_referral_id text
        cina_assessment_start_date date key starts begins
        cina_assessment_child_seen flag
        cina_assessment_auth_date date ends leaves
        cina_assessment_outcome_json text
        cina_assessment_outcome_nfa flag
        cina_assessment_team text steady
        cina_assessment_worker_id text steady
        """);
    sheet(
        Table.CLA_EPISODES,
        """
        clae_cla_episode_id text
        clae_person_id text needed key person
        clae_cla_placement_id text key
        clae_cla_episode_start_date date needed key starts begins
        clae_cla_episode_start_reason code key
        clae_cla_primary_need_code code or=N1|N5
        clae_cla_episode_ceased_date date ends leaves
        clae_cla_episode_ceased_reason code steady
        clae_cla_id text steady
        clae_referral_id text steady
        clae_cla_last_iro_contact_date date
        clae_entered_care_date date steady
        """);
    sheet(
        Table.CLA_PLACEMENT,
        """
        clap_cla_placement_id text needed key
        clap_cla_id text
        clap_person_id text needed key person
        clap_cla_placement_start_date date key starts begins
        clap_cla_placement_type code key
        clap_cla_placement_urn text steady
        clap_cla_placement_distance decimal or=12.5|7.1
        clap_cla_placement_provider code steady
        clap_cla_placement_postcode text steady
        clap_cla_placement_end_date date ends leaves
        clap_cla_placement_change_reason code
        """);
    sheet(
        Table.CLA_REVIEWS,
        """
        clar_cla_review_id text
        clar_cla_id text
        clar_cla_person_id text needed key person
        clar_cla_review_due_date date key begins planned
        clar_cla_review_date date key leaves
        clar_cla_review_cancelled flag key
        clar_cla_review_participation code key
        """);
    sheet(
        Table.CLA_HEALTH,
        """
        clah_health_check_id text key
        clah_person_id text needed key person
        clah_health_check_type code key
        clah_health_check_date date key begins
        clah_health_check_status code or=Completed|Refused
        """);
    sheet(
        Table.CLA_IMMUNISATIONS,
        """
        clai_person_id text needed key person
        clai_immunisations_status flag
        clai_immunisations_status_date date
        """);
    sheet(
        Table.CLA_SUBSTANCE_MISUSE,
        """
        clas_substance_misuse_id text
        clas_person_id text needed key person
        clas_substance_misuse_date date key begins
        clas_substance_misused text key
        clas_intervention_received flag
        """);
    sheet(
        Table.CLA_CONVICTIONS,
        """
        clac_cla_conviction_id text key
        clac_person_id text needed key person
        clac_cla_conviction_date date key begins
        clac_cla_conviction_offence text unlanded
        """);
    sheet(
        Table.CLA_PREVIOUS_PERMANENCE,
        """
        lapp_table_id text volatile
        lapp_person_id text needed key person
        lapp_previous_permanence_option code key
        lapp_previous_permanence_la text key
        lapp_previous_permanence_order_date text key
        """);
    sheet(
        Table.CLA_CARE_PLAN,
        """
        lacp_table_id text key
        lacp_person_id text needed key person
        lacp_cla_care_plan_start_date date key starts begins
        lacp_cla_care_plan_end_date date ends leaves
        lacp_cla_care_plan_json text
        """);
    sheet(
        Table.CLA_VISITS,
        """
        clav_cla_visit_id text key
        clav_cla_id text
        clav_person_id text needed key person
        clav_cla_visit_date date key begins
        clav_cla_visit_seen flag
        clav_cla_visit_seen_alone flag
        """);
    sheet(
        Table.SDQ_SCORES,
        """
        csdq_table_id text volatile
        csdq_person_id text needed key person
        csdq_sdq_completed_date date key begins
        csdq_sdq_score integer key
        csdq_sdq_reason code key
        """);
    sheet(
        Table.MISSING,
        """
        miss_table_id text steady
        miss_person_id text needed key person
        miss_missing_episode_start_date time needed key starts begins
        miss_missing_episode_type code key
        miss_missing_episode_end_date time ends leaves
        miss_missing_rhi_offered code or=Y|N
        miss_missing_rhi_accepted code or=Y|N
        """);
    sheet(
        Table.CARE_LEAVERS,
        """
        clea_table_id text volatile
        clea_person_id text needed key person
        clea_care_leaver_eligibility code key
        clea_care_leaver_in_touch code key
        clea_care_leaver_latest_contact date key begins
        clea_care_leaver_accommodation code key
        clea_care_leaver_accom_suitable code key
        clea_care_leaver_activity code key
        clea_pathway_plan_review_date date key planned
        clea_care_leaver_personal_advisor text key
        clea_care_leaver_allocated_team text key
        clea_care_leaver_worker_id text key
        """);
    sheet(
        Table.PERMANENCE,
        """
        perm_table_id text key
        perm_person_id text needed key person
        perm_cla_id text
        perm_adm_decision_date date begins
        perm_part_of_sibling_group flag
        perm_siblings_placed_together integer
        perm_siblings_placed_apart integer
        perm_ffa_cp_decision_date date
        perm_placement_order_date date
        perm_matched_date date
        perm_adopter_sex code
        perm_adopter_legal_status code
        perm_number_of_adopters code
        perm_placed_for_adoption_date date
        perm_adopted_by_carer_flag flag
        perm_placed_foster_carer_date date
        perm_placed_ffa_cp_date date
        perm_placement_provider_urn text
        perm_decision_reversed_date date
        perm_decision_reversed_reason code
        perm_permanence_order_date date leaves
        perm_permanence_order_type code
        perm_adoption_worker_id text steady
        """);
    sheet(
        Table.PROFESSIONALS,
        """
        prof_professional_id text needed key
        prof_staff_id text unlanded
        prof_professional_name text unlanded
        prof_social_worker_registration_no text unlanded
        prof_agency_worker_flag flag
        prof_professional_job_title text or=Consultant|Advanced
        prof_professional_caseload integer
        prof_professional_department text steady
        prof_full_time_equivalency decimal
        """);
    sheet(
        Table.DEPARTMENT,
        """
        dept_team_id text needed key
        dept_team_name text steady
        dept_team_parent_id text steady
        dept_team_parent_name text
        """);
    sheet(
        Table.INVOLVEMENTS,
        """
        invo_involvements_id text
        invo_professional_id text key worker
        invo_professional_role_id code key
        invo_professional_team text key team
        invo_person_id text needed key person
        invo_involvement_start_date date needed key starts begins
        invo_involvement_end_date date ends leaves
        invo_worker_change_reason code or=MANAGE|OTHERS
        invo_referral_id text key
        """);
    sheet(
        Table.LINKED_IDENTIFIERS,
        """
        link_table_id text key
        link_person_id text needed key person
        link_identifier_type code key
        link_identifier_value text unlanded
        link_valid_from_date date key starts
        link_valid_to_date date ends
        """);
    sheet(
        Table.MOTHER,
        """
        moth_table_id text
        moth_person_id text needed key person
        moth_childs_person_id text needed key
        moth_childs_dob date steady
        """);
    sheet(
        Table.CONTACTS,
        """
        cont_contact_id text key
        cont_person_id text needed key person
        cont_contact_date date key begins
        cont_contact_source_code code or=6|2A
        cont_contact_source_desc text
        cont_contact_outcome_json text
        """);
    sheet(
        Table.RETURN_INTERVIEW,
        """
        missing_id text needed key
        offered_on date begins
        accepted flag
        held_at time leaves
        """);
    sheet(
        Table.INITIAL_HEALTH_ASSESSMENT,
        """
        person_id text needed key person
        consent_on date key begins
        requested_on date key leaves
        held_on date key leaves
        """);
    sheet(
        Table.HR_WORKER_MONTH,
        """
        worker_id text needed key
        month_end date needed key begins
        full_time_equivalent decimal
        agency flag
        role code steady
        team_id text steady
        in_post flag steady
        left flag steady
        absence_days decimal
        """);
  }
}

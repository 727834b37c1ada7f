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
    /** Its own day, or its first: a record in which it cannot be read is lost. */
    DAY,
    /** Part of what the row is about. */
    KEY,
    /** Its number, or part of what makes two records versions of one. */
    RECORD,
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
    boolean isVersion = kind == Fault.Kind.VERSION;
    if (isVersion && place(Mark.RECORD) < 0) {
      return List.of();
    }
    return isVersion && !places.isEmpty() ? places.subList(0, 1) : places;
  }

  private boolean mayHit(Fault.Kind kind, Column column) {
    return switch (kind) {
      case UNUSABLE_NEEDED, IMPOSSIBLE_DATE ->
          (column.is(Mark.NEEDED) || column.is(Mark.DAY)) && column.type().isDay();
      case MISSING -> column.is(Mark.NEEDED);
      case UNKNOWN_PERSON -> column.is(Mark.PERSON);
      case ENDS_BEFORE_START, OVERLAPS, GAP_BRIDGED, TWO_OPEN -> column.is(Mark.ENDS);
      case VERSION -> column.isFree() && (column.type() != Type.CODE || !column.others().isEmpty());
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
        pers_person_id text needed key record person
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
        pers_expected_dob date steady planned
        pers_death_date date steady
        pers_is_mother flag
        pers_nationality text or=British|Irish
        """);
    sheet(
        Table.ADDRESS,
        """
        addr_table_id text record
        addr_person_id text needed key record person
        addr_address_type code key
        addr_address_start_date date day key starts begins
        addr_address_end_date date ends leaves planned
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
        immi_immigration_status_id text record
        immi_person_id text needed key record person
        immi_immigration_status_start_date date day key starts begins
        immi_immigration_status_end_date date ends leaves planned
        immi_immigration_status code key
        """);
    sheet(
        Table.LEGAL_STATUS,
        """
        lega_legal_status_id text record
        lega_person_id text needed key record person
        lega_legal_status code needed key
        lega_legal_status_start_date date needed key starts begins
        lega_legal_status_end_date date ends leaves planned
        """);
    sheet(
        Table.CIN_EPISODES,
        """
        cine_referral_id text record
        cine_person_id text needed key record person
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
        cina_assessment_id text record
        cina_person_id text needed key record person
        cina_referral_id text
        cina_assessment_start_date date day key starts begins
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
        clae_cla_episode_id text record
        clae_person_id text needed key record person
        clae_cla_placement_id text key
        clae_cla_episode_start_date date needed key starts begins
        clae_cla_episode_start_reason code key
        clae_cla_primary_need_code code or=N1|N5
        clae_cla_episode_ceased_date date ends leaves planned
        clae_cla_episode_ceased_reason code steady
        clae_cla_id text steady
        clae_referral_id text steady
        clae_cla_last_iro_contact_date date
        clae_entered_care_date date steady
        """);
    sheet(
        Table.CLA_PLACEMENT,
        """
        clap_cla_placement_id text record
        clap_cla_id text
        clap_person_id text needed key record person
        clap_cla_placement_start_date date day key record starts begins
        clap_cla_placement_type code key record
        clap_cla_placement_urn text steady
        clap_cla_placement_distance decimal or=12.5|7.1
        clap_cla_placement_provider code steady
        clap_cla_placement_postcode text steady
        clap_cla_placement_end_date date ends leaves planned
        clap_cla_placement_change_reason code
        """);
    sheet(
        Table.CLA_REVIEWS,
        """
        clar_cla_review_id text record
        clar_cla_id text
        clar_cla_person_id text needed key record person
        clar_cla_review_due_date date key begins planned
        clar_cla_review_date date day key leaves planned
        clar_cla_review_cancelled flag key
        clar_cla_review_participation code key
        """);
    sheet(
        Table.CLA_HEALTH,
        """
        clah_health_check_id text record
        clah_person_id text needed key record person
        clah_health_check_type code key record
        clah_health_check_date date day key begins planned
        clah_health_check_status code or=Completed|Refused
        """);
    sheet(
        Table.CLA_IMMUNISATIONS,
        """
        clai_person_id text needed key record person
        clai_immunisations_status flag
        clai_immunisations_status_date date
        """);
    sheet(
        Table.CLA_SUBSTANCE_MISUSE,
        """
        clas_substance_misuse_id text record
        clas_person_id text needed key record person
        clas_substance_misuse_date date day key begins
        clas_substance_misused text key
        clas_intervention_received flag
        """);
    sheet(
        Table.CLA_CONVICTIONS,
        """
        clac_cla_conviction_id text record
        clac_person_id text needed key record person
        clac_cla_conviction_date date day key begins
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
        lacp_table_id text record
        lacp_person_id text needed key record person
        lacp_cla_care_plan_start_date date day key starts begins
        lacp_cla_care_plan_end_date date ends leaves planned
        lacp_cla_care_plan_json text
        """);
    sheet(
        Table.CLA_VISITS,
        """
        clav_cla_visit_id text record
        clav_cla_id text
        clav_person_id text needed key record person
        clav_cla_visit_date date day key begins planned
        clav_cla_visit_seen flag
        clav_cla_visit_seen_alone flag
        """);
    sheet(
        Table.SDQ_SCORES,
        """
        csdq_table_id text volatile
        csdq_person_id text needed key person
        csdq_sdq_completed_date date day key begins
        csdq_sdq_score integer key
        csdq_sdq_reason code key
        """);
    sheet(
        Table.MISSING,
        """
        miss_table_id text record steady
        miss_person_id text needed key record person
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
        clea_care_leaver_latest_contact date day key begins
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
        perm_table_id text key record
        perm_person_id text needed key record person
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
        dept_team_id text needed key record
        dept_team_name text steady
        dept_team_parent_id text steady
        dept_team_parent_name text
        """);
    sheet(
        Table.INVOLVEMENTS,
        """
        invo_involvements_id text record
        invo_professional_id text key record worker
        invo_professional_role_id code key record
        invo_professional_team text key record team
        invo_person_id text needed key record person
        invo_involvement_start_date date needed key record starts begins
        invo_involvement_end_date date ends leaves planned
        invo_worker_change_reason code or=MANAGE|OTHERS
        invo_referral_id text key
        """);
    sheet(
        Table.LINKED_IDENTIFIERS,
        """
        link_table_id text record
        link_person_id text needed key record person
        link_identifier_type code key record
        link_identifier_value text unlanded
        link_valid_from_date date day key starts
        link_valid_to_date date ends planned
        """);
    sheet(
        Table.MOTHER,
        """
        moth_table_id text
        moth_person_id text needed key person
        moth_childs_person_id text needed key
        moth_childs_dob date steady planned
        """);
    sheet(
        Table.CONTACTS,
        """
        cont_contact_id text record
        cont_person_id text needed key record person
        cont_contact_date date day key begins
        cont_contact_source_code code or=6|2A
        cont_contact_source_desc text
        cont_contact_outcome_json text
        """);
    sheet(
        Table.RETURN_INTERVIEW,
        """
        missing_id text needed key record
        offered_on date begins
        accepted flag
        held_at time day leaves planned
        """);
    sheet(
        Table.INITIAL_HEALTH_ASSESSMENT,
        """
        person_id text needed key person
        consent_on date key begins
        requested_on date key leaves
        held_on date day key leaves planned
        """);
    sheet(
        Table.HR_WORKER_MONTH,
        """
        worker_id text needed key record
        month_end date needed key record begins planned
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

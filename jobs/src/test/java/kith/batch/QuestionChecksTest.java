package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The answers of examples agree with what is counted another way: by a KPI, a detail mart, or the
 * facts. The files beside the examples alone would only say what the queries once returned.
 */
@Tag("long")
@Tag("part-1")
class QuestionChecksTest {

  private static final String OF_KPI =
      "select %s from kpi_quarterly where kpi = '%s' and period_type = '%s' and breakdown is null"
          + " and as_at = (select max(as_at) from kpi_quarterly)";

  private static Answers lake;

  @BeforeAll
  static void theNight() throws IOException {
    lake = QuestionLake.made();
  }

  /**
   * One row: an example, what to calculate of its answer, and the same number otherwise: a KPI with
   * its period type and column at the latest quarter end, or a query.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      // Quotes are those of the queries.
      quoteCharacter = '"',
      textBlock =
          """
          children/looked_after_by_team | sum(children) | select count(*) from fact_care_period cross join source_night where started_on <= business_date and (ended_on is null or ended_on > business_date)
          children/looked_after_trend | max_by(children, as_at) | cla_count POINT value
          children/looked_after_by_age_and_home | sum(children) | cla_count POINT value
          children/looked_after_by_age_and_home | sum(family_and_friends + other_foster + with_parents + placed_for_adoption + childrens_home + supported_accommodation + elsewhere) | cla_count POINT value
          children/looked_after_by_age_and_home | sum(family_and_friends) | cla_kinship_foster_pct POINT numerator
          children/looked_after_by_age_and_home | sum(family_and_friends + other_foster) | cla_foster_pct POINT numerator
          children/looked_after_by_age_and_home | sum(with_parents) | cla_with_parents_pct POINT numerator
          children/looked_after_by_age_and_home | sum(children) filter (where age_band = '10_to_15') | select numerator from kpi_quarterly where kpi = 'cla_count' and breakdown_value = '10_to_15' and as_at = (select max(as_at) from kpi_quarterly)
          children/looked_after_by_ethnic_group_and_sex | sum(a_year_before) | cla_count POINT same_quarter_last_year
          children/looked_after_by_ethnic_group_and_sex | sum(children) filter (where sex = 'male') | select numerator from kpi_quarterly where kpi = 'cla_count' and breakdown_value = 'male' and as_at = (select max(as_at) from kpi_quarterly)
          children/bridge_from_last_quarter | max_by(count_now, as_at) | cla_count POINT value
          children/bridge_from_last_quarter | max_by(count_now - count_before, as_at) | cla_net_change QTR value
          children/bridge_from_last_quarter | sum(starts) | select sum(value) from kpi_trend where kpi = 'cla_start_count' and period_type = 'QTR' and quarters_ago < 4
          children/in_and_out_by_month | sum(change) | select value - same_quarter_last_year from kpi_current where kpi = 'cla_count'
          children/starts_by_age_and_need | sum(children) | cla_start_count R12 value
          children/starts_by_age_and_need | sum(under_1) | cla_start_under1_pct R12 numerator
          children/starts_by_age_and_need | sum(aged_10_to_15) | cla_start_10_15_pct R12 numerator
          children/why_children_left_care | sum(children) | cla_cease_count R12 value
          children/why_children_left_care | sum(children) filter (where outcome = 'special_guardianship') | sgo_count R12 value
          children/why_children_left_care | sum(children) filter (where outcome like 'adoption%') | adopted_count R12 value
          children/came_back_into_care | sum(children) | cla_start_count R12 value
          children/reviews_due_soon | sum(children) | select count(*) from children_looked_after where is_now
          children/waiting_to_be_seen | sum(children) | select count(*) from fact_care_period cross join source_night where started_on <= business_date and (ended_on is null or ended_on > business_date)
          children/waiting_to_be_seen | sum(within_6_weeks + within_12_weeks + longer_ago + never) | select count(*) from children_looked_after where is_now
          children/looked_after_trend | max_by(change, as_at) | cla_net_change QTR value
          children/unaccompanied_children | max_by(unaccompanied, as_at) | cla_uasc_pct POINT numerator
          homes/three_or_more_homes_and_why | max(children_with_three_homes) | placement_3plus_pct R12 numerator
          homes/homes_in_the_year | sum(children) filter (where homes not in ('1', '2')) | placement_3plus_pct R12 numerator
          homes/moves_by_reason | sum(moves) | select sum(numerator) from detail_placements where measure = 'moves_by_reason' and as_at = (select max(as_at) from detail_placements)
          homes/moves_by_reason | sum(from_family_and_friends + from_other_foster + from_childrens_home + from_elsewhere) | select sum(numerator) from detail_placements where measure = 'moves_by_reason' and as_at = (select max(as_at) from detail_placements)
          homes/good_moves_and_breakdowns | sum(moves) | select sum(numerator) from detail_placements where measure = 'moves_by_reason' and as_at in ((select max(as_at) from detail_placements), (select add_months(max(as_at), -12) from detail_placements))
          homes/how_long_homes_last | sum(ended) | select count(*) from (select child_key, placement_no, max(present_until) as left_on from fact_care_episode where placement_no is not null group by child_key, placement_no having count_if(present_until is null) = 0) where left_on > add_months((select max(as_at) from kpi_quarterly), -12) and left_on <= (select max(as_at) from kpi_quarterly)
          homes/long_term_stability | max_by(same_home, as_at) | select count(*) from children_looked_after where as_at = (select max(as_at) from kpi_quarterly) and age < 16 and care_started_on <= add_months(as_at, -30) and kind_of_home <> 'adoption' and placed_on <= add_months(as_at, -24)
          homes/long_term_stability | max_by(long_in_care, as_at) | select count(*) from children_looked_after where as_at = (select max(as_at) from kpi_quarterly) and age < 16 and care_started_on <= add_months(as_at, -30)
          homes/out_of_area | sum(out_of_area) | cla_out_of_area_pct POINT numerator
          homes/out_of_area | sum(over_20_miles) | cla_distance_20plus_pct POINT numerator
          homes/foster_homes_and_places | max_by(filled_places, as_at) | foster_places_filled_count POINT value
          family/family_and_friends_three_lines | max_by(special_guardianship, as_at) | sgo_count R12 value
          family/family_and_friends_three_lines | max_by(children, as_at) filter (where line = 3) | select count(*) from (select child_key, max_by(end_reason, ended_on) as reason from fact_care_period where ended_on > add_months((select max(as_at) from kpi_quarterly), -12) and ended_on <= (select max(as_at) from kpi_quarterly) and ended_on > started_on group by child_key) where reason in ('E45', 'E47')
          family/family_and_friends_three_lines | max_by(children, as_at) filter (where line = 2) | select numerator from detail_placements where category = 'placed with parents (P1)' and as_at = (select max(as_at) from detail_placements)
          family/connected_carers_begun_and_ended | sum(connected_begun) | select count(*) from (select child_key, placement_no, min(started_on) as begun, min_by(placement_type, episode_no) as type, min_by(care_period_no, episode_no) as period from fact_care_episode where placement_no is not null group by child_key, placement_no) as home inner join fact_care_period using (child_key) where home.period = care_period_no and (start_observed or begun > started_on) and type in ('U1', 'U2', 'U3') and begun > add_months((select max(as_at) from kpi_quarterly), -24) and begun <= (select max(as_at) from kpi_quarterly)
          family/family_and_friends_trend | max_by(left_to_relatives_or_friends_as_guardians, as_at) | select numerator from detail_placements where category like 'left to special guardianship of relatives or friends%' and as_at = (select max(as_at) from detail_placements)
          family/family_and_friends_trend | max_by(fostered_by_relatives_or_friends, as_at) | select count(*) from children_looked_after where as_at = (select max(as_at) from kpi_quarterly) and placement_type in ('U1', 'U2', 'U3')
          family/permanence_by_year | max_by(special_guardianship, as_at) | select sum(numerator) from detail_placements where measure = 'family_and_friends' and category like 'left to special guardianship%' and as_at = (select max(as_at) from detail_placements)
          family/permanence_by_year | max_by(left_care, as_at) | cla_cease_count R12 value
          health/late_by_step | sum(late) | iha_ontime_pct R12 denominator - numerator
          health/late_by_step | sum(late) filter (where late_step = 'clinic') | select numerator from detail_health where measure = 'initial_by_step' and category = 'late: clinic' and period_type = 'R12' and as_at = (select max(as_at) from detail_health)
          health/on_time_by_team | sum(due) | iha_ontime_pct R12 denominator
          health/on_time_by_team | sum(in_time) | iha_ontime_pct R12 numerator
          health/on_time_trend | max_by(due, as_at) | select count(*) from initial_health_steps where is_counted and quarter_end = (select max(as_at) from kpi_quarterly)
          health/on_time_trend | max_by(in_time, as_at) | select count(*) from initial_health_steps where is_counted and is_on_time and quarter_end = (select max(as_at) from kpi_quarterly)
          health/checks_of_the_year | max(numerator) filter (where short_title = 'First health assessment in 20 working days') | select count(*) from initial_health_steps where is_counted and is_on_time and due_on > add_months((select max(as_at) from kpi_quarterly), -12) and due_on <= (select max(as_at) from kpi_quarterly)
          health/days_from_start_to_each_step | max_by(due, quarter_end) | iha_ontime_pct QTR denominator
          missing/incidents_by_kind_of_home | sum(incidents) | missing_incident_count QTR value
          missing/repeat_children | sum(incidents) | missing_incident_count R12 value
          missing/repeat_children | sum(children) filter (where incidents_of_a_child <> '1') | missing_repeat_count R12 value
          missing/when_children_go_missing | sum(morning_6_to_11 + afternoon_12_to_17 + evening_18_to_23 + night_0_to_5) | missing_incident_count R12 value
          missing/how_long_children_are_missing | max_by(incidents, quarter_end) | missing_incident_count QTR value
          missing/missing_by_age_and_sex | sum(incidents) | missing_incident_count QTR value
          missing/missing_by_age_and_sex | sum(incidents) filter (where age_band = '10_to_15') | select numerator from kpi_quarterly where kpi = 'missing_incident_count' and period_type = 'QTR' and breakdown = 'age_band' and breakdown_value = '10_to_15' and as_at = (select max(as_at) from kpi_quarterly)
          missing/missing_by_age_and_sex | sum(incidents) filter (where sex = 'male') | select numerator from kpi_quarterly where kpi = 'missing_incident_count' and period_type = 'QTR' and breakdown = 'sex' and breakdown_value = 'male' and as_at = (select max(as_at) from kpi_quarterly)
          missing/missing_trend | max_by(incidents, as_at) | select count(*) from missing_interviews where started_on > add_months((select max(as_at) from kpi_quarterly), -12) and started_on <= (select max(as_at) from kpi_quarterly)
          missing/missing_trend | max_by(children, as_at) | missing_children_pct R12 numerator
          missing/return_interviews_by_team | sum(returns) | rhi_completed_pct QTR denominator
          missing/return_interviews_by_team | sum(held) | rhi_completed_pct QTR numerator
          missing/return_interviews_by_team | sum(offered) | rhi_offered_pct QTR numerator
          missing/return_interviews_by_team | sum(judged) | rhi_72h_pct QTR denominator
          missing/return_interviews_by_team | sum(in_time) | rhi_72h_pct QTR numerator
          care_leavers/care_leavers_trend | max_by(care_leavers, as_at) filter (where cohort = '19 to 21') | select count(*) from care_leaver_birthdays where in_cohort and birthday_age >= 19 and birthday_on > add_months((select max(as_at) from kpi_quarterly), -12) and birthday_on <= (select max(as_at) from kpi_quarterly)
          care_leavers/accommodation_by_birthday | sum(care_leavers) filter (where counts_for_accommodation and birthday_age >= 19) | cl_accom_1921_pct R12 denominator
          care_leavers/accommodation_by_birthday | sum(suitable) filter (where counts_for_accommodation and birthday_age >= 19) | cl_accom_1921_pct R12 numerator
          care_leavers/activity_by_birthday | sum(in_study_or_work) filter (where birthday_age >= 19) | cl_eet_1921_pct R12 numerator
          care_leavers/activity_by_birthday | sum(care_leavers) filter (where birthday_age <= 18) | cl_eet_1718_pct R12 denominator
          care_leavers/activity_by_birthday | sum(in_higher_education) filter (where birthday_age >= 19) | cl_he_1921_pct R12 numerator
          care_leavers/in_touch_and_planned_for | sum(in_touch) filter (where birthday_age >= 19) | cl_in_touch_1921_pct R12 numerator
          care_leavers/care_leavers_per_personal_adviser | sum(young_people) | select count(*) from fact_case_allocation cross join source_night where role = '16PLUS' and started_on <= business_date and (ended_on is null or ended_on > business_date)
          care_leavers/care_leavers_per_personal_adviser | sum(advisers) | select count(distinct worker_key) from fact_case_allocation cross join source_night where role = '16PLUS' and started_on <= business_date and (ended_on is null or ended_on > business_date)
          figures/beside_england_region_and_neighbours | count(*) | select count(*) from kpi_quarterly as figure join dim_kpi as kpi on kpi.kpi = figure.kpi and kpi.comparable_period_type = figure.period_type where breakdown is null and as_at = (select max(as_at) from kpi_quarterly) and status <> 'insufficient_history' and unit <> 'children' and neighbours not between low and high
          figures/data_quality_behind_figures | sum(records) | select sum(failed) from (select distinct rule, failed from kpi_quality where status = 'fail')
          figures/figures_against_target | count(*) | select count(*) from kpi_quarterly as figure join dim_kpi as kpi on kpi.kpi = figure.kpi and kpi.comparable_period_type = figure.period_type where breakdown is null and as_at = (select max(as_at) from kpi_quarterly) and target is not null
          figures/figures_against_target | count_if(rag = 'red') | select count(*) from kpi_quarterly as figure join dim_kpi as kpi on kpi.kpi = figure.kpi and kpi.comparable_period_type = figure.period_type where breakdown is null and as_at = (select max(as_at) from kpi_quarterly) and rag = 'red'
          figures/figures_that_cannot_be_given | sum(kpis) | select count(distinct kpi, status) from kpi_quarterly where breakdown is null and as_at = (select max(as_at) from kpi_quarterly) and status not in ('ok', 'provisional')
          figures/rank_among_neighbours | sum(rank) | select sum(rank) from kpi_rank as place join kpi_quarterly as figure join dim_kpi as kpi on kpi.kpi = figure.kpi and kpi.comparable_period_type = figure.period_type and figure.as_at = place.as_at and figure.kpi = place.kpi where reading = 'latest' and among = 'neighbours' and breakdown is null and figure.as_at = (select max(as_at) from kpi_quarterly) and target is not null
          figures/what_changed_since_last_quarter | count(*) | select count(*) + 1 from kpi_quarterly where breakdown is null and as_at = (select max(as_at) from kpi_quarterly) and direction in ('better', 'worse')
          workers/agency_turnover_and_sickness | max(value) filter (where unit = 'fte') | select full_time_equivalent from detail_workforce where as_at = (select max(as_at) from detail_workforce)
          workers/caseload_by_worker_at_a_month_end | sum(workers) | sw_caseload_under25_pct POINT denominator
          workers/caseload_by_worker_at_a_month_end | sum(workers) filter (where caseload_band in ('1 to 9', '10 to 14', '15 to 19', '20 to 24')) | sw_caseload_under25_pct POINT numerator
          workers/caseload_of_each_worker | count(*) | sw_caseload_under25_pct POINT denominator
          workers/caseload_of_each_worker | count_if(cases >= 25) | sw_caseload_over_limit_count POINT value
          workers/caseload_of_each_worker | sum(cases) | select sum(cases) from (select worker_key, count(distinct child_key) as cases from fact_case_allocation join (select max(as_at) as as_at from kpi_quarterly) on started_on <= as_at and (ended_on is null or ended_on > as_at) where is_main_worker and worker_key in (select worker_key from worker_caseloads where is_counted and month_end = (select max(as_at) from kpi_quarterly)) group by worker_key)
          workers/caseload_by_team | sum(cases) | select sum(cases) from worker_caseloads where is_counted and month_end in ((select max(as_at) from kpi_quarterly), (select add_months(max(as_at), -12) from kpi_quarterly))
          workers/caseload_on_any_day | sum(cases) | select count(distinct child_key) from fact_case_allocation, (select date_sub(max(business_date), 45) as day from source_night) where is_main_worker and started_on <= day and coalesce(ended_on > day, true)
          workers/are_there_enough_social_workers | max_by(children_looked_after, as_at) | cla_count POINT value
          workers/are_there_enough_social_workers | max_by(full_time_equivalent, as_at) | sw_fte POINT value
          workers/children_with_many_social_workers | sum(children) filter (where social_workers not in ('0', '1', '2')) | cla_sw_3plus_pct R12 numerator
          workers/children_with_many_social_workers | sum(children) | cla_sw_3plus_pct R12 denominator
          """)
  void anAnswerAgreesWithACountMadeAnotherWay(String example, String of, String otherwise) {
    Question question =
        Question.all().stream().filter(one -> one.name().equals(example)).findFirst().orElseThrow();

    BigDecimal answered = number(lake.rows(question.sql()).selectExpr(of));
    BigDecimal counted = number(lake.rows(query(otherwise)));

    assertThat(answered).as("%s of %s", of, example).isEqualByComparingTo(counted);
  }

  @Test
  void everyAnswerIsCountedAnotherWayToo() throws Exception {
    String[] checks =
        QuestionChecksTest.class
            .getDeclaredMethod(
                "anAnswerAgreesWithACountMadeAnotherWay", String.class, String.class, String.class)
            .getAnnotation(CsvSource.class)
            .textBlock()
            .split("\n");

    assertThat(Stream.of(checks).map(check -> check.split(" \\|")[0].strip()).distinct())
        .containsExactlyInAnyOrderElementsOf(Question.all().stream().map(Question::name).toList());
  }

  private static String query(String otherwise) {
    if (otherwise.startsWith("select ")) {
      return otherwise;
    }
    String[] figure = otherwise.split(" ", 3);
    return OF_KPI.formatted(figure[2], figure[0], figure[1]);
  }

  private static BigDecimal number(Dataset<Row> rows) {
    List<Row> all = rows.collectAsList();
    assertThat(all).hasSize(1);
    return new BigDecimal(all.get(0).get(0).toString());
  }
}

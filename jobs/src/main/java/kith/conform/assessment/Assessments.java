package kith.conform.assessment;

import java.time.LocalDate;
import java.util.List;
import kith.conform.calendar.WorkingDays;
import kith.project.Parameters;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code fact_assessment}: assessments and checks that were due, held or not.
 *
 * <ul>
 *   <li>Grain: one row per obligation. {@code initial_health}: one per period of care that counts
 *       as a start. {@code review_health}, {@code dental}, {@code development}, {@code sdq}: one
 *       from the start of a period of care, and one from each that was held in it, to the next, so
 *       that on any day one obligation of a child in care is open ({@code sdq} and {@code
 *       development} at the ages at which they are asked for, besides what was held). {@code
 *       immunisation}: one for the latest period of care. {@code child_and_family}: one per
 *       assessment, in care or not.
 *   <li>Source: {@code fact_care_period}; {@code stg_initial_health_assessment} where the authority
 *       sends that file (method {@code recorded}), else the first statutory check in {@code
 *       stg_health_check} (method {@code inferred}, since a check does not say which kind it is).
 *       Reviews take either kind, so they are always {@code recorded}. A check counts when its
 *       status says held, or when it has a date and no status. {@code stg_sdq_score} with a score;
 *       {@code stg_immunisation}; {@code stg_child_family_assessment}.
 *   <li>Units: {@code working_days} counts working days from {@code since_on}, which is day 0 (R9).
 *   <li>Nulls: {@code held_on} and {@code working_days} are null while nothing was held; {@code
 *       obligation_ended_on} while the period of care lasts; {@code consent_on} and {@code
 *       requested_on} where nobody recorded them; {@code care_period_no} for {@code
 *       child_and_family}, which is not about care.
 *   <li>An obligation whose care ended before it fell due is kept: {@code obligation_ended_on}
 *       shows it.
 * </ul>
 */
public final class Assessments implements TableBuild {

  private final CodeLists codes;
  private final Parameters parameters;

  /**
   * @param codes the lists health_check_type and health_check_status
   * @param parameters iha_working_days, iha_consent_days, iha_request_days, iha_reuse_days,
   *     rha_months_under_5, rha_months_5_and_over, annual_health_months, sdq_age_from, sdq_age_to,
   *     child_family_working_days
   */
  public Assessments(CodeLists codes, Parameters parameters) {
    this.codes = codes;
    this.parameters = parameters;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_ASSESSMENT;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.FACT_CARE_PERIOD,
        Tables.STG_INITIAL_HEALTH_ASSESSMENT,
        Tables.STG_HEALTH_CHECK,
        Tables.STG_SDQ_SCORE,
        Tables.STG_IMMUNISATION,
        Tables.STG_CHILD_FAMILY_ASSESSMENT,
        Tables.CHILD_BIRTH,
        Tables.DIM_DATE);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    HeldAssessments held = new HeldAssessments(inputs, codes, businessDate);
    return WorkingDays.between(
        inputs,
        new InitialHealth(parameters, businessDate)
            .obligations(inputs, held)
            .unionByName(
                new RepeatedAssessments(parameters, businessDate).obligations(inputs, held))
            .unionByName(new Immunisations(parameters).obligations(inputs))
            .unionByName(new ChildFamilyAssessments(parameters, businessDate).obligations(inputs)));
  }
}

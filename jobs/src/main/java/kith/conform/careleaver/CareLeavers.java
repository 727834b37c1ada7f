package kith.conform.careleaver;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
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
 * Builds {@code fact_care_leaver}: a young person at the 17th to 21st birthday, and whether the
 * DfE's cohort of care leavers counts them there.
 *
 * <ul>
 *   <li>Grain: one row per person with a period of care or a care leaver's contact, and birthday
 *       from 17 to 21 up to the business date, from a year before the beginning of history: the
 *       first window reaches as far back (R17c). Born on 29 February: 1 March (R8).
 *   <li>Source: {@code fact_care_leaver_contact}; {@code fact_care_period} and {@code
 *       fact_care_episode}; {@code child_birth}; the day of death in {@code stg_person}. People
 *       without a birth date have no birthday here.
 *   <li>Facts are those of the contact nearest to the birthday, from 3 months before to 1 month
 *       after, both included; of two equally near, the later; of one day, the most complete.
 *       Contacts after the business date are not used.
 *   <li>Eligibility is that of the nearest of these contacts that names one, else of the latest
 *       before the birthday (method {@code recorded}); "no current eligibility" names none, and a
 *       later contact never makes a member. Without such a contact it is calculated (method {@code
 *       computed}): looked after for 91 days or more since the 14th birthday, some of them since
 *       the 16th. If the history held for the person does not reach the 14th birthday, a person
 *       without a recorded eligibility is not in the cohort ({@code eligibility_unknown}); but if
 *       it reaches the 16th and there was no care since, the person is certainly not eligible.
 *   <li>Nobody is in the cohort before the first care after 14 that is held, where its start was
 *       observed, whatever a contact says.
 *   <li>Out of the cohort: looked after on that birthday, from 18 on only where R7 lets care go on;
 *       not eligible, or cared for in short breaks (V3, V4) only; died; returned home for six
 *       months; care taken over by another authority. Young people who are not in touch, refuse
 *       contact or no longer want services stay in. Someone who died or returned home stays out
 *       until a later contact says otherwise.
 *   <li>Nulls: {@code contact_on} and {@code pathway_plan_on} are null without a contact, {@code
 *       has_current_pathway_plan} without a plan; {@code is_suitable}, {@code
 *       is_with_former_foster_carer}, {@code is_in_education_employment_or_training}, {@code
 *       is_in_higher_education} and {@code is_in_touch} where nothing is known. Someone without a
 *       contact stays in the cohort with everything unknown.
 *   <li>Flags: {@code history_too_short} (whether the person is eligible is unknown), {@code
 *       eligible_before_care} (a contact says eligible, but care began later), {@code
 *       suitable_without_information} (recorded as suitable although nothing is known about it),
 *       {@code activity_code_expired} (F3 or P3 after 31 March 2021, taken as unknown).
 * </ul>
 */
public final class CareLeavers implements TableBuild {

  private static final int DAYS_OF_CARE = 91;
  private static final String USED = "used.";

  private final CodeLists codes;
  private final ContactCodes contactCodes;
  private final Parameters parameters;

  /**
   * @param codes the lists activity, accommodation, in_touch, leaving_care_eligibility and rec
   * @param parameters care_leaver_contact_months_before, care_leaver_contact_months_after and
   *     pathway_plan_months
   */
  public CareLeavers(CodeLists codes, Parameters parameters) {
    this.codes = codes;
    this.contactCodes = new ContactCodes(codes);
    this.parameters = parameters;
  }

  @Override
  public TableName writes() {
    return Tables.FACT_CARE_LEAVER;
  }

  @Override
  public List<TableName> reads() {
    return List.of(
        Tables.FACT_CARE_LEAVER_CONTACT,
        Tables.FACT_CARE_PERIOD,
        Tables.FACT_CARE_EPISODE,
        Tables.CHILD_BIRTH,
        Tables.STG_PERSON,
        Tables.SOURCE_NIGHT);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return people(inputs, businessDate)
        .transform(people -> birthdays(people, businessDate))
        .transform(CareLeavers::withCare)
        .transform(this::withContact)
        .transform(this::withEligibility)
        .transform(this::withFacts);
  }

  /**
   * Everybody who was looked after or is known as a care leaver, with all records held about them.
   */
  private static Dataset<Row> people(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> care =
        inputs
            .table(Tables.FACT_CARE_PERIOD)
            .groupBy(Key.CHILD.columns())
            .agg(
                expr(
                    """
                    collect_list(struct(started_on, ended_on, end_reason, start_observed,
                        source_rows)) as periods
                    """));
    Dataset<Row> shortBreaks =
        inputs
            .table(Tables.FACT_CARE_EPISODE)
            .groupBy(Key.CHILD.columns())
            .agg(expr("every(is_short_break) as only_short_breaks"));
    Dataset<Row> contacts =
        inputs
            .table(Tables.FACT_CARE_LEAVER_CONTACT)
            .where("contact_on <= date'%s'".formatted(businessDate))
            .groupBy(Key.CHILD.columns())
            .agg(
                expr(
                    """
                    collect_list(struct(contact_on, -contact_no as fullness, eligibility, in_touch,
                        accommodation, is_suitable, activity, pathway_plan_on, source_rows))
                        as contacts
                    """));
    Dataset<Row> history =
        inputs
            .table(Tables.SOURCE_NIGHT)
            .groupBy("authority_code")
            .agg(min("history_from").as("history_from"));
    return care.join(contacts, Key.CHILD.names(), "full")
        .join(shortBreaks, Key.CHILD.names(), "left")
        .join(inputs.table(Tables.CHILD_BIRTH).drop("birth_estimated"), Key.CHILD.names())
        .join(
            inputs.table(Tables.STG_PERSON).select(Key.CHILD.columns("died_on")),
            Key.CHILD.names(),
            "left")
        .join(broadcast(history), new String[] {"authority_code"});
  }

  private static Dataset<Row> birthdays(Dataset<Row> people, LocalDate businessDate) {
    return people
        .withColumn("birthday_age", expr("explode(array(17, 18, 19, 20, 21))"))
        .withColumn("birthday_on", expr("birthday(birth_on, birthday_age)"))
        .where(
            "birthday_on between add_months(history_from, -12) and date'%s'"
                .formatted(businessDate))
        .withColumn("aged_14_on", expr("birthday(birth_on, 14)"))
        .withColumn("aged_16_on", expr("birthday(birth_on, 16)"))
        .withColumn("aged_18_on", expr("birthday(birth_on, 18)"));
  }

  /**
   * Adds the care before the birthday. A period of care that continues past 18 is one that R7
   * allows.
   */
  private static Dataset<Row> withCare(Dataset<Row> birthdays) {
    return birthdays
        .withColumn("days_since_14", expr(daysInCareSince("aged_14_on")))
        .withColumn("days_since_16", expr(daysInCareSince("aged_16_on")))
        .withColumn(
            "is_looked_after",
            expr(
                """
                coalesce(exists(periods, period -> period.started_on <= birthday_on
                    and (period.ended_on is null or period.ended_on > birthday_on)), false)
                """))
        .withColumn(
            "first_care",
            expr(
                """
                array_min(transform(
                    filter(periods, period -> period.ended_on is null
                        or period.ended_on > greatest(period.started_on, aged_14_on)),
                    period -> struct(period.started_on, period.start_observed)))
                """))
        .withColumn(
            "is_before_care",
            expr(
                "coalesce(first_care.start_observed and first_care.started_on > birthday_on, false)"))
        .withColumn("reaches_14", expr(historyReaches("aged_14_on")))
        .withColumn("reaches_16", expr(historyReaches("aged_16_on")))
        .withColumn(
            "last_period",
            expr("array_max(filter(periods, period -> period.started_on <= birthday_on))"))
        .withColumn(
            "last_end_reason",
            expr("if(last_period.ended_on <= birthday_on, last_period.end_reason, null)"));
  }

  private static String daysInCareSince(String day) {
    return """
    coalesce(aggregate(periods, 0, (days, period) -> days + greatest(0, datediff(
        least(coalesce(period.ended_on, birthday_on), birthday_on, aged_18_on),
        greatest(period.started_on, %s)))), 0)
    """
        .formatted(day);
  }

  /**
   * The extract goes back to the day, or a period of care of the person that began before it is
   * held.
   */
  private static String historyReaches(String day) {
    return """
    history_from <= %1$s or coalesce(exists(periods, period -> period.started_on <= %1$s
        and (period.ended_on is null or period.ended_on >= history_from)), false)
    """
        .formatted(day);
  }

  /**
   * Adds the contact used, the one that names an eligibility and the one that says whether the
   * authority is in touch.
   */
  private Dataset<Row> withContact(Dataset<Row> birthdays) {
    String isNear =
        """
        contact.contact_on between calendar_months_after(birthday_on, -%s)
            and calendar_months_after(birthday_on, %s)
        """
            .formatted(
                parameters.sql("care_leaver_contact_months_before", "birthday_on"),
                parameters.sql("care_leaver_contact_months_after", "birthday_on"));
    String nearest =
        """
        array_max(transform(filter(contacts, contact -> %s), contact -> struct(%s
            -abs(datediff(contact.contact_on, birthday_on)) as nearness, contact))).contact
        """;
    String names =
        """
        %s is not null and (contact.contact_on < birthday_on or %s)
        """
            .formatted(contactCodes.isEligible("contact."), isNear);
    return birthdays
        .withColumn("used", expr(nearest.formatted(isNear, "")))
        .withColumn("naming", expr(nearest.formatted(names, isNear + " as is_near,")))
        .withColumn(
            "telling",
            expr(
                """
                if(used.in_touch <> 'unknown', used, array_max(filter(contacts, contact ->
                    contact.in_touch <> 'unknown' and contact.contact_on <= birthday_on)))
                """));
  }

  /** Adds {@code eligibility_method} and {@code excluded_because}. */
  private Dataset<Row> withEligibility(Dataset<Row> birthdays) {
    return birthdays
        .withColumn("eligibility_method", expr("if(naming is null, 'computed', 'recorded')"))
        .withColumn("says_eligible", expr(contactCodes.isEligible("naming.")))
        .withColumn("told_left", expr(contactCodes.leftBecause("telling.")))
        .withColumn(
            "is_eligible",
            expr(
                """
                case
                    when is_before_care then false
                    when naming is not null
                        then says_eligible and not coalesce(only_short_breaks, false)
                    when reaches_14 then days_since_14 >= %d and days_since_16 > 0
                    when reaches_16 and days_since_16 = 0 then false
                end
                """
                    .formatted(DAYS_OF_CARE)))
        .withColumn(
            "excluded_because",
            expr(
                """
                case
                    when is_looked_after then 'looked_after'
                    when not is_eligible then 'not_eligible'
                    when died_on <= birthday_on or told_left = 'died'
                        or last_end_reason in (%s) then 'died'
                    when told_left = 'returned_home' then 'returned_home'
                    when last_end_reason in (%s) then 'transferred'
                    when is_eligible is null then 'eligibility_unknown'
                end
                """
                    .formatted(
                        codes.quotedWith("rec", "outcome", "died"),
                        codes.quotedWith("rec", "outcome", "transfer"))));
  }

  private Dataset<Row> withFacts(Dataset<Row> birthdays) {
    return birthdays.selectExpr(
        "authority_code",
        "child_key",
        "birthday_age",
        "birthday_on",
        "excluded_because is null as in_cohort",
        "excluded_because",
        "coalesce(naming.eligibility, 'unknown') as eligibility",
        "eligibility_method",
        "used.contact_on as contact_on",
        "coalesce(used.accommodation, 'unknown') as accommodation",
        contactCodes.isSuitable(USED) + " as is_suitable",
        contactCodes.countsForAccommodation(USED) + " as counts_for_accommodation",
        contactCodes.isWithFormerFosterCarer(USED) + " as is_with_former_foster_carer",
        "coalesce(used.activity, 'unknown') as activity",
        contactCodes.isInEducationEmploymentOrTraining(USED)
            + " as is_in_education_employment_or_training",
        contactCodes.isInHigherEducation(USED) + " as is_in_higher_education",
        "coalesce(used.in_touch, 'unknown') as in_touch",
        contactCodes.isInTouch(USED) + " as is_in_touch",
        "used.pathway_plan_on as pathway_plan_on",
        """
        used.pathway_plan_on between calendar_months_after(birthday_on, -%s)
            and greatest(birthday_on, used.contact_on) as has_current_pathway_plan
        """
            .formatted(parameters.sql("pathway_plan_months", "birthday_on")),
        """
        array_compact(array(
            if(excluded_because = 'eligibility_unknown', 'history_too_short', null),
            if(is_before_care and says_eligible, 'eligible_before_care', null),
            if(used.accommodation = '%s' and used.is_suitable, 'suitable_without_information',
                null),
            if(%s, 'activity_code_expired', null)
        )) as flags
        """
            .formatted(ContactCodes.NO_INFORMATION, contactCodes.isActivityExpired(USED)),
        """
        array_sort(array_distinct(flatten(array_compact(array(
            used.source_rows,
            naming.source_rows,
            telling.source_rows,
            if(naming is null, flatten(transform(periods, period -> period.source_rows)), null)
        ))))) as source_rows
        """);
  }
}

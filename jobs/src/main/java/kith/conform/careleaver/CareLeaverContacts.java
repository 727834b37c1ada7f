package kith.conform.careleaver;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.row_number;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.Scope;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Builds {@code fact_care_leaver_contact}: what was known about a care leaver at each contact.
 *
 * <ul>
 *   <li>Grain: one row per recorded contact. The source repeats rows under new ids: rows with the
 *       same content are one contact, and {@code source_rows} lists them all. Different rows of one
 *       day are kept, the most complete one first.
 *   <li>Source: {@code stg_care_leaver}. Rows without a day of contact are left out, since their
 *       content cannot be dated.
 *   <li>Nulls: {@code is_suitable} is null when suitability is not known or not recorded, {@code
 *       is_known_suitable} also without information on the accommodation; what the codes mean,
 *       where the row does not say; {@code worker_key} and {@code team_key} where it names none.
 *       Rows that differ in them only are one contact.
 *   <li>Flags: {@code contradicts} (another contact of that day says otherwise), {@code
 *       after_business_date}.
 * </ul>
 */
public final class CareLeaverContacts implements TableBuild {

  private final CodeLists codes;
  private final ContactCodes contactCodes;

  /**
   * @param codes the lists activity, accommodation, accommodation_suitability, in_touch and
   *     leaving_care_eligibility
   */
  public CareLeaverContacts(CodeLists codes) {
    this.codes = codes;
    this.contactCodes = new ContactCodes(codes);
  }

  @Override
  public TableName writes() {
    return Tables.FACT_CARE_LEAVER_CONTACT;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_CARE_LEAVER);
  }

  @Override
  public Scope scope() {
    return Scope.CHILD;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    WindowSpec ofTheDay = Window.partitionBy(Key.CHILD.columns("contact_on"));
    return inputs
        .table(Tables.STG_CARE_LEAVER)
        .where("contact_on is not null")
        .selectExpr(
            Key.CHILD.names(
                "contact_on",
                "coalesce(eligibility, 'unknown') as eligibility",
                "coalesce(in_touch, 'unknown') as in_touch",
                "coalesce(accommodation, '%s') as accommodation"
                    .formatted(ContactCodes.NO_INFORMATION),
                "suitability",
                "coalesce(activity, 'unknown') as activity",
                "pathway_plan_on",
                "worker_key",
                "team_key",
                "source_row"))
        .withColumn("is_suitable", isSuitable())
        .groupBy(
            Key.CHILD.columns(
                "contact_on",
                "eligibility",
                "in_touch",
                "accommodation",
                "is_suitable",
                "activity",
                "pathway_plan_on"))
        .agg(
            array_sort(collect_set("source_row")).as("source_rows"),
            expr("max(struct(worker_key, team_key)) as by"))
        .withColumn("worker_key", col("by.worker_key"))
        .withColumn("team_key", col("by.team_key"))
        .drop("by")
        .withColumn("contact_no", row_number().over(ofTheDay.orderBy(mostToldFirst())))
        .withColumn("contacts_of_the_day", count("*").over(ofTheDay))
        .withColumn(
            "flags",
            expr(
                """
                array_compact(array(
                    if(contacts_of_the_day > 1, 'contradicts', null),
                    if(contact_on > date'%s', 'after_business_date', null)))
                """
                    .formatted(businessDate)))
        .drop("contacts_of_the_day")
        .withColumn("is_eligible", expr(contactCodes.isEligible("")))
        .withColumn("is_in_touch", expr(contactCodes.isInTouch("")))
        .withColumn("left_because", expr(contactCodes.leftBecause("")))
        .withColumn("is_known_suitable", expr(contactCodes.isSuitable("")))
        .withColumn("counts_for_accommodation", expr(contactCodes.countsForAccommodation("")))
        .withColumn(
            "is_in_education_employment_or_training",
            expr(contactCodes.isInEducationEmploymentOrTraining("")))
        .withColumn("is_in_higher_education", expr(contactCodes.isInHigherEducation("")))
        .withColumn("is_with_former_foster_carer", expr(contactCodes.isWithFormerFosterCarer("")));
  }

  private Column isSuitable() {
    return codes
        .attribute("accommodation_suitability", "suitable", col("suitability"))
        .cast("boolean");
  }

  private Column[] mostToldFirst() {
    String sayNothing =
        codes.quotedWith("leaving_care_eligibility", "qualifies_by_care_after_14", null);
    Column told =
        expr(
            """
            int(eligibility not in ('unknown', %s)) + int(in_touch <> 'unknown')
                + int(accommodation not in ('unknown', '0')) + int(is_suitable is not null)
                + int(activity not in ('unknown', '0')) + int(pathway_plan_on is not null)
            """
                .formatted(sayNothing));
    return new Column[] {
      told.desc(),
      col("pathway_plan_on").desc_nulls_last(),
      col("in_touch").desc(),
      col("accommodation"),
      col("activity"),
      col("eligibility"),
      col("is_suitable")
    };
  }
}

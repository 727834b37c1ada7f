package kith.conform.child;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.trunc;

import java.time.LocalDate;
import java.util.List;
import kith.contract.CodeLists;
import kith.contract.Inputs;
import kith.contract.TableBuild;
import kith.contract.TableName;
import kith.contract.Tables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_child}: what is known of a person apart from care.
 *
 * <ul>
 *   <li>Grain: one row per person of the extract. There is one version so far, valid since 1900.
 *   <li>Source: {@code stg_person}; {@code stg_disability} holds open rows only; {@code
 *       stg_immigration_status}.
 *   <li>As there is one version, {@code is_unaccompanied_asylum_seeking} says that the status was
 *       ever held, so that earlier quarters do not lose it; a cohort of looked-after children ends
 *       it at 18 by itself.
 *   <li>Nulls: {@code birth_month} is null when no birth date is held; {@code valid_to} is null on
 *       the current version. Codes nobody recorded are {@code unknown}.
 * </ul>
 */
public final class Children implements TableBuild {

  private static final String[] PERSON = {"authority_code", "child_key"};
  private static final String NOT_DISABLED = "NONE";

  private final CodeLists codes;

  /** Reads the lists sex, ethnicity and immigration_status when the table is built. */
  public Children(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.DIM_CHILD;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_PERSON, Tables.STG_DISABILITY, Tables.STG_IMMIGRATION_STATUS);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> sexes = labels(inputs, "sex", "meaning", "sex_label");
    Dataset<Row> ethnicities = labels(inputs, "ethnicity", "group", "ethnic_group");
    return inputs
        .table(Tables.STG_PERSON)
        .join(broadcast(sexes), new String[] {"sex"}, "left")
        .join(broadcast(ethnicities), new String[] {"ethnicity"}, "left")
        .join(disabled(inputs), PERSON, "left")
        .join(unaccompanied(inputs), PERSON, "left")
        .select(
            col("authority_code"),
            col("child_key"),
            to_date(lit("1900-01-01")).as("valid_from"),
            lit(null).cast("date").as("valid_to"),
            lit(true).as("is_current"),
            trunc(col("birth_on"), "month").as("birth_month"),
            orElse("sex_label", "unknown").as("sex"),
            orElse("ethnicity", "unknown").as("ethnicity"),
            orElse("ethnic_group", "Unknown").as("ethnic_group"),
            col("disabled").isNotNull().as("is_disabled"),
            col("unaccompanied").isNotNull().as("is_unaccompanied_asylum_seeking"),
            col("died_on").isNotNull().as("has_died"));
  }

  private Dataset<Row> labels(Inputs inputs, String list, String attribute, String name) {
    return codes
        .dataset(inputs.spark(), list)
        .select(col("code").as(list), col(attribute).as(name));
  }

  private static Dataset<Row> disabled(Inputs inputs) {
    return inputs
        .table(Tables.STG_DISABILITY)
        .where(col("disability").notEqual(NOT_DISABLED))
        .select("authority_code", "child_key")
        .distinct()
        .withColumn("disabled", lit(true));
  }

  private Dataset<Row> unaccompanied(Inputs inputs) {
    Object[] statuses =
        codes.rows("immigration_status").stream()
            .filter(status -> "true".equals(status.get("unaccompanied_child")))
            .map(status -> status.get("code"))
            .toArray();
    return inputs
        .table(Tables.STG_IMMIGRATION_STATUS)
        .where(col("immigration_status").isin(statuses))
        .select("authority_code", "child_key")
        .distinct()
        .withColumn("unaccompanied", lit(true));
  }

  private static Column orElse(String column, String fallback) {
    return coalesce(col(column), lit(fallback));
  }
}

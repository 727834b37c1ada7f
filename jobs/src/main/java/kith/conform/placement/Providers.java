package kith.conform.placement;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import kith.conform.Key;
import kith.source.CodeLists;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code dim_provider}: who provides placements.
 *
 * <ul>
 *   <li>Grain: one row per Ofsted number that placement records name, and one per kind of provider
 *       (list placement_provider) of records that name no number.
 *   <li>Source: {@code stg_placement_record}; no source lists providers. The kind is that of the
 *       latest record that names one.
 *   <li>Nulls: {@code ofsted_number} is null on rows of a kind, and if the field holds something
 *       other than a number, perhaps a name or an address: flagged.
 *   <li>A number is a placeholder until a record names its kind.
 * </ul>
 */
public final class Providers implements TableBuild {

  /** SC and six digits, or the seven digits of the return; older and joint numbers are similar. */
  private static final String IS_NUMBER = "provider_urn rlike '(?i)^(SC)?[0-9]{5,8}$'";

  private final CodeLists codes;

  /** Reads the list placement_provider when the table is built. */
  public Providers(CodeLists codes) {
    this.codes = codes;
  }

  @Override
  public TableName writes() {
    return Tables.DIM_PROVIDER;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.STG_PLACEMENT_RECORD);
  }

  @Override
  public boolean isOfNight() {
    return false;
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    return inputs
        .table(Tables.STG_PLACEMENT_RECORD)
        .where("provider_key is not null")
        .groupBy(Key.PROVIDER.columns())
        .agg(
            expr("max(if(%1$s, upper(provider_urn), null)) as ofsted_number".formatted(IS_NUMBER)),
            expr("coalesce(bool_or(not %s), false) as is_text".formatted(IS_NUMBER)),
            expr(
                """
                max(if(provider = 'unknown', null, struct(provider is not null, placed_on, provider)))
                    .provider as latest
                """))
        .selectExpr("*", "coalesce(latest, 'unknown') as provider")
        .withColumn("sector", codes.attribute("placement_provider", "sector", col("provider")))
        .selectExpr(
            "authority_code",
            "provider_key",
            "ofsted_number",
            "provider",
            "coalesce(sector, 'unknown') as sector",
            "provider = 'unknown' as is_placeholder",
            "filter(array(if(is_text, 'ofsted_number_unusable', null)), flag -> flag is not null)"
                + " as flags");
  }
}

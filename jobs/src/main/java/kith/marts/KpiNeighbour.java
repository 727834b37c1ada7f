package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kith.table.Inputs;
import kith.table.TableBuild;
import kith.table.TableName;
import kith.table.Tables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Builds {@code kpi_neighbour}: the published figure of the authority and of each of its
 * statistical neighbours.
 *
 * <ul>
 *   <li>Grain: one row per KPI, quarter end and area that has a figure, as known at the cut-off.
 *       The period is that of the authority's own figure, as in {@link KpiRank}. A KPI without a
 *       published series, and a count, have no row (R18).
 *   <li>Source: {@code fact_benchmark}. Nothing of the authority's own records enters.
 *   <li>Units: as published; a figure that rounds to zero is zero.
 *   <li>Backfill: all quarters are made again, as what was known at a cut-off stays the same.
 *   <li>Nulls: none. A neighbour without a figure of the period, or that did not exist then, has no
 *       row.
 * </ul>
 */
public final class KpiNeighbour implements TableBuild {

  private final MartRun run;

  KpiNeighbour(MartRun run) {
    this.run = run;
  }

  @Override
  public TableName writes() {
    return Tables.KPI_NEIGHBOUR;
  }

  @Override
  public List<TableName> reads() {
    return List.of(Tables.SOURCE_NIGHT, Tables.DIM_AUTHORITY, Tables.FACT_BENCHMARK);
  }

  @Override
  public Dataset<Row> build(Inputs inputs, LocalDate businessDate) {
    Dataset<Row> authorities = inputs.table(Tables.DIM_AUTHORITY);
    Dataset<Row> areas = broadcast(areas(authorities, inputs.table(Tables.SOURCE_NIGHT)));
    Dataset<Row> held = KpiRank.held(inputs).join(areas, new String[] {"area_code"}, "left_semi");
    Dataset<Row> own =
        KpiRank.own(inputs, run, Optional.empty(), held, businessDate)
            .where("reading = 'as_known' and existed and period_end is not null");
    return withAreas(own, authorities)
        .join(
            KpiRank.others(
                    own,
                    authorities.join(areas, col("gss_code").equalTo(col("area_code")), "left_semi"),
                    held)
                .drop("area_region", "area_later"),
            new String[] {"benchmark", "cut_off", "period_end", "area_code"})
        .where("area_value is not null")
        .join(
            broadcast(
                authorities
                    .groupBy(col("gss_code").as("area_code"))
                    .agg(expr("max(authority_name)").as("area_name"))),
            "area_code")
        .selectExpr(
            "authority_code",
            "kpi",
            "period_type",
            "as_at",
            "area_code",
            "area_name",
            "is_own",
            "area_value as value",
            "period_end",
            "model as neighbour_model",
            "date'%s' as business_date".formatted(businessDate),
            "'%s' as publication_id".formatted(run.publicationId()),
            "simulated");
  }

  /** The codes of the authorities of the night and their neighbours, a few of all that are held. */
  private static Dataset<Row> areas(Dataset<Row> authorities, Dataset<Row> nights) {
    return authorities
        .join(nights.select("authority_code"), new String[] {"authority_code"}, "left_semi")
        .selectExpr("explode(array(gss_code, neighbour_gss_code)) as area_code")
        .distinct();
  }

  /** A row per area of which a figure is shown: the authority itself and its neighbours. */
  private static Dataset<Row> withAreas(Dataset<Row> own, Dataset<Row> authorities) {
    Dataset<Row> neighbours =
        Neighbours.of(authorities)
            .groupBy("authority_code", "model")
            .agg(expr("collect_set(area_code)").as("neighbours"));
    return own.join(broadcast(neighbours), new String[] {"authority_code", "model"})
        .withColumn("area_code", expr("explode(array_union(array(gss_code), neighbours))"))
        .withColumn("is_own", expr("area_code = gss_code"));
  }
}

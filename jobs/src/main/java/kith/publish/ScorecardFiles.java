package kith.publish;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import kith.table.Publication;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * What {@code kith scorecard} prints, as small files that are read without Spark. The figures are
 * published; the data quality rules behind them are only for people who may read the marts.
 */
final class ScorecardFiles {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScorecardFiles() {}

  /**
   * The rows of {@code kpi_published} for the latest quarter of each authority, totals only, with
   * the status of the earlier figures that stand in them and how many neighbours have a figure.
   */
  static ObjectNode figures(
      Publication publication, Dataset<Row> kpiPublished, Dataset<Row> kpiComparison) {
    Dataset<Row> totals = kpiPublished.where("breakdown is null");
    return file(
        publication,
        "figures",
        totals
            .withColumn("latest", expr("max(as_at) over (partition by authority_code)"))
            .where("as_at = latest")
            .drop("latest")
            .transform(latest -> withStatus(latest, totals, "previous_quarter", 3))
            .transform(latest -> withStatus(latest, totals, "same_quarter_last_year", 12))
            .join(
                kpiComparison
                    .where("comparator = 'neighbours'")
                    .select(
                        "authority_code", "kpi", "period_type", "as_at", "neighbours_with_value"),
                new String[] {"authority_code", "kpi", "period_type", "as_at"},
                "left")
            .orderBy("authority_code", "kpi", "period_type"));
  }

  /** Why an earlier figure that stands beside the latest is missing, or what to know of it. */
  private static Dataset<Row> withStatus(
      Dataset<Row> latest, Dataset<Row> totals, String figure, int months) {
    return latest.join(
        totals.selectExpr(
            "authority_code",
            "kpi",
            "period_type",
            "last_day(add_months(as_at, %d)) as as_at".formatted(months),
            "status as %s_status".formatted(figure)),
        new String[] {"authority_code", "kpi", "period_type", "as_at"},
        "left");
  }

  /** The rules of {@code kpi_quality} that fail or could not run, without their counts. */
  static ObjectNode rules(Publication publication, Dataset<Row> kpiQuality) {
    return file(
        publication,
        "rules",
        kpiQuality
            .where("status in ('fail', 'error')")
            .select("authority_code", "kpi", "rule", "title", "status")
            .orderBy("authority_code", "kpi", "rule"));
  }

  private static ObjectNode file(Publication publication, String field, Dataset<Row> rows) {
    ObjectNode node = Publications.head(publication);
    ArrayNode all = node.putArray(field);
    rows.select(to_json(struct(col("*")), Map.of("ignoreNullFields", "false")))
        .as(Encoders.STRING())
        .collectAsList()
        .forEach(
            row -> {
              try {
                all.add(JSON.readTree(row));
              } catch (JsonProcessingException cause) {
                throw new IllegalStateException("Spark wrote a row that is not JSON", cause);
              }
            });
    return node;
  }
}

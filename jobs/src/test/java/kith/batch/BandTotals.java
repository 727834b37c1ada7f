package kith.batch;

import static org.apache.spark.sql.functions.expr;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Whether the bands of figures add up to their totals. */
final class BandTotals {

  private BandTotals() {}

  /** Breakdowns of a figure whose bands do not add up to its total. */
  static List<Row> different(Dataset<Row> quarterly) {
    return compared(quarterly)
        .where(
            """
            coalesce(bands.numerator, 0) <> coalesce(total.numerator, 0)
                or coalesce(bands.denominator, 0) <> coalesce(total.denominator, 0)
            """)
        .collectAsList();
  }

  /** The KPIs with breakdowns whose total is above 0 somewhere: of these the sums say something. */
  static List<String> kpisWithMembers(Dataset<Row> quarterly) {
    return compared(quarterly)
        .where("coalesce(total.denominator, total.numerator) > 0")
        .select("kpi")
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Dataset<Row> compared(Dataset<Row> quarterly) {
    Dataset<Row> totals =
        quarterly
            .where("breakdown is null")
            .selectExpr("kpi", "period_type", "as_at", "struct(numerator, denominator) as total");
    // From the totals: a breakdown without any band in a quarter must not go unseen.
    Dataset<Row> declared =
        quarterly.where("breakdown is not null").select("kpi", "breakdown").distinct();
    Dataset<Row> bands =
        quarterly
            .where("breakdown is not null")
            .groupBy("kpi", "period_type", "as_at", "breakdown")
            .agg(
                expr("struct(sum(numerator) as numerator, sum(denominator) as denominator)")
                    .as("bands"));
    return totals
        .join(declared, "kpi")
        .join(bands, new String[] {"kpi", "period_type", "as_at", "breakdown"}, "left");
  }
}

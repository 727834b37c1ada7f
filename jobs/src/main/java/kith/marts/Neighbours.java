package kith.marts;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;

import java.util.Arrays;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The statistical neighbours of an authority, and the figure that stands for them: worked out from
 * each neighbour's own published figure, as known on a day.
 *
 * <p>The period is the newest that was known for any of them. A neighbour without a figure of that
 * period is left out and replaced by none: one that was abolished, one whose figure is withheld, or
 * one whose figure was published only as rounding to zero.
 */
final class Neighbours {

  /** How the figure is worked out, by the words of the parameter {@code neighbour_figure}. */
  private static final Map<String, String> FIGURES =
      Map.of(
          "mean", "avg(used.value)",
          "median", "cast(percentile(used.value, 0.5) as decimal(18,4))",
          "weighted", "sum(used.value * used.denominator) / sum(used.denominator)");

  private Neighbours() {}

  /**
   * Adds {@code gss_code}, {@code region_code} and {@code model} of each row's authority, and
   * {@code existed}: whether there was that authority at the end of the as-at date. The model is
   * the newest published by {@code cut_off}; before the first model was published, the oldest; null
   * where the authority is in none.
   */
  static Dataset<Row> withModel(Dataset<Row> rows, Dataset<Row> authorities) {
    Dataset<Row> areas =
        authorities
            .groupBy("authority_code")
            .agg(
                expr("max(gss_code)").as("gss_code"),
                expr("max(region_code)").as("region_code"),
                expr("max(created_on)").as("created_on"),
                expr("max(abolished_on)").as("abolished_on"),
                expr("""
                        collect_set(struct(model_published_on, neighbour_model))
                            filter (where neighbour_model is not null)
                        """)
                    .as("models"));
    return rows.join(areas, new String[] {"authority_code"}, "left")
        .withColumn(
            "model",
            expr(
                """
                coalesce(
                    array_max(filter(models, m -> m.model_published_on <= cut_off)),
                    array_min(models)).neighbour_model
                """))
        .withColumn("existed", existed("as_at"))
        .drop("models", "created_on", "abolished_on");
  }

  /**
   * Whether there was an authority on a day, by its {@code created_on} and {@code abolished_on}.
   */
  static Column existed(String day) {
    return expr(
        "coalesce(created_on <= %1$s, true) and coalesce(abolished_on > %1$s, true)"
            .formatted(day));
  }

  /** The codes of each authority's neighbours in each model, as {@code area_code}. */
  static Dataset<Row> of(Dataset<Row> authorities) {
    return authorities
        .where("neighbour_gss_code is not null")
        .select(
            col("authority_code"),
            col("neighbour_model").as("model"),
            col("neighbour_gss_code").as("area_code"));
  }

  /**
   * The figure of the neighbours for each row asked for. A row of which no neighbour's figures are
   * held at all is left out.
   *
   * @param asked distinct rows with {@code authority_code, model, benchmark, latest_period,
   *     cut_off}; all their columns are kept
   * @param neighbours as {@link #of} gives them
   * @param held figures of {@link AsKnown#gather} with {@code value, status, denominator,
   *     neighbours_with_value}
   * @param how {@code mean}; {@code median}; {@code weighted} by the denominators, without the
   *     neighbours of which none is published
   * @return also {@code neighbours}, in the form of a held figure with two decimals, half to even;
   *     null where none was known; its edition is the newest one used; and {@code
   *     neighbours_later}, true where a later edition was used
   */
  static Dataset<Row> figures(
      Dataset<Row> asked, Dataset<Row> neighbours, Dataset<Row> held, String how) {
    String counted = how.equals("weighted") ? "figure.denominator > 0" : "true";
    Column[] keys = Arrays.stream(asked.columns()).map(name -> col(name)).toArray(Column[]::new);
    return asked
        .join(broadcast(neighbours), new String[] {"authority_code", "model"}, "inner")
        .join(
            held.withColumnRenamed("series", "benchmark"),
            new String[] {"benchmark", "area_code"},
            "inner")
        .transform(AsKnown::choose)
        .withColumn("newest", max("figure.period_end").over(Window.partitionBy(keys)))
        .withColumn(
            "used",
            expr(
                "if(figure.period_end = newest and figure.value is not null and %s, figure, null)"
                    .formatted(counted)))
        .groupBy(keys)
        .agg(
            max("newest").as("newest"),
            expr("cast(bround(%s, 2) as decimal(18,4))".formatted(formula(how))).as("value"),
            expr("cast(count(used) as int)").as("with_value"),
            expr("max(struct(used.published_on, used.edition)) filter (where used is not null)")
                .as("edition"),
            expr("coalesce(bool_or(later_edition) filter (where used is not null), false)")
                .as("neighbours_later"))
        .withColumn(
            "neighbours",
            expr(
                """
                if(newest is null, null, struct(
                    newest as period_end,
                    edition.published_on as published_on,
                    edition.edition as edition,
                    edition.published_on as first_published_on,
                    value as value,
                    'published' as status,
                    cast(null as decimal(18,4)) as denominator,
                    with_value as neighbours_with_value))
                """))
        .drop("newest", "value", "with_value", "edition");
  }

  private static String formula(String how) {
    String formula = FIGURES.get(how);
    if (formula == null) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "Parameter neighbour_figure in conf/parameters.yaml is "
              + how
              + ", but it is mean, median or weighted.",
          "No figure was calculated.",
          "Correct it, then run the command again.");
    }
    return formula;
  }
}

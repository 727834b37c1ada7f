package kith.marts;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kith.marts.disclosure.Attack;
import kith.marts.disclosure.Figure;
import kith.marts.disclosure.RelatedKpis;
import kith.project.Parameters;
import kith.project.Project;
import kith.testing.SparkTest;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** An attack on what nights have published, by somebody who kept each publication. */
public final class AttackedLake {

  private AttackedLake() {}

  /**
   * Attacks the last publication.
   *
   * @param exact {@code kpi_quarterly} of the last night
   * @param published {@code kpi_published} of all nights, the last one at the end
   */
  public static Attack.Finding on(Dataset<Row> exact, List<Dataset<Row>> published) {
    List<Row> rows = rows(exact, published.get(published.size() - 1));
    Map<List<Object>, Double> seen = new HashMap<>();
    for (Dataset<Row> earlier : published.subList(0, published.size() - 1)) {
      earlier
          .where("numerator is not null")
          .collectAsList()
          .forEach(row -> seen.put(key(row), row.<Number>getAs("numerator").doubleValue()));
    }
    List<Figure> figures = HiddenFigures.figures(rows);
    boolean[] isHidden = new boolean[rows.size()];
    for (int f = 0; f < isHidden.length; f++) {
      Row row = rows.get(f);
      Double before = seen.get(key(row));
      isHidden[f] =
          "suppressed".equals(row.getAs("status"))
              && (before == null || before != figures.get(f).numerator());
    }
    Project project = Project.home();
    return Attack.on(
        figures,
        isHidden,
        RelatedKpis.read(project.conf().resolve("disclosure/relations.yaml")),
        Parameters.of(project).integer("suppression_threshold"));
  }

  /** What is published, and the exact sums where it is hidden. */
  private static List<Row> rows(Dataset<Row> exact, Dataset<Row> published) {
    Project project = Project.home();
    MartRun run =
        new MartRun(
            "attacked",
            KpiDefinitions.read(project.sql().resolve("marts"), SparkTest.specs()),
            TinyMarts.carried(),
            Parameters.of(project),
            List.of(),
            Optional.empty());
    Dataset<Row> definitions =
        KpiGrid.definitions(SparkTest.spark(), run)
            .selectExpr("kpi as kind_of", "kind", "unit", "comparable_period_type");
    Column isSame = col("kpi").equalTo(col("kind_of"));
    Dataset<Row> shown = published.as("shown");
    Dataset<Row> sums = exact.as("exact");
    Column isSameFigure =
        HiddenFigures.KEY.stream()
            .map(column -> col("shown." + column).eqNullSafe(col("exact." + column)))
            .reduce(Column::and)
            .orElseThrow();
    List<Row> rows =
        new ArrayList<>(
            shown
                .join(sums, isSameFigure)
                .where("exact.numerator is not null")
                .selectExpr(
                    "shown.authority_code",
                    "shown.kpi",
                    "shown.period_type",
                    "shown.as_at",
                    "shown.breakdown",
                    "shown.breakdown_value",
                    "shown.status",
                    "coalesce(shown.numerator, exact.numerator) as numerator",
                    "if(shown.numerator is null, exact.denominator, shown.denominator)"
                        + " as denominator",
                    "exact.counted_members")
                .join(definitions, isSame)
                .collectAsList());
    return rows;
  }

  private static List<Object> key(Row row) {
    List<Object> key = new ArrayList<>();
    HiddenFigures.KEY.forEach(column -> key.add(String.valueOf(row.<Object>getAs(column))));
    return key;
  }
}

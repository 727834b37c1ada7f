package kith.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import kith.marts.disclosure.Attack;
import kith.marts.disclosure.Before;
import kith.marts.disclosure.ChangeAttack;
import kith.marts.disclosure.ChangeAttack.Key;
import kith.marts.disclosure.Figure;
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
   * @param project whose KPIs they are
   * @param exact {@code kpi_quarterly} of the nights, as far as they are at hand, the last one at
   *     the end
   * @param published {@code kpi_published} of all nights, the last one at the end
   */
  public static Attack.Finding on(
      Project project, List<Dataset<Row>> exact, List<Dataset<Row>> published) {
    List<Row> rows = rows(project, exact, published.get(published.size() - 1));
    // What was shown last; that a figure is again as it was earlier still, nobody could tell.
    Map<List<Object>, List<Object>> seen = new HashMap<>();
    for (Dataset<Row> earlier : published.subList(0, published.size() - 1)) {
      earlier
          .where("numerator is not null")
          .collectAsList()
          .forEach(row -> seen.put(key(row), sums(row)));
    }
    List<Figure> figures = HiddenFigures.figures(rows);
    boolean[] isHidden = new boolean[rows.size()];
    for (int f = 0; f < isHidden.length; f++) {
      Row row = rows.get(f);
      isHidden[f] =
          "suppressed".equals(row.getAs("status")) && !sums(row).equals(seen.get(key(row)));
    }
    return Attack.on(
        figures,
        isHidden,
        KpiDefinitions.of(project).related(),
        Parameters.of(project).integer("suppression_threshold"));
  }

  /**
   * Compares every two publications.
   *
   * @param published {@code kpi_published} of all nights, the last one at the end
   */
  public static ChangeAttack.Finding onChanges(List<Dataset<Row>> published) {
    return ChangeAttack.on(
        published.stream().map(AttackedLake::shown).toList(),
        KpiDefinitions.of(Project.home()).related(),
        Parameters.of(Project.home()).integer("suppression_threshold"));
  }

  /** What a publication shows; the population behind a rate is known to everybody. */
  private static Map<Key, Before> shown(Dataset<Row> published) {
    Map<Key, Before> shown = new HashMap<>();
    published
        .where("numerator is not null or status = 'suppressed'")
        .join(definitions(Project.home()), col("kpi").equalTo(col("kind_of")))
        .selectExpr(
            "kpi",
            "period_type",
            "year(as_at) * 4 + quarter(as_at) as quarter",
            "breakdown",
            "breakdown_value",
            "double(numerator)",
            "double(if(kind = 'RATE', null, denominator))",
            "double(total_numerator)",
            "double(if(kind = 'RATE', null, total_denominator))")
        .collectAsList()
        .forEach(
            row -> {
              Before total =
                  row.isNullAt(7) ? null : new Before(row.getDouble(7), row.<Double>getAs(8));
              shown.put(
                  new Key(
                      row.getString(0),
                      row.getString(1),
                      row.getInt(2),
                      row.getString(3),
                      row.getString(4)),
                  new Before(row.<Double>getAs(5), row.<Double>getAs(6), total));
            });
    return shown;
  }

  /**
   * What is published, and the exact sums where it is hidden. A figure that goes on as it was is of
   * as many members as in the night that it is from.
   */
  private static List<Row> rows(Project project, List<Dataset<Row>> exact, Dataset<Row> published) {
    Column isSame = col("kpi").equalTo(col("kind_of"));
    Dataset<Row> shown = published.as("shown");
    Dataset<Row> sums = exact.get(exact.size() - 1).as("exact");
    Dataset<Row> before =
        exact.stream()
            .reduce(Dataset::unionByName)
            .orElseThrow()
            .groupBy(
                Stream.concat(FigureColumns.KEY.stream(), Stream.of("numerator", "denominator"))
                    .map(column -> col(column))
                    .toArray(Column[]::new))
            .agg(max("counted_members").as("counted_members"))
            .as("before");
    return new ArrayList<>(
        shown
            .join(sums, isSameFigure("exact"))
            .join(
                before,
                isSameFigure("before")
                    .and(col("shown.numerator").equalTo(col("before.numerator")))
                    .and(col("shown.denominator").eqNullSafe(col("before.denominator"))),
                "left")
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
                "if(shown.numerator is null, exact.denominator, shown.denominator) as denominator",
                "coalesce(before.counted_members, exact.counted_members) as counted_members")
            .join(definitions(project), isSame)
            .collectAsList());
  }

  private static Column isSameFigure(String other) {
    return FigureColumns.KEY.stream()
        .map(column -> col("shown." + column).eqNullSafe(col(other + "." + column)))
        .reduce(Column::and)
        .orElseThrow();
  }

  private static Dataset<Row> definitions(Project project) {
    MartRun run =
        new MartRun(
            "attacked",
            KpiDefinitions.read(project.sql().resolve("marts"), SparkTest.specs()),
            TinyMarts.carried(),
            Parameters.of(project),
            List.of(),
            Optional.empty());
    return KpiGrid.definitions(SparkTest.spark(), run)
        .selectExpr("kpi as kind_of", "kind", "unit", "comparable_period_type", "panel");
  }

  private static List<Object> sums(Row row) {
    return Arrays.asList(row.getAs("numerator"), row.getAs("denominator"));
  }

  private static List<Object> key(Row row) {
    List<Object> key = new ArrayList<>();
    FigureColumns.KEY.forEach(column -> key.add(String.valueOf(row.<Object>getAs(column))));
    return key;
  }
}

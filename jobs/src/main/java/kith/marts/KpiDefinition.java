package kith.marts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.Hash;
import kith.project.KithException;
import kith.project.Parameters;
import kith.source.Carried;
import kith.source.Needs;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.jspecify.annotations.Nullable;

/**
 * What a KPI means, read from {@code sql/marts/<subject>/<kpi>.yaml}, and the SQL beside it that
 * says which members of its population count and what each adds.
 *
 * @param subject folder of the definition, such as {@code placement}
 * @param shortTitle title where there is little room, such as an axis of a chart
 * @param meaning what it counts and of whom, for readers who do not know the field
 * @param population whom it counts
 * @param better {@code higher}, {@code lower} or {@code none} (R15)
 * @param notCompared why a quarter cannot be compared with the one before; null where it can (R12b)
 * @param periodTypes the period types calculated, of {@code POINT QTR YTD R12 R24 R36}
 * @param comparablePeriodType the one joined to benchmarks and targets (R18)
 * @param looksBackMonths months before the first day of the window from which facts decide who is
 *     counted; 0 where the window is enough (R17c)
 * @param benchmark series of published figures; null when there is none
 * @param comparators of {@code england region neighbours}, those the series is published for
 * @param denominatorSeries population that a rate is divided by, such as {@code population_0_17};
 *     null for other units
 * @param needs what it needs of the source (R19)
 * @param source where the definition comes from
 * @param owner who answers for it
 * @param grain what one member is
 * @param edges the edges that its definition names, each proven by a case
 * @param breakdowns how its figures are also given, beside the total (R20)
 * @param bridge the KPIs that count the starts and ceases behind its changes; null where none do
 * @param panel true where the Panel reads the figure: the scorecard shows it unless asked for all
 * @param parameters those that its figures depend on: in its SQL, and in the tables that it reads
 *     as far as its YAML or that of its population names them
 * @param codeLists the lists of {@code conf/codes} that the tables behind its figures depend on
 * @param related how its members are related to those of others
 * @param counting the one-pass SQL over {@code population}; {@link #members} gives its rows their
 *     final form
 * @param sql the same, preceded by that of its {@link Population}
 * @param ruleVersion first 8 hexadecimal digits of the SHA-256 of the definition's files and of its
 *     code lists
 */
public record KpiDefinition(
    String kpi,
    String subject,
    String title,
    String shortTitle,
    String meaning,
    Population population,
    Unit unit,
    String better,
    @Nullable String notCompared,
    List<String> periodTypes,
    String comparablePeriodType,
    int looksBackMonths,
    @Nullable String benchmark,
    List<String> comparators,
    @Nullable String denominatorSeries,
    Needs needs,
    String source,
    String owner,
    String grain,
    List<String> excludes,
    List<String> edges,
    List<Breakdown> breakdowns,
    @Nullable Bridge bridge,
    boolean panel,
    Set<String> parameters,
    Set<String> codeLists,
    Related related,
    KpiSql counting,
    KpiSql sql,
    String ruleVersion) {

  /**
   * The KPIs of the windows between two days that count who started and who ceased to be one of a
   * count (R20a).
   */
  public record Bridge(String starts, String ceases) {

    /** The period types that such a KPI has: the quarter, and the year that ends with it. */
    static final List<String> WINDOWS = List.of("QTR", "R12");
  }

  static final List<String> PERIOD_TYPES = List.of("POINT", "QTR", "YTD", "R12", "R24", "R36");
  static final List<String> COMPARATORS = List.of("england", "region", "neighbours");

  /** The characters that a title may have in a row of a table, and a meaning in a tooltip. */
  private static final int SHORT_TITLE = 42;

  private static final int MEANING = 240;

  /** The characters of a phrase. */
  private static final int EDGE = 70;

  /** The tables of staging that published figures and populations come from. */
  private static final List<String> PUBLISHED_FIGURES =
      List.of("benchmark", "statistical_neighbour");

  /** Rejects what no figure can be made of. */
  void check(Path yaml) {
    if (!yaml.getFileName().toString().equals(kpi + ".yaml")) {
      throw DefinitionFile.malformed(yaml, "kpi says " + kpi);
    }
    if (shortTitle.length() > SHORT_TITLE || meaning.length() > MEANING) {
      throw DefinitionFile.malformed(
          yaml,
          "short_title has more than %d or meaning more than %d characters"
              .formatted(SHORT_TITLE, MEANING));
    }
    if (edges.isEmpty()
        || edges.stream().anyMatch(edge -> edge.isBlank() || edge.length() > EDGE)
        || edges.stream().distinct().count() < edges.size()) {
      throw DefinitionFile.malformed(
          yaml,
          "edges is not a list of different phrases of at most %d characters".formatted(EDGE));
    }
    if (!List.of("higher", "lower", "none").contains(better)) {
      throw DefinitionFile.malformed(yaml, "better is not higher, lower or none");
    }
    if (periodTypes.isEmpty() || !PERIOD_TYPES.containsAll(periodTypes)) {
      throw DefinitionFile.malformed(yaml, "period_types is not a list of " + PERIOD_TYPES);
    }
    if (!periodTypes.contains(comparablePeriodType)) {
      throw DefinitionFile.malformed(yaml, "comparable_period_type is not among period_types");
    }
    if (!COMPARATORS.containsAll(comparators)) {
      throw DefinitionFile.malformed(yaml, "comparators is not a list of " + COMPARATORS);
    }
    if (bridge != null && !isCountOnADay()) {
      throw DefinitionFile.malformed(
          yaml, "bridge is for a count with the period type POINT, not for any other KPI");
    }
    if (unit.kind() == Unit.Kind.RATE && !breakdowns.isEmpty()) {
      throw DefinitionFile.malformed(
          yaml, "a rate has no breakdowns: the population is not known by them (R20)");
    }
    if ((unit.kind() == Unit.Kind.RATE) != (denominatorSeries != null)) {
      throw DefinitionFile.malformed(
          yaml, "denominator_series is required for a rate and not allowed for any other unit");
    }
  }

  /**
   * Brings the rows that the SQL selects into the form of {@code kpi_member}, with {@code
   * has_full_history}; if the SQL does not select it, the population's applies.
   *
   * <p>A condition counts 1 where it is true and 0 where it is false or unknown (R14). In a share
   * each member has a denominator of 1 unless the SQL says otherwise, in a count none unless the
   * SQL selects one. That of a rate is a population figure, which members do not have.
   *
   * @param more expressions of {@code member} that follow the columns of {@code kpi_member}
   */
  public Dataset<Row> members(Dataset<Row> selected, String... more) {
    List<Column> form =
        new ArrayList<>(
            List.of(
                expr("cast(member.authority_code as int) as authority_code"),
                lit(kpi).as("kpi"),
                col("member.period_type"),
                col("member.as_at"),
                col("member.member_kind"),
                expr("cast(member.member_key as string) as member_key")));
    form.addAll(decided(checked(selected), functions::col, col("member.has_full_history")));
    Stream.of(more).map(functions::expr).forEach(form::add);
    return selected.select(form.toArray(Column[]::new));
  }

  /**
   * Numerator, denominator and has_full_history of a member.
   *
   * @param selected what the SQL selects
   * @param column a column that it selects
   * @param fullHistory the population's has_full_history
   */
  List<Column> decided(Dataset<Row> selected, Function<String, Column> column, Column fullHistory) {
    Set<String> columns = Set.of(selected.columns());
    return List.of(
        amount(selected, "numerator", column),
        columns.contains("denominator")
            ? amount(selected, "denominator", column)
            : lit(unit.kind() == Unit.Kind.SHARE ? 1 : null)
                .cast("decimal(18,4)")
                .as("denominator"),
        (columns.contains("has_full_history") ? column.apply("has_full_history") : fullHistory)
            .as("has_full_history"));
  }

  /** What the SQL selects, if it has the columns of the unit and no others. */
  Dataset<Row> checked(Dataset<Row> selected) {
    List<String> columns = List.of(selected.columns());
    List<String> required =
        unit.kind() == Unit.Kind.AVERAGE
            ? List.of("member", "numerator", "denominator")
            : List.of("member", "numerator");
    List<String> optional =
        unit.kind() == Unit.Kind.SHARE || unit.kind().isCounted()
            ? List.of("denominator", "has_full_history")
            : List.of("has_full_history");
    for (String column : required) {
      if (!columns.contains(column)) {
        throw unusableSql("selects no column " + column);
      }
    }
    for (String column : columns) {
      if (!required.contains(column) && !optional.contains(column)) {
        throw unusableSql("selects " + column + ", which a KPI of this unit does not have");
      }
    }
    return selected;
  }

  private static Column amount(
      Dataset<Row> selected, String name, Function<String, Column> column) {
    boolean isCondition = selected.schema().apply(name).dataType() instanceof BooleanType;
    Column amount = column.apply(name);
    return (isCondition ? when(amount, 1).otherwise(0) : amount).cast("decimal(18,4)").as(name);
  }

  private KithException unusableSql(String problem) {
    return new KithException(
        ExitCode.WRONG_USAGE,
        sql.name() + " " + problem + ".",
        "No figure was calculated.",
        "Correct the SQL, then run the command again.");
  }

  /** The same KPI, of which only totals are given. */
  KpiDefinition withoutBreakdowns() {
    return new KpiDefinition(
        kpi,
        subject,
        title,
        shortTitle,
        meaning,
        population,
        unit,
        better,
        notCompared,
        periodTypes,
        comparablePeriodType,
        looksBackMonths,
        benchmark,
        comparators,
        denominatorSeries,
        needs,
        source,
        owner,
        grain,
        excludes,
        edges,
        List.of(),
        bridge,
        panel,
        parameters,
        codeLists,
        related,
        counting,
        sql,
        ruleVersion);
  }

  /** The values of the parameters that its figures depend on, each as name=value. */
  String valuesOf(Parameters all, String between) {
    return parameters.stream()
        .map(name -> name + "=" + all.described(name))
        .collect(Collectors.joining(between));
  }

  /** The version of its rule with the values that its parameters have, in 8 hexadecimal digits. */
  String ruleVersion(Parameters all) {
    String values = valuesOf(all, "\n");
    return values.isEmpty() ? ruleVersion : Hash.of(ruleVersion + "\n" + values).substring(0, 8);
  }

  /** Whether it counts members on a day, so that they can be followed to another day (R20a). */
  boolean isCountOnADay() {
    return unit.kind().isCounted() && periodTypes.contains("POINT");
  }

  /** True when the sources carry what the KPI needs (R19). */
  public boolean isAvailable(Carried carried) {
    return needs.met(carried);
  }

  /** The staging tables and columns that its figures depend on, including comparisons and rates. */
  Stream<String> restsOn() {
    boolean usesPublishedFigures = benchmark != null || denominatorSeries != null;
    return Stream.concat(
        needs.named().stream(), usesPublishedFigures ? PUBLISHED_FIGURES.stream() : Stream.of());
  }
}

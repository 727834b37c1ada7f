package kith.conform.care;

import static kith.table.Tables.FACT_CARE_EPISODE;
import static kith.table.Tables.FACT_CARE_PERIOD;
import static org.apache.spark.sql.functions.expr;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import kith.conform.Key;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.project.Parameters;
import kith.source.Extracted;
import kith.table.Counts;
import kith.table.Inputs;
import kith.table.StageStep;
import kith.table.StepCounts;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Counts the children with an open episode in the source who are in no figure: neither looked after
 * on the business date, nor in short breaks only (R3), nor 18 after care as a child (R17a).
 * Children whose open episodes are all quarantined are among them. Each is one record among
 * thousands, below every limit of a table, so this has a limit of its own.
 *
 * @param counted what the steps before have counted
 */
public record ChildrenInNoFigure(
    Inputs inputs, Parameters parameters, LocalDate businessDate, StepCounts counted)
    implements StageStep {

  /** Name of the step. */
  public static final String NAME = "children_in_no_figure";

  private static final String OPEN = "children_with_open_episode";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return List.of(FACT_CARE_EPISODE.name(), FACT_CARE_PERIOD.name());
  }

  @Override
  public Result run() {
    long quarantined = counted.sum(Extracted.CHILDREN_LEFT_OUT);
    Row loaded = childrenWithOpenEpisode().selectExpr("count(*)", "count_if(is_left_out)").first();
    long inNoFigure = quarantined + loaded.getLong(1);
    refuse(inNoFigure, quarantined);
    return new Result(
        List.of(), new Counts().put(OPEN, quarantined + loaded.getLong(0)).put(NAME, inNoFigure));
  }

  /** One row per child with an episode that was loaded and is open on the business date. */
  private Dataset<Row> childrenWithOpenEpisode() {
    String covers =
        "started_on <= date'%1$s' and (ended_on is null or ended_on > date'%1$s')"
            .formatted(businessDate);
    Dataset<Row> lookedAfter =
        inputs
            .table(FACT_CARE_PERIOD)
            .where(covers)
            .selectExpr(Key.CHILD.names("true as is_looked_after"))
            .distinct();
    return inputs
        .table(FACT_CARE_EPISODE)
        .groupBy(Key.CHILD.columns())
        .agg(
            expr("count_if(%s)".formatted(covers)).as("open_episodes"),
            // Real care begins before 18: if all of a child's care begins at 18, the birth date is
            // wrong.
            expr("""
                    every(not (%s) or is_short_break or array_contains(flags, 'starts_after_18')
                            or array_contains(flags, 'runs_past_18'))
                        and not every(array_contains(flags, 'starts_after_18'))
                    """
                    .formatted(covers))
                .as("is_explained"))
        .where("open_episodes > 0")
        .join(lookedAfter, Key.CHILD.names(), "left")
        .selectExpr("is_looked_after is null and not is_explained as is_left_out");
  }

  private void refuse(long inNoFigure, long quarantined) {
    int allowed = parameters.integer("children_in_no_figure");
    if (inNoFigure > allowed) {
      throw new KithException(
          ExitCode.HELD_BACK,
          ("%d children with an open episode on %s are in no figure, but only %d are allowed; the"
                  + " open episodes of %d of them are quarantined.")
              .formatted(inNoFigure, businessDate, allowed, quarantined),
          Meaning.NOTHING_PUBLISHED,
          "Run kith quarantine --business-date %s for the reasons and their owners, have the records corrected at source, then run the same command again. The limit is children_in_no_figure in conf/parameters.yaml."
              .formatted(businessDate));
    }
  }

  /** The summary line for these counts; empty if the step did not run. */
  public static Optional<String> said(StepCounts counts) {
    Counts of = counts.of(NAME);
    return of.has(OPEN)
        ? Optional.of(
            "%,d children with an open episode, %,d of them in no figure."
                .formatted(of.of(OPEN), of.of(NAME)))
        : Optional.empty();
  }
}

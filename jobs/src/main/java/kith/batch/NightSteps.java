package kith.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kith.conform.Conform;
import kith.extract.Extract;
import kith.lake.DeltaLake;
import kith.lake.Keys;
import kith.lake.Sessions;
import kith.marts.KpiDefinitions;
import kith.marts.Marts;
import kith.project.Code;
import kith.project.Parameters;
import kith.publish.Publish;
import kith.quality.QualityStep;
import kith.quality.Rules;
import kith.source.Carried;
import kith.source.CodeLists;
import kith.table.Lake;
import kith.table.Night;
import kith.table.StageStep;
import kith.table.StepCounts;
import org.jspecify.annotations.Nullable;

/**
 * The four stages of a night, each a list of named steps that the stage's own package gives ({@link
 * Extract#steps}, {@link Conform#steps}, {@link Marts#steps}, {@link Publish#steps}). Close it when
 * the last step is done.
 */
final class NightSteps implements AutoCloseable {

  /**
   * What every table depends on and no build names: the session with the functions that SQL calls
   * by name, how keys of persons are made, how tables are read.
   */
  static final List<Class<?>> ENGINE = List.of(Sessions.class, Keys.class, DeltaLake.class);

  private final NightState state;
  private final NightSources sources;
  private final Lake lake;
  private final RunResult result;
  private @Nullable Conform conform;
  private @Nullable Marts marts;

  /**
   * The steps of a night.
   *
   * @param result collects warnings raised before the first step
   */
  NightSteps(NightState state, NightSources sources, Lake lake, RunResult result) {
    this.state = state;
    this.sources = sources;
    this.lake = lake;
    this.result = result;
  }

  /** The steps of a stage. Call it only when the stages before are done. */
  List<StageStep> of(Stage stage) {
    Night night = state.night(lake);
    return switch (stage) {
      case EXTRACT -> extract(night);
      case CONFORM -> conform(night);
      case MARTS -> marts(night);
      case PUBLISH -> publish(night);
    };
  }

  private List<StageStep> extract(Night night) {
    return Extract.steps(
        state.nights(),
        state.nightBefore(),
        state.needed(),
        state.request().acceptedVolume(),
        CodeLists.of(night.project()),
        Parameters.of(night.project()).at(night.businessDate()),
        lake,
        night.versions(),
        night.counts());
  }

  private List<StageStep> conform(Night night) {
    conform = Conform.of(night, sources.systems(), engine(night) + sources.content());
    return conform.steps();
  }

  /** The version of {@link #ENGINE}: that is code of the lake, which no stage knows. */
  private static String engine(Night night) {
    return Code.hash(ENGINE, night.project().root(), List.of());
  }

  private List<StageStep> marts(Night night) {
    KpiDefinitions kpis = KpiDefinitions.of(night.project());
    Carried tonight = sources.tonight(night.counts());
    Marts.note(kpis, sources.declared(night.counts()), tonight).ifPresent(result::warn);
    Marts.noteOfPostcodes(kpis, tonight).ifPresent(result::warn);
    marts = Marts.of(night, kpis, tonight, state.request().backfill(), state.published());
    // The quality rules run in parallel with the members, which take longest and wait for nothing
    // either.
    List<StageStep> steps = new ArrayList<>();
    Rules rules = Rules.of(night.project()).forKpis(kpis.byPopulation(), kpis.bySeries());
    steps.add(new QualityStep(rules, night, tonight, night.stored()));
    steps.addAll(marts.steps(night, engine(night)));
    return steps;
  }

  private List<StageStep> publish(Night night) {
    return Publish.steps(
        night.project(),
        night.publicationId(),
        night.businessDate(),
        night.simulated(),
        night.stored(),
        lake,
        night.files(),
        night.versions(),
        Parameters.of(night.project()).integer("publication_grace_days"));
  }

  /**
   * The summary lines of a stage that is done.
   *
   * @param counted what its steps have counted
   */
  static List<String> notes(Stage stage, StepCounts counted) {
    return switch (stage) {
      case EXTRACT -> Extract.notes(counted);
      case MARTS ->
          Stream.concat(
                  QualityStep.note(counted.of(QualityStep.NAME)).stream(),
                  Marts.loss(counted).stream())
              .toList();
      case CONFORM, PUBLISH -> List.of();
    };
  }

  @Override
  public void close() {
    if (conform != null) {
      conform.close();
    }
    if (marts != null) {
      marts.close();
    }
  }
}

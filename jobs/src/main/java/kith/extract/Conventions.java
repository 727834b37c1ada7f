package kith.extract;

import java.util.List;
import kith.source.SourceContract;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.Versions;

/** Compares the shape of every source that has one with its night's records. */
final class Conventions implements StageStep {

  static final String NAME = "convention";

  private final List<NightCells> nights;
  private final int gapDays;
  private final Lake lake;
  private final Versions versions;
  private final StepCounts counted;

  /**
   * Checks the night of every source.
   *
   * @param gapDays the number of days after an end within which the next period still follows it
   *     (R4)
   * @param counted what the table steps have counted, by step
   */
  Conventions(
      List<NightCells> nights, int gapDays, Lake lake, Versions versions, StepCounts counted) {
    this.nights = nights.stream().filter(of -> of.night().source().shape() != null).toList();
    this.gapDays = gapDays;
    this.lake = lake;
    this.versions = versions;
    this.counted = counted;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return nights.stream()
        .flatMap(of -> of.night().source().contracts().stream())
        .map(SourceContract::viewName)
        .toList();
  }

  @Override
  public Result run() {
    Counts counts = new Counts();
    for (NightCells of : nights) {
      new ShapeCheck(of, gapDays, lake, versions).check(counted, counts);
    }
    return new Result(List.of(), counts);
  }
}

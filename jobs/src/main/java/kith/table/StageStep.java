package kith.table;

import java.util.List;

/** One step of a stage: makes one table, or checks what others made. */
public interface StageStep {

  /** Name of the step, that of its table where it makes one. */
  String name();

  /** Names of the steps of this stage that must be done before. */
  List<String> after();

  /** Does the work. Running it again gives the same tables. */
  Result run();

  /**
   * What a step did.
   *
   * @param tables the tables it wrote
   * @param counts what it counted
   */
  record Result(List<Written> tables, Counts counts) {

    /** A step that wrote one table and counted nothing else. */
    public static Result of(Written written) {
      return new Result(List.of(written), new Counts());
    }
  }
}

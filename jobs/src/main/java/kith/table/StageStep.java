package kith.table;

import java.util.List;
import java.util.Optional;

/** One step of a stage: makes one table, or checks what others made. */
public interface StageStep {

  /** Name of the step: the name of its table, if it makes one. */
  String name();

  /** Names of the steps of this stage that must be done before. */
  List<String> after();

  /**
   * Hash of all that the result depends on, asked for once the steps before are done. A result that
   * was made for the same key is kept, and the step does not run. None if the stage's own key is
   * enough.
   */
  default Optional<String> key() {
    return Optional.empty();
  }

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

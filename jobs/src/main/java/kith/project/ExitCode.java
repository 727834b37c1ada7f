package kith.project;

/** How a command ends, for the scheduler. */
public enum ExitCode {
  /** Done, or already done for this date and content. */
  DONE(0),
  /** A defect in Kith: page a person. */
  DEFECT(1),
  /** Wrong usage or configuration: do not retry. */
  WRONG_USAGE(2),
  /** A source broke its contract: do not retry, tell the data owner. */
  BROKEN_CONTRACT(3),
  /** A quality gate held the night back: do not retry, read the report. */
  HELD_BACK(4),
  /** A source or store cannot be reached: retry. */
  UNREACHABLE(5),
  /** Another run holds the warehouse: retry later. */
  LOCKED(6);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process exit code. */
  public int code() {
    return code;
  }
}

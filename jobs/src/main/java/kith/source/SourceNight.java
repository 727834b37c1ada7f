package kith.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One night of a source, looked over before anything is loaded: whole, and with every table and
 * column that its contracts need. What is behind it, a folder of files or a database, no stage
 * knows.
 */
public interface SourceNight {

  SourceSystem source();

  /** The day whose records the night holds. */
  LocalDate businessDate();

  /** The table of a contract; empty for one that the night does not have. */
  Optional<SourceTable> table(SourceContract contract);

  /** A hash of all that the night's tables hold and the source says of the night. */
  String fingerprint();

  /** The first day of the extract's rolling window, where the source itself says it. */
  Optional<LocalDate> windowStart();

  /** True when the extract was invented. */
  boolean simulated();

  /** How much is beside the tables that no contract names, such as files; it is not read. */
  int extras();

  /** What is odd and does not keep the night from being loaded, in sentences. */
  List<String> oddities();
}

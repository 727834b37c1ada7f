package kith.source;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One night of a source, checked before anything is loaded: it is complete and has every table and
 * column that its contracts need. The stages do not know whether a folder of files or a database is
 * behind it.
 */
public interface SourceNight {

  SourceSystem source();

  /** The day whose records the night holds. */
  LocalDate businessDate();

  /** The table of a contract; empty for one that the night does not have. */
  Optional<SourceTable> table(SourceContract contract);

  /** A hash of the content of the night's tables and of what the source says about the night. */
  String fingerprint();

  /** The first day of the extract's rolling window, where the source itself says it. */
  Optional<LocalDate> windowStart();

  /** True when the extract was invented. */
  boolean simulated();

  /** The number of other things that no contract names, such as files; they are not read. */
  int extras();

  /** Warnings that do not prevent the night from being loaded, as sentences. */
  List<String> oddities();
}

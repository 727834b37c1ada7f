package kith.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;

/** Collects the limits that hold back a night's extract, each with what to do about it. */
final class HeldBack {

  /** Tables of which too much is quarantined. */
  final List<String> rejecting = new ArrayList<>();

  /** Columns that cannot be read as their contract requires. */
  final List<String> notAsSaid = new ArrayList<>();

  /** Columns with too many dates after the night. */
  final List<String> ahead = new ArrayList<>();

  /** The columns that lost their cells since the night before, by table. */
  final Map<String, List<String>> emptied = new TreeMap<>();

  private final LocalDate businessDate;
  private final List<String> happened = new ArrayList<>();
  private final List<String> next = new ArrayList<>();

  HeldBack(LocalDate businessDate) {
    this.businessDate = businessDate;
  }

  /** Holds the night back if there is a reason. */
  void check() {
    tell(
        rejecting,
        "More records of %s are quarantined than the contracts allow: %s.",
        "Run kith quarantine --business-date "
            + businessDate
            + ", with the same --env and --lake, for the reasons and their owners, have the"
            + " records corrected at source, then run the same command again.");
    tell(
        notAsSaid,
        "Columns of %s cannot be read as their contract requires: %s.",
        "Ask the system team what has changed in these columns since the night before. The"
            + " spellings and codes that Kith reads are in conf/sources and conf/codes; kith"
            + " quarantine --codes lists the codes that are in no list.");
    tell(
        ahead,
        "Columns of %s have dates after that day: %s. Either the extract was taken on a later day,"
            + " or these dates are wrong.",
        "Ask the system team for the extract of that night, or to correct these dates at source,"
            + " then run the same command again. Columns for planned dates are marked"
            + " may_lie_ahead in the table's contract.");
    tell(
        emptied.values().stream().flatMap(List::stream).toList(),
        "Columns of %s lost their cells since the night before: %s.",
        "Ask the system team whether this is meant. If it is, run the same command again with"
            + emptied.keySet().stream()
                .map(table -> " --accept-volume " + table)
                .collect(Collectors.joining())
            + ".");
    if (happened.isEmpty()) {
      return;
    }
    next.add("The limits are in source.yaml and in the contracts of tables with their own.");
    throw new KithException(
        ExitCode.HELD_BACK,
        String.join("\n", happened),
        Meaning.NOTHING_PUBLISHED,
        String.join(" ", next));
  }

  private void tell(List<String> where, String what, String whatNext) {
    if (!where.isEmpty()) {
      happened.add(what.formatted(businessDate, String.join(", ", where)));
      next.add(whatNext);
    }
  }
}

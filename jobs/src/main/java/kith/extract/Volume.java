package kith.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourceTable;
import kith.table.Counts;
import kith.table.StageStep;

/**
 * Holds back a night that has far fewer records in a table than the night before: none where there
 * were some, or fewer by the limit of its contract.
 *
 * @param accepted tables, by step name, whose volume a person has checked and accepted
 */
record Volume(List<SourceNight> nights, Optional<NightBefore> before, Set<String> accepted)
    implements StageStep {

  static final String NAME = "volume";

  /** Counts the tables that a check has looked at. */
  static final String TABLES = "tables";

  /** Begins the name of a count that is 1 for a table accepted with too few records. */
  static final String ACCEPTED = "accepted:";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> after() {
    return List.of();
  }

  @Override
  public Result run() {
    List<String> fewer = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Counts counts = new Counts();
    for (SourceNight night : nights) {
      counts.add("extra_files", night.extras());
      for (SourceContract contract : night.source().contracts()) {
        long last = before.map(night1 -> night1.sourceRows(contract.viewName())).orElse(0L);
        long now = night.table(contract).map(SourceTable::records).orElse(0L);
        counts.add(TABLES, 1);
        if (!isTooFew(contract.limits().fewerRowsPercent(), last, now)) {
          continue;
        }
        if (accepted.contains(contract.viewName())) {
          counts.put(ACCEPTED + contract.viewName(), 1);
        } else {
          fewer.add(contract.viewName() + " (" + last + " records, now " + now + ")");
          names.add("--accept-volume " + contract.table());
        }
      }
    }
    if (!fewer.isEmpty()) {
      throw new KithException(
          ExitCode.HELD_BACK,
          "Far fewer records than in the night of "
              + before.orElseThrow().businessDate()
              + ": "
              + String.join(", ", fewer)
              + ".",
          "Nothing was loaded or published; " + Meaning.FIGURES_STAND + ".",
          "Ask the system team whether this is meant. If it is, run the night again with "
              + String.join(" ", names)
              + ".");
    }
    return new Result(List.of(), counts);
  }

  private static boolean isTooFew(int limit, long last, long now) {
    return limit < 100 && last > now && (now == 0 || (last - now) * 100 >= limit * last);
  }
}

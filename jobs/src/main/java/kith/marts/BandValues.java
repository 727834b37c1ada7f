package kith.marts;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The values that each child, worker, incident or placement has on a day, one in each breakdown. A
 * value is a number within its breakdown: many members share a few values.
 */
final class BandValues implements Serializable {

  /** The number of {@link Breakdown#UNKNOWN} in every breakdown. */
  static final int UNKNOWN = 0;

  private final Map<Long, int[]> ofMembers = new HashMap<>();
  private final List<List<String>> names = new ArrayList<>();

  /**
   * No values of any member.
   *
   * @param breakdowns how many breakdowns there are
   */
  BandValues(int breakdowns) {
    for (int i = 0; i < breakdowns; i++) {
      names.add(new ArrayList<>(List.of(Breakdown.UNKNOWN)));
    }
  }

  /**
   * The values of these members, brought to this process: some hundred thousand numbers.
   *
   * @param bands {@code banded} and {@code bands}, the values in the order of the breakdowns
   */
  static BandValues of(Dataset<Row> bands, int breakdowns) {
    BandValues values = new BandValues(breakdowns);
    List<Map<String, Integer>> numbers = new ArrayList<>();
    for (int i = 0; i < breakdowns; i++) {
      numbers.add(new HashMap<>(Map.of(Breakdown.UNKNOWN, UNKNOWN)));
    }
    for (Row row : bands.select("banded", "bands").collectAsList()) {
      List<String> ofMember = row.getList(1);
      int[] numbered = new int[breakdowns];
      for (int i = 0; i < breakdowns; i++) {
        List<String> known = values.names.get(i);
        numbered[i] =
            Objects.requireNonNull(
                numbers
                    .get(i)
                    .computeIfAbsent(
                        ofMember.get(i),
                        value -> {
                          known.add(value);
                          return known.size() - 1;
                        }));
      }
      values.ofMembers.put(row.getLong(0), numbered);
    }
    return values;
  }

  /** The values of a member by breakdown; null where it has none. */
  int @Nullable [] of(long member) {
    return ofMembers.get(member);
  }

  /** The names of the values of a breakdown, by number. */
  List<String> names(int breakdown) {
    return names.get(breakdown);
  }
}

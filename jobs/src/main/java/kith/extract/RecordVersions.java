package kith.extract;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides which of several versions of one record is loaded (R6a): the one with the most filled
 * cells, then the one that ends later, then by content, so never by the order of the file. Most
 * files have no versions and are read once. If a better version comes after another was taken, the
 * file is read again, knowing which version to load.
 */
final class RecordVersions {

  /**
   * How good a version is.
   *
   * @param filled cells with a value
   * @param endsAt when it ends, the greatest number where it is open
   * @param content hash of what it says
   */
  record Version(int filled, long endsAt, ByteBuffer content) implements Comparable<Version> {

    @Override
    public int compareTo(Version other) {
      int byFilled = Integer.compare(filled, other.filled);
      int byEnd = byFilled == 0 ? Long.compare(endsAt, other.endsAt) : byFilled;
      return byEnd == 0 ? content.compareTo(other.content) : byEnd;
    }
  }

  /** The decision on a version. */
  enum Fate {
    STANDS,
    /** It is loaded, and replaces one that was taken before. */
    REPLACES,
    FALLS
  }

  private final Map<String, String> standing;
  private final Map<ByteBuffer, Version> best = new HashMap<>();

  /**
   * Begins a file.
   *
   * @param standing the content to load, by the hash of its record, as an earlier reading found
   */
  RecordVersions(Map<String, String> standing) {
    this.standing = standing;
  }

  Fate judge(ByteBuffer record, Version version) {
    if (!standing.isEmpty()) {
      String content = standing.get(Fingerprints.hex(record.array()));
      if (content != null) {
        return content.equals(Fingerprints.hex(version.content().array()))
            ? Fate.STANDS
            : Fate.FALLS;
      }
    }
    Version before = best.putIfAbsent(record, version);
    if (before == null) {
      return Fate.STANDS;
    }
    if (version.compareTo(before) < 0) {
      return Fate.FALLS;
    }
    best.put(record, version);
    return Fate.REPLACES;
  }
}

package kith.extract;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The nights that first saw the records which were quarantined before: by the hash of their
 * business key, and, since the key itself may have been what was mended, by the hash of their
 * content without the columns that were broken. A record that only had another's key is known again
 * by its whole content: the other one was loaded.
 *
 * @param byRest by those columns, then by the hash
 * @param byContent by the hash of all columns
 */
record FirstSeen(
    Map<String, LocalDate> byKey,
    Map<Set<String>, Map<String, LocalDate>> byRest,
    Map<String, LocalDate> byContent)
    implements Serializable {

  boolean isEmpty() {
    return byKey.isEmpty() && byContent.isEmpty();
  }
}

package kith.extract;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * The nights that first saw the records that were quarantined before: by the hash of their business
 * key and, since the key itself may have been corrected, by the hash of their content without the
 * broken columns. A record quarantined only because it had another record's key is recognised by
 * its whole content: the other record was loaded.
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

package kith.extract;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import kith.project.Hash;
import kith.source.SourceColumn;
import kith.source.SourceContract;

/** Hashes of a table's records, from values that are the same however a cell is spelled. */
final class Fingerprints implements Serializable {

  private final List<SourceColumn> columns;
  private final int[] businessKey;
  private final int[] record;

  Fingerprints(SourceContract contract) {
    this.columns = contract.landed();
    this.businessKey = places(contract.businessKey());
    this.record = places(contract.record());
  }

  private int[] places(List<String> names) {
    List<String> landed = columns.stream().map(SourceColumn::name).toList();
    return names.stream().mapToInt(landed::indexOf).toArray();
  }

  /** Of all columns that are not volatile, but for some. */
  byte[] content(String[] values, Set<String> without) {
    MessageDigest digest = Hash.md5();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).isVolatile() && !without.contains(columns.get(i).name())) {
        update(digest, values[i]);
      }
    }
    return digest.digest();
  }

  /** The place of the number by which versions of a record are known (R6a); -1 where none is. */
  int number() {
    return record.length > 0 ? record[0] : -1;
  }

  /** Of the columns that make two records one record; of a record that has its number. */
  byte[] record(String[] values) {
    return hash(values, record);
  }

  /** Of what the record is about: known again on another night, whatever its number is then. */
  byte[] businessKey(String[] values) {
    return hash(values, businessKey);
  }

  private static byte[] hash(String[] values, int[] places) {
    MessageDigest digest = Hash.md5();
    for (int place : places) {
      update(digest, values[place]);
    }
    return digest.digest();
  }

  static String hex(byte[] hash) {
    return Hash.hex(hash);
  }

  private static void update(MessageDigest digest, String value) {
    digest.update(value.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 1);
  }
}

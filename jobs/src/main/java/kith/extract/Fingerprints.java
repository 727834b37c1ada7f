package kith.extract;

import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.substring;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import kith.project.Hash;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;

/** Hashes of a table's records, from values that do not depend on how a cell is spelled. */
final class Fingerprints implements Serializable {

  private final List<SourceColumn> columns;
  private final int[] businessKey;
  private final int[] record;
  private final int[] person;
  private final int[] leavesWith;
  private final int[] volatiles;
  private final int[] said;

  Fingerprints(SourceContract contract) {
    this.columns = contract.landed();
    this.businessKey = places(contract.businessKey());
    this.record = places(contract.record());
    this.person = places(contract.person() == null ? List.of() : List.of(contract.person()));
    this.leavesWith =
        places(contract.leavesWith() == null ? List.of() : List.of(contract.leavesWith()));
    this.volatiles = places(names(columns.stream().filter(SourceColumn::isVolatile)));
    this.said =
        places(
            names(
                columns.stream()
                    .filter(column -> !column.isVolatile())
                    .filter(column -> !column.name().equals(contract.person()))
                    .filter(column -> !column.name().equals(ownNumber(contract)))));
  }

  /**
   * The record's own number, which says nothing about its content; null where the table has none.
   */
  private static @Nullable String ownNumber(SourceContract contract) {
    return contract.record().stream()
        .findFirst()
        .filter(number -> !contract.businessKey().contains(number))
        .orElse(null);
  }

  private static List<String> names(Stream<SourceColumn> columns) {
    return columns.map(SourceColumn::name).toList();
  }

  private int[] places(List<String> names) {
    List<String> landed = columns.stream().map(SourceColumn::name).toList();
    return names.stream().mapToInt(landed::indexOf).toArray();
  }

  /** The hash of all columns that are not volatile, except these. */
  byte[] content(String[] values, Set<String> without) {
    MessageDigest digest = Hash.md5();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).isVolatile() && !without.contains(columns.get(i).name())) {
        update(digest, values[i]);
      }
    }
    return digest.digest();
  }

  /** The index of the number that versions of one record share (R6a); -1 where there is none. */
  int number() {
    return record.length > 0 ? record[0] : -1;
  }

  /** The hash of the columns that identify a record; only for a record that has its number. */
  byte[] record(String[] values) {
    return hash(values, record);
  }

  /**
   * The hash of what the record is about: it recognises the record on another night, even under
   * another number.
   */
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

  /** The hash of what a record says, without its person and its own number. */
  long said(String[] values) {
    return number(values, said);
  }

  /** The hash of what a record says about which person, from the hashes of both. */
  static long saying(long person, long said) {
    return XXH64.hashLong(person, said);
  }

  /** The hash of the person it is about; 0 where it names nobody. */
  long person(String[] values) {
    return onePerson(values, person);
  }

  /**
   * The hash of the person with whom it leaves the extract, as in {@link #person}; 0 where there is
   * none.
   */
  long leavesWith(String[] values) {
    return onePerson(values, leavesWith);
  }

  private static long onePerson(String[] values, int[] place) {
    return place.length == 0 || values[place[0]].isEmpty() ? 0 : number(values, place);
  }

  /** The hash of the record's own number; 0 where it has none. */
  long recordNumber(String[] values) {
    return record.length == 0 || values[record[0]].isEmpty() ? 0 : number(values, record);
  }

  /** The hash of the volatile columns, which do not count as content. */
  long volatiles(String[] values) {
    return number(values, volatiles);
  }

  private static long number(String[] values, int[] places) {
    long hash = places.length;
    for (int place : places) {
      hash = number(values[place], hash);
    }
    return hash;
  }

  /** Eight bytes, since a million of them are compared; two values almost never share one. */
  private static long number(String value, long seed) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, seed);
  }

  /** The first eight bytes of a hash as {@link #hex} writes it. */
  static long number(String hex) {
    return Long.parseUnsignedLong(hex, 0, 16, 16);
  }

  /**
   * The part of a hash, as {@link #hex(byte[])} writes it, from which {@link #number(String)} is
   * made.
   */
  static Column beginning(Column hex) {
    return substring(hex, 1, 16);
  }

  /** The {@link #beginning} of the hash from which a number was made. */
  static Column hex(Column number) {
    return lower(lpad(org.apache.spark.sql.functions.hex(number), 16, "0"));
  }
}

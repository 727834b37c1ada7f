package kith.extract;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kith.contract.SourceCells;
import kith.contract.SourceContract;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Decides for every record of a table, in the order of its file, whether it is loaded, quarantined
 * with reasons, or an exact duplicate of an earlier one (of equal value in every landed column that
 * is not volatile). Of records with one business key the first that can be loaded is. All cells
 * stay text.
 */
final class Judgement implements Serializable {

  static final String LOADED = "loaded";
  static final String QUARANTINED = "quarantined";
  static final String DUPLICATE = "duplicate";

  /** The reason of a record whose business key an earlier one of the file has; always alone. */
  static final String SECOND = "duplicate_key";

  /** Counted for dates after the night: the extract is not of the night it says it is of. */
  static final String LATER = "later_than_night";

  /** Counted for records that name a person although their table is declared not to. */
  static final String NAMED = "person_named";

  private static final LocalDate FIRST_POSSIBLE = LocalDate.of(1900, 1, 1);

  /** Beyond a year a date is a slip of the pen; before, the extract was taken on a later day. */
  private static final int YEARS_POSSIBLE = 1;

  private static final int YEARS_AHEAD = 30;

  private final SourceContract contract;
  private final List<SourceContract.Column> columns;
  private final int[] keyColumns;
  private final LocalDate businessDate;
  private final Broadcast<SourceCells> cells;
  private final Broadcast<Set<String>> persons;
  private final RecordPersons recordPersons;
  private final FirstSeen firstSeen;
  private final long firstPossible;
  private final long lastKnown;
  private final long lastPossible;
  private final long lastAhead;
  private final transient IdSpellings spellings;
  private final Set<ByteBuffer> seen = new HashSet<>();
  private final Set<ByteBuffer> keys = new HashSet<>();

  /**
   * Judges one table.
   *
   * @param persons known person ids, or null when the table names none
   * @param recordPersons names the persons of a table that does not, or null
   * @param firstSeen which nights first saw the records that were quarantined before
   */
  Judgement(
      SourceContract contract,
      LocalDate businessDate,
      Broadcast<SourceCells> cells,
      Broadcast<Set<String>> persons,
      RecordPersons recordPersons,
      FirstSeen firstSeen) {
    this.contract = contract;
    this.columns = new ArrayList<>(contract.landed());
    this.keyColumns =
        contract.businessKey().stream()
            .mapToInt(
                key -> columns.stream().map(SourceContract.Column::name).toList().indexOf(key))
            .toArray();
    this.businessDate = businessDate;
    this.cells = cells;
    this.persons = persons;
    this.recordPersons = recordPersons;
    this.firstSeen = firstSeen;
    this.spellings = new IdSpellings(contract);
    this.firstPossible = startOf(FIRST_POSSIBLE);
    this.lastKnown = endOf(businessDate);
    this.lastPossible = endOf(businessDate.plusYears(YEARS_POSSIBLE));
    this.lastAhead = endOf(businessDate.plusYears(YEARS_AHEAD));
  }

  private static long startOf(LocalDate day) {
    return Timestamp.valueOf(day.atStartOfDay()).getTime();
  }

  private static long endOf(LocalDate day) {
    return startOf(day.plusDays(1)) - 1;
  }

  /** The same judgement before its first record: what counts as a duplicate starts anew. */
  Judgement afresh() {
    return new Judgement(contract, businessDate, cells, persons, recordPersons, firstSeen);
  }

  /** The landed columns as text, then what was decided. */
  static StructType schema(SourceContract contract) {
    StructType schema = new StructType();
    for (SourceContract.Column column : contract.landed()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    return schema
        .add("line", DataTypes.LongType)
        .add("source_row", DataTypes.StringType)
        .add("row_hash", DataTypes.StringType)
        .add("key_hash", DataTypes.StringType)
        .add("broken_columns", DataTypes.StringType)
        .add("rest_hash", DataTypes.StringType)
        .add("cast_errors", DataTypes.createArrayType(DataTypes.StringType))
        .add("reasons", DataTypes.createArrayType(DataTypes.StringType))
        .add("outcome", DataTypes.StringType)
        .add("first_seen_on", DataTypes.DateType)
        .add("odd_cells", DataTypes.StringType);
  }

  /**
   * Judges the next record of the file.
   *
   * @param isWhole false when the record has more or fewer cells than the header
   */
  Row judge(String[] texts, boolean isWhole, long line) {
    List<String> castErrors = new ArrayList<>(0);
    List<String> reasons = new ArrayList<>(0);
    StringBuilder odd = new StringBuilder();
    Map<String, Object> dates = new HashMap<>();
    Object[] row = new Object[columns.size() + 11];
    String[] values = new String[columns.size()];
    if (recordPersons != null && !recordPersons.name(texts)) {
      odd.append(NAMED).append(':').append(contract.person()).append(',');
    }
    if (!isWhole) {
      reasons.add("wrong_number_of_cells");
    }
    for (int i = 0; i < columns.size(); i++) {
      SourceContract.Column column = columns.get(i);
      SourceCells.Cell cell = cells.value().read(column, texts[i]);
      row[i] = texts[i];
      values[i] = SourceCells.sameText(cell, texts[i]);
      switch (cell.outcome()) {
        case OUT_OF_RANGE ->
            odd.append(UnreadableColumns.OUT_OF_RANGE).append(column.name()).append(',');
        case WORD_FOR_NOTHING ->
            odd.append(EmptiedColumns.WORD_FOR_NOTHING).append(column.name()).append(',');
        case FILLER -> odd.append("filler:").append(column.name()).append(',');
        case UNKNOWN_CODE -> odd.append("unknown_code:").append(column.name()).append(',');
        case UNUSABLE -> {
          DayMonthOrder.count(column, texts[i], odd);
          odd.append("unusable:").append(column.name()).append(',');
          castErrors.add(column.name());
        }
        default -> {
          if (cell.value() instanceof Date || cell.value() instanceof Timestamp) {
            java.util.Date date = (java.util.Date) cell.value();
            dates.put(column.name(), date);
            DayMonthOrder.count(column, texts[i], odd);
            if (!isPossible(column, date)) {
              reasons.add("impossible_date:" + column.name());
            } else if (!column.mayLieAhead() && date.getTime() > lastKnown) {
              odd.append(LATER).append(':').append(column.name()).append(',');
            }
          }
        }
      }
      spellings.count(column, cell.value(), texts[i], odd);
      boolean isUnusable = cell.outcome() == SourceCells.Outcome.UNUSABLE;
      if (isUnusable && column.isNeededWhenFilled() || column.required() && cell.value() == null) {
        reasons.add((isUnusable ? "unusable:" : "missing:") + column.name());
      }
      if (persons != null && column.name().equals(contract.person()) && isUnknown(cell)) {
        reasons.add("unknown_person:" + column.name());
        IdSpellings.countUnknown(column, cell.value(), persons.value(), odd);
      }
    }
    for (SourceContract.Period period : contract.periods()) {
      Object starts = dates.get(period.starts());
      Object ends = SourceCells.end(starts, dates.get(period.ends()));
      if (endsBeforeItStarts(period, starts, ends)) {
        reasons.add("ends_before_start:" + period.starts());
      }
    }
    byte[] hash = contentHash(values, Set.of());
    byte[] key = keyHash(values);
    String outcome = outcome(ByteBuffer.wrap(hash), ByteBuffer.wrap(key), reasons);
    boolean isQuarantined = outcome.equals(QUARANTINED);
    String keyText = isQuarantined || !firstSeen.isEmpty() ? hex(key) : null;
    LocalDate before = firstSeen.isEmpty() ? null : firstSeen(keyText, hex(hash), values);
    Set<String> broken = isQuarantined ? brokenColumns(reasons) : Set.of();
    int next = columns.size();
    row[next++] = line;
    row[next++] = contract.table() + ":" + line;
    row[next++] = hex(hash);
    row[next++] = keyText;
    row[next++] = broken.isEmpty() ? null : String.join(",", broken);
    row[next++] = identifies(broken) ? hex(contentHash(values, broken)) : null;
    row[next++] = castErrors.toArray(String[]::new);
    row[next++] = reasons.toArray(String[]::new);
    row[next++] = outcome;
    row[next++] = before == null ? null : Date.valueOf(before);
    row[next] = odd.isEmpty() ? null : odd.toString();
    return RowFactory.create(row);
  }

  private String outcome(ByteBuffer hash, ByteBuffer key, List<String> reasons) {
    if (!seen.add(hash)) {
      return DUPLICATE;
    }
    if (reasons.isEmpty() && !keys.add(key)) {
      reasons.add(SECOND);
    }
    return reasons.isEmpty() ? LOADED : QUARANTINED;
  }

  private boolean isPossible(SourceContract.Column column, java.util.Date date) {
    long time = date.getTime();
    return time >= firstPossible && time <= (column.mayLieAhead() ? lastAhead : lastPossible);
  }

  private boolean isUnknown(SourceCells.Cell person) {
    return person.value() != null && !persons.value().contains(person.value().toString());
  }

  /** Where ends are last days, a period without a night ends the day before it starts. */
  private static boolean endsBeforeItStarts(
      SourceContract.Period period, Object starts, Object ends) {
    return starts instanceof java.util.Date start
        && ends instanceof java.util.Date end
        && (period.endsOnLastDay() ? SourceCells.nextDay(end) : end).getTime() < start.getTime();
  }

  private LocalDate firstSeen(String keyHash, String rowHash, String[] values) {
    LocalDate byKey = firstSeen.byKey().get(keyHash);
    if (byKey != null) {
      return byKey;
    }
    LocalDate byContent = firstSeen.byContent().get(rowHash);
    if (byContent != null) {
      return byContent;
    }
    for (Map.Entry<Set<String>, Map<String, LocalDate>> broken : firstSeen.byRest().entrySet()) {
      LocalDate byRest = broken.getValue().get(hex(contentHash(values, broken.getKey())));
      if (byRest != null) {
        return byRest;
      }
    }
    return null;
  }

  /** The columns that reasons name; of a period both ends, since either may be the wrong one. */
  private Set<String> brokenColumns(List<String> reasons) {
    Set<String> broken = new TreeSet<>();
    for (String reason : reasons) {
      String[] parts = reason.split(":", 2);
      if (parts.length == 2) {
        broken.add(parts[1]);
        if (parts[0].equals("ends_before_start")) {
          contract.periods().stream()
              .filter(period -> period.starts().equals(parts[1]))
              .forEach(period -> broken.add(period.ends()));
        }
      }
    }
    return broken;
  }

  /**
   * Whether a record can be known again by its content without some columns: by its person, or by a
   * number that the source keeps for it. Otherwise two children's records could be taken for one.
   */
  private boolean identifies(Set<String> without) {
    return !without.isEmpty()
        && contract.businessKey().stream()
            .filter(column -> !without.contains(column))
            .anyMatch(column -> column.equals(contract.person()) || column.endsWith("_id"));
  }

  private byte[] contentHash(String[] values, Set<String> without) {
    MessageDigest digest = digest();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).isVolatile() && !without.contains(columns.get(i).name())) {
        update(digest, values[i]);
      }
    }
    return digest.digest();
  }

  private byte[] keyHash(String[] values) {
    MessageDigest digest = digest();
    for (int column : keyColumns) {
      update(digest, values[column]);
    }
    return digest.digest();
  }

  private static void update(MessageDigest digest, String value) {
    digest.update(value.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 1);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException cause) {
      throw new IllegalStateException(cause);
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}

package kith.extract;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourcePeriod;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Decides for every record of a table whether it is loaded, quarantined with reasons, or an exact
 * duplicate of another one (the same values in every landed column that is not volatile). Of
 * several versions of one record one is loaded, whatever their order ({@link RecordVersions}). An
 * unusable cell quarantines the record only where the record depends on it (R17a); otherwise {@code
 * cast_errors} names the cell and it counts as blank. All cells stay text.
 */
final class Judgement implements Serializable {

  static final String LOADED = "loaded";
  static final String QUARANTINED = "quarantined";
  static final String DUPLICATE = "duplicate";

  /** The outcome of a version that replaces one already loaded: the file has to be read again. */
  static final String REPLACES = "replaces";

  /** The number of columns after the landed ones. */
  private static final int DECIDED = 21;

  /**
   * The reason for a version when another version of the record is loaded; always the only reason.
   */
  static final String VERSION = "version";

  /** Counts dates after the night in columns for what has already happened. */
  static final String LATER = "later_than_night";

  /** Counts records that name a person although their table is declared not to. */
  static final String NAMED = "person_named";

  /** The count and the only reason for records of people whom the source is known to leave out. */
  static final String OUT_OF_SCOPE = "out_of_scope";

  private final SourceContract contract;
  private final List<SourceColumn> columns;
  private final LocalDate businessDate;
  private final Broadcast<SourceCells> cells;
  private final @Nullable Broadcast<Set<String>> persons;
  private final @Nullable RecordPersons recordPersons;
  private final FirstSeen firstSeen;
  private final DateLimits limits;
  private final Fingerprints fingerprints;
  private final WindowDays window;
  private final HashMap<String, String> standing;
  private final transient IdSpellings spellings;
  private final String nightAndTable;
  private final transient Set<ByteBuffer> seen = new HashSet<>();
  private final transient Set<ByteBuffer> seenInPart = new HashSet<>();
  private final transient RecordVersions versions;

  /**
   * Judges one table.
   *
   * @param persons known person ids, or null when the table names none
   * @param recordPersons names the persons of a table that does not, or null
   * @param firstSeen which nights first saw the records that were quarantined before
   * @param standing the version to load of a record whose better version came later in the file, as
   *     an earlier reading found: content by record
   */
  Judgement(
      SourceContract contract,
      LocalDate businessDate,
      Broadcast<SourceCells> cells,
      @Nullable Broadcast<Set<String>> persons,
      @Nullable RecordPersons recordPersons,
      FirstSeen firstSeen,
      Map<String, String> standing) {
    this.contract = contract;
    this.columns = new ArrayList<>(contract.landed());
    this.businessDate = businessDate;
    this.cells = cells;
    this.persons = persons;
    this.recordPersons = recordPersons;
    this.firstSeen = firstSeen;
    this.limits = new DateLimits(businessDate);
    this.fingerprints = new Fingerprints(contract);
    this.window = new WindowDays(contract);
    this.standing = new HashMap<>(standing);
    this.nightAndTable = businessDate + "/" + contract.table() + ":";
    this.spellings = new IdSpellings(contract);
    this.versions = new RecordVersions(this.standing);
  }

  /** The same judgement at its start, with no record seen as a possible duplicate. */
  Judgement afresh() {
    return new Judgement(
        contract, businessDate, cells, persons, recordPersons, firstSeen, standing);
  }

  /**
   * The landed columns as text, then the decision. {@code source_row} names the night, the table
   * and the line; {@code record_hash} is that of the record of one that replaces another; {@code
   * begins_on} is the day on which its matter began, {@code leaves_on} the day by which it leaves
   * the extract's window. {@code verdict} and {@code follows} are left to {@link NightVerdicts}.
   */
  static StructType schema(SourceContract contract) {
    StructType schema = new StructType();
    for (SourceColumn column : contract.landed()) {
      schema = schema.add(column.name(), DataTypes.StringType);
    }
    return schema
        .add("line", DataTypes.LongType)
        .add("source_row", DataTypes.StringType)
        .add("row_hash", DataTypes.StringType)
        .add("business_key_hash", DataTypes.StringType)
        .add("record_hash", DataTypes.StringType)
        .add("said_hash", DataTypes.LongType)
        .add("person_hash", DataTypes.LongType)
        .add("number_hash", DataTypes.LongType)
        .add("volatile_hash", DataTypes.LongType)
        .add("verdict", DataTypes.StringType)
        .add("follows", DataTypes.LongType)
        .add("leaves_with_hash", DataTypes.LongType)
        .add("begins_on", DataTypes.DateType)
        .add("leaves_on", DataTypes.DateType)
        .add("broken_columns", DataTypes.StringType)
        .add("rest_hash", DataTypes.StringType)
        .add("cast_errors", DataTypes.createArrayType(DataTypes.StringType))
        .add("reasons", DataTypes.createArrayType(DataTypes.StringType))
        .add("outcome", DataTypes.StringType)
        .add("first_seen_on", DataTypes.DateType)
        .add("cells_read", DataTypes.StringType);
  }

  /** The findings from reading the cells of one record. */
  private static final class Findings {
    private final List<String> castErrors = new ArrayList<>(0);
    private final List<String> reasons = new ArrayList<>(0);
    private final StringBuilder odd = new StringBuilder();
    private final Map<String, java.util.Date> dates = new HashMap<>();
    private int filled;
    private boolean isNumbered;

    void count(String what, SourceColumn column) {
      odd.append(what).append(':').append(column.name()).append(',');
    }

    /** Notes a cell that cannot be used. */
    void lose(String why, SourceColumn column) {
      count(why, column);
      castErrors.add(column.name());
      if (column.carriesTheRecord()) {
        reasons.add(why + ":" + column.name());
      }
    }
  }

  /**
   * Judges the next record of the file.
   *
   * @param isWhole false when the record has more or fewer cells than the header
   */
  Row judge(@Nullable String[] texts, boolean isWhole, long line) {
    Findings found = new Findings();
    Object[] row = new Object[columns.size() + DECIDED];
    String[] values = new String[columns.size()];
    if (recordPersons != null && !recordPersons.name(texts)) {
      found.odd.append(NAMED).append(':').append(contract.person()).append(',');
    }
    if (!isWhole) {
      found.reasons.add("wrong_number_of_cells");
    }
    boolean isOutOfScope = false;
    for (int i = 0; i < columns.size(); i++) {
      SourceColumn column = columns.get(i);
      SourceCells.Cell cell = cells.value().read(column, texts[i]);
      row[i] = texts[i];
      values[i] = SourceCells.sameText(cell, texts[i]);
      read(column, cell, texts[i], found);
      spellings.count(column, cell.value(), texts[i], found.odd);
      found.isNumbered |= i == fingerprints.number() && cell.value() != null;
      if (column.name().equals(contract.person()) && isOfNobody(cell)) {
        if (cell.value() != null) {
          Set<String> known = Objects.requireNonNull(persons).value();
          IdSpellings.countUnknown(column, cell.value(), known, found.odd);
          found.reasons.add("unknown_person:" + column.name());
        }
        isOutOfScope = contract.outOfScope();
        if (isOutOfScope) {
          found.count(OUT_OF_SCOPE, column);
        }
      }
    }
    for (SourcePeriod period : contract.periods()) {
      java.util.Date starts = found.dates.get(period.starts());
      Object ends = SourceCells.end(starts, found.dates.get(period.ends()));
      if (endsBeforeItStarts(period, starts, (java.util.Date) ends)) {
        found.reasons.add("ends_before_start:" + period.starts());
      }
    }
    List<String> reasons = found.reasons;
    if (isOutOfScope) {
      // Nobody has to correct such a record, so its other problems do not matter.
      reasons.clear();
      reasons.add(OUT_OF_SCOPE + ":" + contract.person());
    }
    byte[] hash = fingerprints.content(values, Set.of());
    String outcome = outcome(hash, isWhole, values, found);
    boolean isQuarantined = outcome.equals(QUARANTINED);
    String key = Fingerprints.hex(fingerprints.businessKey(values));
    LocalDate before = firstSeen.isEmpty() ? null : firstSeen(key, Fingerprints.hex(hash), values);
    Set<String> broken = isQuarantined ? brokenColumns(reasons) : Set.of();
    int next = columns.size();
    row[next++] = line;
    row[next++] = nightAndTable + line;
    row[next++] = Fingerprints.hex(hash);
    row[next++] = key;
    row[next++] = outcome.equals(REPLACES) ? Fingerprints.hex(fingerprints.record(values)) : null;
    row[next++] = fingerprints.said(values);
    row[next++] = fingerprints.person(values);
    row[next++] = found.isNumbered ? fingerprints.recordNumber(values) : 0L;
    row[next++] = fingerprints.volatiles(values);
    row[next++] = null;
    row[next++] = null;
    row[next++] = fingerprints.leavesWith(values);
    row[next++] = window.begins(found.dates);
    row[next++] = window.leaves(found.dates);
    row[next++] = broken.isEmpty() ? null : String.join(",", broken);
    row[next++] =
        identifies(broken) ? Fingerprints.hex(fingerprints.content(values, broken)) : null;
    row[next++] = found.castErrors.toArray(String[]::new);
    row[next++] = reasons.toArray(String[]::new);
    row[next++] = outcome;
    row[next++] = before == null ? null : Date.valueOf(before);
    row[next] = CellCounts.ofRecord(texts, found.odd);
    return RowFactory.create(row);
  }

  private void read(
      SourceColumn column, SourceCells.Cell cell, @Nullable String text, Findings found) {
    switch (cell.outcome()) {
      case OUT_OF_RANGE -> found.count("out_of_range", column);
      case FILLER -> found.count("filler", column);
      case WORD_FOR_NOTHING -> found.count("word_for_nothing", column);
      case OPEN_END -> found.count("open_end", column);
      case UNKNOWN_CODE -> found.count("unknown_code", column);
      case UNUSABLE -> {
        DayMonthOrder.count(column, text, found.odd);
        found.lose("unusable", column);
        return;
      }
      case VALUE -> {
        if (cell.value() instanceof Date || cell.value() instanceof Timestamp) {
          java.util.Date date = (java.util.Date) cell.value();
          DayMonthOrder.count(column, text, found.odd);
          DateLimits.Verdict verdict = limits.of(column, date);
          if (verdict != DateLimits.Verdict.POSSIBLE) {
            found.lose(verdict == DateLimits.Verdict.AHEAD ? LATER : "impossible_date", column);
            return;
          }
          found.dates.put(column.name(), date);
        }
      }
      case EMPTY -> {}
    }
    if (column.required() && cell.value() == null) {
      found.reasons.add("missing:" + column.name());
    }
    found.filled += cell.value() == null || column.isVolatile() ? 0 : 1;
  }

  private String outcome(byte[] hash, boolean isWhole, String[] values, Findings found) {
    ByteBuffer content = ByteBuffer.wrap(hash);
    // The rest of a broken record may equal a complete one, which must still be loaded and not
    // count as its duplicate.
    if (!(isWhole ? seen : seenInPart).add(content)) {
      return DUPLICATE;
    }
    if (!found.reasons.isEmpty()) {
      return QUARANTINED;
    }
    if (!found.isNumbered) {
      return LOADED;
    }
    RecordVersions.Fate fate =
        versions.judge(
            ByteBuffer.wrap(fingerprints.record(values)),
            new RecordVersions.Version(found.filled, endsAt(found), content));
    if (fate == RecordVersions.Fate.FALLS) {
      found.reasons.add(VERSION);
      return QUARANTINED;
    }
    return fate == RecordVersions.Fate.REPLACES ? REPLACES : LOADED;
  }

  /** When the record's first period ends; an open one sorts last. */
  private long endsAt(Findings found) {
    java.util.Date ends =
        contract.periods().isEmpty() ? null : found.dates.get(contract.periods().get(0).ends());
    return ends == null ? Long.MAX_VALUE : ends.getTime();
  }

  /**
   * True when it names an unknown person, or when no person was found in the table that should name
   * them.
   */
  private boolean isOfNobody(SourceCells.Cell person) {
    Object id = person.value();
    return id == null
        ? recordPersons != null
        : persons != null && !persons.value().contains(id.toString());
  }

  /**
   * Where the source writes the last day as the end, a period without a night ends on the day
   * before it starts.
   */
  private static boolean endsBeforeItStarts(
      SourcePeriod period, java.util.@Nullable Date starts, java.util.@Nullable Date ends) {
    return starts != null
        && ends != null
        && (period.endsOnLastDay() ? SourceCells.nextDay(ends) : ends).getTime() < starts.getTime();
  }

  private @Nullable LocalDate firstSeen(String keyHash, String rowHash, String[] values) {
    LocalDate byKey = firstSeen.byKey().get(keyHash);
    if (byKey != null) {
      return byKey;
    }
    LocalDate byContent = firstSeen.byContent().get(rowHash);
    if (byContent != null) {
      return byContent;
    }
    for (Map.Entry<Set<String>, Map<String, LocalDate>> broken : firstSeen.byRest().entrySet()) {
      LocalDate byRest =
          broken.getValue().get(Fingerprints.hex(fingerprints.content(values, broken.getKey())));
      if (byRest != null) {
        return byRest;
      }
    }
    return null;
  }

  /** The columns that reasons name; for a period both dates, since either may be wrong. */
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
   * Whether a record can be recognised by its content without some columns: by its person, or by a
   * number that the source keeps for it. Otherwise the records of two children could be confused.
   */
  private boolean identifies(Set<String> without) {
    return !without.isEmpty()
        && Stream.concat(contract.businessKey().stream(), contract.record().stream())
            .filter(column -> !without.contains(column))
            .anyMatch(column -> column.equals(contract.person()) || column.endsWith("_id"));
  }
}

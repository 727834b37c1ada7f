package kith.extract;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kith.extract.NightComparison.OddRow;
import kith.project.Project;
import kith.source.CodeLists;
import kith.source.SourceCells;
import kith.source.SourceCodes;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceSystem;
import kith.source.folder.TextNight;
import kith.testing.SparkTest;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Records of one table written as the lines of its file, judged without a Spark session; only
 * methods that need a Spark table open one.
 */
final class JudgedTable {

  static final LocalDate NIGHT = LocalDate.of(2025, 3, 31);
  static final LocalDate LAST = NIGHT.minusDays(1);

  /** Of the extract. */
  static final LocalDate WINDOW_START = LocalDate.of(2019, 4, 1);

  private final SourceContract contract;
  private final StructType schema;
  private final Broadcast<SourceCells> cells;
  private Set<String> persons = Set.of("11");
  private Map<String, String> personByKey;
  private FirstSeen firstSeen = new FirstSeen(Map.of(), Map.of(), Map.of());
  private Map<String, String> standing = Map.of();
  private List<Row> rows = List.of();
  private List<OddRow> odd = List.of();

  JudgedTable(SourceSystem source, String table) {
    this.contract = source.contract(table);
    this.schema = Judgement.schema(contract);
    this.cells = cells(source);
  }

  /** A table of the source as its plain shape has it. */
  static JudgedTable of(String table) {
    return new JudgedTable(TextNight.source(table), table);
  }

  /**
   * Judges incidents: a line is number, child, start, type, end, interview offered and accepted.
   */
  static JudgedTable incidents(String... lines) {
    return of("missing").judge(lines);
  }

  /** How the cells of a source are read on the night. */
  static Broadcast<SourceCells> cells(SourceSystem source) {
    return HeldValue.of(
        new SourceCells(
            source, SourceCodes.of(CodeLists.of(Project.home()), source.contracts(), NIGHT)));
  }

  /** The persons in the night's person table; by default person 11. */
  JudgedTable knowing(String... known) {
    persons = Set.of(known);
    return this;
  }

  /** Judges the table of the persons themselves. */
  JudgedTable knowingNobody() {
    persons = null;
    return this;
  }

  /** The persons that the table's numbers name, if the table itself names nobody. */
  JudgedTable naming(Map<String, String> found) {
    personByKey = found;
    return this;
  }

  JudgedTable firstSeen(FirstSeen seen) {
    firstSeen = seen;
    return this;
  }

  /**
   * Gives the judged records their verdicts.
   *
   * @param last the rows of the night before
   * @param wentBefore hashes of what went earlier
   */
  JudgedTable comparedWith(Dataset<Row> last, Set<Long> wentBefore) {
    CollectionAccumulator<OddRow> told = new CollectionAccumulator<>();
    NightVerdicts verdicts =
        new NightVerdicts(
            new NightVerdicts.Setting(contract.table(), schema, LAST, WINDOW_START, told),
            rows.iterator(),
            LastNight.read(LastNight.columns(last).toLocalIterator()),
            wentBefore);
    List<Row> compared = new ArrayList<>();
    verdicts.forEachRemaining(compared::add);
    rows = compared;
    odd = told.value();
    return this;
  }

  /** The rows that only one of the nights has, and those that have become another person's. */
  List<OddRow> oddRows() {
    return odd;
  }

  /** Judges the same records again, loading the versions that replaced others last. */
  JudgedTable standing() {
    Map<String, String> stands = new HashMap<>();
    for (Row row : rows) {
      if (text(row, "outcome").equals(Judgement.REPLACES)) {
        stands.put(text(row, "record_hash"), text(row, "row_hash"));
      }
    }
    standing = stands;
    return this;
  }

  /** Judges lines of cells parted by commas; the header is line 1. */
  JudgedTable judge(String... lines) {
    Judgement judgement =
        new Judgement(
            contract,
            NIGHT,
            cells,
            persons == null ? null : HeldValue.of(persons),
            personByKey == null
                ? null
                : new RecordPersons(contract, cells, HeldValue.of(personByKey)),
            firstSeen,
            standing);
    rows = new ArrayList<>();
    for (String line : lines) {
      String[] texts = line.split(",", -1);
      boolean isWhole = texts.length == contract.columns().size();
      rows.add(judgement.judge(landed(texts), isWhole, rows.size() + 2));
    }
    return this;
  }

  private String[] landed(String[] texts) {
    List<String> landed = new ArrayList<>();
    for (int i = 0; i < contract.columns().size(); i++) {
      if (!contract.columns().get(i).notNeeded()) {
        landed.add(i < texts.length && !texts[i].isEmpty() ? texts[i] : null);
      }
    }
    return landed.toArray(String[]::new);
  }

  /** The judged records as a table of Spark's. */
  Dataset<Row> table() {
    return SparkTest.spark().createDataFrame(rows, schema);
  }

  /** Those that are loaded, as {@code raw} has them but for the night. */
  Dataset<Row> raw() {
    return table().where("outcome = 'loaded'");
  }

  /** Line, outcome and reasons of every record. */
  List<String> outcomes() {
    return rows.stream()
        .map(
            row ->
                row.getLong(schema.fieldIndex("line"))
                    + " "
                    + text(row, "outcome")
                    + texts(row, "reasons"))
        .toList();
  }

  /** How many records got each verdict, as the extract counts them. */
  Map<String, Long> verdicts() {
    Map<String, Long> counts = new HashMap<>();
    for (Row row : rows) {
      String verdict = text(row, "verdict");
      if (verdict != null) {
        counts.merge(TableExtract.VERDICT + verdict, 1L, Long::sum);
        Date began = row.getDate(schema.fieldIndex("begins_on"));
        if (verdict.equals("new") && began != null && began.before(Date.valueOf(LAST))) {
          counts.merge(TableExtract.LATE_ENTRY, 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  /** Line and verdict of every record that is loaded, in the order of their lines. */
  List<String> lineVerdicts() {
    return rows.stream()
        .filter(row -> text(row, "outcome").equals(Judgement.LOADED))
        .sorted(Comparator.comparingLong(row -> row.getLong(schema.fieldIndex("line"))))
        .map(row -> row.getLong(schema.fieldIndex("line")) + " " + text(row, "verdict"))
        .toList();
  }

  /** The columns of a record that are blank from then on. */
  List<String> castErrors(int record) {
    return List.of(rows.get(record).<String[]>getAs(schema.fieldIndex("cast_errors")));
  }

  /** A record's value in a column. */
  Object cell(int record, String column) {
    return rows.get(record).get(schema.fieldIndex(column));
  }

  /** The counts of the cells of all records. */
  Map<String, Long> counts() {
    CellCounts counts = new CellCounts(contract.landed().stream().map(SourceColumn::name).toList());
    HashMap<String, Long> of = counts.zero();
    for (Row row : rows) {
      of = counts.reduce(of, text(row, "cells_read"));
    }
    return CellCounts.parse(counts.finish(of)).byMeasure();
  }

  private String text(Row row, String column) {
    return row.getString(schema.fieldIndex(column));
  }

  private String texts(Row row, String column) {
    String[] texts = row.getAs(schema.fieldIndex(column));
    return texts.length == 0 ? "" : " " + String.join(" ", texts);
  }
}

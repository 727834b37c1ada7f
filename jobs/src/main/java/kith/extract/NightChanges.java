package kith.extract;

import static org.apache.spark.sql.functions.col;

import java.sql.Date;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kith.extract.NightComparison.Measure;
import kith.extract.NightComparison.OddRow;
import kith.extract.NightVerdicts.Verdict;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Written;
import kith.table.Zone;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Counts the changes since the night before: rows changed, new, entered late, returned, deleted,
 * merged with their person into another, or aged out of the extract's rolling window. A table holds
 * exactly what the night's file holds.
 *
 * <p>The tables have already given tonight's rows their verdicts ({@link NightVerdicts}) and listed
 * the unmatched rows of both nights; this class says why rows disappeared ({@link WentRecords}). If
 * more rows of a table disappeared than are listed one by one, the others count as deleted.
 */
final class NightChanges implements StageStep {

  /** One row per night, table and measure. */
  static final TableName NIGHT_CHANGE = new TableName(Zone.OPS, "night_change");

  private static final StructType COLUMNS =
      new StructType()
          .add("compared_with", DataTypes.DateType)
          .add("source_system", DataTypes.StringType)
          .add("source_table", DataTypes.StringType)
          .add("measure", DataTypes.StringType)
          .add("rows", DataTypes.LongType);

  private final SourceNight night;
  private final TonightAndBefore compared;
  private final Lake lake;
  private final Versions versions;
  private final StepCounts counts;

  /**
   * Compares a night with the one before; both are in {@code raw}.
   *
   * @param counts what the table steps have counted, by step
   */
  NightChanges(
      SourceNight night,
      TonightAndBefore compared,
      Lake lake,
      Versions versions,
      StepCounts counts) {
    this.night = night;
    this.compared = compared;
    this.lake = lake;
    this.versions = versions;
    this.counts = counts;
  }

  @Override
  public String name() {
    return "night_change";
  }

  @Override
  public List<String> after() {
    return contracts().stream().map(SourceContract::viewName).toList();
  }

  private List<SourceContract> contracts() {
    return night.source().contracts();
  }

  @Override
  public Result run() {
    Map<String, Map<Measure, Long>> measures = new TreeMap<>();
    List<OddRow> odd = new ArrayList<>();
    for (SourceContract contract : contracts()) {
      countTonight(contract, measures);
      if (gone(contract) > 0
          || counted(contract, Verdict.NEW) > 0
          || counted(contract, Verdict.CHANGED) > 0) {
        odd.addAll(compared.oddRows(contract, versions));
      }
    }
    Map<OddRow, Measure> told = NightComparison.of(odd, night.source().personTable().table());
    count(told, measures);
    List<Written> written = new ArrayList<>();
    went(told).ifPresent(written::add);
    written.add(write(measures));
    return new Result(written, sums(measures));
  }

  private long counted(SourceContract contract, Verdict verdict) {
    return counted(contract, TableExtract.VERDICT + verdict.word());
  }

  private long counted(SourceContract contract, String measure) {
    return counts.of(contract.viewName()).of(measure);
  }

  /** Rows of the night before that no row of tonight continues. */
  private long gone(SourceContract contract) {
    return compared.rowsBefore(contract)
        - counted(contract, Verdict.UNCHANGED)
        - counted(contract, Verdict.REISSUED)
        - counted(contract, Verdict.CHANGED);
  }

  private void countTonight(SourceContract contract, Map<String, Map<Measure, Long>> measures) {
    long reissued = counted(contract, Verdict.REISSUED);
    add(measures, contract.table(), Measure.UNCHANGED, counted(contract, Verdict.UNCHANGED));
    add(measures, contract.table(), Measure.UNCHANGED, reissued);
    add(measures, contract.table(), Measure.REISSUED, reissued);
    add(measures, contract.table(), Measure.CHANGED, counted(contract, Verdict.CHANGED));
    add(measures, contract.table(), Measure.NEW, counted(contract, Verdict.NEW));
    add(measures, contract.table(), Measure.CAME_BACK, counted(contract, Verdict.CAME_BACK));
    add(measures, contract.table(), Measure.LATE_ENTRY, counted(contract, TableExtract.LATE_ENTRY));
  }

  private static void add(
      Map<String, Map<Measure, Long>> measures, String table, Measure measure, long rows) {
    if (rows != 0) {
      measures
          .computeIfAbsent(table, of -> new EnumMap<>(Measure.class))
          .merge(measure, rows, (one, other) -> one + other == 0 ? null : one + other);
    }
  }

  private void count(Map<OddRow, Measure> told, Map<String, Map<Measure, Long>> measures) {
    Map<String, Long> untold = new HashMap<>();
    contracts().forEach(contract -> untold.put(contract.table(), gone(contract)));
    told.forEach(
        (row, measure) -> {
          add(measures, row.table(), measure, 1);
          if (measure == Measure.TAKEN_OVER) {
            add(measures, row.table(), Measure.NEW, -1);
            add(measures, row.table(), Measure.LATE_ENTRY, row.isLate() ? -1 : 0);
          } else {
            untold.merge(row.table(), -1L, Long::sum);
          }
        });
    untold.forEach((table, rows) -> add(measures, table, Measure.DELETED, Math.max(0, rows)));
  }

  /**
   * Writes what is missing tonight: rows that disappeared, and earlier ones that have not returned.
   */
  private Optional<Written> went(Map<OddRow, Measure> told) {
    List<Row> rows = new ArrayList<>();
    told.forEach(
        (row, measure) -> {
          if (measure != Measure.TAKEN_OVER) {
            rows.add(
                RowFactory.create(
                    Date.valueOf(night.businessDate()),
                    night.source().name(),
                    row.table(),
                    row.hash(),
                    row.key(),
                    measure.word()));
          }
        });
    Dataset<Row> missing = WentRecords.of(lake, compared.before());
    if (rows.isEmpty() && missing == null) {
      return Optional.empty();
    }
    Dataset<Row> all = lake.spark().createDataFrame(rows, WentRecords.COLUMNS);
    if (missing != null) {
      all = all.union(WentRecords.notBack(missing, cameBack()));
    }
    // In one order, so that the same night written again is the same file.
    return Optional.of(
        lake.replaceNight(
            WentRecords.TABLE,
            night.businessDate(),
            all.coalesce(1).sortWithinPartitions("source_table", "key_hash", "content_hash")));
  }

  /** What returned tonight, by source table. */
  private List<Dataset<Row>> cameBack() {
    return contracts().stream()
        .filter(contract -> counted(contract, Verdict.CAME_BACK) > 0)
        .map(
            contract -> {
              TableName raw = contract.in(Zone.RAW);
              return WentRecords.back(
                  contract,
                  lake.nights(raw, versions.of(raw), night.businessDate())
                      .where(col("verdict").equalTo(Verdict.CAME_BACK.word())));
            })
        .toList();
  }

  // --- the counts

  private Written write(Map<String, Map<Measure, Long>> measures) {
    List<Row> rows = new ArrayList<>();
    measures.forEach(
        (table, of) ->
            of.forEach(
                (measure, count) ->
                    rows.add(
                        RowFactory.create(
                            Date.valueOf(compared.before()),
                            night.source().name(),
                            table,
                            measure.word(),
                            count))));
    return lake.replaceNight(
        NIGHT_CHANGE, night.businessDate(), lake.spark().createDataFrame(rows, COLUMNS));
  }

  private static Counts sums(Map<String, Map<Measure, Long>> measures) {
    Counts sums = new Counts();
    measures.values().forEach(of -> of.forEach((measure, rows) -> sums.add(measure.word(), rows)));
    return sums;
  }
}

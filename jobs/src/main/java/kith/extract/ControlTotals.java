package kith.extract;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.source.Extracted;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourceTable;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Written;
import kith.table.Zone;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The final check of a night's extract: the control totals of every table, the problems found in
 * it, and whether so much of it is unusable that the night is held back.
 *
 * @param after the steps whose counts are checked
 * @param needed source fields that figures depend on, by system, table and column
 * @param before the night extracted before, if there is one
 * @param accepted tables, by step name, whose volume a person has checked and accepted
 */
record ControlTotals(
    List<SourceNight> nights,
    List<String> after,
    Set<String> needed,
    Optional<NightBefore> before,
    Set<String> accepted,
    Lake lake,
    StepCounts counted)
    implements StageStep {

  /** The control totals by night and table. */
  public static final TableName CONTROL_TOTAL = new TableName(Zone.OPS, "control_total");

  /** Counts of filled and of odd cells by night, table, measure and column. */
  public static final TableName SOURCE_COUNT = new TableName(Zone.OPS, "source_count");

  static final String NAME = "control_total";

  private static final StructType CONTROL_TOTAL_COLUMNS =
      new StructType()
          .add("source_system", DataTypes.StringType)
          .add("source_table", DataTypes.StringType)
          .add("source_rows", DataTypes.LongType)
          .add("loaded_rows", DataTypes.LongType)
          .add("quarantined_rows", DataTypes.LongType)
          .add("duplicate_rows", DataTypes.LongType)
          .add("extra_columns", DataTypes.LongType)
          .add("holds", DataTypes.BooleanType)
          .add("volume_accepted", DataTypes.BooleanType)
          .add("fingerprint", DataTypes.StringType);

  private static final StructType SOURCE_COUNT_COLUMNS =
      new StructType()
          .add("source_system", DataTypes.StringType)
          .add("source_table", DataTypes.StringType)
          .add("measure", DataTypes.StringType)
          .add("column", DataTypes.StringType)
          .add("cells", DataTypes.LongType);

  @Override
  public String name() {
    return NAME;
  }

  /** Compares, for every table, the records in the source with those in the lake (promise 1). */
  @Override
  public Result run() {
    LocalDate businessDate = nights.get(0).businessDate();
    List<Row> totals = new ArrayList<>();
    List<Row> odd = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    HeldBack reasons = new HeldBack(businessDate);
    boolean isDayFirst = DayMonthOrder.isDayFirst(counted);
    Counts counts = new Counts();
    for (SourceNight night : nights) {
      for (SourceContract contract : night.source().contracts()) {
        Counts of = counted.of(contract.viewName());
        long source = night.table(contract).map(SourceTable::records).orElse(0L);
        long loaded = of.of(Extracted.RAW_ROWS);
        long rejected = of.of(Extracted.QUARANTINE_ROWS);
        long duplicate = of.of(Extracted.DUPLICATE);
        boolean holds =
            source == loaded + rejected + duplicate && source == of.of(Extracted.PARSED);
        if (!holds) {
          broken.add(
              contract.viewName()
                  + " ("
                  + source
                  + " in the source, "
                  + loaded
                  + " loaded, "
                  + rejected
                  + " quarantined, "
                  + duplicate
                  + " duplicates)");
        }
        // Records of people out of scope are quarantined, so that the totals add up, but nobody has
        // to correct them: leave them out of the limit.
        long rejecting = rejected - of.of(Judgement.OUT_OF_SCOPE);
        if (rejecting * 100 > contract.limits().quarantinedPercent() * source) {
          reasons.rejecting.add(contract.viewName() + " (" + rejecting + " of " + source + ")");
        }
        Set<String> holding = contract.columnsThatHold(needed);
        reasons.notAsSaid.addAll(
            UnreadableColumns.of(contract, night.source().columnsRead(), holding, of, isDayFirst));
        reasons.ahead.addAll(DatesAhead.of(contract, holding, of));
        List<String> lost =
            before
                .map(last -> new EmptiedColumns(last).of(contract, holding, of))
                .orElse(List.of());
        String acceptance = Volume.ACCEPTED + contract.viewName();
        if (!lost.isEmpty() && accepted.contains(contract.viewName())) {
          counts.put(acceptance, 1);
        } else if (!lost.isEmpty()) {
          reasons.emptied.put(contract.table(), lost);
        }
        totals.add(
            RowFactory.create(
                contract.system(),
                contract.table(),
                source,
                loaded,
                rejected,
                duplicate,
                of.of(Extracted.EXTRA_COLUMNS),
                holds,
                // Counted by the step, so that a run that resumes after it has the count too.
                counts.has(acceptance) || counted.of(Volume.NAME).has(acceptance),
                night.fingerprint()));
        of.byMeasure()
            .forEach(
                (measure, cells) -> {
                  String[] parts = measure.split(":", 2);
                  if (parts.length == 2) {
                    odd.add(
                        RowFactory.create(
                            contract.system(), contract.table(), parts[0], parts[1], cells));
                  }
                });
      }
    }
    Written totalTable =
        lake.replaceNight(
            CONTROL_TOTAL,
            businessDate,
            lake.spark().createDataFrame(totals, CONTROL_TOTAL_COLUMNS));
    Written oddTable =
        lake.replaceNight(
            SOURCE_COUNT, businessDate, lake.spark().createDataFrame(odd, SOURCE_COUNT_COLUMNS));
    if (!broken.isEmpty()) {
      throw new KithException(
          ExitCode.HELD_BACK,
          "The control totals of "
              + businessDate
              + " do not hold for "
              + String.join(", ", broken)
              + ".",
          Meaning.NOTHING_PUBLISHED,
          "Report this as a defect of Kith with the counts above.");
    }
    reasons.check();
    counts.put(Volume.TABLES, totals.size());
    return new Result(List.of(totalTable, oddTable), counts);
  }
}

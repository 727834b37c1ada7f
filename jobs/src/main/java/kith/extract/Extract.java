package kith.extract;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.trim;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import kith.contract.CodeLists;
import kith.contract.ExitCode;
import kith.contract.KithException;
import kith.contract.Lake;
import kith.contract.SourceCells;
import kith.contract.SourceCodes;
import kith.contract.SourceContract;
import kith.contract.StageStep;
import kith.contract.TableName;
import kith.contract.Versions;
import kith.contract.Written;
import kith.contract.Zone;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The extract stage: every table of a night into {@code raw}, then the control totals. */
public final class Extract {

  /** Control totals by night and table; see {@link #controlTotals}. */
  public static final TableName CONTROL_TOTAL = new TableName(Zone.OPS, "control_total");

  /** Counts of odd cells and columns by night, table and measure. */
  public static final TableName SOURCE_COUNT = new TableName(Zone.OPS, "source_count");

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

  private static final String UNUSABLE = "unusable:";

  private static final String FILLER = "filler:";

  /** Fewer cells than this say nothing of how a column is spelled. */
  private static final int FEWEST_UNUSABLE = 10;

  private Extract() {}

  /**
   * The steps of the stage.
   *
   * @param nights the night of every source
   * @param before the night extracted before, if there is one
   * @param acceptedVolume tables, by step name, that may have far fewer rows than in that night
   * @param counts what the table steps have counted, by step, asked for when the totals are made
   */
  public static List<StageStep> steps(
      List<NightFolder> nights,
      Optional<NightBefore> before,
      Set<String> acceptedVolume,
      CodeLists codeLists,
      Lake lake,
      Versions versions,
      Supplier<Map<String, Map<String, Long>>> counts) {
    List<SourceContract> contracts =
        nights.stream().flatMap(night -> night.source().contracts().stream()).toList();
    SourceCodes codes = SourceCodes.of(codeLists, contracts);
    List<StageStep> steps = new ArrayList<>();
    steps.add(new Volume(nights, before, acceptedVolume));
    for (NightFolder night : nights) {
      KnownPersons persons = new KnownPersons(night, lake, versions);
      Broadcast<SourceCells> cells = cells(night, codes, lake);
      for (SourceContract contract : night.source().contracts()) {
        steps.add(new TableExtract(night, contract, cells, persons, lake));
      }
    }
    List<String> tables = steps.stream().map(StageStep::name).toList();
    steps.add(new ControlTotals(nights, tables, lake, versions, counts));
    NightFolder main = nights.get(0);
    before.ifPresent(
        night ->
            steps.add(
                new NightChanges(
                    main, night.businessDate(), cells(main, codes, lake), lake, versions)));
    return steps;
  }

  /**
   * What the summary of a run tells of cells that are not of their type: they became null, which in
   * a date's column may mean that the source has begun to spell its dates another way.
   *
   * @param counts what the steps have counted, by step
   */
  public static Optional<String> noteOfUnusableCells(Map<String, Map<String, Long>> counts) {
    Map<String, Long> byColumn = new TreeMap<>();
    counts.forEach(
        (table, of) ->
            of.forEach(
                (measure, cells) -> {
                  if (measure.startsWith(UNUSABLE)) {
                    byColumn.put(table + "." + measure.substring(UNUSABLE.length()), cells);
                  }
                }));
    if (byColumn.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%,d cells are not of their type, so blank, or their record quarantined where they are needed; most in %s. ops.source_count has all."
            .formatted(
                byColumn.values().stream().mapToLong(Long::longValue).sum(),
                byColumn.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(3)
                    .map(column -> column.getKey() + " (%,d)".formatted(column.getValue()))
                    .collect(Collectors.joining(", "))));
  }

  /** Shared, since every closure that holds the code lists itself is written out with them. */
  private static Broadcast<SourceCells> cells(NightFolder night, SourceCodes codes, Lake lake) {
    return new JavaSparkContext(lake.spark().sparkContext())
        .broadcast(new SourceCells(night.source(), codes));
  }

  private record ControlTotals(
      List<NightFolder> nights,
      List<String> after,
      Lake lake,
      Versions versions,
      Supplier<Map<String, Map<String, Long>>> counts)
      implements StageStep {

    @Override
    public String name() {
      return "control_total";
    }

    /** Compares, for every table, what the source has with what the lake has (promise 1). */
    @Override
    public Result run() {
      LocalDate businessDate = nights.get(0).businessDate();
      Map<String, Map<String, Long>> counted = counts.get();
      List<Row> totals = new ArrayList<>();
      List<Row> odd = new ArrayList<>();
      List<String> broken = new ArrayList<>();
      List<String> rejecting = new ArrayList<>();
      List<String> unreadable = new ArrayList<>();
      for (NightFolder night : nights) {
        for (SourceContract contract : night.source().contracts()) {
          Map<String, Long> of = counted.get(contract.viewName());
          long source = night.file(contract).map(SourceFile::records).orElse(0L);
          long loaded = of.get("raw_rows");
          long rejected = of.get("quarantine_rows");
          long duplicate = of.get("duplicate");
          boolean holds = source == loaded + rejected + duplicate && source == of.get("parsed");
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
          if (rejected * 100 > contract.limits().quarantinedPercent() * source) {
            rejecting.add(contract.viewName() + " (" + rejected + " of " + source + ")");
          }
          unreadable.addAll(unreadable(contract, of));
          totals.add(
              RowFactory.create(
                  contract.system(),
                  contract.table(),
                  source,
                  loaded,
                  rejected,
                  duplicate,
                  of.get("extra_columns"),
                  holds,
                  // Counted by the step, so that a run that resumes after it knows too.
                  counted.get(Volume.NAME).containsKey(Volume.ACCEPTED + contract.viewName()),
                  night.fingerprint()));
          of.forEach(
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
            "Nothing was published; the figures published before stand.",
            "Report this as a defect of Kith with the counts above.");
      }
      if (!rejecting.isEmpty() || !unreadable.isEmpty()) {
        throw heldBack(businessDate, rejecting, unreadable);
      }
      return new Result(List.of(totalTable, oddTable), Map.of("tables", (long) totals.size()));
    }

    /**
     * Columns of which too many filled cells are not of their type: the source writes them in
     * another way than its contract says, and blank they would pass for cells that nobody filled.
     * Only a column with some such cells is read once more, to count those that are filled.
     */
    private List<String> unreadable(SourceContract contract, Map<String, Long> counted) {
      List<SourceContract.Column> columns =
          contract.landed().stream()
              .filter(column -> count(counted, UNUSABLE, column) >= FEWEST_UNUSABLE)
              .toList();
      if (columns.isEmpty() || contract.limits().unusablePercent() >= 100) {
        return List.of();
      }
      TableName raw = contract.in(Zone.RAW);
      List<Column> filled = new ArrayList<>();
      for (SourceContract.Column column : columns) {
        filled.add(count_if(trim(col(column.name())).notEqual("")));
        filled.add(count_if(array_contains(col("cast_errors"), column.name())));
      }
      Row cells =
          lake.nights(raw, versions.of(raw), nights.get(0).businessDate())
              .agg(filled.get(0), filled.subList(1, filled.size()).toArray(Column[]::new))
              .first();
      List<String> unreadable = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        SourceContract.Column column = columns.get(i);
        long unusable = cells.getLong(2 * i + 1);
        long of = Math.max(unusable, cells.getLong(2 * i) - count(counted, FILLER, column));
        if (unusable >= FEWEST_UNUSABLE
            && unusable * 100 > contract.limits().unusablePercent() * of) {
          unreadable.add(
              "%s.%s (%,d of %,d filled cells are no %s)"
                  .formatted(
                      contract.viewName(),
                      column.name(),
                      unusable,
                      of,
                      column.type().name().toLowerCase(Locale.ROOT)));
        }
      }
      return unreadable;
    }

    private static long count(
        Map<String, Long> counted, String measure, SourceContract.Column column) {
      return counted.getOrDefault(measure + column.name(), 0L);
    }

    private static KithException heldBack(
        LocalDate businessDate, List<String> rejecting, List<String> unreadable) {
      List<String> happened = new ArrayList<>();
      List<String> next = new ArrayList<>();
      if (!rejecting.isEmpty()) {
        happened.add(
            "More records of "
                + businessDate
                + " are quarantined than the contracts allow: "
                + String.join(", ", rejecting)
                + ".");
        next.add(
            "Run kith quarantine --business-date "
                + businessDate
                + ", with the same --env and --lake, for the reasons and their owners, have the"
                + " records mended at source, then run the same command again.");
      }
      if (!unreadable.isEmpty()) {
        happened.add(
            "Columns of "
                + businessDate
                + " cannot be read as their contract says: "
                + String.join(", ", unreadable)
                + ".");
        next.add(
            "Ask the system team how these columns are written since the night before; which"
                + " spellings are read stands in conf/sources.");
      }
      next.add("A limit stands in source.yaml, and may stand in the table's own contract.");
      return new KithException(
          ExitCode.HELD_BACK,
          String.join("\n", happened),
          "Nothing was published; the figures published before stand.",
          String.join(" ", next));
    }
  }
}

package kith.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Meaning;
import kith.source.Extracted;
import kith.source.SourceCells;
import kith.source.SourceColumn;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.source.SourcePeriod;
import kith.source.SourceShape;
import kith.table.Counts;
import kith.table.Lake;
import kith.table.StepCounts;
import kith.table.TableName;
import kith.table.Versions;
import kith.table.Zone;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Compares the declared shape of a source with the night's records. A convention cannot be seen in
 * one record but is clear in a thousand: few records decide nothing. If many contradict the shape,
 * the night is held back and the message names the setting.
 */
final class ShapeCheck {

  /** Begins the name of a count of cells that are filled although declared absent. */
  private static final String THERE = "there:";

  private static final StructType SCHEMA =
      new StructType()
          .add("source_table", DataTypes.StringType)
          .add("look", DataTypes.StringType)
          .add("counts", DataTypes.createArrayType(DataTypes.LongType));

  /** Fewer records than this prove nothing about a convention. */
  private static final int FEWEST = 20;

  private final SourceNight night;
  private final SourceShape shape;
  private final Broadcast<SourceCells> cells;
  private final int gapDays;
  private final Lake lake;
  private final Versions versions;

  /** A contradiction: what the night shows, and which setting to check. */
  private record Contradiction(String shown, String setting) {}

  /**
   * Checks the night of a source that has a shape.
   *
   * @param gapDays the number of days after an end within which the next period still follows it
   *     (R4)
   */
  ShapeCheck(NightCells of, int gapDays, Lake lake, Versions versions) {
    this.night = of.night();
    this.shape = Objects.requireNonNull(night.source().shape());
    this.cells = of.cells();
    this.gapDays = gapDays;
    this.lake = lake;
    this.versions = versions;
  }

  /**
   * Counts how the night's records are written.
   *
   * @param counted what the table steps have counted, by step
   * @param counts takes the counts, by measure and table
   * @throws KithException when too much is not written as the shape declares
   */
  void check(StepCounts counted, Counts counts) {
    List<Contradiction> contradictions = new ArrayList<>(records(counts));
    for (SourceContract contract : night.source().contracts()) {
      Counts of = counted.of(contract.viewName());
      notCarried(contract, of, counts);
      outOfScope(contract, of).ifPresent(contradictions::add);
    }
    if (!contradictions.isEmpty()) {
      throw new KithException(
          ExitCode.HELD_BACK,
          "The extract of "
              + night.businessDate()
              + " is not written as the shape "
              + shape.name()
              + " says: "
              + String.join("; ", contradictions.stream().map(Contradiction::shown).toList())
              + ".",
          Meaning.NOTHING_PUBLISHED,
          "If the source is right, look at "
              + String.join(
                  "; at ", contradictions.stream().map(Contradiction::setting).distinct().toList())
              + ". The shape of a source is named by --shape or in the environment file;"
              + " docs/shapes.md describes each. Then run the same command again.");
    }
  }

  /** One small job over the tables whose records show a convention. */
  private List<Contradiction> records(Counts counts) {
    List<Dataset<Row>> looks = new ArrayList<>();
    for (SourceContract contract : night.source().contracts()) {
      for (SourcePeriod period : contract.periods()) {
        if (contract.person() != null && (period.follow() || period.endsOnLastDay())) {
          Spells spells = new Spells(contract, period, cells, night.businessDate(), gapDays);
          looks.add(look(contract, spells.columns(), spells));
        }
      }
      if (contract.history() != null) {
        Histories histories = new Histories(contract, cells);
        looks.add(look(contract, histories.columns(), histories));
      }
    }
    List<Contradiction> contradictions = new ArrayList<>();
    for (Row row :
        looks.stream().reduce(Dataset::union).map(Dataset::collectAsList).orElse(List.of())) {
      SourceContract contract = night.source().contract(row.getString(0));
      List<Long> shown = row.getList(2);
      if (row.getString(1).equals(Spells.NAME)) {
        contradictions.addAll(ends(contract, shown.get(0), shown.get(1), counts));
        contradictions.addAll(goesOn(contract, shown.get(2), shown.get(3), counts));
      } else {
        contradictions.addAll(history(contract, shown.get(0), shown.get(1), counts));
      }
    }
    return contradictions;
  }

  private Dataset<Row> look(
      SourceContract contract, List<String> columns, MapPartitionsFunction<Row, Row> count) {
    TableName raw = contract.in(Zone.RAW);
    return lake.nights(raw, versions.of(raw), night.businessDate())
        .select(columns.stream().map(functions::col).toArray(Column[]::new))
        .coalesce(1)
        .mapPartitions(count, Encoders.row(SCHEMA));
  }

  private List<Contradiction> ends(SourceContract contract, long on, long before, Counts counts) {
    counts.put("on_next_start:" + contract.viewName(), on);
    counts.put("day_before_next_start:" + contract.viewName(), before);
    boolean isLastDay = !contract.lastDays().isEmpty();
    if (!isAboveLimit(contract, isLastDay ? on : before, on + before)) {
      return List.of();
    }
    return List.of(
        new Contradiction(
            ("In %s, %,d of the %,d ends with a following record are dated %s, but its ends are"
                    + " declared as %s")
                .formatted(
                    contract.viewName(),
                    isLastDay ? on : before,
                    on + before,
                    isLastDay
                        ? "the day on which that record begins"
                        : "the day before that record begins",
                    isLastDay ? "the last day (last_day)" : "the day after the last (next_day)"),
            "ends: " + contract.table() + " in " + shape.file(contract.system())));
  }

  private List<Contradiction> goesOn(
      SourceContract contract, long must, long doesNot, Counts counts) {
    if (must == 0) {
      return List.of();
    }
    counts.put("must_go_on:" + contract.viewName(), must);
    counts.put("does_not_go_on:" + contract.viewName(), doesNot);
    if (!isAboveLimit(contract, doesNot, must)) {
      return List.of();
    }
    return List.of(
        new Contradiction(
            "%s has %,d ends that say that another record follows (%s), but %,d of them have none"
                .formatted(
                    contract.viewName(),
                    must,
                    Objects.requireNonNull(contract.periods().get(0).goesOn()).code(),
                    doesNot),
            "ends: "
                + contract.table()
                + " in "
                + shape.file(contract.system())
                + ", or ask the system team whether records are left out"));
  }

  private List<Contradiction> history(
      SourceContract contract, long persons, long withSeveral, Counts counts) {
    counts.put("persons:" + contract.viewName(), persons);
    counts.put("persons_with_several:" + contract.viewName(), withSeveral);
    if (shape.latestOnly().containsKey(contract.table())) {
      if (withSeveral > 0) {
        counts.put(THERE + "history of " + contract.viewName(), withSeveral);
      }
      return List.of();
    }
    if (withSeveral > 0 || !isAboveLimit(contract, persons, persons)) {
      return List.of();
    }
    return List.of(
        new Contradiction(
            "%s has one record of each of %,d people, but is not declared to hold the latest only"
                .formatted(contract.viewName(), persons),
            "latest_only: " + contract.table() + " in " + shape.file(contract.system())));
  }

  /**
   * A few records of people outside the extract are normal; many are a sign that something is
   * wrong.
   */
  private Optional<Contradiction> outOfScope(SourceContract contract, Counts of) {
    long records = of.of(Judgement.OUT_OF_SCOPE);
    if (!isAboveLimit(contract, records, of.of(Extracted.PARSED))) {
      return Optional.empty();
    }
    String settings =
        contract.personBy() == null ? "out_of_scope: " : "person_by and out_of_scope: ";
    return Optional.of(
        new Contradiction(
            "%s has %,d of %,d records of people outside the extract, or of no person"
                .formatted(contract.viewName(), records, of.of(Extracted.PARSED)),
            settings + contract.table() + " in " + shape.file(contract.system())));
  }

  /** Counts what is declared absent but is there. No figure reads it, so it is only reported. */
  private void notCarried(SourceContract contract, Counts of, Counts counts) {
    if (shape.tablesNotCarried().containsKey(contract.table()) && of.of(Extracted.SOURCE) > 0) {
      counts.put(THERE + contract.viewName(), of.of(Extracted.SOURCE));
    }
    for (SourceColumn column : contract.landed()) {
      boolean isDerived = contract.personBy() != null && column.name().equals(contract.person());
      long cells =
          isDerived
              ? of.of(Judgement.NAMED + ":" + column.name())
              : column.isCarried() ? 0 : EmptiedColumns.filled(column, of);
      if (cells > 0) {
        counts.put(THERE + contract.viewName() + "." + column.name(), cells);
      }
    }
  }

  /**
   * The summary line about what is there although the shape declares it absent.
   *
   * @param counts what the step has counted
   */
  static Optional<String> note(Counts counts) {
    List<String> there =
        counts.ofKind(THERE).entrySet().stream()
            .map(count -> count.getKey() + " (%,d)".formatted(count.getValue()))
            .toList();
    return there.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The shape declares as absent what the extract does have: "
                + String.join(", ", there)
                + ". It counts as not carried until the shape is corrected.");
  }

  private static boolean isAboveLimit(SourceContract contract, long otherwise, long all) {
    int limit = contract.limits().undeclaredPercent();
    return limit < 100 && all >= FEWEST && otherwise * 100 > limit * all;
  }
}

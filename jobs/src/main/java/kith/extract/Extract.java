package kith.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.Parameters;
import kith.source.CodeLists;
import kith.source.SourceCells;
import kith.source.SourceCodes;
import kith.source.SourceContract;
import kith.source.SourceNight;
import kith.table.Lake;
import kith.table.StageStep;
import kith.table.StepCounts;
import kith.table.Versions;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** The extract stage: every table of a night into {@code raw}, then the control totals. */
public final class Extract {

  private Extract() {}

  /**
   * The steps of the stage.
   *
   * @param nights the night of every source
   * @param before the night extracted before, if there is one
   * @param needed source fields that figures depend on: problems in one of them can hold the night
   *     back
   * @param acceptedVolume tables, by step name, that may have far fewer rows than in that night
   * @param parameters the rules of the authority, of which {@code x1_gap_days} is needed
   * @param counts what the table steps have counted by the time the totals are compared
   */
  public static List<StageStep> steps(
      List<SourceNight> nights,
      Optional<NightBefore> before,
      Set<String> needed,
      Set<String> acceptedVolume,
      CodeLists codeLists,
      Parameters parameters,
      Lake lake,
      Versions versions,
      StepCounts counts) {
    List<SourceContract> contracts =
        nights.stream().flatMap(night -> night.source().contracts().stream()).toList();
    SourceCodes codes = SourceCodes.of(codeLists, contracts, nights.get(0).businessDate());
    List<NightCells> read =
        nights.stream().map(night -> new NightCells(night, cells(night, codes, lake))).toList();
    List<StageStep> steps = new ArrayList<>();
    List<StageStep> comparisons = new ArrayList<>();
    Map<String, @Nullable TonightAndBefore> compared = new HashMap<>();
    steps.add(new Volume(nights, before, acceptedVolume));
    for (NightCells of : read) {
      SourceNight night = of.night();
      KnownPersons persons = new KnownPersons(night, of.cells(), lake, versions);
      TonightAndBefore beside =
          before.map(last -> new TonightAndBefore(night, last, lake)).orElse(null);
      compared.put(night.source().name(), beside);
      for (SourceContract contract : night.source().contracts()) {
        steps.add(new TableExtract(night, contract, of.cells(), persons, beside, lake));
        if (contract.columns().stream().anyMatch(column -> column.comparedAs() != null)) {
          comparisons.add(new PersonPairs(night, contract, of.cells(), lake));
        }
      }
    }
    List<String> tables = steps.stream().map(StageStep::name).toList();
    steps.addAll(comparisons);
    steps.add(new Conventions(read, parameters.integer("x1_gap_days"), lake, versions, counts));
    steps.add(new ControlTotals(nights, tables, needed, before, acceptedVolume, lake, counts));
    if (before.isPresent()) {
      SourceNight main = nights.get(0);
      steps.add(new LastingIds(read, before.get().businessDate(), lake, versions));
      TonightAndBefore beside = Objects.requireNonNull(compared.get(main.source().name()));
      steps.add(new NightChanges(main, beside, lake, versions, counts));
    }
    return steps;
  }

  /**
   * The summary lines of a run: tables accepted with far fewer records, and cells that are not of
   * their type or whose code is in no list. A few are typing errors; many may mean that the source
   * has changed how it writes them.
   *
   * @param counts what the steps have counted
   */
  public static List<String> notes(StepCounts counts) {
    List<String> notes = new ArrayList<>();
    String accepted =
        Stream.of(Volume.NAME, ControlTotals.NAME)
            .flatMap(step -> counts.of(step).ofKind(Volume.ACCEPTED).keySet().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (!accepted.isEmpty()) {
      notes.add(
          "Accepted with far fewer records, or filled cells, than in the night before: "
              + accepted
              + ".");
    }
    noteOf(
            UnreadableColumns.UNUSABLE,
            "%,d cells are not of their type: they are read as blank, or their record is"
                + " quarantined where it needs them",
            counts)
        .ifPresent(notes::add);
    noteOf(
            "impossible_date:",
            "%,d dates are impossible (before 1900 or far ahead): they are read as blank, or their"
                + " record is quarantined where it needs them",
            counts)
        .ifPresent(notes::add);
    noteOf(
            DatesAhead.LATER,
            "%,d dates are after the night, in columns for past events: they are read as blank, or"
                + " their record is quarantined where it needs them",
            counts)
        .ifPresent(notes::add);
    noteOf(
            EmptiedColumns.OPEN_END,
            "%,d end dates are in the far future (such as 9999-12-31):"
                + " they are read as still open",
            counts)
        .ifPresent(notes::add);
    counts
        .byStep()
        .forEach(
            (table, of) -> {
              if (of.of(Judgement.VERSION) > 0) {
                notes.add(
                    ("%,d records of %s are other versions of a record: the most complete version"
                            + " counts, these are quarantined.")
                        .formatted(of.of(Judgement.VERSION), table));
              }
              if (of.of(Judgement.OUT_OF_SCOPE) > 0) {
                notes.add(
                    ("%,d records of %s are out of scope: they are about people outside the"
                            + " extract, as the source's shape declares.")
                        .formatted(of.of(Judgement.OUT_OF_SCOPE), table));
              }
            });
    noteOf(
            UnreadableColumns.UNKNOWN_CODE,
            "%,d cells hold codes that are in no code list: they are read as unknown",
            counts)
        .ifPresent(notes::add);
    noteOf(
            LastingIds.RESPELLED,
            "%,d numbers of people have other leading zeros than the night before: these people"
                + " have new keys",
            counts)
        .ifPresent(notes::add);
    ShapeCheck.note(counts.of(Conventions.NAME)).ifPresent(notes::add);
    noteOf(
            UnreadableColumns.OUT_OF_RANGE,
            "%,d numbers are out of the range of their unit: they are read as blank",
            counts)
        .ifPresent(notes::add);
    noteOf(
            EmptiedColumns.WORD_FOR_NOTHING,
            "%,d cells hold a program's word for a missing value (such as NaT or None): they are"
                + " read as blank",
            counts)
        .ifPresent(notes::add);
    return notes;
  }

  private static Optional<String> noteOf(String odd, String what, StepCounts counts) {
    Map<String, Long> byColumn = counts.ofKind(odd);
    if (byColumn.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        (what + "; most in %s. See ops.source_count for all.")
            .formatted(
                byColumn.values().stream().mapToLong(Long::longValue).sum(),
                byColumn.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(3)
                    .map(column -> column.getKey() + " (%,d)".formatted(column.getValue()))
                    .collect(Collectors.joining(", "))));
  }

  /**
   * Shared with all tasks as one broadcast: otherwise the code lists would be serialised with each
   * task.
   */
  private static Broadcast<SourceCells> cells(SourceNight night, SourceCodes codes, Lake lake) {
    return new JavaSparkContext(lake.spark().sparkContext())
        .broadcast(new SourceCells(night.source(), codes));
  }
}

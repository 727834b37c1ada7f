package kith.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import kith.simulate.Sheet.Column;
import kith.simulate.Sheet.Mark;
import org.jspecify.annotations.Nullable;

/** Writes one table with its faults, and counts every record in the tally. */
final class Spoiled {

  /**
   * Tables that so many records depend on that a broken record is added before the good one instead
   * of replacing it.
   */
  private static final Set<Table> CORNERSTONES =
      EnumSet.of(Table.PERSON, Table.CLA_EPISODES, Table.CLA_PLACEMENT, Table.LEGAL_STATUS);

  /** How far the end of an episode is off where it overlaps with the next or leaves a gap. */
  private static final int DAYS_OFF = 5;

  /** Invented numbers begin here: no row and no person of the source system has such a number. */
  private static final long FRESH_ROWS = 700_000_000_000L;

  private static final int FRESH_PEOPLE = 90_000_000;

  private static final List<String> NO_NUMBERS = List.of("n/k", "abc", "12,5 approx");
  private static final List<String> NO_FLAGS = List.of("not asked", "?", "X");

  private final Table table;
  private final Sheet sheet;
  private final CsvTable csv;
  private final Tally tally;
  private final LocalDate night;

  Spoiled(Table table, CsvTable csv, LocalDate night) {
    this.table = table;
    this.sheet = Sheet.of(table);
    this.csv = csv;
    this.tally = new Tally(table);
    this.night = night;
  }

  Tally tally() {
    return tally;
  }

  /** Writes a row with its fault, as far as that has come to pass by this night. */
  void write(String[] texts, Row row, @Nullable Fault fault) throws IOException {
    if (fault == null || !fault.isThere(night)) {
      put(texts, row, fault);
      return;
    }
    switch (fault.kind()) {
      case EXACT_DUPLICATE -> {
        put(texts, row, null);
        put(texts, row, null);
      }
      case VERSION -> {
        boolean isFilled =
            Tally.isFilled(sheet.columns().get(fault.column()), texts[fault.column()]);
        String[] fuller = isFilled ? texts : changed(texts, fault);
        String[] other = isFilled ? changed(texts, fault) : texts;
        // The more complete version is loaded, wherever it is.
        boolean isLast = draw(fault, 3) == 0;
        put(isLast ? other : fuller, row, isLast ? fault : null);
        put(isLast ? fuller : other, row, isLast ? null : fault);
      }
      default -> {
        put(changed(texts, fault), row, fault);
        if (fault.kind().isQuarantined() && CORNERSTONES.contains(table)) {
          put(texts, row, null);
        }
      }
    }
  }

  private void put(String[] texts, Row row, @Nullable Fault fault) throws IOException {
    csv.write(texts);
    tally.record(texts, row, fault);
  }

  private String[] changed(String[] texts, Fault fault) {
    String[] changed = texts.clone();
    int place = fault.column();
    Column column = sheet.columns().get(place);
    changed[place] =
        switch (fault.kind()) {
          case FILLER -> filler(column, fault);
          case MISSING -> draw(fault, 2) == 0 ? "" : filler(column, fault);
          case UNUSABLE, UNUSABLE_NEEDED -> unusable(column, fault);
          case UNKNOWN_CODE -> pick(Codes.MISTAKEN, fault);
          case UNKNOWN_PERSON -> csv.named(place, unknownPerson(place, fault));
          // A few unknown workers and teams, each in several rows.
          case UNKNOWN_WORKER -> csv.named(place, "9900" + (10 + draw(fault, 17)));
          case UNKNOWN_TEAM -> "59" + (100 + draw(fault, 5));
          case ENDS_BEFORE_START -> beforeStart(texts, fault);
          case OVERLAPS -> moved(texts[place], DAYS_OFF);
          case GAP_BRIDGED -> moved(texts[place], -DAYS_OFF);
          case TWO_OPEN -> "";
          case IMPOSSIBLE_DATE -> day(column, isPast(column, fault) ? "1026-05-14" : "2206-01-31");
          case VERSION -> Tally.isFilled(column, texts[place]) ? "" : valid(texts, column, fault);
          case CORRECTED -> corrected(texts[place], column);
          case REISSUED -> Long.toString(FRESH_ROWS + fault.number());
          case TAKEN_OVER -> csv.named(place, Objects.requireNonNull(fault.into()));
          case EXACT_DUPLICATE, LATE, DELETED, MERGED -> texts[place];
        };
    if (fault.has(Fault.Kind.TWO_OPEN)) {
      changed[sheet.place("clae_cla_episode_ceased_reason")] = "";
    }
    return changed;
  }

  private static <T> T pick(List<T> values, Fault fault) {
    return values.get(draw(fault, values.size()));
  }

  /** A number below the bound, the same for the fault on every night. */
  private static int draw(Fault fault, int bound) {
    return (int) Math.floorMod(Dice.mix(fault.number() * 31 + bound), (long) bound);
  }

  private String filler(Column column, Fault fault) {
    return switch (column.type()) {
      case TEXT, CODE, FLAG -> pick(List.of("SSD_PH", "-1", "NULL"), fault);
      case INTEGER -> pick(List.of("-1", "NULL"), fault);
      case DECIMAL -> pick(List.of("999.9", "-1", "NULL"), fault);
      case DATE, TIME -> pick(List.of(day(column, "1900-01-01"), "NULL"), fault);
    };
  }

  private String unusable(Column column, Fault fault) {
    return switch (column.type()) {
      case DATE, TIME -> pick(List.of(day(column, "2025-02-30"), "not known"), fault);
      case FLAG -> pick(NO_FLAGS, fault);
      default -> pick(NO_NUMBERS, fault);
    };
  }

  /** A day as this file prints it; with the middle of the morning where the column holds times. */
  private String day(Column column, String day) {
    if (column.type() == Sheet.Type.TIME) {
      return day + (day.startsWith("1900") ? " 00:00:00.000" : " 10:30:00.000");
    }
    return table.isDumped() ? day + " 00:00:00.000" : day;
  }

  private String unknownPerson(int place, Fault fault) {
    long number = FRESH_PEOPLE + fault.number() % 9_000_000;
    boolean isLegacy = sheet.columns().get(place).privacy() == Sheet.Privacy.LEGACY;
    return isLegacy ? "P" + number : Long.toString(number);
  }

  private String beforeStart(String[] texts, Fault fault) {
    return moved(texts[sheet.place(Mark.STARTS)], -1 - draw(fault, 30));
  }

  private static String moved(String day, long days) {
    return LocalDate.parse(day.substring(0, 10)).plusDays(days) + day.substring(10);
  }

  /** A start far ahead would end before it starts, and an end long ago as well. */
  private static boolean isPast(Column column, Fault fault) {
    return column.is(Mark.STARTS) || (!column.is(Mark.ENDS) && draw(fault, 2) == 0);
  }

  /** Something valid for a cell that is blank. */
  private String valid(String[] texts, Column column, Fault fault) {
    return switch (column.type()) {
      case FLAG -> "Y";
      case DATE, TIME -> texts[sheet.place(Mark.STARTS)];
      case CODE -> column.others().get(0);
      // Adds nothing to any sum.
      case DECIMAL -> "0";
      default -> Long.toString(FRESH_ROWS + fault.number());
    };
  }

  private static String corrected(String text, Column column) {
    List<String> others = column.others().isEmpty() ? List.of("Y", "N") : column.others();
    return text.equals(others.get(0)) ? others.get(1) : others.get(0);
  }
}

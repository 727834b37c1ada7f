package kith.simulate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The columns of a file in the order of the Standard Safeguarding Dataset, and how a program that
 * loads the file reads them: the type of their cells, which are needed, which identify a row. The
 * simulator's own table ({@code sheets.txt}), so that what it counts depends on nothing that the
 * warehouse reads.
 */
final class Sheet {

  /** How the text of a cell is read. */
  enum Type {
    TEXT,
    CODE,
    FLAG,
    INTEGER,
    DECIMAL,
    DATE,
    TIME;

    boolean isDay() {
      return this == DATE || this == TIME;
    }
  }

  /** What is special about a column. */
  enum Mark {
    /** A record without it cannot be used. */
    NEEDED,
    /** Its own day, or its first: a record in which it cannot be read is lost. */
    DAY,
    /** Part of what the row is about. */
    KEY,
    /** Its number, or part of what makes two records versions of one. */
    RECORD,
    /** A row number that may be another in the next extract. */
    VOLATILE,
    /** Read by nobody. */
    UNLANDED,
    /** Names the person that the row is about. */
    PERSON,
    /** The first and the last day of what the row tells. */
    STARTS,
    ENDS,
    /** The day it began, and further days that say when the row leaves the window. */
    BEGINS,
    LEAVES,
    /** May lie far ahead. */
    PLANNED,
    /** Names a worker, or a team. */
    WORKER,
    TEAM,
    /** Other rows lean on it, so it is never changed in passing. */
    STEADY
  }

  /** How a column would identify somebody. */
  enum Privacy {
    NONE,
    /** A number of that kind of person. */
    PERSON,
    LEGACY,
    WORKER,
    /** Anything else that identifies: a name, an address, a pupil number. */
    PRIVATE
  }

  /**
   * One column.
   *
   * @param privacy how it would identify somebody
   * @param others values between which a correction chooses; empty where none is made
   */
  record Column(String name, Type type, Set<Mark> marks, Privacy privacy, List<String> others) {

    boolean is(Mark mark) {
      return marks.contains(mark);
    }

    boolean isLanded() {
      return !is(Mark.UNLANDED);
    }

    /** Whether anything may be written here without moving the row in time or losing it. */
    boolean isFree() {
      return marks.isEmpty();
    }
  }

  private static final Map<Table, Sheet> SHEETS = read();

  private final List<Column> columns;
  private final List<String> names;

  private Sheet(List<Column> columns) {
    this.columns = columns;
    this.names = columns.stream().map(Column::name).toList();
  }

  static Sheet of(Table table) {
    return Objects.requireNonNull(SHEETS.get(table));
  }

  List<Column> columns() {
    return columns;
  }

  /** The names of the columns. */
  List<String> names() {
    return names;
  }

  /** The place of the column with this name; -1 where there is none. */
  int place(String name) {
    return names.indexOf(name);
  }

  /** The place of the column with this mark; -1 where there is none. */
  int place(Mark mark) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).is(mark)) {
        return i;
      }
    }
    return -1;
  }

  /** The columns that this kind of fault may hit; empty where the table cannot have it. */
  List<Integer> columnsFor(Fault.Kind kind) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (mayHit(kind, columns.get(i))) {
        places.add(i);
      }
    }
    boolean isVersion = kind == Fault.Kind.VERSION;
    if (isVersion && place(Mark.RECORD) < 0) {
      return List.of();
    }
    return isVersion && !places.isEmpty() ? places.subList(0, 1) : places;
  }

  private boolean mayHit(Fault.Kind kind, Column column) {
    return switch (kind) {
      case UNUSABLE_NEEDED, IMPOSSIBLE_DATE ->
          (column.is(Mark.NEEDED) || column.is(Mark.DAY)) && column.type().isDay();
      case MISSING -> column.is(Mark.NEEDED);
      case UNKNOWN_PERSON -> column.is(Mark.PERSON);
      case ENDS_BEFORE_START, OVERLAPS, GAP_BRIDGED, TWO_OPEN -> column.is(Mark.ENDS);
      case VERSION -> column.isFree() && (column.type() != Type.CODE || !column.others().isEmpty());
      case EXACT_DUPLICATE -> true;
      case FILLER -> column.isFree();
      case UNUSABLE -> column.isFree() && column.type() != Type.TEXT && column.type() != Type.CODE;
      case UNKNOWN_CODE -> column.isFree() && column.type() == Type.CODE;
      case UNKNOWN_WORKER -> column.is(Mark.WORKER);
      case UNKNOWN_TEAM -> column.is(Mark.TEAM);
      case REISSUED -> column.is(Mark.VOLATILE);
      case CORRECTED ->
          !column.others().isEmpty() || (column.isFree() && column.type() == Type.FLAG);
      case LATE -> column.is(Mark.BEGINS);
      case DELETED, MERGED, TAKEN_OVER -> column.is(Mark.PERSON);
    };
  }

  /** Reads {@code sheets.txt}: a table's name, then a line for each column. */
  private static Map<Table, Sheet> read() {
    Map<Table, Sheet> sheets = new EnumMap<>(Table.class);
    Resource.sections("sheets.txt")
        .forEach(
            (table, lines) ->
                sheets.put(
                    Table.valueOf(table.toUpperCase(Locale.ROOT)),
                    new Sheet(lines.stream().map(line -> column(line.split(" "))).toList())));
    return sheets;
  }

  private static Column column(String[] words) {
    Set<Mark> marks = EnumSet.noneOf(Mark.class);
    Privacy privacy = Privacy.NONE;
    List<String> others = List.of();
    for (int i = 2; i < words.length; i++) {
      if (words[i].startsWith("or=")) {
        others = List.of(words[i].substring(3).split("\\|"));
      } else if (words[i].startsWith("is=")) {
        privacy = Privacy.valueOf(words[i].substring(3).toUpperCase(Locale.ROOT));
      } else {
        marks.add(Mark.valueOf(words[i].toUpperCase(Locale.ROOT)));
      }
    }
    return new Column(
        words[0], Type.valueOf(words[1].toUpperCase(Locale.ROOT)), marks, privacy, others);
  }
}

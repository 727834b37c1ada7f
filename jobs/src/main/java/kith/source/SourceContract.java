package kith.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kith.project.Yaml;
import kith.table.TableName;
import kith.table.Zone;

/**
 * What one table of a source promises: its file, its columns, what tells its rows apart, and which
 * of its columns are never landed. Read from {@code conf/sources/<system>/<table>.yaml}.
 *
 * @param owner who can mend its rows at source
 * @param person column that holds a person id, or null; a row of an unknown person is quarantined
 * @param personColumn column of the person table that {@code person} refers to; where it is not the
 *     person's own number, some systems write that one
 * @param businessKey what a row is about: shown to who mends it, and known again by on another
 *     night where its number is another one
 * @param record columns that make two records of one night one record (R6a), the source's own
 *     number first: of such versions one stands. Empty, or where that number is blank, only records
 *     that are equal in all of their content are one
 * @param window the dates by which a row leaves the extract's rolling window, the decisive one
 *     first; the last of them is when its matter began. Empty when no date decides
 * @param leavesWith column of the person with whom a row leaves the extract, whatever its dates, or
 *     null
 * @param history column by whose values the several records of one person are told apart, or null
 *     for a table that may have one record a person
 * @param lastingId column of a number of which keys are made, so that it has to stay the same from
 *     night to night, or null
 * @param limits how far a night may fall short before it is held back
 * @param personBy how the person is found where the table does not name it, or null
 * @param outOfScope true where records of people whom the extract leaves out are to be expected
 */
public record SourceContract(
    String system,
    String table,
    String file,
    String grain,
    String owner,
    String person,
    String personColumn,
    List<String> businessKey,
    List<String> record,
    List<Period> periods,
    List<String> window,
    String leavesWith,
    String history,
    String lastingId,
    Limits limits,
    PersonBy personBy,
    boolean outOfScope,
    List<Column> columns)
    implements Serializable {

  /**
   * A pair of dates; a row that ends before it starts is quarantined (R17a).
   *
   * @param endsAtNextOf what is the same in the next record of the same kind, at whose first day a
   *     row ends whose own end cannot be read; empty where such a row is open
   * @param follow true where one period of a person usually begins where the last one ended
   * @param goesOn the reason for an end after which another period must follow, or null
   * @param endsOnLastDay true where the source writes the last day, not the day after it
   */
  public record Period(
      String starts,
      String ends,
      List<String> endsAtNextOf,
      boolean follow,
      GoesOn goesOn,
      boolean endsOnLastDay)
      implements Serializable {

    Period endsOn(boolean lastDay) {
      return new Period(starts, ends, endsAtNextOf, follow, goesOn, lastDay);
    }
  }

  /** A column and the code in it that says that the next period follows. */
  public record GoesOn(String column, String code) implements Serializable {}

  /**
   * How a record's person is found in another table.
   *
   * @param by column of the record
   * @param table table of the same source
   * @param key column of that table with the same numbers
   * @param person column of that table that names the person
   */
  public record PersonBy(String by, String table, String key, String person)
      implements Serializable {}

  /**
   * When a quality gate holds the night back.
   *
   * @param fewerRowsPercent so many percent fewer records than the night before; 100 never
   * @param quarantinedPercent more than so many percent of the records quarantined; 100 never
   * @param unusablePercent more than so many percent of the filled cells of one column not of their
   *     type; 100 never
   * @param unknownCodePercent more than so many percent of the filled cells of one column a code
   *     that no list has; 100 never
   * @param emptiedPercent more than so many percent of the filled cells of one column gone since
   *     the night before, by record; 100 never
   * @param undeclaredPercent more than so many percent of what a convention of the shape is about
   *     say otherwise; 100 never
   * @param aheadPercent more than so many percent of the filled cells of one column a day after the
   *     night that cannot be known yet (R17b); 100 never
   */
  public record Limits(
      int fewerRowsPercent,
      int quarantinedPercent,
      int unusablePercent,
      int unknownCodePercent,
      int emptiedPercent,
      int undeclaredPercent,
      int aheadPercent)
      implements Serializable {}

  /**
   * One column as the source delivers it.
   *
   * @param required a record without a value in it is quarantined
   * @param isNeededWhenFilled the record's own day, or the start of its period: blank is a meaning
   *     of its own (planned, not held), but what cannot be read must not pass for blank, so such a
   *     record is quarantined (R17a)
   * @param isVolatile the source makes it again in each run, so it says nothing about the content
   * @param mayLieAhead a date that may lie after the night, such as a due date or a planned end
   * @param unit what the source counts in: a key of {@code units} of {@code source.yaml}, or null
   *     where a number has one unit only
   * @param isCarried false where the source has no such column; then it is null
   * @param readFrom the source's column that holds the value, nearly always the one of this name
   * @param farDays days that mean "still open"; null unless a period ends here
   * @param comparedAs the kind of identifier by which persons are compared, so that one child under
   *     two numbers is found; null for other columns
   */
  public record Column(
      String name,
      Type type,
      boolean required,
      boolean isNeededWhenFilled,
      boolean isVolatile,
      boolean mayLieAhead,
      boolean personal,
      boolean notNeeded,
      String codes,
      String meaning,
      String unit,
      boolean isCarried,
      String readFrom,
      FarDays farDays,
      String comparedAs)
      implements Serializable {

    boolean isNamed(String other) {
      return name.equals(other);
    }

    /** Whether a cell that cannot be used takes its record away; else the cell is blank (R17a). */
    public boolean carriesTheRecord() {
      return required || isNeededWhenFilled;
    }

    /** The same column, read although it is not needed. */
    Column read() {
      return new Column(
          name,
          type,
          required,
          isNeededWhenFilled,
          isVolatile,
          mayLieAhead,
          personal,
          false,
          codes,
          meaning,
          unit,
          isCarried,
          readFrom,
          farDays,
          comparedAs);
    }

    Column with(boolean carried, String from, String inUnit) {
      return new Column(
          name,
          type,
          required,
          isNeededWhenFilled,
          isVolatile,
          mayLieAhead,
          personal,
          notNeeded,
          codes,
          meaning,
          inUnit,
          carried,
          from,
          farDays,
          comparedAs);
    }
  }

  /** What the text of a cell stands for. */
  public enum Type {
    TEXT,
    ID,
    INTEGER,
    DECIMAL,
    DATE,
    TIMESTAMP,
    FLAG,
    CODE
  }

  /**
   * Reads one contract; a malformed one is a wrong configuration. Owner and limits that it does not
   * name are those of {@code source.yaml} beside it.
   */
  public static SourceContract read(String system, Path path) {
    JsonNode node = Yaml.read(path);
    JsonNode source = Yaml.read(path.resolveSibling("source.yaml"));
    List<Period> periods = new ArrayList<>();
    node.path("periods")
        .forEach(
            period ->
                periods.add(
                    new Period(
                        period.required("starts").asText(),
                        period.required("ends").asText(),
                        Yaml.texts(period.path("ends_at_next_of")),
                        period.path("follow").asBoolean(false),
                        goesOn(period.path("goes_on")),
                        false)));
    FarDays farDays = FarDays.of(source.path("open_ends"));
    List<Column> columns = new ArrayList<>();
    node.required("columns")
        .properties()
        .forEach(
            column -> {
              boolean ends = periods.stream().anyMatch(one -> one.ends().equals(column.getKey()));
              columns.add(column(column.getKey(), column.getValue(), ends ? farDays : null));
            });
    return new SourceContract(
        system,
        node.required("table").asText(),
        node.required("file").asText(),
        node.required("grain").asText(),
        node.path("owner").asText(source.required("owner").asText()),
        node.path("person").asText(null),
        node.path("person_id").asText("pers_person_id"),
        Yaml.texts(node.required("business_key")),
        Yaml.texts(node.path("record")),
        periods,
        Yaml.texts(node.path("window")),
        node.path("leaves_with").asText(null),
        node.path("history").asText(null),
        node.path("lasting_id").asText(null),
        new Limits(
            limit("fewer_rows_percent", node, source),
            limit("quarantined_percent", node, source),
            limit("unusable_percent", node, source),
            limit("unknown_code_percent", node, source),
            limit("emptied_percent", node, source),
            limit("undeclared_percent", node, source),
            limit("ahead_percent", node, source)),
        null,
        false,
        columns);
  }

  /** The same contract as a shape writes it. */
  SourceContract with(
      List<Period> writtenPeriods,
      PersonBy way,
      boolean hasOutOfScope,
      List<Column> writtenColumns) {
    return new SourceContract(
        system,
        table,
        file,
        grain,
        owner,
        person,
        personColumn,
        businessKey,
        record,
        writtenPeriods,
        window,
        leavesWith,
        history,
        lastingId,
        limits,
        way,
        hasOutOfScope,
        writtenColumns);
  }

  private static GoesOn goesOn(JsonNode node) {
    return node.isMissingNode()
        ? null
        : new GoesOn(node.required("column").asText(), node.required("code").asText());
  }

  private static int limit(String name, JsonNode contract, JsonNode source) {
    JsonNode own = contract.path("limits").path(name);
    return own.isMissingNode() ? source.required("limits").required(name).asInt() : own.asInt();
  }

  private static Column column(String name, JsonNode node, FarDays farDays) {
    return new Column(
        name,
        Type.valueOf(node.required("type").asText().toUpperCase(java.util.Locale.ROOT)),
        node.path("required").asBoolean(false),
        node.path("required").asText("").equals("when_filled"),
        node.path("volatile").asBoolean(false),
        node.path("may_lie_ahead").asBoolean(false),
        node.path("personal").asBoolean(false),
        node.path("not_needed").asBoolean(false),
        node.path("codes").asText(null),
        node.required("meaning").asText(),
        node.path("unit").asText(null),
        true,
        name,
        farDays,
        node.path("compared_as").asText(null));
  }

  /** The table in {@code raw}, and in {@code quarantine}: named after system and table. */
  public TableName in(Zone zone) {
    return new TableName(zone, viewName());
  }

  /** The plain name that SQL uses, such as {@code ssd_cla_episodes}. */
  public String viewName() {
    return system + "_" + table;
  }

  /** A column by its name; one that is not there is a defect. */
  public Column column(String column) {
    return columns.stream()
        .filter(candidate -> candidate.isNamed(column))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(viewName() + " has no " + column));
  }

  /** Columns of ends that the source tells as the last day of the period. */
  public Set<String> lastDays() {
    return periods.stream()
        .filter(Period::endsOnLastDay)
        .map(Period::ends)
        .collect(Collectors.toSet());
  }

  /**
   * The contract of the same file that reads the person id and the identifiers by which persons are
   * compared, and nothing else.
   *
   * @param there the columns that the file has
   */
  public SourceContract ofIdentifiers(Set<String> there) {
    return new SourceContract(
        system,
        table,
        file,
        grain,
        owner,
        null,
        personColumn,
        List.of(personColumn),
        List.of(),
        List.of(),
        List.of(),
        null,
        null,
        null,
        limits,
        null,
        false,
        columns.stream()
            .filter(column -> there.contains(column.readFrom()))
            .filter(column -> column.comparedAs() != null || column.name().equals(personColumn))
            .map(Column::read)
            .toList());
  }

  /** The columns that are landed. */
  public List<Column> landed() {
    return columns.stream().filter(column -> !column.notNeeded()).toList();
  }

  /**
   * The columns that can hold a night: those on which a figure rests.
   *
   * @param needed the fields on which figures rest, of all tables ({@link NeededFields})
   */
  public Set<String> columnsThatHold(Set<String> needed) {
    return landed().stream()
        .map(Column::name)
        .filter(column -> needed.contains(field(column)))
        .collect(Collectors.toSet());
  }

  /** A column as it is named among all sources, such as {@code ssd.person.pers_dob}. */
  String field(String column) {
    return system + "." + table + "." + column;
  }

  /** Whether there is a column of that name. */
  boolean has(String column) {
    return columns.stream().anyMatch(one -> one.isNamed(column));
  }

  /** What every column's name begins with, such as {@code pers_}; empty when they share nothing. */
  public String columnPrefix() {
    List<String> prefixes =
        columns.stream()
            .map(column -> column.name().substring(0, column.name().indexOf('_') + 1))
            .distinct()
            .toList();
    return prefixes.size() == 1 ? prefixes.get(0) : "";
  }
}

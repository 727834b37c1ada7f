package kith.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kith.table.ColumnSpec;
import kith.table.TableName;
import org.jline.builtins.Completers.FileNameCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/**
 * Completes what somebody types: in SQL the tables, the columns of the tables that the query names
 * and the words of a query; in a text of SQL the KPIs; after a command what it may be followed by.
 */
final class SqlCompleter implements Completer {

  /** The words of queries, in lower case; there are none for what queries may not do. */
  static final Set<String> KEYWORDS =
      new TreeSet<>(
          List.of(
              ("all and any array as asc between by case cast columns cross current date desc describe"
                      + " distinct else end except exists extract false filter first following from"
                      + " full group grouping having ilike in inner intersect interval into is join"
                      + " last lateral left like limit not null nulls offset on or order outer over"
                      + " partition percent pivot preceding range recursive right rlike rollup row"
                      + " rows select semi sets show some struct table tables tablesample then"
                      + " timestamp true try_cast unbounded union unpivot using values view when"
                      + " where window with within")
                  .split(" ")));

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** The name before the dot before the word that is being completed. */
  private static final Pattern QUALIFIER = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\.$");

  private final Session session;

  SqlCompleter(Session session) {
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String typed = line.line().substring(0, line.cursor());
    String before = typed.substring(0, typed.length() - line.word().length());
    if (TypedText.isCommand(line.line())) {
      completeCommand(reader, line, before.strip(), candidates);
    } else if (isInText(before)) {
      // The quotation mark that ends the text comes with the name.
      session
          .catalogue()
          .kpis()
          .titles()
          .forEach((kpi, title) -> candidates.add(candidate(kpi + "'", kpi, "KPIs", title)));
    } else {
      completeSql(line.line(), before, line.word(), candidates);
    }
  }

  private void completeCommand(
      LineReader reader, ParsedLine line, String before, List<Candidate> candidates) {
    switch (TypedText.command(before)) {
      case "" -> Commands.HELP.keySet().forEach(name -> candidates.add(new Candidate("\\" + name)));
      case "d" ->
          add(session.tables().stream().map(TableName::name).toList(), "tables", candidates);
      case "kpi" ->
          session
              .catalogue()
              .kpis()
              .titles()
              .forEach((kpi, title) -> candidates.add(candidate(kpi, kpi, "KPIs", title)));
      case "as-of" -> add(session.nights(), "publications", candidates);
      case "zone" ->
          add(Reading.GUARDED.stream().map(zone -> zone.folder()).toList(), "zones", candidates);
      case "o" -> new FileNameCompleter().complete(reader, line, candidates);
      default -> {}
    }
  }

  private void completeSql(String all, String before, String word, List<Candidate> candidates) {
    Map<String, TableName> named = named(all);
    Matcher qualifier = QUALIFIER.matcher(before);
    if (qualifier.find()) {
      TableName table = named.get(qualifier.group(1).toLowerCase(Locale.ROOT));
      if (table != null) {
        addColumns(Set.of(table), candidates);
      }
      return;
    }
    // As long as the query names no table, any column may be meant.
    addColumns(named.isEmpty() ? session.tables() : named.values(), candidates);
    add(session.tables().stream().map(TableName::name).toList(), "tables", candidates);
    boolean isUpper = !word.isEmpty() && Character.isUpperCase(word.charAt(0));
    add(
        KEYWORDS.stream().map(each -> isUpper ? each.toUpperCase(Locale.ROOT) : each).toList(),
        "SQL",
        candidates);
  }

  /** The tables that a query names, by name and by the short name that it gives them. */
  private Map<String, TableName> named(String query) {
    Map<String, TableName> byName = new LinkedHashMap<>();
    session.tables().forEach(table -> byName.put(table.name(), table));
    Map<String, TableName> named = new LinkedHashMap<>();
    List<String> words = new ArrayList<>();
    WORD.matcher(query).results().forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT)));
    for (int i = 0; i < words.size(); i++) {
      TableName table = byName.get(words.get(i));
      if (table == null) {
        continue;
      }
      named.put(table.name(), table);
      int next = i + 1 < words.size() && words.get(i + 1).equals("as") ? i + 2 : i + 1;
      if (next < words.size() && !KEYWORDS.contains(words.get(next))) {
        named.putIfAbsent(words.get(next), table);
      }
    }
    return named;
  }

  private void addColumns(Collection<TableName> tables, List<Candidate> candidates) {
    Map<String, String> types = new LinkedHashMap<>();
    for (TableName table : tables) {
      session
          .catalogue()
          .spec(table)
          .ifPresent(
              spec -> {
                for (ColumnSpec column : spec.columns()) {
                  types.putIfAbsent(column.name(), column.type());
                }
              });
    }
    types.forEach((name, type) -> candidates.add(candidate(name, name, "columns", type)));
  }

  private static void add(Collection<String> names, String group, List<Candidate> candidates) {
    names.stream()
        .distinct()
        .forEach(name -> candidates.add(new Candidate(name, name, group, null, null, null, true)));
  }

  private static Candidate candidate(String value, String shown, String group, String description) {
    return new Candidate(value, shown, group, description, null, null, true);
  }

  /** Whether a text of SQL is open at the end. */
  private static boolean isInText(String before) {
    return before.chars().filter(character -> character == '\'').count() % 2 == 1;
  }
}

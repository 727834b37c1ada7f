package kith.shell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kith.project.Nearest;
import kith.table.TableName;
import kith.table.Zone;
import org.apache.commons.text.WordUtils;

/** The commands of the shell, each a backslash, a name and mostly a word that follows. */
final class Commands {

  /** What each command does, by name, in the order in which help lists them. */
  static final Map<String, String> HELP = help();

  /** The longest line of a text that people read as sentences. */
  private static final int LINE = 100;

  private final Session session;
  private final Screen screen;
  private Optional<OutputFile> output = Optional.empty();

  Commands(Session session, Screen screen) {
    this.session = session;
    this.screen = screen;
  }

  private static Map<String, String> help() {
    Map<String, String> help = new LinkedHashMap<>();
    help.put("?", "these lines");
    help.put(
        "d", "the tables and views; \\d TABLE: its columns, with their meaning, grain and key");
    help.put("kpi", "the KPIs; \\kpi NAME: what it means, whom it counts, where it comes from");
    help.put(
        "as-of", "the publications; \\as-of NIGHT reads another one, \\as-of latest the newest");
    help.put("zone", "the zones; \\zone ZONE opens one, \\zone -ZONE closes it");
    help.put(
        "o", "\\o FILE.csv or FILE.parquet: where the next answer goes; \\o alone: the screen");
    help.put("q", "leave, as Ctrl-D does");
    return help;
  }

  /** The file to which the next answer goes, if not to the screen. */
  Optional<OutputFile> output() {
    return output;
  }

  /** The next answer goes to the screen. */
  void toScreen() {
    output = Optional.empty();
  }

  /**
   * Runs a command.
   *
   * @return false when somebody wants to leave
   */
  boolean run(String typed) throws Throwable {
    String argument = TypedText.argument(typed);
    switch (TypedText.command(typed)) {
      case "q", "quit", "exit" -> {
        return false;
      }
      case "?", "help" -> help(screen);
      case "d" -> describe(argument);
      case "kpi" -> kpi(argument);
      case "as-of" -> asOf(argument);
      case "zone" -> zone(argument);
      case "o" -> output(argument);
      default ->
          throw QueryFailures.refused(
              "There is no command \\"
                  + TypedText.command(typed)
                  + "; "
                  + Nearest.of(List.of(TypedText.command(typed)), HELP.keySet())
                  + ".",
              "\\? lists the commands.");
    }
    return true;
  }

  private static void help(Screen screen) {
    List<String> lines = new ArrayList<>();
    lines.add("A semicolon ends a query, on whichever line. Queries read and change nothing.");
    HELP.forEach((name, text) -> lines.add("  %-8s %s".formatted("\\" + name, text)));
    lines.add("Tab completes tables, columns, SQL and, in quotation marks, KPIs.");
    lines.add(
        "Ctrl-C cancels the query that runs, or what is typed. Ctrl-R searches what was asked.");
    lines.add("A line that begins with a blank is not kept in the history.");
    screen.show(lines);
  }

  private void describe(String name) throws Throwable {
    List<TableName> tables = session.tables();
    if (name.isEmpty()) {
      List<String> lines = new ArrayList<>(session.catalogue().tables(tables));
      lines.add("(" + tables.size() + " tables and views; \\zone opens more)");
      screen.show(lines);
      return;
    }
    TableName table = Catalogue.named(name, tables);
    screen.show(session.catalogue().table(table, session.columns(table)));
  }

  private void kpi(String typed) throws Throwable {
    String name = typed.toLowerCase(Locale.ROOT);
    if (name.isEmpty()) {
      List<List<String>> rows = new ArrayList<>();
      session.catalogue().kpis().titles().forEach((kpi, title) -> rows.add(List.of(kpi, title)));
      screen.show(TextTable.lines(List.of("kpi", "title"), rows));
      return;
    }
    Map<String, String> parts = session.catalogue().kpis().definition(name);
    List<String> lines = new ArrayList<>(List.of(name));
    parts.forEach((part, text) -> lines.addAll(part(part, text)));
    String now = session.catalogue().kpis().ruleVersion(name);
    String night = session.reading().publication().businessDate().toString();
    Optional<String> then = session.ruleVersion(name);
    if (then.isEmpty()) {
      lines.addAll(part("", "the figures of " + night + " do not have this KPI"));
    } else if (!then.get().equals(now)) {
      lines.addAll(
          part("", "the figures of " + night + " follow version " + then.get() + " of the rule"));
    }
    screen.show(lines);
  }

  /** A part of a definition, its lines indented behind its name. */
  private List<String> part(String name, String text) {
    int room = Math.max(40, Math.min(LINE, screen.width()) - 15);
    List<String> lines = WordUtils.wrap(text, room, "\n", false).lines().toList();
    List<String> indented = new ArrayList<>();
    for (String line : lines) {
      indented.add("  %-12s %s".formatted(indented.isEmpty() ? name : "", line));
    }
    return indented;
  }

  private void asOf(String night) {
    if (night.isEmpty()) {
      String read = session.reading().publication().id();
      session.nights().forEach(id -> screen.say((id.equals(read) ? "* " : "  ") + id));
      return;
    }
    session.read(session.reading().asOf(night));
    screen.say("Queries now read the publication " + session.reading().publication().id() + ".");
  }

  private void zone(String name) {
    if (!name.isEmpty()) {
      session.read(
          name.startsWith("-")
              ? session.reading().closing(name.substring(1).strip())
              : session.reading().opening(name));
    }
    screen.say("Open: " + names(session.reading().zones()) + ".");
    List<Zone> closed =
        Reading.GUARDED.stream().filter(zone -> !session.reading().zones().contains(zone)).toList();
    if (!closed.isEmpty()) {
      screen.say("Closed: " + names(closed) + ".");
    }
  }

  private static String names(Collection<Zone> zones) {
    return zones.stream().map(Zone::folder).collect(Collectors.joining(", "));
  }

  private void output(String file) {
    if (file.isEmpty()) {
      toScreen();
      screen.say("Answers go to the screen.");
      return;
    }
    OutputFile next = OutputFile.of(file, session.reading().environment().lake());
    output = Optional.of(next);
    screen.say("The answer to the next query goes to " + next.path() + ".");
  }
}

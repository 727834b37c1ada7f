package kith.publish;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kith.project.Project;
import kith.table.ColumnSpec;

/**
 * A view that the model's DuckDB file has beside its tables: a query of {@code
 * sql/published/views}. The first line of it, a comment, says what one row is.
 *
 * @param meanings of its columns, by name: those of the columns that they are taken from
 */
record PublishedView(String name, String sql, Map<String, String> meanings) {

  private static final Pattern COLUMN =
      Pattern.compile("(?m)^ {4}(\\w+)\\.(\\w+)(?: as (\\w+))?,?$");

  private static final Pattern TABLE =
      Pattern.compile("(?m)^.*(?:from|join) (\\w+)(?: as (\\w+))?$");

  /** The views, by name. */
  static List<PublishedView> of(Project project) {
    Map<String, Map<String, String>> tables = new HashMap<>();
    for (PublishedTable table : PublishedTable.of(project)) {
      Map<String, String> meanings = new HashMap<>();
      for (ColumnSpec column : table.columns()) {
        meanings.put(column.name(), column.meaning());
      }
      tables.put(table.name(), meanings);
    }
    return PublishedTable.views(project).entrySet().stream()
        .map(view -> of(view.getKey(), view.getValue(), tables))
        .toList();
  }

  private static PublishedView of(
      String name, String sql, Map<String, Map<String, String>> tables) {
    Map<String, String> tableOf = new HashMap<>();
    TABLE
        .matcher(sql)
        .results()
        .forEach(found -> tableOf.put(orElse(found, 2, found.group(1)), found.group(1)));
    Map<String, String> meanings = new LinkedHashMap<>();
    COLUMN
        .matcher(sql.substring(0, sql.indexOf("\nfrom ")))
        .results()
        .forEach(
            found -> {
              String table = tableOf.getOrDefault(found.group(1), "");
              String meaning = tables.getOrDefault(table, Map.of()).get(found.group(2));
              if (meaning != null) {
                meanings.put(orElse(found, 3, found.group(2)), meaning);
              }
            });
    return new PublishedView(name, sql, Map.copyOf(meanings));
  }

  private static String orElse(MatchResult found, int group, String otherwise) {
    String text = found.group(group);
    return text == null ? otherwise : text;
  }

  /** What one row is. */
  String grain() {
    return sql.lines().findFirst().orElseThrow().replaceFirst("^-- ", "");
  }
}

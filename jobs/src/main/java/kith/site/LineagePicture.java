package kith.site;

import freemarker.template.utility.StringUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A picture of where columns come from: a box for each table with the columns that matter, the
 * sources on the left, and a line from each column to those made from it. A table on the page names
 * both ends in words.
 */
final class LineagePicture {

  private static final Set<String> LEFT_OUT = Set.of("flags", "simulated");

  private static final double CHARACTER = 6.7;
  private static final int LINE = 18;
  private static final int GAP = 14;
  private static final int BETWEEN = 72;
  private static final int PADDING = 8;

  private record Box(String table, List<String> columns, int lane, double width, int top) {}

  private final Map<String, Set<String>> upstream = new TreeMap<>();
  private final Map<String, Box> boxes = new TreeMap<>();
  private final List<Double> lanes = new ArrayList<>();
  private int height;

  private LineagePicture() {}

  /** Whether a column is drawn. */
  static boolean isDrawn(String column) {
    return !Lineage.isTechnical(column) && !LEFT_OUT.contains(Lineage.name(column));
  }

  /**
   * Draws what columns are made from.
   *
   * @param columns the columns asked about, as {@code table.column}
   * @param upstream of them and of all before them, what each is made from
   * @return SVG; empty if none of them is made from anything
   */
  static String of(
      String id, String title, Collection<String> columns, Map<String, Set<String>> upstream) {
    LineagePicture picture = new LineagePicture();
    columns.stream().filter(LineagePicture::isDrawn).forEach(one -> picture.add(one, upstream));
    if (picture.upstream.values().stream().allMatch(Set::isEmpty)) {
      return "";
    }
    picture.arrange();
    return picture.svg(id, title);
  }

  private void add(String column, Map<String, Set<String>> all) {
    if (upstream.containsKey(column)) {
      return;
    }
    Set<String> from = new TreeSet<>(all.getOrDefault(column, Set.of()));
    from.removeIf(one -> !isDrawn(one));
    upstream.put(column, from);
    from.forEach(one -> add(one, all));
  }

  /** Gives each table a lane, right of all that it is made from, and a place in it. */
  private void arrange() {
    Map<String, Set<String>> columns = new TreeMap<>();
    Map<String, Set<String>> tables = new TreeMap<>();
    upstream.forEach(
        (column, from) -> {
          String table = Lineage.table(column);
          columns.computeIfAbsent(table, none -> new TreeSet<>()).add(column);
          Set<String> before = tables.computeIfAbsent(table, none -> new TreeSet<>());
          from.stream().map(Lineage::table).filter(one -> !one.equals(table)).forEach(before::add);
        });
    Map<String, Integer> lane = new HashMap<>();
    tables.keySet().forEach(table -> lane(table, tables, lane));
    int count = lane.values().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    double left = 1;
    for (int each = 0; each < count; each++) {
      lanes.add(left);
      int top = 1;
      double widest = 0;
      for (Map.Entry<String, Set<String>> table : columns.entrySet()) {
        if (lane.getOrDefault(table.getKey(), 0) == each) {
          Box box = box(table.getKey(), List.copyOf(new TreeSet<>(table.getValue())), each, top);
          boxes.put(table.getKey(), box);
          top += (box.columns.size() + 1) * LINE + GAP;
          widest = Math.max(widest, box.width);
        }
      }
      height = Math.max(height, top);
      left += widest + BETWEEN;
    }
    lanes.add(left - BETWEEN + 1);
  }

  private static int lane(
      String table, Map<String, Set<String>> tables, Map<String, Integer> lane) {
    Integer known = lane.get(table);
    if (known != null) {
      return known;
    }
    // Sources stand at the left, staging beside them.
    int found = table.contains(".") ? 0 : 1;
    lane.put(table, found);
    for (String before : tables.getOrDefault(table, Set.of())) {
      found = Math.max(found, lane(before, tables, lane) + 1);
    }
    lane.put(table, found);
    return found;
  }

  private static Box box(String table, List<String> columns, int lane, int top) {
    int longest = table.length();
    for (String column : columns) {
      longest = Math.max(longest, Lineage.name(column).length());
    }
    return new Box(table, columns, lane, longest * CHARACTER + 2 * PADDING, top);
  }

  private String svg(String id, String title) {
    int width = (int) Math.ceil(lanes.get(lanes.size() - 1));
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg role="img" aria-labelledby="%1$s-title %1$s-text" width="%2$d" height="%3$d" viewBox="0 0 %2$d %3$d">
        <title id="%1$s-title">%4$s</title>
        <desc id="%1$s-text">%5$d tables from left to right, the sources first. The table below names where each column begins and ends.</desc>
        """
            .formatted(id, width, height, StringUtil.XHTMLEnc(title), boxes.size()));
    upstream.forEach((column, from) -> from.forEach(one -> svg.append(line(one, column))));
    boxes.values().forEach(box -> svg.append(drawn(box)));
    return svg.append("</svg>\n").toString();
  }

  private String line(String from, String to) {
    Box left = boxes.get(Lineage.table(from));
    Box right = boxes.get(Lineage.table(to));
    if (left == null || right == null || left == right) {
      return "";
    }
    double x = lanes.get(left.lane) + left.width;
    double end = lanes.get(right.lane);
    int y = height(left, from);
    int below = height(right, to);
    double middle = (end - x) / 2;
    return String.format(
        Locale.ROOT,
        "<path class=\"line\" d=\"M%.0f %d C%.0f %d %.0f %d %.0f %d\"/>%n",
        x,
        y,
        x + middle,
        y,
        end - middle,
        below,
        end,
        below);
  }

  private static int height(Box box, String column) {
    return box.top + (box.columns.indexOf(column) + 1) * LINE + LINE / 2;
  }

  private String drawn(Box box) {
    double x = lanes.get(box.lane);
    int top = box.top;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"box\" x=\"%.0f\" y=\"%d\" width=\"%.0f\" height=\"%d\"/>%n"
                + "<rect class=\"head\" x=\"%.0f\" y=\"%d\" width=\"%.0f\" height=\"%d\"/>%n"
                + "<text class=\"name\" x=\"%.0f\" y=\"%d\">%s</text>%n",
            x,
            top,
            box.width,
            (box.columns.size() + 1) * LINE,
            x,
            top,
            box.width,
            LINE,
            x + PADDING,
            top + LINE - 5,
            StringUtil.XHTMLEnc(box.table)));
    for (int line = 0; line < box.columns.size(); line++) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.0f\" y=\"%d\">%s</text>%n",
              x + PADDING,
              top + (line + 2) * LINE - 5,
              StringUtil.XHTMLEnc(Lineage.name(box.columns.get(line)))));
    }
    return svg.toString();
  }
}

package kith.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Says charts of lines in words, for those who do not see them. */
final class LineDescriptions {

  private final Sheet sheet;

  LineDescriptions(Sheet sheet) {
    this.sheet = sheet;
  }

  /** What a chart of lines shows: the ends of each line, and what is published for others. */
  String describe(List<String> quarters, List<Series> drawn, List<LineChart.Mark> marks) {
    List<String> said = new ArrayList<>();
    said.add(
        sheet
            .words()
            .say(
                "describe.lines",
                Map.of(
                    "n", String.valueOf(quarters.size()),
                    "first", quarters.get(0),
                    "last", quarters.get(quarters.size() - 1),
                    "lines",
                        drawn.stream()
                            .map(line -> describe(quarters, line))
                            .collect(Collectors.joining(" ")))));
    for (Map.Entry<String, Series.Look> other : Series.OTHERS) {
      String list =
          marks.stream()
              .filter(mark -> mark.whose() == other.getValue())
              .map(LineChart.Mark::label)
              .collect(Collectors.joining(", "));
      if (!list.isEmpty()) {
        said.add(
            sheet
                .words()
                .say(
                    "describe.others",
                    Map.of("whose", sheet.words().text("series." + other.getKey()), "list", list)));
      }
    }
    return String.join(" ", said);
  }

  private String describe(List<String> quarters, Series line) {
    String name = line.label().replaceAll(" [-+0-9.,%]+$", "");
    int first = line.first();
    if (first < 0) {
      return sheet.words().say("describe.line_none", Map.of("name", name));
    }
    return sheet
        .words()
        .say(
            "describe.line",
            Map.of(
                "name", name,
                "from", plain(line, first),
                "first", quarters.get(first),
                "to", plain(line, line.last()),
                "last", quarters.get(line.last())));
  }

  private static String plain(Series line, int at) {
    return Numbers.plain(BigDecimal.valueOf(Objects.requireNonNull(line.values().get(at))));
  }
}

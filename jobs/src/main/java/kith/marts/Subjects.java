package kith.marts;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import kith.project.Project;
import kith.source.CodeLists;
import org.jspecify.annotations.Nullable;

/**
 * The headings under which reports show KPIs, in their order: {@code conf/report/subjects.csv}. A
 * subject is a folder of {@code sql/marts}; one that the file does not name stands last, under its
 * own name.
 *
 * @param titles by subject
 * @param order of the subjects named
 */
public record Subjects(Map<String, String> titles, List<String> order) {

  /** The subjects of a project. */
  public static Subjects of(Project project) {
    List<Map<String, @Nullable String>> rows =
        CodeLists.read(project.conf().resolve("report").resolve("subjects.csv"));
    return new Subjects(
        rows.stream()
            .collect(Collectors.toMap(row -> cell(row, "subject"), row -> cell(row, "title"))),
        rows.stream()
            .sorted(Comparator.comparing(row -> Integer.valueOf(cell(row, "sort_order"))))
            .map(row -> cell(row, "subject"))
            .toList());
  }

  private static String cell(Map<String, @Nullable String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  /** The heading of a subject. */
  public String title(String subject) {
    return titles.getOrDefault(subject, subject);
  }

  /** The KPIs subject by subject, and in the order given within each. */
  public List<KpiDefinition> inOrder(List<KpiDefinition> kpis) {
    return kpis.stream()
        .sorted(
            Comparator.comparing(
                kpi -> order.contains(kpi.subject()) ? order.indexOf(kpi.subject()) : order.size()))
        .toList();
  }
}

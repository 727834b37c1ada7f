package kith.cases;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kith.cases.CaseRunner.Result;
import kith.project.Project;
import kith.project.Yaml;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicNode;

/** Turns the case files of the breakdowns into tests, one for each case. */
final class BreakdownCases {

  private static final int FEWEST = 2;

  private BreakdownCases() {}

  /**
   * Tests of the breakdowns in a folder like {@code sql/marts/breakdown}: each row of {@code
   * banded_member} gets exactly one value, and one that the breakdown lists, if it lists any.
   */
  static Stream<DynamicNode> of(Path breakdowns) {
    CaseRunner runner = QueryCases.martsRunner();
    return QueryCases.queries(breakdowns)
        .map(
            sql ->
                QueryCases.container(
                    sql, FEWEST, () -> {}, one -> checkBreakdown(runner, sql, one)));
  }

  private static void checkBreakdown(CaseRunner runner, Path sql, Case one) {
    JsonNode spec = Yaml.read(QueryCases.specOf(sql));
    JsonNode configured = Yaml.read(Project.home().conf().resolve("parameters.yaml"));
    Result result =
        runner.run(
            QueryCases.text(sql),
            one,
            "POINT",
            QueryCases.parameters(spec, configured, one),
            rows ->
                rows.selectExpr(
                    "member.*", "coalesce(breakdown_value, 'unknown') breakdown_value"));
    Assertions.assertThat(result.rows())
        .as("rows")
        .hasSameSizeAs(one.given().getOrDefault("banded_member", List.of()));
    List<String> listed = spec.path("values").propertyStream().map(Map.Entry::getKey).toList();
    Assertions.assertThat(listed).as("values").contains("unknown");
    if (listed.size() > 1) {
      Assertions.assertThat(result.rows())
          .allSatisfy(
              row -> Assertions.assertThat(listed).contains(row.<String>getAs("breakdown_value")));
    }
    result.assertRows(one.expect(), Map.of());
  }
}

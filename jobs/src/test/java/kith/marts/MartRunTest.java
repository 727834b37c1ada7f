package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Optional;
import kith.project.Parameters;
import kith.project.Yaml;
import org.junit.jupiter.api.Test;

class MartRunTest {

  /** The rule version of a KPI whose SQL names counts_as, where that has these values. */
  private static String version(String kpi, String countsAs) throws JsonProcessingException {
    ObjectNode parameters =
        (ObjectNode) Yaml.read(TinyMarts.folder().resolve("conf/parameters.yaml"));
    parameters.set("counts_as", new YAMLMapper().readTree(countsAs));
    MartRun run =
        new MartRun(
            "tonight",
            TinyMarts.kpis(),
            TinyMarts.carried(),
            Parameters.of(parameters),
            List.of(),
            Optional.empty());
    return run.ruleVersion(run.kpis().byName().get(kpi));
  }

  @Test
  void theVersionCoversEveryValueOfAParameterAndItsDay() throws JsonProcessingException {
    List<String> versions =
        List.of(
            version("health_pct", "1"),
            version("health_pct", "2"),
            version("health_pct", "[{value: 1}, {from: 2030-04-01, value: 2}]"),
            version("health_pct", "[{value: 1}, {from: 2031-04-01, value: 2}]"),
            version("health_pct", "[{value: 1}, {from: 2030-04-01, value: 3}]"));

    assertThat(versions).doesNotHaveDuplicates();
    assertThat(version("health_pct", "[{value: 1}]")).isEqualTo(versions.get(0));
    assertThat(version("count", "1")).isEqualTo(version("count", "2"));
  }
}

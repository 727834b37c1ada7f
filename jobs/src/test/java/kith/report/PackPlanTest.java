package kith.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan may not ask for. */
class PackPlanTest {

  @Test
  void aTabThatAWorkbookCannotHaveIsRefused() {
    assertThatThrownBy(
            () -> PackPlan.refuseTabs(List.of(tabbed("A name of a tab that is too long"))))
        .hasMessageContaining("has 32 characters");
    assertThatThrownBy(() -> PackPlan.refuseTabs(List.of(tabbed("In/out"))))
        .hasMessageContaining("In/out");
    assertThatThrownBy(() -> PackPlan.refuseTabs(List.of(tabbed("Health"), tabbed("health"))))
        .hasMessageContaining("two pages have the tab \"health\"");
  }

  private static PackPlan.Theme tabbed(String tab) {
    return new PackPlan.Theme(
        "health", "Health", tab, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }
}

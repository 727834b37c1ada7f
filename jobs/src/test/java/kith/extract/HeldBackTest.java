package kith.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.List;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.Test;

/** The message about a night that its limits hold back. */
class HeldBackTest {

  private final HeldBack reasons = new HeldBack(LocalDate.of(2025, 3, 31));

  private KithException held() {
    KithException held = catchThrowableOfType(KithException.class, reasons::check);
    assertThat(held.exitCode()).isEqualTo(ExitCode.HELD_BACK);
    return held;
  }

  @Test
  void aNightWithoutAReasonGoesOn() {
    assertThatCode(reasons::check).doesNotThrowAnyException();
  }

  @Test
  void everyReasonIsToldWithWhatToDo() {
    reasons.rejecting.addAll(List.of("ssd_missing (2 of 3)", "ssd_person (1 of 1)"));
    reasons.notAsSaid.add("ssd_missing.a (why)");
    reasons.ahead.add("ssd_missing.b (2 of 2 filled cells)");
    reasons.emptied.put("person", List.of("ssd_person.d (emptied)"));
    reasons.emptied.put("missing", List.of("ssd_missing.c (emptied)"));

    KithException held = held();

    assertThat(held.happened())
        .isEqualTo(
            """
            More records of 2025-03-31 are quarantined than the contracts allow: ssd_missing (2 of 3), ssd_person (1 of 1).
            Columns of 2025-03-31 cannot be read as their contract requires: ssd_missing.a (why).
            Columns of 2025-03-31 have dates after that day: ssd_missing.b (2 of 2 filled cells). Either the extract was taken on a later day, or these dates are wrong.
            Columns of 2025-03-31 lost their cells since the night before: ssd_missing.c (emptied), ssd_person.d (emptied).""");
    assertThat(held)
        .hasMessageContaining("figures published before stand")
        .hasMessageContaining("kith quarantine --business-date 2025-03-31")
        .hasMessageContaining("Ask the system team what has changed in these columns")
        .hasMessageContaining("may_lie_ahead")
        .hasMessageContaining("--accept-volume missing --accept-volume person")
        .hasMessageContaining("The limits are in source.yaml");
  }

  @Test
  void onlyItsOwnReasonIsTold() {
    reasons.ahead.add("ssd_missing.b (2 of 2 filled cells)");

    assertThat(held().getMessage())
        .contains("dates after that day")
        .doesNotContain("quarantined", "cannot be read", "lost their cells", "--accept-volume");
  }
}

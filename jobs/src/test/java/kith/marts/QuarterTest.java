package kith.marts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.Test;

class QuarterTest {

  @Test
  void aQuarterIsNamedByItsLastDayAndTheAprilToMarchYear() {
    assertThat(Quarter.parse("2025-06-30").label()).isEqualTo("Q1 2025-26");
    assertThat(Quarter.parse("2025-12-31").label()).isEqualTo("Q3 2025-26");
    assertThat(Quarter.parse("2026-03-31").label()).isEqualTo("Q4 2025-26");
    assertThat(Quarter.parse("2000-03-31").label()).isEqualTo("Q4 1999-00");
  }

  @Test
  void everyDayFallsInAQuarter() {
    assertThat(Quarter.containing(LocalDate.parse("2024-02-29"))).hasToString("2024-03-31");
    assertThat(Quarter.containing(LocalDate.parse("2024-04-01"))).hasToString("2024-06-30");
  }

  @Test
  void aDayThatEndsNoQuarterIsRefusedWithAnExample() {
    assertThatThrownBy(() -> Quarter.parse("2025-06-29"))
        .isInstanceOf(KithException.class)
        .hasMessageContaining("2025-06-30")
        .extracting(failure -> ((KithException) failure).exitCode())
        .isEqualTo(ExitCode.WRONG_USAGE);
  }

  @Test
  void aRangeThatEndsBeforeItBeginsIsRefused() {
    assertThatThrownBy(() -> new Quarters(Quarter.parse("2025-06-30"), Quarter.parse("2025-03-31")))
        .isInstanceOf(KithException.class);
  }
}

package kith.source.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The content of the lines of {@code _COMPLETE}. */
class MarkerTest {

  @Test
  void recordsAreCountedByFileAndOtherLinesSayWhatTheExtractIs() {
    Marker marker =
        Marker.parse(
            """
            business_date,2025-03-31
            window_start,2019-04-01
            simulated,true
            ssd_person,12
            ssd_missing,0
            """);

    assertThat(marker)
        .isEqualTo(
            new Marker(
                Map.of("ssd_person", 12L, "ssd_missing", 0L),
                LocalDate.of(2025, 3, 31),
                LocalDate.of(2019, 4, 1),
                true,
                false));
  }

  @Test
  void namesMayBeInOtherLettersWithQuotesBlanksAndTheEndingOfTheFile() {
    assertThat(
            Marker.parse(
                    "\"SSD_Person.csv\" , \" 12 \"\r\n\r\nSSD_Missing.CSV.gz,3\nssd_sdq.parquet,4\n")
                .rows())
        .isEqualTo(Map.of("ssd_person", 12L, "ssd_missing", 3L, "ssd_sdq", 4L));
  }

  @Test
  void anExtractIsRealUnlessItSaysThatItIsSimulated() {
    assertThat(Marker.parse("ssd_person,1\n").simulated()).isFalse();
    assertThat(Marker.parse("simulated,FALSE\n").simulated()).isFalse();
    assertThat(Marker.parse("simulated,True\n").simulated()).isTrue();
  }

  @Test
  void aMarkerWithoutALastLineEndMayBeCutOff() {
    assertThat(Marker.parse("ssd_person,1").endsOpen()).isTrue();
    assertThat(Marker.parse("ssd_person,1\n").endsOpen()).isFalse();
    assertThat(Marker.parse("").endsOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssd_person",
        "ssd_person,",
        "ssd_person,twelve",
        "ssd_person,1,2",
        "ssd_person,12.0",
        "business_date,31/03/2025",
        "window_start,2019-02-29",
        "simulated,tru",
        "simulated,yes"
      })
  void aLineThatIsNoNameAndValueBreaksTheContractAndIsToldByItsNumber(String line) {
    assertThatThrownBy(() -> Marker.parse("ssd_sdq,1\n\n" + line + "\n"))
        .isInstanceOfSatisfying(
            KithException.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.BROKEN_CONTRACT))
        .hasMessageContaining("Cannot read line 3 of _COMPLETE")
        .hasMessageNotContaining(line);
  }
}

package kith.conform.placement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Miles between two grid references in metres: metres / 1000 / 1.6093. */
class PostcodePlacesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "32186, 0, 20",
    "0, -32186, 20",
    "32185, 0, 19.9994",
    // A hundredth of a millimetre more than 20 miles is more than 20 miles.
    "32186, 1, 20.0001",
    "3000, 4000, 3.1070",
    "480000, 900000, 633.8160"
  })
  void theDistanceIsAStraightLineAndIsNeverRoundedDown(int east, int north, String miles) {
    assertThat(PostcodePlaces.miles(400000, 500000, 400000 + east, 500000 + north))
        .isEqualByComparingTo(miles);
  }

  @Test
  void withoutOneOfTheGridReferencesItIsNotKnown() {
    assertThat(PostcodePlaces.miles(null, 500000, 400000, 500000)).isNull();
    assertThat(PostcodePlaces.miles(400000, null, 400000, 500000)).isNull();
    assertThat(PostcodePlaces.miles(400000, 500000, null, 500000)).isNull();
    assertThat(PostcodePlaces.miles(400000, 500000, 400000, null)).isNull();
  }
}

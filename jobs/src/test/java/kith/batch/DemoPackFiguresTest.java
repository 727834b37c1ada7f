package kith.batch;

import java.util.List;
import org.junit.jupiter.api.Tag;

/** Every number of the pack of the demo is published. */
@Tag("long")
@Tag("part-3")
class DemoPackFiguresTest extends NightPackFiguresTest {

  @Override
  Lakes lakes() {
    return TheDemo.made();
  }

  @Override
  List<Integer> fewest() {
    return List.of(300, 1400);
  }
}

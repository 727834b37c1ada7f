package kith.batch;

import org.junit.jupiter.api.Tag;

/** The pack of the demo, as README makes it, seen in a real browser and as PDF. */
@Tag("long")
@Tag("part-3")
class DemoPackTest extends NightPackTest {

  @Override
  Lakes lakes() {
    return TheDemo.made();
  }
}

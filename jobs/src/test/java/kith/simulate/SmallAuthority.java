package kith.simulate;

import java.nio.file.Path;
import java.time.LocalDate;
import kith.testing.Folders;

/**
 * An authority of 40 children in care over two years, and its last three nights. They are written
 * once for all tests.
 *
 * @param folder one folder for each night
 * @param extract the last night
 */
record SmallAuthority(Path folder, Simulation.Summary summary, Extract extract) {

  static final LocalDate NIGHT = LocalDate.of(2026, 3, 31);
  static final LocalDate WINDOW_START = LocalDate.of(2024, 3, 31);

  private static SmallAuthority made;

  /** The authority, whose files no test may change. */
  static synchronized SmallAuthority made() {
    if (made == null) {
      Path folder = Folders.shared("small-authority");
      Simulation.Summary summary = into(folder).withNights(3).write();
      made = new SmallAuthority(folder, summary, new Extract(folder.resolve(NIGHT.toString())));
    }
    return made;
  }

  /** The same authority, to be written to another folder. */
  static Simulation into(Path out) {
    return Simulation.into(out, NIGHT).withChildrenInCare(40).withYears(2).withSeed(7);
  }
}

package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import kith.testing.Folders;
import kith.testing.Said;

/** The lake that README's first command leaves, as anybody would make it; once for all tests. */
final class TheDemo {

  private static Lakes made;

  private TheDemo() {}

  /** The demo, run on first use; its lake is {@code lake}. */
  static synchronized Lakes made() {
    if (made == null) {
      Path folder = Folders.shared("demo");
      Said demo =
          Said.by(
              "demo",
              "--lake",
              folder.resolve("lake").toString(),
              "--source",
              folder.resolve("extracts").toString());
      assertThat(demo.code()).as(demo.text()).isZero();
      made = new Lakes(folder);
    }
    return made;
  }
}

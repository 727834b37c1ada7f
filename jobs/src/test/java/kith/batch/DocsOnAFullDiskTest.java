package kith.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import kith.project.SmallDisk;
import kith.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site that cannot be written leaves the one that was there, and is tried again later. */
class DocsOnAFullDiskTest {

  @Test
  void onAFullDiskTheEarlierSiteStands(@TempDir Path folder) throws Exception {
    String lake = ThreeNights.made().lakes().root("lake").path().toString();
    Path small = folder.resolve("small");
    try (SmallDisk disk = SmallDisk.at(small, "200m")) {
      Path site = small.resolve("site");
      assertThat(Said.by("docs", "--out", site.toString(), "--lake", lake).code()).isZero();
      byte[] search = Files.readAllBytes(site.resolve("search-index.js"));
      disk.fill(1 << 20);

      Said full = Said.by("docs", "--out", site.toString(), "--lake", lake);

      assertThat(full.code()).isEqualTo(5);
      assertThat(full.text())
          .contains("No space left on device")
          .contains("The site was not written.");
      assertThat(site.resolve("search-index.js")).hasBinaryContent(search);
      assertThat(small).isDirectoryNotContaining("glob:**/.kith-docs-*");
    }
  }
}

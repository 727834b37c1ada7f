package kith.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the browser is asked finds a page that is wrong on purpose. */
class BrowserTest {

  private static final String WRONG =
      """
      <!DOCTYPE html><html><head><title>Wrong</title></head><body><main>
      <p style="width: 40px; white-space: nowrap; overflow: hidden">a sentence that is cut</p>
      <img src="nowhere.png">
      <div class="picture"><svg viewBox="0 0 100 50" width="100" height="50">
      <text x="5" y="20">one</text><text x="6" y="20">other</text><text x="90" y="40">leaves it</text>
      </svg></div>
      <script>console.error('wrong')</script>
      </main></body></html>
      """;

  @TempDir private Path folder;

  @Test
  void everyFaultOfAWrongPageIsFound() throws IOException {
    Path page = Files.writeString(folder.resolve("wrong.html"), WRONG);
    Browser browser = Browser.open("browser");
    try {
      browser.forgetSoFar();
      browser.show(page, 1280);

      assertThat(browser.cut()).contains("a sentence that is cut", " leaves it");
      assertThat(browser.overlapping()).contains("one on other");
      assertThat(browser.violations()).anyMatch(one -> one.contains("image-alt"));
      assertThat(browser.console()).anyMatch(one -> one.contains("wrong"));
      assertThat(browser.requests()).anyMatch(one -> one.contains("nowhere.png"));
    } finally {
      browser.close();
    }
  }
}

package kith.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import freemarker.core.XHTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.Project;
import kith.project.Yaml;

/**
 * The pack as one page that needs nothing beside itself: neither scripts nor anything from a
 * network.
 */
final class PackHtml {

  private final Path folder;

  PackHtml(Project project) {
    this.folder = PackPlan.folder(project);
  }

  /** The page, as XHTML that is also HTML. */
  String page(Pack pack) {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.UK);
    configuration.setOutputFormat(XHTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    StringWriter text = new StringWriter();
    try {
      configuration.setDirectoryForTemplateLoading(folder.toFile());
      JsonNode words = Yaml.read(folder.resolve("words.yaml"));
      configuration
          .getTemplate("pack.ftl")
          .process(
              Map.of(
                  "pack",
                  pack,
                  "words",
                  new ObjectMapper().convertValue(words, Map.class),
                  "style",
                  Files.readString(folder.resolve("style.css"))),
              text);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    } catch (TemplateException cause) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "conf/report/pack/pack.ftl cannot be filled: " + cause.getMessageWithoutStackTop(),
          "No pack was written.",
          "Correct the template, then run kith report again.");
    }
    return text.toString().strip() + "\n";
  }
}

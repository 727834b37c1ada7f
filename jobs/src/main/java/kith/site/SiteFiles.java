package kith.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kith.project.ExitCode;
import kith.project.KithException;
import kith.project.OutputFolder;
import kith.project.Project;
import kith.table.Lake;
import kith.table.StateFiles;
import kith.table.Tables;

/**
 * Writes the site to a folder that needs no server and no network: pages, a style, and a search
 * that is a script beside them.
 */
public final class SiteFiles {

  private static final String INDEX = "search-index.js";

  /** Names every file that was written: a folder with this and no other file may be replaced. */
  private static final String WRITTEN = ".kith-docs";

  private static final List<String> BESIDE = List.of("style.css", "search.js");
  private static final String PICTURE = "docs/pack.png";

  private SiteFiles() {}

  /**
   * Writes the site. The folder takes the place of an earlier site whole.
   *
   * @param lake whose nights are shown; its session plans what tables are made from
   * @param day whose parameters the plans hold
   * @param out the folder
   * @return the number of pages
   * @throws KithException when the folder holds something else
   */
  public static int write(Project project, StateFiles files, Lake lake, LocalDate day, Path out) {
    Path folder = out.toAbsolutePath().normalize();
    requireOwn(folder);
    List<Page> pages =
        Site.pages(
            project,
            Lineage.of(project, lake.spark(), day),
            DefinitionHistory.of(files, version -> lake.read(Tables.DIM_KPI, version)),
            NightsPage.of(files));
    Path parent = Objects.requireNonNull(folder.getParent());
    Path fresh = parent.resolve(WRITTEN + "-" + UUID.randomUUID());
    Path earlier = parent.resolve(WRITTEN + "-" + UUID.randomUUID());
    try {
      Files.createDirectories(parent);
      Files.createDirectory(fresh);
    } catch (IOException cause) {
      throw OutputFolder.unusable(folder, cause);
    }
    try {
      Template frame = frame(project);
      for (Page page : pages) {
        put(fresh.resolve(page.path()), filled(frame, page));
      }
      for (String file : BESIDE) {
        put(fresh.resolve(file), Files.readString(folder(project).resolve(file)));
      }
      put(fresh.resolve(INDEX), index(pages));
      Files.copy(project.root().resolve(PICTURE), fresh.resolve(PICTURE));
      put(fresh.resolve(WRITTEN), String.join("\n", files(fresh)) + "\n");
      replace(folder, fresh, earlier);
    } catch (IOException cause) {
      throw cleared(fresh, OutputFolder.interrupted(folder, "The site was not written.", cause));
    } catch (KithException refused) {
      throw cleared(fresh, refused);
    }
    try {
      delete(earlier);
    } catch (IOException cause) {
      throw OutputFolder.interrupted(
          folder,
          "The site is new; what is left of the earlier one is in %s.".formatted(earlier),
          cause);
    }
    return pages.size();
  }

  /** Puts the new site in the place of an earlier one, which goes on if that fails. */
  private static void replace(Path folder, Path fresh, Path earlier) throws IOException {
    boolean wasThere = Files.exists(folder);
    if (wasThere) {
      Files.move(folder, earlier, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      if (wasThere) {
        Files.move(earlier, folder, StandardCopyOption.ATOMIC_MOVE);
      }
      throw failed;
    }
  }

  private static KithException cleared(Path fresh, KithException failed) {
    try {
      delete(fresh);
    } catch (IOException stays) {
      failed.addSuppressed(stays);
    }
    return failed;
  }

  /** The files below a folder, by their path from it. */
  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> !Files.isDirectory(file))
          .map(file -> folder.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static Path folder(Project project) {
    return project.conf().resolve("site");
  }

  /** Nothing is deleted that an earlier run of this command did not write. */
  private static void requireOwn(Path folder) {
    try {
      if (!Files.exists(folder)) {
        return;
      }
      Path written = folder.resolve(WRITTEN);
      Set<String> foreign =
          Files.isDirectory(folder) ? new TreeSet<>(files(folder)) : Set.of(folder.toString());
      if (Files.isRegularFile(written)) {
        foreign.removeAll(Files.readAllLines(written));
        foreign.remove(WRITTEN);
      }
      if (!foreign.isEmpty()) {
        throw new KithException(
            ExitCode.WRONG_USAGE,
            "%s holds %d files that kith docs did not write.".formatted(folder, foreign.size()),
            "Nothing was written.",
            "Name another folder with --out, or empty this one.");
      }
    } catch (IOException cause) {
      throw OutputFolder.unusable(folder, cause);
    }
  }

  private static Template frame(Project project) throws IOException {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setLocale(Locale.UK);
    configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setDirectoryForTemplateLoading(folder(project).toFile());
    return configuration.getTemplate("page.ftl");
  }

  private static String filled(Template frame, Page page) throws IOException {
    StringWriter text = new StringWriter();
    try {
      frame.process(
          Map.of("title", page.title(), "up", page.up(), "body", page.html(), "path", page.path()),
          text);
    } catch (TemplateException cause) {
      throw new KithException(
          ExitCode.WRONG_USAGE,
          "conf/site/page.ftl cannot be filled: " + cause.getMessageWithoutStackTop(),
          "Nothing was written.",
          "Correct the template, then run kith docs again.");
    }
    return text.toString();
  }

  /** A script that the search reads: a page that is opened from a folder may fetch no file. */
  private static String index(List<Page> pages) throws JsonProcessingException {
    List<Map<String, String>> entries =
        pages.stream()
            .map(
                page ->
                    Map.of(
                        "path", page.path(),
                        "kind", page.kind(),
                        "title", page.title(),
                        "text", words(page.text())))
            .map(entry -> (Map<String, String>) new java.util.TreeMap<>(entry))
            .toList();
    return "const kithPages = " + new ObjectMapper().writeValueAsString(entries) + ";\n";
  }

  /** Each word of a text once, in small letters. */
  private static String words(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_]+"))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

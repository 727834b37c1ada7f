package kith.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where links of the documentation lead to on the site. They are written for the project's folder:
 * {@code docs/quality.md} is {@code docs/quality.html} here, any other file of the project a page
 * of its own below {@code files}.
 */
final class Links {

  /** The file of the project that describes all tables on one page: here each has a page. */
  static final String DICTIONARY = "docs/dictionary.md";

  /** The folder of the tables' pages, as if it were one of the project. */
  static final String TABLES = "docs/tables/";

  /** The folder of the decisions: here it has a page that lists them. */
  static final String DECISIONS = "docs/decisions";

  private static final String FILES = "files/";

  private final Path root;
  private final Set<String> files = new TreeSet<>();

  Links(Path root) {
    this.root = root;
  }

  /** The page of a text of the project. */
  static String page(String markdown) {
    return markdown.replaceFirst("\\.md$", ".html");
  }

  /** The page of a table, as a text of the project. */
  static String ofTable(String table) {
    return TABLES + table + ".md";
  }

  /** The files of the project that pages link to, by their place in it. */
  Set<String> files() {
    return files;
  }

  /** The page of a file that is no text of the documentation. */
  static String ofFile(String file) {
    return FILES + file + ".html";
  }

  /**
   * The links of one text.
   *
   * @param from its place in the project
   * @return for the link as it is written there its place from the page, or null if the site has
   *     none: a folder, or what lies outside the project
   */
  UnaryOperator<@Nullable String> of(String from) {
    return link -> link == null ? null : place(from, link);
  }

  private @Nullable String place(String from, String link) {
    if (link.startsWith("#") || link.contains("://") || link.startsWith("mailto:")) {
      return link;
    }
    String[] parts = link.split("#", 2);
    String anchor = parts.length > 1 ? "#" + parts[1] : "";
    Path folder = Path.of("/" + from).resolveSibling("");
    String to = Path.of("/").relativize(folder.resolve(parts[0]).normalize()).toString();
    String page = target(to, anchor);
    if (page == null) {
      return null;
    }
    Path here = Path.of(page(from)).getParent();
    Path there = Path.of(page.split("#", 2)[0]);
    String way = here == null ? there.toString() : here.relativize(there).toString();
    return way + (page.contains("#") ? page.substring(page.indexOf('#')) : "");
  }

  private @Nullable String target(String to, String anchor) {
    if (to.equals(DICTIONARY)) {
      return page(anchor.isEmpty() ? TABLES + "README.md" : ofTable(anchor.substring(1)));
    }
    if (to.endsWith(".md") && (to.startsWith("docs/") || to.equals("README.md"))) {
      return page(to) + anchor;
    }
    if (to.equals(DECISIONS)) {
      return page(DECISIONS + "/README.md");
    }
    Path file = root.resolve(to);
    if (!Files.isRegularFile(file)) {
      return null;
    }
    if (to.endsWith(".png")) {
      return to;
    }
    files.add(to);
    return ofFile(to);
  }
}

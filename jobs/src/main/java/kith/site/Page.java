package kith.site;

/**
 * A page of the site.
 *
 * @param path its file below the site's folder, such as {@code docs/tables/fact_review.html}
 * @param kind what it is of, for readers of the search: table, KPI, chapter or file
 * @param html what stands on it
 * @param text the same without marks, for the search; empty where it is not to be found
 */
record Page(String path, String kind, String title, String html, String text) {

  /** The way from this page to the site's folder: empty or {@code ../../}. */
  String up() {
    return "../".repeat((int) path.chars().filter(one -> one == '/').count());
  }
}

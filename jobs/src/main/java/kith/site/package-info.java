/**
 * The documentation as a folder of pages: every table, KPI and chapter, from which columns each
 * column is made, and what the last nights counted.
 */
@NullMarked
package kith.site;

import org.jspecify.annotations.NullMarked;

/** The Panel's pack: published figures as a page, a PDF and a workbook. */
@NullMarked
package kith.report;

import org.jspecify.annotations.NullMarked;

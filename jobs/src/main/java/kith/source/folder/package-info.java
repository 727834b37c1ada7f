/**
 * A source that comes as files: finds out how they are written, looks a night's folder over and
 * reads its records. Only {@code kith.batch} uses it directly, and {@code kith.benchmark}, which
 * reads publishers' files as {@code PlainFile}.
 */
@NullMarked
package kith.source.folder;

import org.jspecify.annotations.NullMarked;

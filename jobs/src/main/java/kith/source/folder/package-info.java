/**
 * A source that comes as files: finds out how they are written, looks a night's folder over and
 * reads its records.
 */
@NullMarked
package kith.source.folder;

import org.jspecify.annotations.NullMarked;

/** What an edge knows of organisations, streams, revocations and Guardian rules: an immutable snapshot. */
@NullMarked
package dev.playgate.catalog;

import org.jspecify.annotations.NullMarked;

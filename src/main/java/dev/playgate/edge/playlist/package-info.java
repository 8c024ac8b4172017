/**
 * What a delivered playlist says in place of what the origin wrote: its children carry the session's ticket
 * (security B9). Pure functions over text.
 */
@NullMarked
package dev.playgate.edge.playlist;

import org.jspecify.annotations.NullMarked;
